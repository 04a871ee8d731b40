"""Lists in Excel workbooks."""

import io
from datetime import date, datetime

import pytest

from analysis.errors import WorkbookError
from analysis.reading import look_at_file, read_school
from tests.unit.reading.files import csv_of, part_of, school_rows, with_part, workbook_of

_LIST = [["Name", "Year Group", "SEN Status"], ["A B", 7, "K"], ["C D", 8, "N"], ["E F", 9, "E"]]


def codes(reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def test_a_workbook_and_a_text_file_of_one_list_give_the_same_pupils():
    rows = school_rows(120)
    assert read_school(workbook_of({"List": rows})).pupils.equals(read_school(csv_of(rows)).pupils)


def test_dates_serials_and_numbers_are_read_as_the_text_they_show():
    rows = [
        ["Name", "DOB", "Year Group", "SEN Status"],
        ["A B", date(2014, 10, 1), 7.0, "K"],
        ["C D", datetime(2014, 2, 1, 0, 0), "8", "N"],
        ["E F", 41775, 9, "N"],
    ]
    pupils = read_school(workbook_of({"List": rows})).pupils
    assert list(pupils["birth_term"]) == ["Autumn born", "Spring born", "Summer born"]
    assert list(pupils["year_group"]) == ["Year 7", "Year 8", "Year 9"]


def test_the_only_sheet_with_sen_and_year_is_taken():
    reading = look_at_file(
        workbook_of({"Read me": [["Hello", "there"]], "Pupils": _LIST, "Staff": [["Name", "Class"], ["X", "7A"]]})
    )
    assert reading.pupils == 3
    assert "other-sheets" in codes(reading)


def test_a_hidden_sheet_is_not_read_and_said():
    reading = look_at_file(workbook_of({"Last year": [*_LIST, ["G H", 9, "E"]], "Now": _LIST}, hidden=["Last year"]))
    assert reading.pupils == 3
    assert "hidden-sheets" in codes(reading)


def test_two_sheets_that_could_be_the_list_are_asked_about():
    reading = look_at_file(workbook_of({"Autumn": _LIST, "Spring": [*_LIST, ["G H", 9, "E"]]}))
    assert [question.name for question in reading.open_questions()] == ["sheet"]
    with pytest.raises(WorkbookError, match="Which sheet"):
        reading.school()
    assert len(reading.school({"sheet": "Spring"}).pupils) == 4
    assert len(reading.school({"sheet": "Autumn"}).pupils) == 3


def test_formatting_far_below_the_list_is_trimmed():
    workbook = workbook_of({"List": _LIST})
    sheet = part_of(workbook, "xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    assert look_at_file(with_part(workbook, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", far))).pupils == 3


def test_junk_after_the_workbook_does_no_harm():
    assert look_at_file(workbook_of({"List": _LIST}) + b"junk").pupils == 3


def test_a_heading_in_two_rows_is_read_as_one():
    rows = [
        ["Pupil", "", "SEN", "", ""],
        ["Name", "Year Group", "Status", "Need 1", "Need 2"],
        ["A B", 7, "K", "SLCN", "ASD"],
        ["C D", 8, "N", "", ""],
    ]
    school = read_school(workbook_of({"List": rows}))
    assert list(school.pupils["need_2"].fillna("")) == ["ASD", ""]


def test_a_heading_merged_downwards_is_read():
    rows = [
        ["Name", "Year Group", "SEN", "", ""],
        ["", "", "SEN Status", "Primary need", "Rank"],
        ["A B", 7, "K", "SLCN", 1],
        ["C D", 8, "N", "", ""],
    ]
    pupils = read_school(workbook_of({"List": rows})).pupils
    assert list(pupils["sen_provision"]) == ["K", "N"]
    assert list(pupils["year_group"]) == ["Year 7", "Year 8"]


def test_progress_is_told_in_words():
    told = []
    look_at_file(workbook_of({"List": school_rows(2_500)}), told.append)
    assert told[0] == "Checking the file"
    assert "Reading row 2,000" in told


def test_a_macro_workbook_gives_its_data_and_no_more():
    assert look_at_file(with_part(workbook_of({"List": _LIST}), "xl/vbaProject.bin", b"macro")).pupils == 3


def test_a_note_beside_the_list_does_no_harm():
    rows = [[*_LIST[0], "", ""], [*_LIST[1], "", "see the office"], *_LIST[2:]]
    reading = look_at_file(workbook_of({"List": rows}))
    assert reading.pupils == 3
    assert [use.heading for use in reading.columns] == ["Name", "Year Group", "SEN Status", "Column 5"]


def test_blank_columns_and_rows_around_the_list_are_passed_over():
    rows = [["", "", "", ""], ["", *_LIST[0]], *([["", *row], []][n] for row in _LIST[1:] for n in (0, 1))]
    assert look_at_file(workbook_of({"List": rows})).pupils == 3


def test_formulas_that_were_never_worked_out_are_said():
    rows = [*_LIST, ["G H", 9, '="K"']]
    assert "formulas-without-results" in codes(look_at_file(workbook_of({"List": rows})))


def test_a_workbook_of_charts_alone_is_refused():
    from openpyxl import Workbook

    workbook, content = Workbook(), io.BytesIO()
    workbook.create_chartsheet("Chart")
    workbook.remove(workbook["Sheet"])
    workbook.save(content)
    with pytest.raises(WorkbookError):
        look_at_file(content.getvalue())


def test_deep_nesting_in_a_sheet_is_survived():
    workbook = workbook_of({"List": _LIST})
    sheet = part_of(workbook, "xl/worksheets/sheet1.xml")
    nested = b"<extLst>" * 50_000 + b"</extLst>" * 50_000
    try:
        look_at_file(with_part(workbook, "xl/worksheets/sheet1.xml", sheet.replace(b"</worksheet>", nested + b"</worksheet>")))
    except WorkbookError as refusal:
        assert refusal.how


_BY_YEAR = {f"Year {year}": [["Name", "SEN Status"], *([f"Pupil{year * 100 + n} One", "KNNN"[n % 4]] for n in range(8))] for year in (7, 8, 9)}


def test_a_sheet_for_each_year_group_can_be_read_as_one_list():
    reading = look_at_file(workbook_of(_BY_YEAR))
    (question,) = reading.questions_under()
    assert question.options[0] == ("all sheets", "All of them together, as one list")
    assert [value for value, _ in question.options[1:]] == list(_BY_YEAR)
    school = reading.school({"sheet": "all sheets"})
    assert school.size == 24 and school.pupils["year_group"].value_counts()[list(_BY_YEAR)].tolist() == [8, 8, 8]
    assert reading.school({"sheet": "Year 8"}).size == 8


def test_sheets_with_their_columns_in_another_order_are_one_list_and_their_repairs_are_counted_together():
    first = [["Name", "Year Group", "SEN Status"], *([f"A{n} B", "7", "KN"[n % 2]] for n in range(6)), ["Total", "6", ""]]
    second = [["SEN Status", "Name", "Year Group"], *(["KN"[n % 2], f"C{n} D", "8"] for n in range(6)), ["", "Total", "6"]]
    reading = look_at_file(workbook_of({"7": first, "8": second}))
    school = reading.school({"sheet": "all sheets"})
    assert school.size == 12
    assert [finding.rows for finding in school.findings if finding.code == "total-row"] == [2]
    first_line, *_, last = reading.totals({"sheet": "all sheets"})
    assert (first_line.count, last.count) == (14, 12)


def test_sheets_that_hold_the_same_pupils_or_other_columns_are_not_put_together():
    rows = _BY_YEAR["Year 7"]
    for other in (rows, [["Name", "SEN Status", "House"], ["Somebody Else", "K", "Red"]]):
        (question, *_) = look_at_file(workbook_of({"Autumn": rows, "Spring": other})).questions_under()
        assert [value for value, _ in question.options] == ["Autumn", "Spring"]


def test_a_year_is_not_taken_from_the_name_of_a_sheet_where_one_is_not_a_year():
    reading = look_at_file(workbook_of({"Year 7": _BY_YEAR["Year 7"], "Sixth form": _BY_YEAR["Year 9"]}))
    assert "year_group" not in reading.school({"sheet": "all sheets"}).pupils
