"""Own files on days when things go oddly: chosen again, moved away, in two tabs, in a closed browser, while Python dies."""

import os
import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MODULE, OWN_LIST, open_file, panel
from tests.browser.test_kills import HANG, Server

pytestmark = pytest.mark.soak  # a page for each; what Python does with them is in tests/widgets
PICKER = '.live[data-ready][data-name="school picker"]'
IN_USE = "header [data-school-in-use]"
REGISTER = "Name,Year Group,SEN Status\n" + "".join(f"Xyzname{n} Qqsurname{n},{1 + n % 6},{'KE'[n % 4 == 0]}\n" for n in range(20))
LARGE = OWN_LIST.encode() + b"".join(b"%d,A B,Year 7,7A,,\r\n" % n for n in range(5_000, 24_000))
# A file of this name comes late, or never.
SLOW = """(late) => {
  const real = File.prototype.arrayBuffer;
  File.prototype.arrayBuffer = async function () {
    if (this.name !== "slow.csv") return real.call(this);
    await new Promise((done) => setTimeout(done, 700));
    if (!late) throw new DOMException("gone", "NotReadableError");
    return real.call(this);
  };
}"""
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });"""


def picker(page: Page):
    return page.locator(PICKER)


def test_a_file_in_place_of_another_brings_its_own_questions(module: Page):
    live = picker(module)
    open_file(module, OWN_LIST.encode())
    live.get_by_label("Is the first need in each cell the main one?").select_option("yes")
    open_file(module, REGISTER.encode())
    expect(live.locator(".lead")).to_contain_text("20 pupils, from 20 rows")
    expect(live.get_by_role("heading", name="What we read")).to_be_focused()
    expect(live.get_by_label("Is the first need in each cell the main one?")).to_have_count(0)
    live.get_by_label("The whole school").fill("180")
    live.get_by_role("button", name="Use this list").click()
    expect(live.locator(".in-use")).to_contain_text("180 pupils on roll, 20 pupils with SEN")


def test_of_two_files_the_one_chosen_last_counts_and_one_that_never_comes_is_said(module: Page, console_errors: list[str]):
    """The first of two files could come last and take the place of the second; one that could not be fetched said nothing."""
    live = picker(module)
    module.evaluate(SLOW, True)
    open_file(module, OWN_LIST.encode(), "slow.csv")
    open_file(module, REGISTER.encode())
    expect(live.locator(".lead")).to_contain_text("20 pupils, from 20 rows")
    module.wait_for_timeout(1_200)
    expect(live.locator(".lead")).to_contain_text("20 pupils, from 20 rows")
    module.evaluate(SLOW, False)
    open_file(module, OWN_LIST.encode(), "slow.csv")
    said = live.get_by_role("alert")
    expect(said).to_contain_text("Your browser could not read this file.")
    expect(said).to_contain_text("Save it on this computer, then choose it again.")
    expect(said).to_be_focused()
    expect(live.locator(".what-was-read")).to_have_count(0)
    assert not console_errors


def test_each_of_two_tabs_keeps_its_own_list_over_a_reload_and_going_back(module: Page, workbook: str):
    for page, content in ((module, OWN_LIST), (module.context.new_page(), REGISTER)):
        page.goto(workbook + MODULE)
        expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=HANG)
        open_file(page, content.encode())
        page.get_by_role("button", name="Use this list").click()
        expect(page.locator(IN_USE)).to_have_text("List 1")
    other = module.context.pages[-1]
    for page, counted in ((module, "60 pupils on roll"), (other, "20 pupils with SEN")):
        page.reload()
        expect(picker(page)).to_contain_text(counted, timeout=HANG)
        page.get_by_role("link", name="The Strategic SENCo Workbook").click()
        expect(page).to_have_url(re.compile("index.ipynb"))
        expect(picker(page)).to_contain_text(counted, timeout=HANG)
        page.go_back()
        expect(picker(page)).to_contain_text(counted, timeout=HANG)


def test_where_a_browser_keeps_nothing_the_list_is_used_and_the_page_says_that_it_stays_here(page: Page, workbook: str, console_errors: list[str]):
    """The next page showed the invented school again, and nobody had said why."""
    page.add_init_script(BLOCKED)
    page.goto(workbook + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=HANG)
    open_file(page, OWN_LIST.encode())
    page.get_by_role("button", name="Use this list").click()
    expect(picker(page)).to_contain_text("60 pupils on roll")
    expect(picker(page).get_by_role("status")).to_contain_text("Your list is in use on this page only.")
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(picker(page)).to_contain_text("Foxglove Primary (invented)", timeout=HANG)
    assert not console_errors


def test_a_page_left_open_for_hours_still_reads_a_file(page: Page, workbook: str):
    page.clock.install()
    page.goto(workbook + MODULE)
    page.clock.resume()
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=HANG)
    page.clock.fast_forward("05:00:00")
    expect(page.locator("[data-paused]")).to_be_visible(timeout=HANG)
    open_file(page, REGISTER.encode())
    expect(picker(page).locator(".lead")).to_contain_text("20 pupils, from 20 rows")
    page.get_by_role("button", name="Use this list").click()
    expect(page.locator(IN_USE)).to_have_text("List 1")
    expect(page.locator(".lost")).to_have_count(0)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that can be killed and started again."""
    server = Server(tmp_path_factory.mktemp("server")).start()
    yield server
    server.kill()


@pytest.mark.parametrize("dies", ["kernel", "server"])
def test_what_dies_while_a_file_is_read_is_said_and_the_file_can_be_opened_again(page: Page, server: Server, dies: str):
    page.goto(server.address + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=HANG)
    page.locator("[data-answer]").first.fill("Speech and language")
    expect(page.locator(".ask").first).to_contain_text("Saved in this browser just now")
    open_file(page, LARGE)
    if dies == "server":
        server.kill()
    else:
        for kernel in server.kernels():
            os.kill(kernel, signal.SIGKILL)
    banner = page.locator(".lost[role=alert]")
    expect(banner).to_contain_text("What you wrote is safe in this browser", timeout=HANG)
    server.start()
    banner.get_by_role("button", name="Open this page again").click()
    expect(banner).to_have_count(0, timeout=HANG)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=HANG)
    expect(page.locator(IN_USE)).to_have_text("Foxglove Primary (invented)", timeout=HANG)
    expect(page.locator("[data-answer]").first).to_have_value("Speech and language")
    open_file(page, OWN_LIST.encode())
    expect(picker(page).locator(".lead")).to_contain_text("60 pupils, from 61 rows", timeout=HANG)
