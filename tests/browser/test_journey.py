"""What a SENCo does on her first evening, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import OWN_LIST, open_file, panel


def test_from_the_front_page_to_a_changed_chart_by_keyboard(page: Page, workbook: str, console_errors: list[str]):
    page.goto(workbook)
    expect(page.get_by_role("heading", level=1)).to_contain_text("SEN register")
    live = page.locator('.live[data-ready][data-name="school picker"]')
    expect(live).to_be_visible(timeout=30_000)
    live.locator("#choose-school > summary").press("Enter")
    live.get_by_label("Invented school").select_option("primary")
    live.get_by_role("button", name="Use this school").press("Enter")
    expect(live.locator(".school-name")).to_have_text("Foxglove Primary (invented)")

    page.get_by_role("link", name="Know your cohort, and where it is heading", exact=True).press("Enter")
    needs = panel(page, "need_of_all_pupils")
    expect(needs).to_be_visible(timeout=30_000)
    picture = needs.get_by_role("img")
    expect(picture).to_have_attribute("aria-label", re.compile(r"31 of 418 pupils \(7\.4%\)"))

    include = needs.get_by_label("Include")
    include.focus()
    page.keyboard.press("ArrowDown")
    expect(picture).not_to_have_attribute("aria-label", re.compile(r"31 of 418"))
    expect(picture).to_have_attribute("aria-label", re.compile("is the main need we record most"))
    expect(include).to_be_focused()
    expect(include).to_have_value("K")
    assert not console_errors


def test_an_own_list_is_shown_settled_and_counted(module: Page):
    open_file(module, OWN_LIST.encode())
    live = module.locator('.live[data-ready][data-name="school picker"]')
    expect(live.get_by_role("heading", name="What we read")).to_be_focused()
    expect(live.locator(".what-was-read")).to_contain_text("60 pupils, from 61 rows")
    expect(live.locator(".what-was-read")).to_contain_text("They were left out of the counts")
    live.get_by_label("Is the first need in each cell the main one?").select_option("yes")
    live.get_by_role("button", name="Use this list").click()

    expect(live.locator(".school-name")).to_have_text("List 1")
    expect(module.locator("header [data-school-in-use]")).to_have_text("List 1")
    needs = panel(module, "need_of_all_pupils")
    expect(needs.locator(".finding")).to_contain_text("10 of 60 pupils")
    expect(needs.locator(".audience")).to_contain_text("For your eyes")
    assert "Xyzname" not in module.content()


def test_an_own_list_follows_to_the_next_page(module: Page, workbook: str):
    open_file(module, OWN_LIST.encode())
    module.get_by_role("button", name="Use this list").click()
    expect(module.locator("header [data-school-in-use]")).to_have_text("List 1")
    module.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(module).to_have_url(re.compile("index.ipynb"))
    expect(module.locator("header [data-school-in-use]")).to_have_text("List 1", timeout=30_000)
    expect(module.locator('.live[data-ready][data-name="school picker"]')).to_contain_text("60 pupils on roll")


def test_a_register_asks_for_the_roll_and_draws_what_it_can(module: Page):
    register = "Year Group,SEN Status,Primary Need\n" + "".join(
        f"Year {1 + n % 6},{'E' if n % 7 == 0 else 'K'},{'SLCN' if n % 2 else 'ASD'}\n" for n in range(42)
    )
    open_file(module, register.encode())
    live = module.locator('.live[data-ready][data-name="school picker"]')
    live.get_by_label("The whole school").fill("210")
    live.get_by_role("button", name="Use this list").click()
    expect(panel(module, "need_of_all_pupils").locator(".finding")).to_contain_text("of 210 pupils")
    expect(panel(module, "who_is_on_the_register").locator(".not-in-file")).to_contain_text("year groups cannot be compared")

    live.locator("#change-roll > summary").click()
    live.locator("#in-use-years > summary").click()
    for year in range(1, 7):
        live.get_by_label(f"Year {year}", exact=True).fill("35")
    live.get_by_role("button", name="Use this number").click()
    expect(panel(module, "who_is_on_the_register").locator(".finding")).to_contain_text("42 of 210 pupils")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.csv", "picture"),
        (b"<Message><Header><CollectionDetails>", "census.xml", "XML"),
        (b"Name,Reg,Possible Sessions,Present Sessions,Authorised\n" + b"A B,7A,140,130,10\n" * 5, "att.csv", "attendance"),
        (b"Name,Year\nA B,7\n", "no_sen.csv", "SEN"),
    ],
    ids=["empty", "picture", "truncated xml", "attendance", "no sen column"],
)
def test_a_bad_file_gets_a_sentence_and_the_school_stays(module: Page, content: bytes, name: str, words: str):
    open_file(module, content, name)
    message = module.locator('.live[data-ready][data-name="school picker"] [role=alert]')
    expect(message).to_contain_text(words)
    expect(message).to_be_focused()
    expect(module.locator("header [data-school-in-use]")).to_have_text("Foxglove Primary (invented)")
    expect(panel(module, "need_of_all_pupils").locator(".finding")).to_contain_text("418 pupils")


def test_a_file_of_12_megabytes_is_refused_before_it_is_sent(module: Page, tmp_path: Path):
    sent: list[int] = []
    module.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame))))
    large = tmp_path / "large.csv"
    large.write_bytes(b"Name,Year,SEN\n" + b"x" * 12_000_000)
    summary = module.locator("#choose-school > summary").last
    summary.click()
    module.locator("#own-file").last.set_input_files(large)
    expect(module.locator('.live[data-name="school picker"] [role=alert]')).to_contain_text("larger than 10 MB")
    assert not any(size > 1_000_000 for size in sent)


def test_use_my_list_on_the_front_page_opens_the_chooser(page: Page, workbook: str):
    page.goto(workbook)
    page.get_by_role("link", name="Use my school's list").click()
    expect(page.locator(".live[data-ready] #own-file")).to_be_visible(timeout=30_000)
    page.locator(".live[data-ready] #choose-school > summary").click()
    page.get_by_role("link", name="School in use").click()
    expect(page.locator(".live[data-ready] #own-file")).to_be_visible()


def test_copying_shows_the_version_that_may_be_shared(module: Page):
    register = panel(module, "who_is_on_the_register")
    register.get_by_role("button", name="Copy picture and sentence").click()
    shared = register.locator(".shared")
    expect(shared).to_contain_text("numbers below 10 are hidden")
    expect(shared).to_contain_text("About 90 of about 420 pupils")
    expect(shared.locator("[data-copied]")).not_to_be_empty()


def test_what_is_written_comes_back_after_a_reload(module: Page):
    box = module.get_by_label("Before you look: which main need do you expect to stand out, and why?")
    box.fill("Speech and language, since the nursery closed")
    expect(module.locator(".ask").first).to_contain_text("Saved in this browser just now")
    module.reload()
    expect(box).to_have_value("Speech and language, since the nursery closed", timeout=30_000)
    module.get_by_role("button", name="Forget", exact=True).click()
    module.get_by_role("button", name="Yes, forget it").click()
    expect(box).to_have_value("")
    module.reload()
    expect(panel(module, "unusual_or_chance")).to_be_visible(timeout=30_000)
    expect(box).to_have_value("")
