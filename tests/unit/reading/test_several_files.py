"""Several files for one school: joined by number, else by name; lists of other terms; what is in no list is told by row."""

from datetime import date

import pytest

from analysis.carrying import pack, unpack
from analysis.errors import MissingColumns, WorkbookError
from analysis.reading import assemble, look_at_file, read_school
from analysis.reading.marks import new_key
from analysis.reading.snapshots import snapshot_of_words
from analysis.school import Snapshot
from tests.unit.reading.files import census_of, census_pupil, csv_of

LIST = [
    ["Adno", "Name", "Class", "DOB", "Year Group", "SEN Status"],
    ["0041", "Byron, Ada", "7A", "25/12/2013", "7", "K"],
    ["42", "Smith, Bea", "7A", "03/04/2014", "7", "N"],
    ["43", "Neil, Cy", "7B", "04/05/2014", "7", "N"],
    ["44", "Neil, Cy", "7C", "05/05/2014", "7", "E"],
]


def school_of(*files, **choices):
    return read_school(csv_of(LIST), also=[csv_of(file) if isinstance(file, list) else file for file in files], choices=choices)


def column(school, name):
    return [None if cell != cell else cell for cell in school.pupils[name]]


def finding(school, code):
    return next(found for found in school.findings if found.code == code)


def test_attendance_is_joined_by_the_number_without_its_zeros():
    school = school_of([["Adno", "Possible", "Attended"], ["41", "140", "130"], ["0042", "140", "126"], ["43", "140", "140"]])
    assert column(school, "attended_sessions") == [130, 126, 140, None]
    assert finding(school, "joined").rows == 3


def test_attendance_without_a_number_is_joined_by_name_the_other_way_round_and_class():
    school = school_of([["Pupil", "Class", "Possible Sessions", "Present Sessions"], ["Ada Byron", "7A", "140", "130"], ["Cy Neil", "7C", "140", "70"]])
    assert column(school, "attended_sessions") == [130, None, None, 70]


def test_a_tie_is_left_out_and_told_by_its_row():
    school = school_of([["Pupil", "Possible Sessions", "Present Sessions"], ["Ada Byron", "140", "130"], ["Cy Neil", "140", "70"]])
    assert column(school, "attended_sessions") == [130, None, None, None]
    assert (finding(school, "tied").rows, finding(school, "tied").places) == (1, (3,))


def test_a_pupil_in_no_list_is_left_out_and_told_by_its_row():
    school = school_of([["title"], [], ["Adno", "Possible", "Attended"], ["41", "140", "130"], [], ["99", "140", "126"]])
    assert finding(school, "not-joined").places == (6,)


def test_two_pupils_of_one_name_are_not_one_where_their_dates_of_birth_differ():
    school = school_of([["Name", "DOB", "Possible", "Attended"], ["Ada Byron", "01/01/2012", "140", "130"], ["Cy Neil", "05/05/2014", "140", "70"]])
    assert column(school, "attended_sessions") == [None, None, None, 70]
    assert finding(school, "not-joined").rows == 1


def test_the_terms_of_one_pupil_are_added_up():
    school = school_of([["Adno", "Term", "Possible", "Attended"], ["41", "Autumn", "140", "130"], ["41", "Spring", "120", "100"]])
    assert (column(school, "possible_sessions")[0], column(school, "attended_sessions")[0]) == (260, 230)


def test_suspensions_are_counted_and_everybody_else_has_none():
    school = school_of(
        [["Adno", "Suspension Type", "Suspension Start", "Suspension days"], ["41", "SUSP", "03/11/2025", "2"], ["41", "Fixed Term", "13/11/2025", "1.5"], ["44", "PERM", "14/11/2025", ""]]
    )
    assert column(school, "suspensions") == [2, 0, 0, 0]
    assert column(school, "suspended_sessions")[:2] == [7, 0]
    assert {"permanent-exclusions", "no-suspensions"} <= {found.code for found in school.findings}


def test_a_file_about_nobody_or_about_nothing_is_refused():
    with pytest.raises(MissingColumns) as refusal:
        school_of([["House", "Possible", "Attended"], ["Red", "140", "130"]])
    assert refusal.value.code == "nobody-named"
    with pytest.raises(MissingColumns) as refusal:
        school_of([["Adno", "Name", "House"], ["41", "Ada Byron", "Red"]])
    assert refusal.value.code == "nothing-to-join"


def test_files_looked_at_with_different_keys_do_not_join():
    more = csv_of([["Adno", "Possible", "Attended"], ["41", "140", "130"]])
    readings = [look_at_file(csv_of(LIST), key=new_key()), look_at_file(more, beside=True, key=new_key())]
    assert "attended_sessions" not in assemble(readings).pupils or column(assemble(readings), "attended_sessions")[0] is None


def test_an_earlier_list_is_kept_and_its_pupils_are_known_again():
    earlier = [["SEN register, 16 January 2025"], [], LIST[0], ["41", "Byron, Ada", "6A", "25/12/2013", "6", "N"], ["77", "Gone, Al", "6B", "01/02/2013", "6", "K"]]
    school = school_of(earlier, snapshot="2025/26 spring")
    (before,) = school.earlier
    assert (before.snapshot, school.snapshot.term) == (Snapshot("2024/25", "spring", "2025-01-16"), "spring")
    assert list(before.pupils["pupil"])[0] == list(school.pupils["pupil"])[0]
    assert list(before.pupils["pupil"])[1] not in set(school.pupils["pupil"])
    assert [len(one.pupils) for one in school.lists] == [2, 4]
    assert unpack(pack(school)).earlier[0].pupils["pupil"].tolist() == before.pupils["pupil"].tolist()


def test_lists_of_one_term_or_of_none_must_be_told_apart():
    with pytest.raises(WorkbookError, match="Choose the term"):
        school_of(LIST)
    with pytest.raises(WorkbookError, match="Choose the term"):
        school_of(LIST, **{"snapshot": "2025/26 spring", "2:snapshot": "2025/26 spring"})
    school = school_of(LIST, **{"snapshot": "2025/26 spring", "2:snapshot": "2024/25 autumn"})
    assert "another-term" in {found.code for found in school.findings}


def test_the_newest_list_is_the_school_of_today_whatever_the_order():
    older = census_of([census_pupil(upn="R201100018042", status="K"), census_pupil(status="N")], day="2024-01-18")
    newer = census_of([census_pupil(upn="R201100018042", status="E"), census_pupil(status="N")], day="2026-01-15")
    for first, second in ((older, newer), (newer, older)):
        school = read_school(first, also=[second])
        assert school.snapshot.date == "2026-01-15"
        assert school.earlier[0].pupils["pupil"][0] == school.pupils["pupil"][0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("SEN register as at 15/01/2026", ("2025/26", "spring")),
        ("Printed 3rd October 2025", ("2025/26", "autumn")),
        ("January 2026", ("2025/26", "spring")),
        ("Autumn term 2025", ("2025/26", "autumn")),
        ("Pupils 2024/25 Summer", ("2024/25", "summer")),
        ("Pupils 2024-2025", ("2024/25", "")),
        ("from 01/09/2025 to 12/12/2025", ("", "")),
        ("Ref 4471/20 printed today", ("", "")),
    ],
)
def test_the_day_of_a_list_is_found_in_its_title(words, expected):
    found = snapshot_of_words([words])
    assert (found.academic_year, found.term) == expected


def test_a_column_of_one_date_is_the_day_of_the_list():
    rows = [[*LIST[0], "Census Date"], *[[*row, "2026-01-15"] for row in LIST[1:]]]
    assert look_at_file(csv_of(rows)).snapshot == Snapshot("2025/26", "spring", date(2026, 1, 15).isoformat())
