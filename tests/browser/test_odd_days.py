"""Days on which things go oddly: the server starts again, the laptop sleeps, the line drops, somebody presses twice."""

import random
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MODULE, OWN_LIST, open_file, panel
from tests.browser.test_kills import HANG, SEED, STORED, Evening, Server, shown

VIEW = "unusual_or_chance"
NEEDS = "need_of_all_pupils"
NAME = "2-expected-needs"
PICKER = '.live[data-ready][data-name="school picker"]'
IN_USE = "header [data-school-in-use]"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that can be stopped and started at the same address."""
    server = Server(tmp_path_factory.mktemp("server")).start()
    yield server
    server.kill()


@pytest.fixture
def evening(page: Page, server: Server) -> Evening:
    """Module 2, live, with an answer written."""
    evening = Evening(page, server.start(), random.Random(SEED))
    evening.open()
    box(page).fill("Speech and language")
    expect(page.locator(".ask").first).to_contain_text("Saved in this browser just now")
    return evening


def box(page: Page):
    return page.locator(f"[data-answer='{NAME}']")


def use_own_list(page: Page) -> None:
    open_file(page, OWN_LIST.encode())
    page.get_by_role("button", name="Use this list").click()
    expect(page.locator(IN_USE)).to_have_text("List 1")


def banner(page: Page):
    return page.locator(".lost[role=alert]")


# The server starts again


def test_a_server_that_starts_again_gives_back_all_but_the_list_and_says_so(evening: Evening, server: Server):
    page = evening.page
    panel(page, NEEDS).get_by_label("Include").select_option("E")
    expect(panel(page, NEEDS).locator(".notes")).to_contain_text("with an EHC plan")
    use_own_list(page)
    server.kill()
    expect(banner(page)).to_contain_text("lost its connection", timeout=HANG)
    banner(page).get_by_role("button", name="Open this page again").click()
    expect(banner(page)).to_contain_text("The workbook is not running")
    server.start()
    banner(page).get_by_role("button", name="Open this page again").click()
    evening.wait_until_live()
    expect(page.locator(PICKER)).to_contain_text("The list that you opened is gone", timeout=HANG)
    expect(page.locator(IN_USE)).to_have_text("Foxglove Primary (invented)")
    expect(box(page)).to_have_value("Speech and language")
    expect(panel(page, NEEDS).get_by_label("Include")).to_have_value("E")
    expect(banner(page)).to_have_count(0)
    page.reload()
    evening.wait_until_live()
    expect(page.locator(PICKER)).not_to_contain_text("is gone")


def test_another_port_is_another_place_and_a_copy_moves_what_was_written(evening: Evening, tmp_path):
    page = evening.page
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    other = Server(tmp_path).start()
    try:
        page.goto(other.address + MODULE)
        expect(panel(page, VIEW)).to_be_visible(timeout=HANG)
        expect(box(page)).to_have_value("")
        page.locator("input[data-keep=open]").set_input_files(download.value.path())
        expect(box(page)).to_have_value("Speech and language")
    finally:
        other.kill()


# Time


def count_requests(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_a_laptop_that_slept_for_an_hour_is_no_reason_for_a_banner(page: Page, server: Server):
    page.clock.install()
    evening = Evening(page, server.start(), random.Random(SEED))
    page.goto(server.address + MODULE)
    page.clock.resume()
    evening.wait_until_live()
    page.clock.fast_forward("01:00:00")
    time.sleep(3)
    expect(banner(page)).to_have_count(0)
    box(page).fill("After the sleep")
    page.wait_for_function("() => Object.values(localStorage).some((item) => item.includes('After the sleep'))", timeout=HANG)
    panel(page, NEEDS).get_by_label("Include").select_option("E")
    expect(panel(page, NEEDS).locator(".notes")).to_contain_text("with an EHC plan", timeout=HANG)
    expect(banner(page)).to_have_count(0)


@pytest.mark.parametrize("when", ["2020-01-01T00:00:00Z", "2031-06-01T12:00:00Z"])
def test_a_clock_that_jumps_loses_nothing(page: Page, server: Server, when: str):
    evening = Evening(page, server.start(), random.Random(SEED))
    evening.open()
    box(page).fill("Before the jump")
    page.wait_for_function("() => Object.values(localStorage).some((item) => item.includes('Before the jump'))", timeout=HANG)
    page.clock.set_system_time(when)
    box(page).fill("After the jump")
    page.wait_for_function("() => Object.values(localStorage).some((item) => item.includes('After the jump'))", timeout=HANG)
    expect(banner(page)).to_have_count(0)
    assert page.evaluate(STORED)[NAME] == "After the jump"


def test_an_idle_page_asks_nothing_and_a_key_wakes_it(page: Page, server: Server):
    page.clock.install()
    server.start()
    page.goto(server.address + MODULE)
    page.clock.resume()
    expect(panel(page, VIEW)).to_be_visible(timeout=HANG)
    asked = count_requests(page)
    page.wait_for_timeout(5_000)
    assert any("workbook/alive" in one for one in asked), "it does not look at all"
    page.clock.fast_forward("00:20:30")
    page.wait_for_timeout(3_000)
    asked.clear()
    page.wait_for_timeout(8_000)
    page.clock.run_for(60_000)
    assert asked == []
    expect(page.locator("[data-paused]")).to_be_visible()
    page.keyboard.press("Shift")
    expect(page.locator("[data-paused]")).to_be_hidden()
    page.wait_for_timeout(5_000)
    assert any("workbook/alive" in one for one in asked), "it did not wake"
    expect(banner(page)).to_have_count(0)


# Going away and coming back


def test_going_back_and_forward_keeps_answers_and_the_list(evening: Evening):
    page = evening.page
    use_own_list(page)
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page).to_have_url(re.compile("index.ipynb"))
    expect(page.locator(IN_USE)).to_have_text("List 1", timeout=HANG)
    page.go_back()
    evening.wait_until_live()
    expect(box(page)).to_have_value("Speech and language")
    expect(page.locator(IN_USE)).to_have_text("List 1", timeout=HANG)
    expect(banner(page)).to_have_count(0)
    page.go_forward()
    expect(page.locator(IN_USE)).to_have_text("List 1", timeout=HANG)
    expect(banner(page)).to_have_count(0)


def test_what_was_forgotten_elsewhere_does_not_come_back_with_the_back_button(evening: Evening):
    """A browser fills boxes again when a person goes back. That must not bring back what she let the workbook forget."""
    page = evening.page
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page.locator(PICKER)).to_be_visible(timeout=HANG)
    page.locator("footer [data-keep=ask]").click()
    page.locator("footer [data-keep=forget]").click()
    page.go_back()
    evening.wait_until_live()
    page.wait_for_timeout(500)
    assert shown(page)[NAME] == ""
    assert page.evaluate(STORED).get(NAME, "") == ""


def test_what_was_changed_in_another_tab_is_not_undone_by_the_back_button(evening: Evening, server: Server):
    page = evening.page
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page.locator(PICKER)).to_be_visible(timeout=HANG)
    other = page.context.new_page()
    other.goto(server.address + MODULE)
    expect(panel(other, VIEW)).to_be_visible(timeout=HANG)
    box(other).fill("Newer, from the other tab")
    other.wait_for_function("() => Object.values(localStorage).some((item) => item.includes('Newer'))", timeout=HANG)
    other.close()
    page.go_back()
    evening.wait_until_live()
    page.wait_for_timeout(500)
    assert shown(page)[NAME] == "Newer, from the other tab"
    assert page.evaluate(STORED)[NAME] == "Newer, from the other tab"


def test_going_on_while_a_file_is_read_leaves_the_next_page_whole(evening: Evening):
    page = evening.page
    open_file(page, OWN_LIST.encode() + b"".join(b"%d,A B,Year 7,7A,,\r\n" % n for n in range(5_000, 20_000)))
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page).to_have_url(re.compile("index.ipynb"))
    expect(page.locator(PICKER)).to_contain_text("Foxglove Primary (invented)", timeout=HANG)
    expect(page.locator("[role=alert]")).to_have_count(0)


# Files


def test_cancelling_the_chooser_changes_nothing(evening: Evening):
    page = evening.page
    page.locator(f"{PICKER} #choose-school > summary").click()
    before = page.locator(PICKER).inner_html()
    page.locator(f"{PICKER} #own-file").set_input_files([])
    page.locator(f"{PICKER} #own-file").dispatch_event("cancel")
    page.wait_for_timeout(500)
    assert page.locator(PICKER).inner_html() == before


def test_cancelling_after_a_file_keeps_what_was_read(evening: Evening):
    page = evening.page
    open_file(page, OWN_LIST.encode())
    expect(page.locator(".what-was-read")).to_contain_text("60 pupils")
    page.locator(f"{PICKER} #own-file").set_input_files([])
    page.wait_for_timeout(500)
    expect(page.locator(".what-was-read")).to_contain_text("60 pupils")


def test_of_two_files_chosen_quickly_the_later_is_shown(evening: Evening):
    page = evening.page
    short = OWN_LIST[: OWN_LIST.index("1030,")]
    open_file(page, OWN_LIST.encode())
    open_file(page, short.encode())
    expect(page.locator(".what-was-read")).to_contain_text("29 pupils, from 30 rows")
    page.wait_for_timeout(1_000)
    expect(page.locator(".what-was-read")).to_contain_text("29 pupils, from 30 rows")


def test_pressing_use_this_list_twice_uses_it_once(evening: Evening):
    page = evening.page
    open_file(page, OWN_LIST.encode())
    page.get_by_role("button", name="Use this list").dblclick()
    expect(page.locator(IN_USE)).to_have_text("List 1")
    page.wait_for_timeout(1_000)
    expect(page.locator(PICKER).get_by_role("alert")).to_have_count(0)
    expect(page.locator(IN_USE)).to_have_text("List 1")


def test_being_offline_during_an_upload_gets_a_sentence(evening: Evening):
    page = evening.page
    summary = page.locator(f"{PICKER} #choose-school > summary")
    summary.click()
    page.context.set_offline(True)
    page.locator(f"{PICKER} #own-file").set_input_files({"name": "l.csv", "mimeType": "text/csv", "buffer": OWN_LIST.encode()})
    said = page.locator(".lost[role=alert], .what-was-read").first
    expect(said).to_be_visible(timeout=HANG)
    page.context.set_offline(False)
    if banner(page).count():  # away with it when the line is back, or by its button
        page.wait_for_timeout(4_000)
    if banner(page).count():
        banner(page).get_by_role("button", name="Open this page again").click()
    evening.wait_until_live()
    expect(banner(page)).to_have_count(0, timeout=HANG)
    expect(box(page)).to_have_value("Speech and language")
