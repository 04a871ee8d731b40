"""What is read of each pupil beside the groups."""

import pandas as pd
import pytest

from analysis.errors import FileError
from analysis.reading import look_at_file, read_school
from analysis.reading.attendance import completed, sessions_by_code
from tests.unit.reading.files import census_of, census_pupil, csv_of

HEAD = ["Adno", "Year Group", "SEN Status"]


def read(columns, *cells, **settings):
    rows = [[str(n), "7", "KN"[n % 2], *row] for n, row in enumerate(cells)]
    return read_school(csv_of([[*HEAD, *columns], *rows]), **settings)


def numbers(school, name):
    return [None if pd.isna(cell) else cell for cell in school.pupils[name]]


def codes(school):
    return {finding.code for finding in school.findings}


def test_an_attendance_summary_in_the_list_is_read():
    school = read(["Possible Sessions", "Present Sessions", "AEA", "Authorised", "Unauthorised"], ["140", "120", "5", "10", "5"], ["", "", "", "", ""])
    assert numbers(school, "possible_sessions") == [140, None]
    assert numbers(school, "attended_sessions") == [125, None]
    assert (numbers(school, "authorised_absence")[0], numbers(school, "unauthorised_absence")[0]) == (10, 5)


def test_sessions_under_each_code_are_added_up_by_the_dfes_rule():
    school = read(["/", "\\", "L", "B", "I", "C2", "U", "Y1", "D"], ["60", "60", "2", "4", "6", "3", "5", "9", "1"], ["70", "70", "", "", "", "", "", "", ""])
    assert numbers(school, "possible_sessions") == [140, 140]
    assert numbers(school, "attended_sessions") == [126, 140]
    assert numbers(school, "authorised_absence") == [9, 0]
    assert numbers(school, "unauthorised_absence") == [5, 0]
    assert numbers(school, "part_time") == [1, 0]


def test_a_few_letters_are_not_taken_for_attendance_codes():
    assert "possible_sessions" not in read(["K", "E", "N"], ["1", "2", "3"], ["1", "2", "3"]).pupils


def test_what_follows_from_the_rest_is_worked_out():
    assert completed({"possible_sessions": [100.0], "authorised_absence": [6.0], "unauthorised_absence": [4.0]})[0]["attended_sessions"] == [90]
    assert completed({"attended_sessions": [90.0], "authorised_absence": [6.0], "unauthorised_absence": [4.0]})[0]["possible_sessions"] == [100]
    assert "attended_sessions" not in completed({"possible_sessions": [100.0]})[0]


def test_sessions_that_cannot_be_right_are_left_out_and_said():
    found, findings = completed({"possible_sessions": [100.0, 100.0], "attended_sessions": [101.0, 100.0]})
    assert found["possible_sessions"] == [None, 100]
    assert [finding.code for finding in findings] == ["sessions-do-not-add-up"]


def test_a_pupil_for_whom_no_session_was_possible_has_none():
    assert sessions_by_code({"/": [0.0], "Y1": [9.0]})["possible_sessions"] == [0]


def test_a_share_under_a_heading_of_sessions_is_not_a_count():
    school = read(["% Authorised Absence", "Attendance %"], ["4.5", "95.5"], ["1.0", "99"])
    assert "authorised_absence" not in school.pupils
    assert "attendance-is-a-share" in codes(school)


def test_lessons_are_not_sessions():
    with pytest.raises(FileError) as refusal:
        look_at_file(csv_of([["Adno", "Name", "RAW_MARK", "PERIOD", "DATE"], ["1", "A B", "/", "3", "2026-01-05"]]))
    assert refusal.value.code == "lesson-marks"


def test_a_bound_is_kept_beyond_its_number():
    school = read(["Reading Standardised Score"], ["<70"], [">130"], ["88"], ["Abs"])
    assert numbers(school, "reading_score") == [69, 131, 88, None]
    assert {"bounded-scores", "odd-number"} <= codes(school)


@pytest.mark.parametrize(("written", "months"), [("9:06", 114), ("9y 6m", 114), ("9 years 6 months", 114), ("16:00+", 192), ("114", 114), ("9", 108), ("9:13", None)])  # fmt: skip
def test_a_reading_age_is_read_in_months(written, months):
    school = read(["Reading Age"], [written], ["8:00"])
    assert numbers(school, "reading_age_months") == [months, 96]


def test_a_reading_age_with_a_point_is_asked_about_and_never_guessed():
    rows = [["1", "7", "K", "9.06"], ["2", "7", "N", "8.11"]]
    reading = look_at_file(csv_of([[*HEAD, "Reading Age"], *rows]))
    assert [question.name for question in reading.questions] == ["reading_age"]
    assert "reading_age_months" not in reading.school().pupils
    assert numbers(reading.school({"reading_age": "years and months"}), "reading_age_months") == [114, 107]
    assert numbers(reading.school({"reading_age": "years"}), "reading_age_months") == [109, 97]


def test_letters_for_a_scaled_score_are_no_scores():
    assert numbers(read(["READSCORE"], ["103"], ["N"], ["B"]), "ks2_reading") == [103, None, None]


def test_dates_of_joining_and_leaving_are_kept():
    school = read(["Admission Date", "Leaving Date"], ["01/09/2023", ""], ["13/09/2024", "01/09/2099"])
    assert list(school.pupils["entered"].dt.strftime("%Y-%m-%d")) == ["2023-09-01", "2024-09-13"]
    assert school.pupils["left"].notna().tolist() == [False, True]


def test_a_place_in_a_unit_or_in_resourced_provision_is_kept():
    school = read(["SEN unit", "Resourced provision", "Looked After"], ["1", "0", "Y"], ["0", "1", "N"], ["0", "0", ""])
    assert numbers(school, "unit_or_resourced") == [1, 1, 0]
    assert numbers(school, "looked_after") == [1, 0, None]


def test_leavers_are_counted_only_when_that_is_chosen():
    rows = [["1", "7", "K", "01/09/2024"], ["2", "7", "N", ""], ["3", "8", "N", ""]]
    content = csv_of([[*HEAD, "Leaving Date"], *rows])
    assert len(read_school(content).pupils) == 2
    assert len(read_school(content, choices={"leavers": "count"}).pupils) == 3


def test_a_census_gives_attendance_suspensions_dates_and_units():
    extra = (
        "<SENunitIndicator>1</SENunitIndicator><EntryDate>2024-09-02</EntryDate>"
        "<Attendance><TermlyAttendance><SessionDetail><AttendanceReason>/</AttendanceReason><AbsenceSessions>60</AbsenceSessions></SessionDetail>"
        "<SessionDetail><AttendanceReason>I</AttendanceReason><AbsenceSessions>8</AbsenceSessions></SessionDetail>"
        "<SessionDetail><AttendanceReason>O</AttendanceReason><AbsenceSessions>2</AbsenceSessions></SessionDetail></TermlyAttendance></Attendance>"
        "<Exclusions><TermlyExclusion><Category>SUSP</Category><StartDate>2025-11-03</StartDate><Sessions>4</Sessions></TermlyExclusion>"
        "<TermlyExclusion><Category>PERM</Category><StartDate>2025-12-03</StartDate></TermlyExclusion></Exclusions>"
    )
    pupils = [census_pupil(status="K", upn="R201100018042").replace("</PupilOnRoll>", extra + "</PupilOnRoll>"), census_pupil(status="N")]
    school = read_school(census_of(pupils))
    assert numbers(school, "possible_sessions") == [70, None]
    assert numbers(school, "attended_sessions")[0] == 60
    assert (numbers(school, "authorised_absence")[0], numbers(school, "unauthorised_absence")[0]) == (8, 2)
    assert numbers(school, "suspensions") == [1, 0]
    assert numbers(school, "suspended_sessions")[0] == 4
    assert numbers(school, "unit_or_resourced")[0] == 1
    assert school.pupils["entered"].notna().tolist() == [True, False]
    assert "attendance-is-earlier" in codes(school)
