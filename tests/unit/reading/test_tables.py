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
