"""Pages are light: what they ask for, what is compressed, and what stays in its place when the controls come alive."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MODULE, panel
from tests.browser.test_frame import OWN_WIDGET, WIDGETS, write_notebook

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shifted += one.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


def test_a_page_of_our_own_widgets_asks_for_nothing_more(page: Page, workbook: str, requests: list[str]):
    page.goto(workbook + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=30_000)
    fetched = [address for address in requests if address.startswith("http") and "/workbook/alive/" not in address]
    assert fetched == [workbook + MODULE]


def test_a_page_with_other_widgets_gets_the_scripts_they_need(
    serve: Callable[..., str], page: Page, requests: list[str], tmp_path: Path
):
    write_notebook(tmp_path / "index.ipynb", "Both kinds", OWN_WIDGET, WIDGETS)
    page.goto(serve(tmp_path))
    page.get_by_role("button", name="Press").click(timeout=30_000)
    expect(page.get_by_text("It was pressed")).to_be_visible()
    expect(page.get_by_text("Own widget")).to_have_count(1)
    assert any(address.endswith("/voila.js") for address in requests)


def test_a_page_is_compressed_and_small(workbook: str):
    with urlopen(Request(workbook + MODULE, headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.read()) < 100_000


def test_live_parts_take_their_place_without_a_jump(page: Page, workbook: str):
    page.add_init_script(SHIFTS)
    page.goto(workbook + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=30_000)
    expect(page.locator("#getting-ready")).to_be_empty()
    assert page.evaluate("window.shifted") < 0.1


@pytest.fixture(scope="module")
def prompt(workbook: str) -> str:
    """The top address once the server has made the first paints, which it does after it has started."""
    for _ in range(60):
        if '"models": [' in urlopen(workbook + "voila/render/index.ipynb").read().decode():
            return workbook
        time.sleep(1)
    pytest.fail("No first paint was made.")


@pytest.mark.parametrize(("query", "size"), [("", "418"), ("?school=primary", "418"), ("?school=secondary", "1,150")])
def test_what_is_sent_at_once_is_about_the_school_that_the_address_names(page: Page, prompt: str, query: str, size: str):
    page.add_init_script("delete window.WebSocket")  # the controls never come alive
    page.goto(prompt + MODULE + query)
    needs = page.locator(".panel").first
    expect(needs.locator(".notes")).to_contain_text(f"of {size} pupils")
    expect(needs.get_by_label("Include")).to_be_disabled()
    expect(page.locator(".picker")).to_contain_text(f"{size} pupils on roll")


def test_where_another_school_is_in_use_no_number_of_the_first_one_is_seen(page: Page, prompt: str):
    """A page comes about one invented school. Whoever chose another, or opened a list, must not take its numbers for hers."""
    page.goto(prompt + "voila/render/index.ipynb")
    page.evaluate("localStorage['strategic-senco-workbook:school'] = JSON.stringify({ value: 'secondary', at: 1 })")
    page.add_init_script(
        "window.seen = []; addEventListener('DOMContentLoaded', () => { const look = () => {"
        " for (const one of document.querySelectorAll('.panel .notes')) if (one.checkVisibility({ visibilityProperty: true }))"
        " seen.push(one.textContent); requestAnimationFrame(look); }; look(); })"
    )
    page.goto(prompt + MODULE)
    expect(panel(page, "need_of_all_pupils").locator(".notes")).to_be_visible(timeout=30_000)
    assert {text for text in page.evaluate("seen") if "418" in text} == set()
    expect(panel(page, "need_of_all_pupils").locator(".notes")).to_contain_text("1,150")


def test_what_was_opened_before_the_controls_came_alive_stays_open(page: Page, workbook: str):
    page.add_init_script("new MutationObserver(() => document.querySelectorAll('.still details').forEach("
                         "(one) => (one.open = true))).observe(document, { childList: true, subtree: true })")  # fmt: skip
    page.goto(workbook + MODULE)
    live = panel(page, "unusual_or_chance")
    expect(live.get_by_role("table").first).to_be_visible(timeout=30_000)


def test_a_lost_link_comes_back_and_nothing_said_meanwhile_is_lost(page: Page, workbook: str):
    """The link may drop while a laptop sleeps. What is chosen then must arrive once the link is there again."""
    page.add_init_script(
        "window.links = []; window.WebSocket = class extends WebSocket {"
        " constructor(...where) { super(...where); links.push(this); } }"
    )
    page.goto(workbook + MODULE)
    needs = panel(page, "need_of_all_pupils")
    expect(needs).to_be_visible(timeout=30_000)
    expect(needs.get_by_label("Include")).to_be_enabled()
    page.evaluate("links.at(-1).close()")
    needs.get_by_label("Include").select_option("E")
    expect(needs.locator(".notes")).to_contain_text("with an EHC plan")
    assert page.evaluate("links.length") == 2


@pytest.mark.slow
def test_every_page_of_a_burst_comes(serve: Callable[..., str]):
    """More pages at once than kernels are ready: the others wait for a fresh one, and none is left without an answer."""
    address = serve(NOTEBOOKS) + MODULE
    with ThreadPoolExecutor(8) as people:
        pages = list(people.map(lambda _: urlopen(address, timeout=120).read().decode(), range(8)))
    kernels = {re.search(r'"kernelId": "([\w-]+)"', text)[1] for text in pages}
    assert len(kernels) == 8
    assert all(text.rstrip().endswith("</html>") for text in pages)
    parts = {text.count('class="live" data-still') for text in pages}
    assert len(parts) == 1 and min(parts) > 4, "all pages have all their parts"
