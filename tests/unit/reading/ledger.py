"""An account of a list, cell by cell: what stands in the file, what was read of it, and what the findings say became of the rest.

A cell that says something else than what was read of it has to be counted by a finding or by a question.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from analysis.findings import Finding
from analysis.reading import Reading, look_at_file
from analysis.reading.choosing import answer
from analysis.reading.container import kind_of_file
from analysis.reading.dates import read_dates
from analysis.reading.folding import HIDDEN_MARKS, clean
from analysis.reading.headings import recognise
from analysis.reading.reading import settle_sheets
from analysis.reading.text_grid import read_text_grid
from analysis.reading.text_table import KeptColumn
from analysis.reading.undoing import REMARKS
from analysis.reading.vocabulary import is_missing
from analysis.reading.year_sheets import ALL_SHEETS
from tests.unit.reading.plain_cells import NEEDS, says, says_nothing

ROW_CODES = ("rows-above", "blank-rows", "total-row", "notes-below", "repeated-headings", "second-list")
FILLED = ("blank-is-no", "blank-is-no-sen")
COUNT = re.compile(r"^([\d,]+) (?:pupils have it|cells name it)")
GROUPS = {name: "needs" for name in ("need_1", "need_2", "need_3", "need_list", "need_end", "need_rank")} | {
    "sen_provision": "status", "plan_flag": "status",
    **dict.fromkeys(("possible_sessions", "present_sessions", "authorised_absence", "unauthorised_absence"), "sessions"),
}  # fmt: skip


@dataclass
class Account:
    """For each group of columns: cells that say something else than what was read, and those that were told."""

    changed: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    rows: tuple[int, int] = (0, 0)  # in the file, and read or told with one row of headings
    marks: tuple[int, int] = (0, 0)
    errors: tuple[int, int] = (0, 0)
    left_out: tuple[int, int] = (0, 0)  # pupils
    shifted: tuple[int, int] = (0, 0)  # rows that are longer than the headings
    columns: tuple[int, int] = (0, 0)  # that hold something, and that are shown with what became of them

    @property
    def balances(self) -> bool:
        """Whether every changed cell is told, with the right number."""
        pairs = (self.rows, self.marks, self.errors, self.left_out, self.columns, self.shifted)
        return self.changed == self.told and all(one == other for one, other in pairs)


def account(content: bytes) -> Account:
    """The account of a list, under the first answer to each question that must be answered."""
    reading = look_at_file(content)
    choices = _answers(reading)
    table, settled = settle_sheets(reading._tables, choices)
    grid = _grid(content, table.sheet)
    findings = [*table.findings, *settled.findings]
    row_of = {pupil: n for n, pupil in enumerate(settled.pupils)}
    top = sum(one.rows for one in findings if one.code == "rows-above")
    width, rows = len(grid[top]), [grid[place - 1] for place in table.places]
    names = [n for n, heading in enumerate(grid[top]) if "name" in clean(heading).lower()]

    def cells_of(position: int) -> list[str]:
        """The cells under a heading; in a row that a comma has split, those after the names are counted from the right-hand end."""
        after = [position + max(len(row) - width, 0) * (bool(names) and position > names[-1]) for row in rows]
        return [clean(row[place]) if place < len(row) else "" for row, place in zip(rows, after, strict=True)]

    found = Account(
        rows=(len(grid), len(table.places) + 1 + sum(one.rows for one in findings if one.code in ROW_CODES)),
        marks=_pair(grid, findings, "hidden-marks", HIDDEN_MARKS.search),
        errors=_pair(grid, findings, "error-cells", re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM)[!?]?\s*$").match),
        left_out=(max(table.pupils) + 1 - len(settled.pupils), sum(one.count for one in settled.totals if one.words in _LEFT)),
        columns=(sum(any(n < len(row) and clean(row[n]) for row in grid[top:]) for n in range(width)), len(table.headings)),
        shifted=(sum(any(map(clean, row[width:])) for row in rows), sum(one.rows for one in findings if one.code == "shifted-rows")),
    )
    group_of = {}
    ends = next((cells_of(n) for n, heading in enumerate(grid[top]) if recognise(clean(heading))[0] == "need_end"), [""] * len(rows))
    days, _ = read_dates(ends)
    ended = [day is not None and day < date.today() for day in days]
    for column in [column for column in table.columns if column.position < width]:
        group_of[column.heading] = GROUPS.get(column.field, column.field)
        if column.heading in settled.headings:
            cells = [cell if not over else "" for cell, over in zip(cells_of(column.position), ended, strict=True)] if column.field in NEEDS else cells_of(column.position)
            found.changed[group_of[column.heading]] += _changed(column, cells, table.pupils, row_of, settled)
            found.changed[f"blanks of {column.heading}"] += _filled(column, cells, table.pupils, row_of, settled)
            found.told[f"blanks of {column.heading}"] += sum(one.rows for one in findings if one.code in FILLED and one.column == column.heading)
            found.changed["needs"] += sum(1 for cell, over in zip(cells_of(column.position), ended, strict=True) if over and not is_missing(cell)) * (column.field in NEEDS)
    for position, heading in enumerate(grid[top]):
        name = recognise(clean(heading))[0]
        if name in ("need_end", "enrolment", "on_roll"):
            group_of[clean(heading)] = GROUPS.get(name, name)
            cells = cells_of(position)
            found.changed[GROUPS.get(name, name)] += sum(1 for cell in cells if not is_missing(cell) and says(name, cell, cells) is None)
    for one in findings:
        group = "sessions" if one.code == "sessions-do-not-add-up" else group_of.get(one.column, "")
        if group and one.code not in REMARKS and one.code not in FILLED:
            found.told[group] += one.cells_changed
    for question in settled.questions:
        kind = question.name.split(":")
        if kind[0] == "value" and (count := COUNT.match(question.why)):
            found.told[GROUPS.get(kind[1], "needs")] += int(count[1].replace(",", ""))
    found.changed, found.told = +found.changed, +found.told
    return found


_LEFT = {"Have left", "Guests from another school", "Former pupils", "Marked as not on roll", "No year group", "Pupils without SEN, in a register"}


def _answers(reading: Reading) -> dict[str, str]:
    choices: dict[str, str] = {}
    while unanswered := reading.open_questions(choices):
        values = [value for value, _ in unanswered[0].options if value != ALL_SHEETS]
        choices[unanswered[0].name] = values[0]
    assert all(answer(question, choices) for question in reading.questions_under(choices))
    return choices


def _grid(content: bytes, sheet: str) -> list[list[str]]:
    if kind_of_file(content) == "text":
        return read_text_grid(content, print).rows
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), data_only=True)
    rows = [[_as_text(cell) for cell in row] for row in book[sheet or book.sheetnames[0]].iter_rows(max_row=400, max_col=60, values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _pair(grid: Sequence[Sequence[str]], findings: Sequence[Finding], code: str, is_one: Callable[[str], object]) -> tuple[int, int]:
    return sum(1 for row in grid for cell in row if is_one(cell)), sum(one.rows for one in findings if one.code == code)


def _changed(column: KeptColumn, cells: Sequence[str], pupils: Sequence[int], row_of: dict[int, int], settled) -> int:
    said = ["" if says_nothing(column.field, cell) else says(column.field, cell, cells) for cell in cells]
    count = 0
    for meaning, cell, pupil, read in zip(said, cells, pupils, column.cells, strict=True):
        if not cell or meaning == "":
            continue
        if meaning is None:
            count += column.field not in NEEDS or pupil in row_of
            is_group = column.field in settled.columns and column.field not in NEEDS and read not in ("", "?") and not read.startswith("ask:")
            count += is_group and pupil in row_of and settled.columns[column.field][row_of[pupil]] != read  # and gave way to another row
        elif pupil in row_of:
            count += not _agrees(column.field, meaning, settled, row_of[pupil])
    return count


def _filled(column: KeptColumn, cells: Sequence[str], pupils: Sequence[int], row_of: dict[int, int], settled) -> int:
    """The pupils of whom a column says nothing and a group was taken all the same; those left out as well, if anyone's was."""
    if column.field not in settled.columns or column.field in NEEDS:
        return 0
    known = {pupil for pupil, cell in zip(pupils, cells, strict=True) if not says_nothing(column.field, cell)}
    blank = set(pupils) - known
    filled = {pupil for pupil in blank & row_of.keys() if settled.columns[column.field][row_of[pupil]] not in ("", "E")}
    return len(blank if filled and column.field in ("fsm", "eal") else filled)


def _agrees(name: str, meaning: object, settled, row: int) -> bool:
    """Whether what a cell says is what was read of its pupil."""
    if name in NEEDS:
        kept = {settled.columns[one][row] for one in settled.columns if one.startswith("need_")}
        return set(meaning) <= kept
    if name in ("plan_flag", "need_rank", "resourced", "activity_sessions", "suspension_days", "suspension_kind", "suspension_sessions"):
        return name != "plan_flag" or meaning == "no" or settled.columns["sen_provision"][row] == "E"
    if name in settled.columns:
        return settled.columns[name][row] == meaning
    kept = settled.facts.get({"present_sessions": "attended_sessions", "reading_age": "reading_age_months"}.get(name, name))
    return kept is not None and kept[row] == meaning
