"""Every page can be used by everyone, as far as a program can tell: axe in seven states, and the keyboard."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MODULE, OWN_LIST, open_file, panel

AXE = os.environ.get("WORKBOOK_AXE", "")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
PAGES = {"front page": "", "module 1": "voila/render/01_from_reactive_to_strategic.ipynb", "module 2": MODULE}


def violations(page: Page) -> list[str]:
    """What axe finds wrong, a line for each kind: the rule, how many places, the first of them."""
    page.add_script_tag(content=Path(AXE).read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
    return [f"{one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:160]}" for one in found]


def empty(page: Page) -> None:
    """As it opens."""


def loaded(page: Page) -> None:
    """An own list in use, everything opened, the shared version shown."""
    open_file(page, OWN_LIST.encode())
    page.get_by_role("button", name="Use this list").click()
    expect(page.locator("header [data-school-in-use]")).to_have_text("List 1")
    copying = page.get_by_role("button", name="Copy picture and sentence").first
    if copying.count():
        copying.click()
        expect(page.locator(".shared [data-copied]").first).not_to_be_empty()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def settling(page: Page) -> None:
    """A list with every column shown, a question open, and the way to another file."""
    open_file(page, OWN_LIST.encode())
    expect(page.locator(".what-was-read")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def error(page: Page) -> None:
    """A file that was refused, and a list half settled before it."""
    open_file(page, b"Name,Year\nA B,7\n", "bad.csv")
    expect(page.locator(".picker [role=alert]")).to_be_visible()


def narrow(page: Page) -> None:
    """320 pixels wide, which is also 400% zoom at 1280."""
    page.set_viewport_size({"width": 320, "height": 640})


def doubled(page: Page) -> None:
    """Text at twice its size."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def spaced(page: Page) -> None:
    """Text spacing as WCAG 1.4.12 asks."""
    page.add_style_tag(content=SPACING)


def forced(page: Page) -> None:
    """Forced colours, as Windows' contrast themes set them."""
    page.emulate_media(forced_colors="active")


def dark(page: Page) -> None:
    """The reader's dark paper."""
    page.evaluate("document.documentElement.dataset.tint = 'dark'")


STATES = [empty, loaded, settling, error, narrow, doubled, spaced, forced, dark]


@pytest.mark.skipif(not AXE, reason="axe-core comes with npm; this machine has no npm")
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(page: Page, workbook: str, address: str, state: Callable[[Page], None]):
    page.goto(workbook + address)
    expect(page.locator('.live[data-ready][data-name="school picker"]')).to_be_visible(timeout=30_000)
    if address:
        expect(page.locator('.live[data-ready][data-name^="panel "]').last).to_be_visible(timeout=30_000)
    if address or state is not loaded:
        state(page)
    assert violations(page) == []


@pytest.mark.skipif(not AXE, reason="axe-core comes with npm; this machine has no npm")
def test_axe_would_see_a_fault(module: Page):
    module.evaluate("document.querySelector('main').append(document.createElement('img'))")
    module.evaluate("document.querySelector('main img:last-child').src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='")
    assert any("image-alt" in line for line in violations(module))


@pytest.mark.parametrize("state", [narrow, doubled, spaced], ids=lambda state: state.__name__)
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_nothing_runs_off_the_side(page: Page, workbook: str, address: str, state: Callable[[Page], None]):
    page.goto(workbook + address)
    expect(page.locator('.live[data-ready][data-name="school picker"]')).to_be_visible(timeout=30_000)
    state(page)
    page.evaluate("document.querySelectorAll('details:not(.reader)').forEach(one => one.open = true)")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide"


def test_every_stop_of_the_keyboard_shows_where_it_is_and_is_large_enough(module: Page):
    stops = []
    module.locator("body").focus()
    for _ in range(120):
        module.keyboard.press("Tab")
        stop = module.evaluate(
            """() => {
              const one = document.activeElement;
              if (!one || one === document.body) return null;
              const style = getComputedStyle(one), box = one.getBoundingClientRect();
              const around = one.closest("label.button") ? getComputedStyle(one.closest("label.button")) : style;
              return { what: one.outerHTML.slice(0, 90), ring: parseFloat(around.outlineWidth) >= 3 && around.outlineStyle !== "none",
                       size: Math.min(box.width, box.height), inline: style.display === "inline" };
            }"""
        )
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 25
    assert [stop["what"] for stop in stops if not stop["ring"]] == []
    assert [stop["what"] for stop in stops if stop["size"] < 24 and not stop["inline"]] == []


def test_a_narrow_page_shows_the_table_before_the_chart(module: Page):
    module.set_viewport_size({"width": 320, "height": 640})
    needs = panel(module, "need_of_all_pupils")
    top = "one => one.getBoundingClientRect().top"
    assert needs.locator("[data-piece=numbers]").evaluate(top) < needs.locator("[data-piece=chart]").evaluate(top)
    needs.locator("[data-piece=chart] .scroll").focus()
    module.keyboard.press("ArrowRight")
    module.wait_for_function(
        "document.activeElement.scrollLeft > 0 || document.activeElement.scrollWidth <= document.activeElement.clientWidth"
    )
