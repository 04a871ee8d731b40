"""What browser tests share: a running server, a browser, and a page that records what it asks for."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.driving import MODULE, panel

ROOT = Path(__file__).resolve().parents[2]
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
# The server as `python -m server` starts it, with some of its settings replaced.
PROGRAM = """
import sys
from server import settings
for name, value in {constants!r}.items():
    assert hasattr(settings, name), name
    setattr(settings, name, value)
from server.__main__ import main
main()
"""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_server(process: subprocess.Popen, port: int, log: Path) -> None:
    """Returns once the server answers; fails with its log when it ends or takes over a minute."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"The server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A function that serves a folder of notebooks and gives the top address.

    Constants of `server.settings` can be replaced: `serve(folder, GONE_AFTER_SECONDS=2)`; `serve.stop(address)` kills one.
    """
    running: dict[str, subprocess.Popen] = {}

    def start(notebooks: Path, **constants: object) -> str:
        port = free_port()
        log = tmp_path_factory.mktemp("server") / "log.txt"
        command = [sys.executable, "-c", PROGRAM.format(constants=constants), "--port", str(port)]
        with log.open("w", encoding="utf-8") as sink:
            process = subprocess.Popen(
                [*command, "--notebooks", str(notebooks)],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=sink,
                stderr=subprocess.STDOUT,
            )
        address = f"http://127.0.0.1:{port}/"
        running[address] = process
        wait_for_server(process, port, log)
        return address

    def stop(address: str) -> None:
        running.pop(address).kill()

    start.stop = stop
    yield start
    for process in running.values():
        process.terminate()
    for process in running.values():
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def workbook(serve: Callable[..., str]) -> str:
    """The top address of a server over the real notebooks."""
    return serve(ROOT / "notebooks")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser: the one that WORKBOOK_CHROMIUM names, else the machine's, else Playwright's own.

    For one file of tests only, since a running Playwright would be in the way of tests that use asyncio.
    """
    named = os.environ.get("WORKBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a fresh browser profile."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def requests(page: Page) -> list[str]:
    """The addresses that the page asks for, as it asks."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("websocket", lambda websocket: addresses.append(websocket.url))
    return addresses


@pytest.fixture
def console_errors(page: Page) -> list[str]:
    """What the page reports as an error, as it happens."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.fixture
def module(page: Page, workbook: str) -> Page:
    """Module 2 with its panels live."""
    page.goto(workbook + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=30_000)
    return page
