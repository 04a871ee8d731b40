"""The page around the charts: it loses nothing, notices when it is cut off, and can be read from the back of a room."""

import json
import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MODULE, OWN_LIST, open_file, panel

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
QUESTION = "Before you look: which main need do you expect to stand out, and why?"


def saved_copy(**changes: object) -> bytes:
    """A saved copy with one answer, changed as the test wants."""
    copy = {
        "kind": "strategic-senco-workbook",
        "version": 1,
        "saved": "2026-11-24T20:00:00.000Z",
        "items": {"answer:2-expected-needs": {"value": "From the copy", "at": 1}},
    }
    return json.dumps({**copy, **changes}).encode()


def open_copy(page: Page, content: bytes) -> None:
    """Choose a saved copy at the foot of the page."""
    page.locator("input[data-keep=open]").set_input_files(
        {"name": "copy.json", "mimeType": "application/json", "buffer": content}
    )


def test_a_saved_copy_brings_answers_back_in_another_browser(module: Page, browser, workbook: str):
    module.get_by_label(QUESTION).fill("Speech & <b>language</b>")
    with module.expect_download() as download:
        module.get_by_role("button", name="Save a copy").click()
    content = download.value.path().read_bytes()
    elsewhere = browser.new_context().new_page()
    elsewhere.goto(workbook + MODULE)
    expect(panel(elsewhere, "unusual_or_chance")).to_be_visible(timeout=30_000)
    open_copy(elsewhere, content)
    expect(elsewhere.get_by_label(QUESTION)).to_have_value("Speech & <b>language</b>")
    expect(elsewhere.locator("[data-kept]")).to_contain_text("Opened: 1 answer")
    elsewhere.context.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (saved_copy(version=2), "newer version"),
        (saved_copy()[:-30], "not complete"),
        (b"x" * 3_000_000, "too large"),
        (b"[" * 200_000, "not complete"),
        (saved_copy(kind="another"), "not a saved copy"),
        (saved_copy(items={"answer:x": {"value": [{"upn": "A1", "sen": "K"}], "at": 1}}), "rows of a table"),
        (saved_copy(items={"settings:x": {"value": {"a": {"b": 1}}, "at": 1}}), "rows of a table"),
        (b'{"kind": "strategic-senco-workbook", "version": 1, "items": {"answer:a": 5}}', "not a saved copy"),
    ],
    ids=["newer", "truncated", "too large", "deeply nested", "another kind", "rows", "nested settings", "odd item"],
)
def test_a_bad_copy_gets_a_sentence_and_what_was_there_stays(module: Page, content: bytes, words: str):
    box = module.get_by_label(QUESTION)
    box.fill("Mine")
    open_copy(module, content)
    expect(module.locator("[data-kept]")).to_contain_text(words)
    expect(module.locator("[data-kept]")).to_contain_text("What was here stays")
    expect(box).to_have_value("Mine")


def test_a_copy_that_would_change_what_is_here_asks_first(module: Page):
    box = module.get_by_label(QUESTION)
    box.fill("Mine")
    copy = saved_copy()
    open_copy(module, copy)
    question = module.locator("[data-open-ask]")
    expect(question).to_contain_text("The copy would put other words in place of 1 answer that you wrote here.")
    leave = question.get_by_role("button", name="No, leave what is here")
    expect(leave).to_be_focused()
    leave.press("Enter")
    expect(question).to_be_hidden()
    expect(module.locator("[data-kept]")).to_have_text("Not opened. What was here stays.")
    expect(box).to_have_value("Mine")

    open_copy(module, copy)
    if folder := os.environ.get("WORKBOOK_PICTURES"):
        module.locator("footer").screenshot(path=str(Path(folder) / "open_copy.png"))
    question.get_by_role("button", name="Yes, open it").press("Enter")
    expect(box).to_have_value("From the copy")
    expect(module.locator("[data-kept]")).to_contain_text("Opened: 1 answer")


def test_a_copy_of_another_school_asks_first(module: Page):
    picker = module.locator('.live[data-ready][data-name="school picker"]')
    picker.locator("#choose-school > summary").click()
    picker.get_by_label("Invented school", exact=True).select_option("village")
    picker.get_by_role("button", name="Use this school").click()
    here = module.locator("header [data-school-in-use]")
    expect(here).to_contain_text("Cowslip")
    module.wait_for_function("localStorage.getItem('strategic-senco-workbook:school')?.includes('village')")
    open_copy(module, saved_copy(items={"school": {"value": "secondary", "at": 1}}))
    expect(module.locator("[data-open-ask]")).to_contain_text("This copy is of another invented school than the one here.")
    module.get_by_role("button", name="No, leave what is here").click()
    expect(here).to_contain_text("Cowslip")
    open_copy(module, saved_copy(items={"school": {"value": "secondary", "at": 1}}))
    module.get_by_role("button", name="Yes, open it").click()
    expect(here).to_have_text("Larkspur Secondary (invented)")


def test_a_copy_of_every_past_version_opens(module: Page):
    for copy in sorted(Path(__file__).with_name("golden").glob("saved-copy-*.json")):
        open_copy(module, copy.read_bytes())
        expect(module.locator("[data-kept]")).to_contain_text("Opened: 2 answers")
        expect(module.get_by_label(QUESTION)).to_have_value("Speech and language; “two in every class”")
        expect(module.get_by_label("Our commonly occurring and predictable needs")).to_have_value("Line one\nLine two <b>not bold</b>")
        expect(module.locator("header [data-school-in-use]")).to_have_text("Larkspur Secondary (invented)")
        expect(panel(module, "need_of_all_pupils").get_by_label("Include")).to_have_value("K")
        assert module.evaluate("localStorage.getItem('strategic-senco-workbook:something-from-elsewhere')") is None


def test_two_tabs_follow_each_other(module: Page, workbook: str):
    module.get_by_label(QUESTION).fill("First")
    other = module.context.new_page()
    other.goto(workbook + MODULE)
    box = other.get_by_label(QUESTION)
    expect(box).to_have_value("First", timeout=30_000)
    box.fill("Second")
    expect(module.get_by_label(QUESTION)).to_have_value("Second")
    expect(module.locator(".ask").first).to_contain_text("Changed in another tab")


def test_blocked_storage_is_said_and_the_copy_still_holds_the_answer(page: Page, workbook: str):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });")
    page.goto(workbook + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=30_000)
    page.get_by_label(QUESTION).fill("Not kept here")
    expect(page.locator(".ask").first).to_contain_text("This browser keeps nothing")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    assert "Not kept here" in download.value.path().read_text("utf-8")


def test_settings_come_back_and_forget_takes_all_away(module: Page):
    needs = panel(module, "need_of_all_pupils")
    needs.get_by_label("Include").select_option("E")
    expect(needs.locator(".notes")).to_contain_text("with an EHC plan")
    module.reload()
    expect(needs.get_by_label("Include")).to_have_value("E", timeout=30_000)
    expect(module.get_by_role("button", name="Yes, forget it")).to_be_hidden()
    module.get_by_role("button", name="Forget", exact=True).click()
    module.get_by_role("button", name="Yes, forget it").click()
    expect(needs.get_by_label("Include")).to_have_value("both")
    assert module.evaluate("Object.keys(localStorage).length") == 0


def test_a_dead_kernel_is_seen_and_the_page_comes_back(module: Page):
    """A page whose kernel has died looks alive: buttons press and nothing happens. It must say so itself."""
    module.get_by_label(QUESTION).fill("Before the end")
    os.kill(_kernel_process(module), signal.SIGKILL)
    banner = module.get_by_role("alert")
    expect(banner).to_contain_text("lost its connection", timeout=8_000)
    with module.expect_download() as download:
        banner.get_by_role("button", name="Save what I wrote as a file").click()
    assert "Before the end" in download.value.path().read_text("utf-8")
    banner.get_by_role("button", name="Open this page again").click()
    expect(module.get_by_label(QUESTION)).to_have_value("Before the end", timeout=30_000)
    expect(panel(module, "unusual_or_chance")).to_be_visible(timeout=30_000)
    expect(module.get_by_role("alert")).to_have_count(0)


def _kernel_process(page: Page) -> int:
    """The process id of the page's kernel, found by its connection file in the process list."""
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    for process in os.listdir("/proc"):
        if process.isdigit():
            try:
                command = open(f"/proc/{process}/cmdline", "rb").read().decode()
            except OSError:
                continue
            if kernel in command:
                return int(process)
    raise AssertionError("no process holds this kernel")


def test_a_dead_server_is_seen_and_what_was_written_can_be_saved(page: Page, serve):
    address = serve(NOTEBOOKS)
    page.goto(address + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=30_000)
    page.get_by_label(QUESTION).fill("Kept without a server")
    serve.stop(address)
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("lost its connection", timeout=8_000)
    with page.expect_download() as download:
        banner.get_by_role("button", name="Save what I wrote as a file").click()
    assert "Kept without a server" in download.value.path().read_text("utf-8")
    banner.get_by_role("button", name="Open this page again").click()
    expect(banner).to_contain_text("The workbook is not running")


def test_room_mode_shows_one_public_panel_at_a_time(module: Page):
    open_file(module, OWN_LIST.encode())
    module.get_by_role("button", name="Use this list").click()
    needs = panel(module, "need_of_all_pupils")
    expect(needs.locator(".finding")).to_contain_text("of 60 pupils")
    module.set_viewport_size({"width": 1280, "height": 720})
    module.keyboard.press("F9")
    expect(needs).to_be_visible()
    expect(needs.locator(".audience")).to_contain_text("Safe to show")
    expect(module.locator("main")).not_to_contain_text("List 1", use_inner_text=True)
    for step in ("need_of_all_pupils", "who_is_on_the_register", "change_over_time"):
        live = panel(module, step)
        expect(live).to_be_visible()
        assert module.locator(".panel .live:visible").count() == 1
        foot = live.evaluate("one => one.getBoundingClientRect().bottom")
        bar = module.locator(".room-bar").evaluate("one => one.getBoundingClientRect().top")
        assert foot <= bar, f"{step} reaches under the bar: {foot} of {bar}"
        assert module.evaluate("document.documentElement.scrollWidth <= innerWidth")
        module.keyboard.press("ArrowRight")
    module.keyboard.press("Escape")
    expect(needs.locator(".audience")).to_contain_text("For your eyes")
    expect(module.locator("footer")).to_be_visible()


def test_a_link_opens_an_invented_schools_panel_in_a_given_state(page: Page, workbook: str):
    page.goto(workbook + MODULE + "?school=secondary&view=who_is_on_the_register&group_by=sex&include=K&room=1")
    register = panel(page, "who_is_on_the_register")
    expect(register.get_by_label("Compare by")).to_have_value("sex", timeout=30_000)
    expect(register.get_by_label("Include")).to_have_value("K")
    expect(register.locator(".finding")).to_contain_text("of about 1,150 pupils")
    expect(page.locator("body")).to_have_class(re.compile("room"))
    page.get_by_role("button", name="Reset").click()
    expect(register.get_by_label("Compare by")).to_have_value("year_group")


def test_the_reader_sets_size_spacing_and_paper_and_they_stay(module: Page):
    module.locator(".reader summary").click()
    module.get_by_label("Text size").select_option("largest")
    module.get_by_label("Paper").select_option("dark")
    before = module.evaluate("getComputedStyle(document.querySelector('main p')).fontSize")
    module.reload()
    assert module.evaluate("document.documentElement.dataset.tint") == "dark"
    assert module.evaluate("getComputedStyle(document.querySelector('main p')).fontSize") == before != "18px"
