"""The frame around every page: landmarks, what it may ask for, and what the server refuses."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Page, expect

WIDGETS = """
import ipywidgets
from IPython import get_ipython
never_shown_on_the_page = ipywidgets.Button(description="Press")
answer = ipywidgets.Label("Not pressed")
never_shown_on_the_page.on_click(lambda _: setattr(answer, "value", "It was pressed"))
ipywidgets.VBox([never_shown_on_the_page, answer])
"""
OWN_WIDGET = """
import anywidget
class Own(anywidget.AnyWidget):
    _esm = "export default { render({ el }) { el.textContent = 'Own widget' } }"
Own()
"""
HISTORY = "print('History is on:', get_ipython().history_manager.enabled)"
SLOW = "import threading; threading.Event().wait(3); print('Second')"
FAULT = "pupil = 'Zebedee'; raise ValueError(pupil)"


def write_notebook(path: Path, title: str, *code: str) -> None:
    """Writes a notebook with a heading and these code cells."""
    cells = [new_markdown_cell(f"# {title}"), *map(new_code_cell, code)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"title": title, "kernelspec": kernel}), path)


@pytest.fixture(scope="module")
def site(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small site that uses every kind of widget."""
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / "index.ipynb", "Front door", WIDGETS, OWN_WIDGET, HISTORY)
    write_notebook(folder / "slow.ipynb", "Slow page", "print('First')", SLOW)
    write_notebook(folder / "fault.ipynb", "Faulty page", FAULT)
    (folder / "picture.png").write_bytes(b"a picture")
    (folder / "register.csv").write_text("Forename\nZebedee\n", encoding="utf-8")
    return serve(folder)


@pytest.fixture
def front(site: str, page: Page, requests: list[str], console_errors: list[str]) -> Page:
    """The front page of the small site, ready to use."""
    page.goto(site)
    expect(page.get_by_text("Own widget")).to_be_visible()
    expect(page.get_by_role("button", name="Press")).to_be_visible()
    return page


def status_of(address: str) -> int:
    """The HTTP status that the server answers with."""
    try:
        with urlopen(address) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def test_the_top_address_opens_the_front_page(front: Page):
    assert urlsplit(front.url).path == "/voila/render/index.ipynb"
    expect(front).to_have_title("Front door")


def test_a_page_asks_nothing_of_another_site(front: Page, site: str, requests: list[str]):
    hosts = {urlsplit(address).netloc for address in requests if not address.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(site).netloc}
    assert any(address.startswith("ws:") for address in requests)


def test_a_page_reports_no_error(front: Page, console_errors: list[str]):
    assert console_errors == []


def test_a_control_reaches_its_kernel_and_back(front: Page):
    front.get_by_role("button", name="Press").click()
    expect(front.get_by_text("It was pressed")).to_be_visible()


def test_the_page_is_in_british_english_with_one_of_each_landmark(front: Page):
    expect(front.locator("html")).to_have_attribute("lang", "en-GB")
    for landmark in ("banner", "main", "contentinfo"):
        expect(front.get_by_role(landmark)).to_have_count(1)
    expect(front.get_by_role("navigation", name="Modules")).to_have_count(1)


def test_a_heading_holds_its_own_words_only(front: Page):
    expect(front.get_by_role("heading", level=1)).to_have_text("Front door")


def test_headings_and_live_controls_are_inside_main(front: Page):
    main = front.get_by_role("main")
    expect(main.get_by_role("heading", level=1, name="Front door")).to_be_visible()
    expect(main.get_by_role("button", name="Press")).to_be_visible()
    expect(main.get_by_text("Own widget")).to_be_visible()


def test_the_skip_link_is_first_and_moves_the_focus_to_the_page(front: Page):
    skip = front.get_by_role("link", name="Skip to the page")
    expect(skip).not_to_be_in_viewport()
    front.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    front.keyboard.press("Enter")
    expect(front.get_by_role("main")).to_be_focused()
    front.keyboard.press("Tab")
    expect(front.get_by_role("button", name="Press")).to_be_focused()


def test_cells_show_as_they_are_ready(site: str, page: Page):
    page.goto(f"{site}voila/render/slow.ipynb", wait_until="commit")
    expect(page.get_by_text("First")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Getting ready")
    expect(page.get_by_text("Second")).to_have_count(0)
    expect(page.get_by_text("Second")).to_be_visible()
    expect(page.locator("#getting-ready")).to_be_empty()


def test_code_is_never_sent(site: str):
    text = urlopen(site).read().decode()
    assert "Front door" in text
    assert "never_shown_on_the_page" not in text


def test_a_fault_shows_a_calm_sentence_without_values(site: str, page: Page):
    page.goto(f"{site}voila/render/fault.ipynb")
    expect(page.get_by_text("This part of the page could not be shown.")).to_be_visible()
    for word in ("Zebedee", "ValueError", "Traceback"):
        assert word not in page.content()


def test_kernels_keep_no_history(front: Page):
    expect(front.get_by_text("History is on: False")).to_be_visible()


def test_the_policy_is_sent_with_the_page(site: str):
    with urlopen(site) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    "address",
    [
        "voila/files/picture.png",
        "voila/files/index.ipynb",
        "voila/files/register.csv",
        "voila/render/register.csv",
        "voila/tree",
        "voila/tree/",
        "voila/api/contents",
        "voila/api/contents/",
        "voila/api/contents/register.csv",
        "api/kernels",
    ],
)
def test_files_and_lists_of_files_are_refused(site: str, address: str):
    assert status_of(site + address) in (403, 404)


def test_nobody_can_choose_another_template_or_theme(site: str):
    asked = urlopen(f"{site}voila/render/index.ipynb?template=reveal&theme=dark").read().decode()
    assert "Skip to the page" in asked
    assert "theme-dark" not in asked


def test_a_kernel_ends_when_its_page_has_gone(serve: Callable[..., str], page: Page, tmp_path: Path):
    write_notebook(tmp_path / "index.ipynb", "Front door", WIDGETS)
    site = serve(tmp_path, GONE_AFTER_SECONDS=4, LOOK_EVERY_SECONDS=1)
    page.goto(site)
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("It was pressed")).to_be_visible()
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    address = f"{site}api/kernels/{kernel}"
    assert status_of(address) == 200
    page.close()
    deadline = time.monotonic() + 30
    while status_of(address) == 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert status_of(address) == 404
