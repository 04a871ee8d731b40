"""Provision, reviews, plans, referrals, staff, budget, surveys and time logs, from anyone's own layout."""

import pandas as pd
import pytest

from analysis.carrying import pack, unpack
from analysis.errors import FileError
from analysis.reading import read_school
from analysis.school_tables import school_tables
from tests.unit.reading.files import csv_of, workbook_of

LIST = csv_of([["Adno", "Name", "Class", "Year Group", "SEN Status"], ["41", "Byron, Ada", "7A", "7", "K"], ["42", "Smith, Bea", "7A", "7", "N"], ["43", "Neil, Cy", "7B", "7", "N"]])


def table(name, rows):
    school = read_school(LIST, also=[rows if isinstance(rows, bytes) else csv_of(rows)])
    return school.tables[name], school


def test_a_provision_map_is_joined_to_the_pupils_and_its_names_are_gone():
    found, school = table("provision", [
        ["Costed provision map"], [],
        ["Pupil", "Intervention", "Area of need", "Start", "End", "Length", "Times per week", "Ratio", "Cost"],
        ["Ada Byron", "Precision teaching", "Cognition", "08/09/2025", "", "10 mins", "5", "1:6", "£1,234.50 (annual licence)"],
        ["Nobody Known", "Lego", "Social", "", "", "", "", "", ""],
    ])  # fmt: skip
    assert found["pupil"].tolist() == [school.pupils["pupil"][0]]
    assert found[["minutes", "times_a_week", "group_size", "other_cost"]].iloc[0].tolist() == [10, 5, 6, 1234.5]
    assert found["start"][0] == pd.Timestamp("2025-09-08") and pd.isna(found["end"][0])
    missed = next(finding for finding in school.findings if finding.code == "not-joined")
    assert missed.places == (5,)
    assert "Byron" not in found.to_string()
    pd.testing.assert_frame_equal(unpack(pack(school)).tables["provision"], found, check_dtype=False)


def test_a_provision_map_with_a_sheet_for_each_area_is_one_table():
    head = ["Name", "Provision", "Start date"]
    found, _ = table("provision", workbook_of({"Cognition": [head, ["Ada Byron", "Phonics", ""]], "Sensory": [["Sensory needs"], head, ["Cy Neil", "Sensory circuits", 45908]], "Notes": [["Hello"]]}))
    assert found["need"].tolist() == ["Cognition", "Sensory"]
    assert found["start"][1] == pd.Timestamp("2025-09-08")


def test_a_total_at_the_foot_of_a_table_is_said_and_can_be_undone():
    rows = csv_of([["Adno", "Provision", "Cost"], ["41", "Phonics", "10"], ["43", "Phonics", "10"], ["Total", "", "20"]])
    found, school = table("provision", rows)
    total = next(finding for finding in school.findings if finding.code == "total-row")
    assert len(found) == 2 and (total.rows, total.repair, total.undone) == (1, "total-row", False)
    undone = read_school(LIST, also=[rows], without={"2:total-row"})
    assert next(finding for finding in undone.findings if finding.code == "total-row").undone
    assert "not-joined" in {finding.code for finding in undone.findings}, "the row is read, and belongs to nobody"


def test_a_review_tracker_with_serial_numbers_is_read():
    found, _ = table("reviews", [["Adno", "Review due date", "Date held", "Outcome", "Pupil voice"], ["41", "45908", "45910", "partly met", "Y"], ["0042", "45908", "not held", "", "N"]])
    assert found["due"].tolist() == [pd.Timestamp("2025-09-08")] * 2
    assert found["outcome"].tolist() == ["Partly met", None]
    assert found["pupil_voice"].tolist() == [1, 0]


def test_plans_and_referrals_are_told_apart():
    plans, _ = table("plans", [["Name", "Plan start", "Last annual review", "Next annual review due"], ["Ada Byron", "01/09/2023", "13/09/2025", "13/09/2026"]])
    referrals, _ = table("referrals", [["Name", "Service", "Date referred", "Date seen"], ["Ada Byron", "Speech and language", "13/09/2025", ""]])
    assert len(plans) == len(referrals) == 1


def test_staff_and_budget_need_no_pupil():
    staff, _ = table("staff", [["Role", "Hourly rate", "Hours per week"], ["Teaching assistant", "£15.50 per hour", "30"]])
    budget, _ = table("budget", [["Funding source", "Amount (£)", "Year"], ["Notional SEN", "112,000", "2026/27"]])
    assert staff["hourly_cost"].tolist() == [15.5]
    assert budget["amount"].tolist() == [112_000]


def test_a_time_log_past_midnight_has_its_minutes():
    found, _ = table("time_log", [["Day", "Start", "End", "Activity", "Planned?"], ["13/10/2025", "23:30", "00:15", "Paperwork", "N"], ["13/10/2025", "9.15", "", "Meeting", "Y"]])
    assert found["minutes"][0] == 45 and pd.isna(found["minutes"][1])
    assert found["planned"].tolist() == ["Reactive", "Planned"]


def test_a_survey_from_a_form_gives_a_row_for_each_answer_and_no_comment():
    found, school = table("survey", [
        ["Timestamp", "Role", "I know what to do for pupils with SEMH", "I know who to ask for help in school", "Anything else you would like to say?"],
        ["10/13/2025 9:00", "Class teacher", "Agree ", "5", "Zebedee needs help"],
        ["10/13/2025 9:05", "Teaching assistant", "strongly disagree", "", ""],
    ])  # fmt: skip
    assert sorted(found["answer"]) == [1, 4, 5]
    assert set(found["who"]) == {"Staff"}
    assert "Zebedee" not in found.to_string()
    assert "comments" in {finding.code for finding in school.findings}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", school_tables())
def test_a_blank_template_is_known_again_by_its_headings(name, kind):
    from analysis.reading.templates import blank_template

    with pytest.raises(FileError) as refusal:
        read_school(LIST, also=[blank_template(name, kind)])
    assert refusal.value.code == "no-rows"


def test_a_template_offers_the_answers_of_each_coded_column():
    import io

    from openpyxl import load_workbook

    from analysis.reading.templates import blank_template

    sheet = load_workbook(io.BytesIO(blank_template("reviews", "xlsx"))).worksheets[0]
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert {'"Met,Partly met,Not met"', '"Yes,No"'} <= offered
    assert all(len(rule.formula1) <= 257 for rule in sheet.data_validations.dataValidation)


def told(school, code):
    return {one.column: (one.rows, one.of) for one in school.findings if one.code == code}


def test_each_cell_of_a_provision_map_that_says_more_or_nothing_known_is_counted():
    found, school = table("provision", [
        ["Provision map"],
        ["Adno", "Provision", "Wave", "Start", "Length", "Times per week", "Ratio", "Cost", "Entry score"],
        ["41", "Total Communication", "Wave 2", "45908", "1 hr 15 mins", "daily", "1:4", "£4.50", "<70"],
        ["42", "Phonics", "3", "soon", "00:20:00", "twice", "2:1", "£10 each term", "80"],
        ["43", "Lego", "Blue", "", "30-45", "as needed", "group of 6", "none yet", "x"],
        ["Adno", "Provision", "Wave", "Start", "Length", "Times per week", "Ratio", "Cost", "Entry score"],
        ["Total", "", "", "", "", "", "", "14.50", "", "and a note"],
    ])  # fmt: skip
    assert found["provision"].tolist() == ["Total Communication", "Phonics", "Lego"]
    assert found["wave"].tolist() == ["Targeted", "Specialist", None]
    assert found["minutes"].tolist() == [75, 20, 30] and found["times_a_week"].tolist()[:2] == [5, 2]
    assert found["group_size"].tolist()[::2] == [4, 6] and pd.isna(found["group_size"][1])
    assert found["entry_measure"].tolist()[:2] == [69, 80]
    assert told(school, "unknown-value") == {name: (1, "cells") for name in ("Wave", "Start", "Times per week", "Ratio", "Cost", "Entry score")}
    assert told(school, "more-in-cell") == {"Length": (1, "cells"), "Cost": (1, "cells")}
    assert told(school, "bounded-scores") == {"Entry score": (1, "cells")} and told(school, "dates-as-numbers") == {"Start": (1, "cells")}
    rows = {code: told(school, code)[""] for code in ("rows-above", "repeated-headings", "total-row", "long-rows")}
    assert rows == dict.fromkeys(rows, (1, "rows"))


def test_how_often_a_week_is_read_beside_the_minutes_where_it_has_no_column():
    found, _ = table("provision", [["Adno", "Provision", "Length"], ["41", "ELSA", "45 mins x 2 pw"], ["42", "ELSA", "30 mins"]])
    assert found["minutes"].tolist() == [45, 30] and found["times_a_week"].tolist()[0] == 2


def test_times_of_the_clock_that_give_no_minutes_are_counted():
    found, school = table("time_log", [["Day", "Start time", "Finish time", "Activity", "Reactive?"], ["13/10/2025", "8.15am", "9.00am", "Call", "Yes"], ["14/10/2025", "noonish", "13:00", "Mail", "No"]])
    assert found["minutes"][0] == 45 and pd.isna(found["minutes"][1])
    assert found["planned"].tolist() == ["Reactive", "Planned"], "the question is asked the other way round"
    assert told(school, "unknown-value") == {"Start time and Finish time": (2, "cells")}


def test_sheets_of_another_kind_and_hidden_ones_are_said():
    head = ["Adno", "Provision", "Length"]
    book = workbook_of({"Now": [head, ["41", "ELSA", "20"]], "Meetings": [["Adno", "Review due date", "Date held"], ["41", "45908", ""]], "Prices": [["a"]], "Old": [head, ["42", "ELSA", "20"]]}, hidden=["Old"])
    found, school = table("provision", book)
    other = next(one for one in school.findings if one.code == "other-sheets")
    assert len(found) == 1 and (other.rows, other.of) == (2, "sheets") and "reviews" in other.what
    assert told(school, "hidden-sheets") == {"": (1, "sheets")}


def test_answers_of_nobody_are_left_out_and_counted():
    found, school = table("survey", [
        ["Timestamp", "Role", "I know what to do for pupils with SEMH", "I know who to ask for help in school"],
        ["1", "Teacher", "Agree", "Somewhat"], ["2", "", "Agree", "Agree"], ["3", "Dog", "Agree", "Agree"],
    ])  # fmt: skip
    assert found["answer"].tolist() == [4]
    assert told(school, "nobody") == {"": (1, "rows")}
    assert told(school, "unknown-value") == {"Role": (1, "cells"), "I know who to ask for help in school": (1, "cells")}
