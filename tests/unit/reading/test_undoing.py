"""Repairs that the reader made can be undone one by one, and each of the others says why it stays."""

import pytest

from analysis.reading import look_at_file, read_school
from analysis.reading.undoing import LASTING, REMARKS, why_it_lasts
from tests.corpus import cells, container, dialect, encoding, headings, hostile, injection, pupils, shape
from tests.unit.reading.files import census_of, census_pupil, csv_of, workbook_of

HEAD = ["Adno", "Name", "Year Group", "SEN Status", "SEN Need Type", "FSM"]
PUPILS = [[str(n), f"Pupil{n} One", "7", "KN"[n % 2], "SLCN" if n % 2 == 0 else "", "Y" if n % 3 == 0 else ""] for n in range(1, 13)]
PARTS = (container, hostile, shape, encoding, dialect, headings, pupils, cells, injection)


def a_list(*more, head=HEAD) -> bytes:
    """Twelve pupils and the rows given."""
    blank = [""] * (len(head) - len(HEAD))
    return csv_of([head, *(row + blank for row in PUPILS), *more])


def found(content: bytes, code: str, without=()):
    """The one finding of this code."""
    return next(one for one in look_at_file(content, without=frozenset(without)).findings if one.code == code)


TOTAL = a_list(["Total", "", "7", "", "", ""])
NOTES = a_list(["Printed in the office.", "", "", "", "", ""])
TWICE = a_list(PUPILS[0], PUPILS[1])
NO_NUMBER = csv_of([["Name", "SEN Status", "Sex"], *([f"Pupil{n} One", "KN"[n % 2], "F"] for n in range(12)), ["Pupil1 One", "K", "F"]])
SHARED = a_list(["1", "Somebody Else", "7", "K", "", ""])
ENDED = a_list(["40", "Pupil40 One", "7", "K", "SLCN", "", "01/02/2020"], head=[*HEAD, "Need end date"])
WORDS = a_list(["41", "Pupil41 One", "7", "K", "dyslexia", ""])
GUEST = a_list(["42", "Pupil42 One", "7", "K", "", "", "G"], head=[*HEAD, "Enrolment Status"])
NO_YEAR = a_list(["43", "Pupil43 One", "", "K", "", ""])
PLANS = a_list(["44", "Pupil44 One", "7", "K", "", "", "Yes"], head=[*HEAD, "EHCP"])
BLANK = a_list(["45", "Pupil45 One", "7", "", "", ""])


@pytest.mark.parametrize(
    ("content", "repair", "before", "after"),
    [
        (TOTAL, "total-row", 12, 13),
        (TWICE, "rows-merged", 12, 14),
        (NO_NUMBER, "same-name", 12, 13),
        (SHARED, "shared-number", 13, 12),
        (GUEST, "guests", 12, 13),
        (NO_YEAR, "no-year-off-roll", 12, 13),
    ],
)
def test_a_repair_that_changed_the_number_of_pupils_can_be_undone(content, repair, before, after):
    assert read_school(content).size == before
    made, undone = found(content, repair), found(content, repair, [repair])
    assert (made.repair, made.undone, undone.undone) == (repair, False, True)
    assert (undone.what, undone.rows) == (made.what, made.rows), "the finding stays, so that it can be done again"
    assert undone.did != made.did and undone.did
    school = read_school(content, without={repair})
    assert school.size == after and school.without == (repair,)


def test_notes_below_can_be_read_as_pupils_and_then_have_no_year_group():
    assert read_school(NOTES, without={"notes-below"}).size == 12
    assert read_school(NOTES, without={"notes-below", "no-year-off-roll"}).size == 13


def test_needs_that_had_ended_can_be_read_all_the_same():
    assert read_school(ENDED).pupils["need_1"].notna().sum() == 6
    assert read_school(ENDED, without={"ended-needs"}).pupils["need_1"].notna().sum() == 7


def test_a_word_that_was_taken_for_a_need_can_be_left_unrecorded():
    assert read_school(WORDS).pupils["need_1"].iloc[12] == "SPLD"
    assert read_school(WORDS, without={"need-taken-as:dyslexia"}).pupils["need_1"].isna().iloc[12]
    assert found(WORDS, "need-taken-as", ["need-taken-as:dyslexia"]).rows == 1


def test_blanks_that_were_taken_as_no_can_be_left_unrecorded():
    assert read_school(a_list()).pupils["fsm"].notna().all()
    assert read_school(a_list(), without={"blank-is-no:fsm"}).pupils["fsm"].isna().sum() == 8


def test_a_blank_status_that_was_taken_as_no_sen_can_be_left_unrecorded():
    assert read_school(BLANK).pupils["sen_provision"].iloc[12] == "N"
    assert read_school(BLANK, without={"blank-is-no-sen"}).pupils["sen_provision"].isna().iloc[12]


def test_a_column_of_plans_can_be_believed_over_the_status():
    assert read_school(PLANS).pupils["sen_provision"].iloc[12] == "K"
    assert read_school(PLANS, without={"plan-flag-differs"}).pupils["sen_provision"].iloc[12] == "E"


def test_a_hidden_sheet_can_be_offered_where_it_holds_a_list():
    rows = [HEAD, *PUPILS]
    both = workbook_of({"Last year": rows[:8], "Now": rows}, hidden=["Last year"])
    assert found(both, "hidden-sheets").repair == "hidden-sheets"
    reading = look_at_file(both, without=frozenset({"hidden-sheets"}))
    assert [value for value, _ in reading.questions_under()[0].options] == ["Now", "Last year"]
    assert reading.school({"sheet": "Last year"}).size == 7
    other = workbook_of({"Codes": [["a", "b"]], "Now": rows}, hidden=["Codes"])
    assert found(other, "hidden-sheets").repair == "", "there is nothing on it to read"


def test_two_rows_of_a_census_can_be_two_pupils():
    one = census_pupil(status="K", upn="R201100018042")
    content = census_of([one, one, census_pupil(upn="T20110001804V")])
    assert (read_school(content).size, read_school(content, without={"rows-merged"}).size) == (2, 3)


def test_a_repair_of_a_further_file_is_named_by_its_place():
    more = csv_of([["Adno", "Year Group", "SEN Status"], *([str(n), "6", "KN"[n % 2]] for n in range(1, 12)), ["1", "6", "N"]])
    terms = {"snapshot": "2025/26 spring", "2:snapshot": "2024/25 spring"}
    school = read_school(a_list(), also=[more], choices=terms, without={"2:rows-merged"})
    assert len(school.earlier[0].pupils) == 12 and school.without == ("2:rows-merged",)


def test_an_unknown_repair_changes_nothing():
    school = read_school(TOTAL, without={"no-such-repair"})
    assert school.size == 12


FIXED = [case for part in PARTS for case in part.CASES if case.outcome != "no"]


@pytest.mark.parametrize("case", FIXED, ids=lambda case: case.name)
def test_every_repair_can_be_undone_or_says_why_not(case):
    for one in look_at_file(case.make()).findings:
        ways = (bool(one.repair), one.code in LASTING, one.code in REMARKS)
        assert sum(ways) == 1 or ways == (True, True, False), one.code
        assert not one.repair or one.instead, one.code
        assert not (because := why_it_lasts(one)) or (len(because.split()) <= 16 and because[0].islower()), one.code
