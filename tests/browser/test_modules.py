"""Modules 1 and 2 in a real browser: boxes filled in quickly, a chart in the plan, a calendar and a Word file."""

import io
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.driving import open_file, panel

MODULE_1 = "voila/render/01_from_reactive_to_strategic.ipynb"
HOURS = {"strategy": "1.5", "leadership": "2", "reviews": "6", "paperwork": "8", "emails": "7", "incidents": "5", "teaching": "12", "allocated": "8"}


def test_a_week_typed_quickly_is_whole_and_kept_and_goes_into_the_plan(page: Page, workbook: str, console_errors: list[str]):
    """Answers on their way used to empty the boxes that were filled in since."""
    page.goto(workbook + MODULE_1)
    week = panel(page, "use_of_time")
    expect(week).to_be_visible(timeout=60_000)
    for task, hours in HOURS.items():
        week.locator(f"#use-of-time-{task}").fill(hours)
        page.keyboard.press("Tab")
    expect(week.locator(".finding")).to_contain_text("41.5 hours in a week")
    expect(week.locator(".finding")).to_contain_text("gives 8 hours for the role, and it takes 29.5 hours")
    assert all(week.locator(f"#use-of-time-{task}").input_value() == hours for task, hours in HOURS.items())

    week.get_by_role("button", name="Add to my plan").click()
    expect(week.get_by_role("status").filter(has_text="In your plan")).to_be_visible()
    page.locator("#answer-1-plan-intent").fill("Every pupil is taught well first.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my plan so far").click()
    words = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).read("word/document.xml").decode()
    assert "Every pupil is taught well first." in words and "41.5 hours in a week" in words

    page.reload()
    expect(panel(page, "use_of_time").locator(".finding")).to_contain_text("41.5 hours in a week", timeout=60_000)
    assert not console_errors


def test_the_calendar_of_the_year_is_downloaded(page: Page, workbook: str):
    page.goto(workbook + MODULE_1)
    year = panel(page, "the_year")
    expect(year).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        year.get_by_role("button", name="Download the calendar").click()
    assert download.value.suggested_filename == "senco-year.ics"
    assert Path(download.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_drafted_paragraph_goes_into_its_box_and_the_local_authority_into_its_chart(module: Page):
    local = panel(module, "where_we_stand_locally")
    module.locator("#area-la").select_option(label="Norfolk")
    expect(local.locator(".finding")).to_contain_text("Norfolk")
    module.locator("[data-put=answer-2-plan-needs]").click()
    drafted = module.locator("#draft-2-plan-needs").inner_text()
    expect(module.locator("#answer-2-plan-needs")).to_have_value(drafted)
    assert "about 420 pupils" in drafted


def test_a_room_can_type_its_week_and_sees_no_box_about_pupils(page: Page, workbook: str):
    """The panel said "type last week's hours into the boxes", and there were none on the wall."""
    page.goto(workbook + MODULE_1)
    week = panel(page, "use_of_time")
    expect(week).to_be_visible(timeout=60_000)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.keyboard.press("F9")
    page.keyboard.press("ArrowRight")
    hours = week.locator("#use-of-time-strategy")
    expect(week.locator("#use-of-time-typed > summary")).to_be_visible()
    expect(hours).to_be_hidden()
    week.locator("#use-of-time-typed > summary").click()
    hours.fill("3")
    page.keyboard.press("Tab")
    expect(week.locator(".finding")).to_contain_text("3 hours in a week")
    page.goto(workbook + "voila/render/02_know_your_cohort.ipynb")
    ahead = panel(page, "projection")
    expect(ahead).to_be_visible(timeout=60_000)
    page.keyboard.press("F9")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(ahead.locator(".finding")).to_be_visible()
    expect(ahead.locator(".typed")).to_be_hidden()


def test_where_the_roll_is_missing_the_panel_leads_to_its_boxes(page: Page, workbook: str):
    register = "Year group,SEN status\n" + "".join(f"Year {1 + n % 6},{'K' if n % 4 else 'E'}\n" for n in range(40))
    page.goto(workbook + MODULE_1)
    nutshell = panel(page, "nutshell")
    expect(nutshell).to_be_visible(timeout=60_000)
    open_file(page, register.encode())
    page.get_by_role("button", name="Use this list").click()
    expect(nutshell.locator(".finding")).to_have_text("40 pupils have SEN: 30 on SEN support and 10 with an EHC plan.")
    nutshell.get_by_role("link", name="Type the number of pupils on roll").click()
    expect(page.locator("#in-use-roll")).to_be_focused()
    page.keyboard.type("210")
    page.get_by_role("button", name="Use this number").click()
    expect(nutshell.locator(".finding")).to_contain_text("40 of 210 pupils")


def test_no_number_of_a_chart_is_cut_off_on_a_small_laptop_at_twice_the_size(module: Page):
    """At 683 by 384 "9 of 58" read "9": the chart was wider than its panel, and nothing said that it could be moved."""
    module.set_viewport_size({"width": 683, "height": 384})
    charts = module.locator("main .panel [data-piece=chart] > .scroll")
    assert charts.count() == 7
    assert charts.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.ariaLabel)") == []
    assert module.evaluate("document.documentElement.scrollWidth <= innerWidth")
