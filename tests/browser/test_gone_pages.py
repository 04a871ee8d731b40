"""A page that has gone leaves no kernel behind, and a page that is there keeps its own."""

import os
import shutil
import signal
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import QUIET
from tests.browser.test_frame import write_notebook

# A button of the kind that our pages have: it comes alive through the page's own link.
BUTTON = """
import anywidget, traitlets
class Own(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const button = document.createElement("button"), words = document.createElement("p");
        button.textContent = "Press";
        button.onclick = () => model.send("press");
        model.on("change:words", () => (words.textContent = model.get("words")));
        el.append(button, words);
    } }'''
    words = traitlets.Unicode().tag(sync=True)
own = Own()
own.on_msg(lambda *_: setattr(own, "words", "It was pressed"))
own
"""
SOON = 40  # seconds in which kernels have ended; it takes seven or eight on a quiet machine
LONGER_THAN_THE_WATCH = 12


@pytest.fixture(scope="module")
def site(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The top address of a server that ends a kernel six seconds after its page went."""
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / "index.ipynb", "Front door", BUTTON)
    return serve(folder, GONE_AFTER_SECONDS=6, LOOK_EVERY_SECONDS=1, SPARE_KERNELS=0)


def processes() -> dict[int, tuple[int, str]]:
    """Every process: its parent and its command line."""
    found = {}
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            try:
                parent = int((one / "stat").read_text().rpartition(")")[2].split()[1])
                found[int(one.name)] = parent, (one / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:  # it ended while we looked
                continue
    return found


def kernels_of(address: str) -> list[int]:
    """The kernels that run under the server at an address."""
    port = address.rstrip("/").rpartition(":")[2]
    running = processes()
    servers = [one for one, (_, command) in running.items() if f"--port {port} " in command]
    return [one for one, (parent, command) in running.items() if parent in servers and "ipykernel_launcher" in command]


def wait_for_kernels(address: str, count: int, seconds: float = SOON) -> float:
    """How long it took until so many kernels ran; fails when it does not come to that."""
    start = time.monotonic()
    while len(kernels_of(address)) != count:
        assert time.monotonic() - start < seconds, f"{len(kernels_of(address))} kernels run, not {count}"
        time.sleep(0.1)
    return time.monotonic() - start


def use(page: Page, address: str) -> None:
    """Open the page and press its button."""
    page.goto(address)
    press(page)


def press(page: Page) -> None:
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("It was pressed")).to_be_visible()


@pytest.fixture(autouse=True)
def nothing_left(site: str):
    """Each test begins without a kernel."""
    wait_for_kernels(site, 0)


def test_closing_a_page_leaves_no_kernel(site: str, page: Page):
    use(page, site)
    assert len(kernels_of(site)) == 1
    page.close()
    print(f"no kernel {wait_for_kernels(site, 0):.1f} s after the page was closed")


def test_closing_a_page_that_is_not_ready_leaves_no_kernel(site: str, page: Page):
    page.goto(site, wait_until="commit")
    # Closing the page alone would wait for ever where Chromium forgets it because the page arrives at that moment
    # (https://issues.chromium.org/issues/536385539).
    page.context.close()
    wait_for_kernels(site, 0)


def test_reloading_three_times_leaves_the_last_kernel_only_and_closing_none(site: str, page: Page):
    use(page, site)
    for _ in range(3):
        page.reload()
        press(page)
    wait_for_kernels(site, 1)
    page.close()
    wait_for_kernels(site, 0)


def test_going_to_another_site_leaves_no_kernel(site: str, page: Page):
    use(page, site)
    page.goto("about:blank")
    wait_for_kernels(site, 0)


def test_a_browser_that_dies_leaves_no_kernel(site: str, browser: Browser):
    named = os.environ.get("WORKBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    mark = f"--workbook-test={uuid.uuid4()}"
    other = browser.browser_type.launch(executable_path=named, args=[*QUIET, mark])
    use(other.new_page(), site)
    assert len(kernels_of(site)) == 1
    for one, (_, command) in processes().items():
        if mark in command and "--type=" not in command:
            os.kill(one, signal.SIGKILL)
    wait_for_kernels(site, 0)


def test_an_open_and_silent_page_keeps_its_kernel(site: str, page: Page):
    use(page, site)
    kernel = kernels_of(site)
    time.sleep(LONGER_THAN_THE_WATCH)
    assert kernels_of(site) == kernel
    press(page)


def test_two_pages_are_two_kernels_and_closing_one_keeps_the_other(site: str, page: Page):
    use(page, site)
    [first] = kernels_of(site)
    other = page.context.new_page()
    use(other, site)
    assert len(kernels_of(site)) == 2
    other.close()
    wait_for_kernels(site, 1)
    assert kernels_of(site) == [first]
    press(page)


def test_a_connection_that_drops_and_returns_in_time_keeps_its_kernel(serve: Callable[..., str], page: Page, tmp_path: Path):
    write_notebook(tmp_path / "index.ipynb", "Front door", BUTTON)
    site = serve(tmp_path, GONE_AFTER_SECONDS=9, LOOK_EVERY_SECONDS=1, SPARE_KERNELS=0)
    lines = []
    page.route_web_socket("**/channels*", lambda line: lines.append((line, line.connect_to_server())))
    use(page, site)
    kernel = kernels_of(site)
    for line, server in lines[:]:
        server.close(code=1001)
        line.close(code=1001)
    page.wait_for_function("true")
    deadline = time.monotonic() + SOON
    while len(lines) < 2 and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert len(lines) == 2, "the page did not connect again"
    page.wait_for_timeout(11_000)
    assert kernels_of(site) == kernel
    press(page)
    page.unroute_all(behavior="ignoreErrors")


def test_a_page_that_answers_keeps_its_connection(serve: Callable[..., str], page: Page, tmp_path: Path):
    """The server asks each page whether it is there. It once asked and hung up in the same moment, every 30 seconds."""
    write_notebook(tmp_path / "index.ipynb", "Front door", BUTTON)
    lines = []
    page.on("websocket", lambda line: lines.append(line))
    use(page, serve(tmp_path, PING_MILLISECONDS=1_000))
    page.wait_for_timeout(8_000)
    assert len(lines) == 1 and not lines[0].is_closed()
    press(page)
