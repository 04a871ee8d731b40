"""Lists in the layouts of further school systems, all of invented pupils, written by hand."""

import pytest

from analysis.reading import look_at_file, read_school
from analysis.reading.numbers import reading_ages
from tests.unit.reading.files import csv_of

LIST = [["Adno", "Name", "Reg Group", "Year Group", "SEN Status"], ["41", "Oak, Ada", "7A", "7", "K"], ["42", "Elm, Bo", "7A", "7", "N"], ["43", "Ash, Cy", "7B", "7", "N"]]


def told(result, code: str) -> dict[str, tuple[int, str]]:
    """The findings of one code by their column: how many, and of what."""
    return {one.column: (one.rows, one.of) for one in result.findings if one.code == code}


def with_list(*files, **choices):
    return read_school(csv_of(LIST), also=[csv_of(file) for file in files], choices=choices)


def column(school, name: str) -> list:
    return [None if cell != cell else cell for cell in school.pupils[name]]


def test_groups_of_headings_titles_and_a_count_at_the_foot():
    school = read_school(csv_of([
        ["Meadowbank - SEN report"], ["Run on 12 November 2026"], [],
        ["Student", "", "", "SEN", "", "Demographics", ""],
        ["Adm No", "Student Name", "Tutor Group", "SEN Status", "Primary Need", "Gender", "FSM Eligible"],
        ["000123", "Oak, Ada", "7JB", "K: SEN Support", "Speech, Language & Communication Needs", "Female", "Yes"],
        ["000124", "Elm, Bo", "8JB", "E: Education, Health and Care Plan", "Autistic Spectrum Condition", "Male", "No"],
        ["000125", "Ash, Cy", "8JB", "", "", "Male", "No"],
        ["Total students: 3"],
    ]))  # fmt: skip
    assert column(school, "sen_provision") == ["K", "E", "N"] and column(school, "need_1") == ["SLCN", "ASD", None]
    assert (school.snapshot.academic_year, school.snapshot.term) == ("2026/27", "autumn")


def test_headings_that_say_as_of_today_and_statuses_with_their_code_at_the_end():
    school = read_school(csv_of([
        ["Student", "Year Group (as of today)", "Registration Form (as of today)", "SEN Status (as of today)", "Need(s)", "Need Ranking", "Need End"],
        ["Ada Oak", "Year 7", "7 Hawk", "SEN Support (K)", "Moderate Learning Difficulty", "2", ""],
        ["Ada Oak", "Year 7", "7 Hawk", "SEN Support (K)", "Hearing Impairment", "1", ""],
        ["Bo Elm", "Year 8", "8 Hawk", "EHC Plan (E)", "Autistic Spectrum Disorder", "1", "31 Aug 2024"],
        ["Cy Ash", "Year 8", "8 Hawk", "No SEN (N)", "", "", ""],
        ["Di Yew", "Year 8", "8 Hawk", "No SEN (N)", "", "", ""],
    ]))  # fmt: skip
    assert column(school, "sen_provision") == ["K", "E", "N", "N"] and column(school, "year_group")[:2] == ["Year 7", "Year 8"]
    assert (school.pupils["need_1"][0], school.pupils["need_2"][0], school.pupils["need_1"][1]) == ("HI", "MLD", None)
    assert told(school, "ended-needs") == {"Need End": (1, "cells")} and told(school, "more-in-cell") == {}


def test_needs_headed_by_their_rank_in_brackets():
    school = read_school(csv_of([
        ["Forename", "Surname", "NCY", "SEN Stage", "SEN Type (Primary)", "SEN Type (Secondary)", "First Language", "In Care"],
        ["Ada", "Oak", "3", "SEN support", "SLCN", "MLD", "English", "T"], ["Bo", "Elm", "4", "N", "", "", "Gujarati", "F"],
    ]))  # fmt: skip
    assert school.pupils.iloc[0][["year_group", "need_1", "need_2", "eal", "looked_after"]].tolist() == ["Year 3", "SLCN", "MLD", "Not EAL", 1]


def test_a_register_whose_statuses_are_only_headed_code_is_read_and_the_roll_is_asked_for():
    rows = [[f"S{n}", "F", str(1 + n % 6), "EHCP" if n % 4 == 0 else "K", "SEMH"] for n in range(12)]
    reading = look_at_file(csv_of([["SEND register"], ["Surname", "First name", "Yr", "Code", "Need"], *rows]))
    assert reading.kind == "register" and reading.school().pupils["sen_provision"].tolist()[:2] == ["E", "K"]


def test_attendance_by_code_shows_the_columns_that_were_added_up_as_read():
    marks = [["Name", "Reg", "/", "\\", "I", "O", "Y1", "Total"], ["Ada Oak", "7A", "60", "60", "8", "4", "6", "138"]]
    reading = look_at_file(csv_of(marks), beside=True, key=b"k" * 32)
    assert {use.heading: use.status for use in reading.columns} == {
        "Name": "used then dropped", "Reg": "used then dropped", **dict.fromkeys(["/", "\\", "I", "O", "Y1"], "read"), "Total": "ignored",
    }  # fmt: skip
    assert column(with_list(marks), "possible_sessions") == [132, None, None]


def test_codes_that_are_none_are_counted():
    school = with_list([["Adno", "Code", "Sessions"], ["41", "/", "60"], ["41", "I", "9"], ["41", "Banana", "3"], ["42", "/", "many"]])
    assert column(school, "possible_sessions")[0] == 69
    assert told(school, "unknown-value") == {"Code": (1, "cells")} and told(school, "odd-number") == {"Sessions": (1, "cells")}


def test_suspensions_headed_type_and_sessions():
    school = with_list([
        ["Surname", "Forename", "Reg", "Type", "Start Date", "Number of sessions", "Reason"],
        ["Oak", "Ada", "7A", "SUS", "03/11/2025", "4", "PP"], ["Oak", "Ada", "7A", "Fixed Period Exclusion", "13/11/2025", "2", "VA"],
        ["Ash", "Cy", "7B", "Permanent Exclusion", "13/11/2025", "", ""], ["Elm", "Bo", "7A", "Walked out", "13/11/2025", "1", ""], ["Elm", "Bo", "7A", "", "13/11/2025", "1", ""],
    ])  # fmt: skip
    assert column(school, "suspensions") == [2, 0, 0] and column(school, "suspended_sessions")[0] == 6
    assert told(school, "permanent-exclusions") == told(school, "no-kind") == {"": (1, "rows")}
    assert told(school, "unknown-value") == {"": (1, "cells")}


def test_days_of_suspension_are_told_and_left_alone_where_there_are_sessions():
    head = ["Adno", "Suspension Type", "Suspension Start", "Days suspended"]
    days = with_list([head, ["41", "SUSP", "03/11/2025", "1.5"]])
    assert column(days, "suspended_sessions")[0] == 3 and told(days, "days-as-sessions") == {"Days suspended": (1, "cells")}
    both = csv_of([[*head, "Suspended Sessions"], ["41", "SUSP", "03/11/2025", "1.5", "2"]])
    assert {use.heading for use in look_at_file(both, beside=True, key=b"k" * 32).columns if use.status == "ignored"} == {"Days suspended"}


@pytest.mark.parametrize(
    ("written", "months"),
    [("9 years 6 months", 114), ("9yrs 6mths", 114), ("9y6m", 114), ("9-06", 114), ("9;06", 114), ("09:06:00", 114), ("9½", 114), ("9 1/2", 114), ("114m", 114),
     ("9 years and 6 months", 114), ("<6:00", 72), ("6:00-", 72), ("below 6", 72), ("16+", 192), (">16:00", 192)],
)  # fmt: skip
def test_a_reading_age_is_read_however_it_is_written(written, months):
    found, findings = reading_ages([written], "Reading age")
    assert found == [str(months)]
    assert [one.code for one in findings] == (["bounded-scores"] if written[0] in "<>b" or written[-1] in "+-" else [])


def test_what_the_list_already_says_is_kept_and_counted():
    listed = csv_of([[*LIST[0], "Possible Sessions"], ["41", "Oak, Ada", "7A", "7", "K", "140"], ["42", "Elm, Bo", "7A", "7", "N", ""], ["43", "Ash, Cy", "7B", "7", "N", "140"]])
    school = read_school(listed, also=[csv_of([["Adno", "Possible Sessions"], ["41", "120"], ["42", "120"], ["43", "140"]])])
    assert column(school, "possible_sessions") == [140, 120, 140] and told(school, "already-there") == {"": (1, "cells")}


def test_pupils_of_a_further_file_who_are_only_in_an_earlier_list_are_counted():
    earlier = [["Autumn term 2024"], LIST[0], ["41", "Oak, Ada", "6A", "6", "N"], ["77", "Yew, Al", "6B", "6", "K"]]
    school = read_school(csv_of(LIST), also=[csv_of(earlier), csv_of([["Adno", "Possible Sessions"], ["41", "120"], ["77", "120"]])], choices={"snapshot": "2025/26 autumn"})
    assert told(school, "joined") == {"": (1, "pupils")} and told(school, "not-in-newest") == {"": (1, "pupils")}


def test_a_status_that_is_not_known_or_an_error_is_not_taken_for_no_sen():
    school = read_school(csv_of([LIST[0], *LIST[1:], ["44", "Yew, Al", "7A", "7", "Unknown"], ["45", "Fir, Ed", "7A", "7", "#REF!"], ["46", "Bay, Jo", "7A", "7", "-"]]))
    assert column(school, "sen_provision") == ["K", "N", "N", None, None, "N"]
    assert told(school, "unknown-status") == {"SEN Status": (2, "cells")} and told(school, "error-cells") == {"": (1, "cells")}


def test_one_row_that_says_yes_and_one_that_is_blank_make_a_yes():
    school = read_school(csv_of([["Adno", "Year Group", "SEN Status", "EAL"], ["1", "7", "K", "Y"], ["1", "7", "K", ""], ["2", "7", "N", ""]]))
    assert column(school, "eal") == ["EAL", "Not EAL"] and told(school, "rows-disagree") == {}
    assert told(school, "blank-is-no") == {"EAL": (1, "pupils")}


def test_signs_of_being_on_roll_that_were_not_understood_are_counted():
    school = read_school(csv_of([[*LIST[0], "Enrolment Status", "On roll"], ["1", "A", "7A", "7", "K", "??x", "Yes"], ["2", "B", "7A", "7", "N", "C", "perhaps"]]))
    assert school.size == 2 and told(school, "unknown-value") == {"Enrolment Status": (1, "cells"), "On roll": (1, "cells")}


def test_a_column_of_plans_beside_a_yes_or_no_is_said():
    school = read_school(csv_of([["Adno", "Year Group", "SEN", "EHCP"], ["1", "7", "Y", "N"], ["2", "7", "Y", "Y"], ["3", "7", "N", "N"], ["4", "7", "N", "Y"]]), choices={"value:sen_provision:Y": "K"})
    assert column(school, "sen_provision") == ["K", "E", "N", "E"] and told(school, "plan-column") == {"EHCP": (2, "rows")}


def test_two_rows_of_a_pupil_that_differ_in_a_fact_are_told_with_the_cells_that_gave_way():
    rows = [["1", "140", "Y", "01/09/2020", "88"], ["1", "120", "N", "13/09/2021", "88"], ["1", "120", "N", "", "90"], ["2", "140", "N", "13/09/2021", ""]]
    school = read_school(csv_of([["Adno", "SEN Status", "Year Group", "Possible Sessions", "Looked after", "Date of joining", "Reading score"], *([row[0], "K", "7", *row[1:]] for row in rows), ["3", "N", "7", "", "", "", ""]]))
    assert {one.column: (one.rows, one.cells) for one in school.findings if one.code == "rows-disagree"} == {
        "Possible Sessions": (1, 2), "Looked after": (1, 2), "Date of joining": (1, 1), "Reading score": (1, 2),
    }  # fmt: skip
    assert school.pupils.iloc[0][["possible_sessions", "looked_after", "reading_score"]].tolist() == [140, 1, 90]


@pytest.mark.parametrize("term", ["AUT", "SPR", "SUM"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_return_with_prefixes_and_small_letters_is_read_in_every_term(term, encoding):
    def pupil(status: str, code: str) -> str:
        return (
            f"<r:pupilonroll><r:pupilidentifiers><r:dob>2014-03-02</r:dob><r:sex>F</r:sex></r:pupilidentifiers><r:pupilstatus><r:enrolstatus>C</r:enrolstatus>"
            f"<r:ncyearactual>7</r:ncyearactual></r:pupilstatus><r:specialeducationalneeds><r:senprovision>{status}</r:senprovision></r:specialeducationalneeds>"
            f"<r:attendance><r:termlyattendance><r:sessionspossible>120</r:sessionspossible><r:sessiondetails><r:sessiondetail><r:attendancereason>{code}</r:attendancereason>"
            "<r:sessions>9</r:sessions></r:sessiondetail></r:sessiondetails></r:termlyattendance></r:attendance></r:pupilonroll>"
        )

    header = f"<r:header><r:collectiondetails><r:collection>SC</r:collection><r:term>{term}</r:term><r:year>2026</r:year></r:collectiondetails></r:header>"
    text = f'<r:message xmlns:r="urn:x">{header}<r:pupils>{pupil("K", "I")}{pupil("N", "O")}</r:pupils></r:message>'
    school = read_school(text.encode(encoding))
    assert column(school, "sen_provision") == ["K", "N"] and column(school, "attended_sessions") == [111, 111]
    assert (school.snapshot.academic_year, school.snapshot.term) == {"AUT": ("2026/27", "autumn"), "SPR": ("2025/26", "spring"), "SUM": ("2025/26", "summer")}[term]
