"""Blank tables to fill in: as csv, and as a workbook with the answers of each coded column to choose from."""

import csv
import io
from collections.abc import Iterator

from analysis.columns import PUPIL_COLUMNS, SEN_PROVISIONS, need_labels
from analysis.school_tables import TableColumn, school_tables

_ROWS = 1_000
_LONGEST_LIST = 255  # what Excel takes between the quotation marks of a list of answers
_YES_NO = ("Yes", "No")
_PUPIL_ATTENDANCE = ("Possible sessions", "Sessions attended", "Authorised absence", "Unauthorised absence")


def blank_template(table: str, kind: str) -> bytes:
    """A blank table ("pupils" or one of `school_tables`) as "csv" or "xlsx"."""
    columns = list(template_columns(table))
    return _csv(columns) if kind == "csv" else _xlsx(table, columns)


def template_columns(table: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The heading of each column, the answers it takes ("" where any), and what it holds."""
    if table == "pupils":
        yield from _pupil_columns()
        return
    for column in school_tables()[table].columns.values():
        if column.kind == "pupil":
            yield "Admission number", (), "joins the row to your pupil list; goes when the file is read"
            yield "Pupil name", (), "used only where there is no number; goes when the file is read"
        else:
            yield column.label, _answers(column), _what(column)


def _pupil_columns() -> Iterator[tuple[str, tuple[str, ...], str]]:
    yield "Admission number", (), "joins this list to others; goes when the file is read"
    for name, answers in {
        "year_group": PUPIL_COLUMNS["year_group"].categories, "class": (), "sex": ("F", "M"), "fsm": _YES_NO, "eal": _YES_NO, "ethnic_group": (),
    }.items():  # fmt: skip
        yield PUPIL_COLUMNS[name].label, answers, "a word"
    yield "Date of birth", (), "a date; only the term of birth is kept"
    yield "SEN status", tuple(code for code in SEN_PROVISIONS if len(code) == 1), "N no SEN, K SEN support, E EHC plan"
    for label in ("Main need", "Second need", "Third need"):
        yield label, tuple(need_labels()), "a type of need of the school census"
    for label in _PUPIL_ATTENDANCE:
        yield label, (), "a number"


def _answers(column: TableColumn) -> tuple[str, ...]:
    return _YES_NO if column.kind == "flag" else column.values


def _what(column: TableColumn) -> str:
    what = {"date": "a date", "number": "a number", "flag": "Yes or No", "text": "words; never shown to others"}.get(column.kind, "a word")
    return f"{what}, needed" if column.required else what


def _csv(columns: list[tuple[str, tuple[str, ...], str]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerow([heading for heading, _, _ in columns])
    return lines.getvalue().encode("utf-8-sig")


def _xlsx(table: str, columns: list[tuple[str, tuple[str, ...], str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    workbook, content = Workbook(), io.BytesIO()
    sheet = workbook.active
    sheet.title = table.replace("_", " ").capitalize()
    guide = workbook.create_sheet("How to fill this in")
    guide.append(["Column", "What it holds", "Answers"])
    sheet.append([heading for heading, _, _ in columns])
    sheet.freeze_panes = "A2"
    for place, (heading, answers, what) in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(12, len(heading) + 2)
        guide.append([heading, what, ", ".join(answers)])
        if answers and len(",".join(answers)) <= _LONGEST_LIST:
            rule = DataValidation("list", formula1=f'"{",".join(answers)}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(rule)
    workbook.save(content)
    return content.getvalue()
