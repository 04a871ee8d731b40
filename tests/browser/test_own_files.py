"""Own files in a real browser: a column is given another meaning, a second file is added, and both survive a reload."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.words import NO_NAMES, messages
from tests.browser.driving import open_file, panel

LIST = "Adno,Year Group,Home group,SEN Status\n" + "".join(f"{100 + n},{1 + n % 6},{'R123456'[n % 7]}A,{'KNNN'[n % 4]}\n" for n in range(60))
MORE = "Adno,Possible Sessions,Present Sessions\n" + "".join(f"{100 + n},140,{120 + n % 20}\n" for n in range(61))


def picker(page: Page):
    return page.locator('.live[data-ready][data-name="school picker"]')


def test_a_column_is_changed_by_keyboard_and_kept_and_a_file_is_added(module: Page, workbook: str, console_errors: list[str]):
    open_file(module, LIST.encode())
    live = picker(module)
    live.locator("#columns-1 > summary").press("Enter")
    column = live.get_by_label("Home group is taken for")
    expect(column).to_have_value("")
    column.focus()
    column.select_option("class")
    expect(live.get_by_label("Home group is taken for")).to_have_value("class")
    expect(live.locator("#columns-1")).to_have_attribute("open", "")
    expect(live.get_by_label("Remember the columns that I changed")).to_be_checked()

    live.locator("#another > summary").press("Enter")
    live.locator("#another-file").set_input_files({"name": "att.csv", "mimeType": "text/csv", "buffer": MORE.encode()})
    expect(live).to_contain_text("This file was joined to your list")
    expect(live).to_contain_text("Row 62")
    if folder := os.environ.get("WORKBOOK_PICTURES"):
        live.screenshot(path=str(Path(folder) / "own_files.png"))
    live.get_by_role("button", name="Use this list").click()
    expect(live.locator(".school-name")).to_have_text("List 1")

    module.reload()
    expect(panel(module, "unusual_or_chance")).to_be_visible(timeout=30_000)
    open_file(module, LIST.encode())
    live = picker(module)
    live.locator("#columns-1 > summary").click()
    expect(live.get_by_label("Home group is taken for")).to_have_value("class")
    assert not console_errors


TWICE = LIST + "100,1,RA,K\n101,2,1A,N\n"


def test_a_repair_is_undone_by_keyboard_and_the_file_is_read_again(module: Page, console_errors: list[str]):
    open_file(module, TWICE.encode())
    live = picker(module)
    totals = live.get_by_role("region", name="Before and after")
    expect(totals).to_contain_text("Pupils counted")
    expect(live.locator(".lead")).to_contain_text("60 pupils, from 62 rows")
    undo = live.get_by_role("button", name="Undo: Some pupils have more than one row.")
    undo.press("Enter")
    expect(live.locator(".lead")).to_contain_text("62 pupils, from 62 rows")
    expect(live.get_by_role("status").first).to_contain_text("Undone. The file was read again: 62 pupils.")
    again = live.get_by_role("button", name="Do it again: Some pupils have more than one row.")
    expect(again).to_be_focused()
    if folder := os.environ.get("WORKBOOK_PICTURES"):
        live.screenshot(path=str(Path(folder) / "undone.png"))
    again.press("Enter")
    expect(live.locator(".lead")).to_contain_text("60 pupils, from 62 rows")
    live.get_by_role("button", name="Use this list").click()
    expect(live.locator(".school-name")).to_have_text("List 1")
    assert not console_errors


def test_a_message_for_what_is_not_in_the_file_is_copied_by_keyboard(module: Page, console_errors: list[str]):
    module.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_file(module, LIST.encode())
    picker(module).get_by_role("button", name="Use this list").click()
    expect(picker(module).locator(".school-name")).to_have_text("List 1")
    needs = panel(module, "need_of_all_pupils")
    expect(needs).to_contain_text("your file does not have: main need")
    copy = needs.get_by_role("button", name="Copy a message to your data manager")
    copy.press("Enter")
    expect(needs.get_by_text("Copied.")).to_be_visible()
    words = module.evaluate("navigator.clipboard.readText()")
    assert [line for line in words.splitlines() if line] == [*messages()["no-main-need"].lines, NO_NAMES]

    register = panel(module, "who_is_on_the_register")
    lacking = register.locator("#who-is-on-the-register-ask > summary")
    expect(lacking).to_contain_text("Not in your file: sex, free school meals")
    lacking.press("Enter")
    register.get_by_role("button", name="Copy a message to your data manager").press("Space")
    expect(register.get_by_text("Copied.")).to_be_visible()
    words = module.evaluate("navigator.clipboard.readText()")
    assert messages()["no-fsm"].lines[1] in words and words.count(NO_NAMES) == 1
    if folder := os.environ.get("WORKBOOK_PICTURES"):
        register.screenshot(path=str(Path(folder) / "lacking.png"))
        needs.screenshot(path=str(Path(folder) / "asking.png"))
    assert not console_errors


@pytest.mark.soak
def test_what_happened_to_the_list_is_said_on_a_page_without_a_picker_too(page: Page, workbook: str):
    """A message had nowhere to stand there, and was said to nobody."""
    page.goto(workbook)
    page.evaluate("sessionStorage.setItem('strategic-senco-workbook:list', crypto.randomUUID())")
    page.goto(workbook + "voila/render/evidence.ipynb")
    expect(page.locator("main [data-told]")).to_contain_text("The list that you opened is gone", timeout=30_000)
    expect(page.locator("main [data-told]")).to_contain_text("Open your file once more")
