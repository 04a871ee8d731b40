"""Lists in groups, as a report or a person makes them: rows that only say "Year 7" are no pupils."""

import pytest

from analysis.reading import look_at_file
from tests.unit.reading.files import csv_of, workbook_of

HEAD = ["Name", "Reg Group", "Sex", "SEN Status", "SEN Type", "Rank"]


def pupil(n: int, year: int, status: str = "K") -> list:
    return [f"Surname{n}, Forename{n}", f"{year}A", "FM"[n % 2], status, "SLCN", "1"]


def report() -> list[list]:
    """A register that a school system prints by year group, each with its headings, a total and a second row for a second need."""
    rows = [["SEN Register"], [], ["Year 7"], HEAD, pupil(1, 7), ["", "", "", "", "ASD", "2"], pupil(2, 7, "E"), ["Total for Year 7: 2"], []]
    return [*rows, ["YEAR 8"], HEAD, pupil(3, 8), pupil(4, 8), ["Total for Year 8: 2"], ["Report 12", "", "", "Page 1 of 1"]]


@pytest.mark.parametrize("file", [csv_of, lambda rows: workbook_of({"Register": rows})], ids=["csv", "workbook"])
def test_the_year_groups_of_a_report_in_groups_are_read_and_their_rows_are_no_pupils(file):
    """Such rows were counted as pupils without a status, so that a register of 40 was one of 45 and asked for its roll."""
    reading = look_at_file(file(report()))
    school = reading.school()
    assert reading.pupils == 4 and school.kind == "register"
    assert list(school.pupils["year_group"]) == ["Year 7", "Year 7", "Year 8", "Year 8"]
    assert list(school.pupils["sen_provision"]) == ["K", "E", "K", "K"]
    found = {finding.code: finding for finding in reading.findings}
    assert found["section-rows"].rows == 1 and found["page-lines"].rows == 1
    assert "read as the year group" in found["section-rows"].did
    assert {"no-year-group", "blank-status"}.isdisjoint(found)
    first, *_, last = reading.totals()
    assert (first.count, last.count) == (10, 4)  # 4 pupils, a further need, 2 totals, headings again, Year 8, the foot of the page


def test_where_a_column_has_the_year_group_such_rows_only_go():
    rows = [["Name", "Yr", "SEN Status"], ["RECEPTION", "", ""], ["Ada Byron", "R", "K"], ["Class 3B", "", ""], ["Bea Smith", "3", "E"], ["Cy Neil", "2", "K"]]
    reading = look_at_file(csv_of(rows))
    assert list(reading.school().pupils["year_group"]) == ["Reception", "Year 3", "Year 2"]
    assert {finding.code: finding for finding in reading.findings}["section-rows"].did == "They were left out."


def test_a_row_with_a_year_group_alone_is_a_pupil_where_nobody_is_named():
    """A list without names, in which a pupil without SEN has nothing but a year group."""
    reading = look_at_file(csv_of([["Year Group", "SEN Status", "Primary Need"], *[[f"Year {1 + n % 6}", "", ""] for n in range(9)], ["Year 3", "K", "ASD"], ["Year 4", "K", "ASD"]]))
    assert reading.pupils == 11 and "section-rows" not in {finding.code for finding in reading.findings}


def test_a_pupil_with_only_a_name_is_still_a_pupil():
    reading = look_at_file(csv_of([["Name", "Year Group", "SEN Status"], ["Ada Byron", "", ""], ["Yearsley Bea", "", ""], ["Cy Neil", "3", "K"], ["Di Dyke", "3", "N"]]))
    assert reading.rows_in_file == 4
