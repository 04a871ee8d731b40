"""The page of evidence can be used by everyone: axe with everything open, no side scrolling, and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility.test_access import AXE, dark, empty, narrow, violations

EVIDENCE = "voila/render/evidence.ipynb"
LIBRARY = '.live[data-ready][data-name="evidence library"]'


@pytest.fixture
def library(page: Page, workbook: str) -> Page:
    """The evidence page with its filters live."""
    page.goto(workbook + EVIDENCE)
    expect(page.locator(f"{LIBRARY} #library-topic")).to_be_enabled(timeout=30_000)
    return page


def show_a_contested_finding(page: Page) -> None:
    """A finding with its other side, found by words, and everything on the page open."""
    page.locator(f"{LIBRARY} #library-words").fill("switch-on")
    page.keyboard.press("Enter")
    expect(page.locator(f"{LIBRARY} [data-piece=count]")).to_contain_text("cards fit")
    expect(page.locator(f"{LIBRARY} #library-switch-on-2013")).to_be_visible()
    page.evaluate("document.querySelectorAll('details:not(.reader)').forEach(one => one.open = true)")


@pytest.mark.skipif(not AXE, reason="axe-core comes with npm; this machine has no npm")
@pytest.mark.parametrize("state", [empty, narrow, dark], ids=lambda state: state.__name__)
def test_axe_finds_nothing_on_the_evidence_page(library: Page, state: Callable[[Page], None]):
    show_a_contested_finding(library)
    state(library)
    assert violations(library) == []


def test_the_evidence_page_fits_a_narrow_screen(library: Page):
    show_a_contested_finding(library)
    narrow(library)
    wide = library.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide"


def test_evidence_is_found_opened_and_cited_by_keyboard_alone(library: Page):
    library.context.grant_permissions(["clipboard-read", "clipboard-write"])
    topic = library.locator(f"{LIBRARY} #library-topic")
    topic.focus()
    library.keyboard.type("What inclusion")  # a select box takes typed letters
    expect(library.locator(f"{LIBRARY} [data-piece=count]")).to_have_text("4 cards fit.")
    expect(topic).to_be_focused()
    first = library.locator(f"{LIBRARY} [data-piece=found] > .evidence > details").first
    first.locator("> summary").focus()
    library.keyboard.press("Enter")
    expect(first.locator(".rests-on").first).to_contain_text("Who was studied")
    first.locator("details[id^=cite-] > summary").first.focus()
    library.keyboard.press("Enter")
    library.keyboard.press("Tab")
    library.keyboard.press("Enter")
    expect(first.get_by_text("Copied.")).to_be_visible()
    assert "What was read:" in library.evaluate("navigator.clipboard.readText()")


def test_the_next_cards_take_the_focus_when_more_are_asked_for(library: Page):
    library.locator(f"{LIBRARY} [data-do=more]").focus()
    library.keyboard.press("Enter")
    expect(library.locator(f"{LIBRARY} [data-piece=count]")).to_contain_text("24 shown")
    expect(library.locator(f"{LIBRARY} [data-piece=found] > .evidence > details > summary").nth(12)).to_be_focused()
