"""Which table a list is, by its headings, and what the cells of each kind of column mean."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache

from analysis.findings import Finding
from analysis.paths import data_path
from analysis.reading import dates, values
from analysis.reading.folding import fold, squeeze
from analysis.reading.headings import recognise
from analysis.school_tables import SchoolTable, TableColumn, school_tables

PUPIL_FIELDS = ("upn", "admission_no", "name_full", "surname", "forename", "birth_term", "class")
Cell = float | date | str | None
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?|-?\.\d+")
_RATIO = re.compile(r"^\s*1\s*(?::|to)\s*(\d+)\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?$", re.IGNORECASE)
_AGREEMENT = {
    "strongly disagree": 1, "disagree": 2, "neither agree nor disagree": 3, "neither": 3, "neutral": 3, "not sure": 3, "agree": 4, "strongly agree": 5,
    "never": 1, "rarely": 2, "sometimes": 3, "often": 4, "always": 5, "not at all confident": 1, "not very confident": 2,
    "fairly confident": 3, "confident": 4, "very confident": 5,
}  # fmt: skip
_SIDES = {"y": "Planned", "yes": "Planned", "n": "Reactive", "no": "Reactive", "unplanned": "Reactive"}


@cache
def _names(table: str) -> dict[str, str]:
    """Squeezed heading -> column of one table."""
    also = tomllib.loads(data_path("codes", "table_headings.toml").read_text("utf-8")).get(table, {})
    columns = school_tables()[table].columns
    return {squeeze(word): name for name, column in columns.items() for word in (column.label, name, *also.get(name, ()))}


def columns_of(table: str, headings: Sequence[str]) -> dict[str, int]:
    """The columns of a table that a row of headings has, and where each stands; the first of two counts."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        if name := _names(table).get(squeeze(heading)):
            found.setdefault(name, position)
    if table == "time_log" and "minutes" not in found and clock_columns(headings):
        found["minutes"] = clock_columns(headings)[0]
    return found


def clock_columns(headings: Sequence[str]) -> tuple[int, int] | None:
    """Where a time log has the beginning and the end of each entry."""
    squeezed = [squeeze(heading) for heading in headings]
    for start, end in (("start", "end"), ("starttime", "endtime"), ("from", "to"), ("start", "finish")):
        if start in squeezed and end in squeezed:
            return squeezed.index(start), squeezed.index(end)
    return None


def which_table(headings: Sequence[str]) -> str:
    """The table whose required columns are all there and which has most of the rest; "" where there is none.

    >>> which_table(["Pupil", "Intervention", "Start date", "Times per week"])
    'provision'
    """
    names_a_pupil = any(recognise(heading)[0] in PUPIL_FIELDS for heading in headings)

    def fit(table: SchoolTable) -> int:
        found = columns_of(table.name, headings)
        needed = [column for column in table.columns.values() if column.required and column.kind != "pupil"]
        is_about_pupils = "pupil" in table.columns
        if any(column.name not in found for column in needed) or (is_about_pupils and not names_a_pupil):
            return 0
        return len(found) - (not is_about_pupils and names_a_pupil)

    best = max(school_tables().values(), key=fit)
    return best.name if fit(best) >= 2 else ""


def read_cells(column: TableColumn, cells: Sequence[str], heading: str) -> tuple[list[Cell], list[Finding]]:
    """The cells of one column by its kind, and how many could not be read."""
    if column.kind == "date":
        days, order = dates.read_dates(cells)
        return days, [*dates.order_findings(order, heading, len(cells)), *_lost(days, cells, heading)]
    if column.kind == "number":
        numbers = [number_in(cell, column.name) for cell in cells]
        return numbers, _lost(numbers, cells, heading)
    if column.kind == "flag":
        flags = [{"yes": 1.0, "no": 0.0}.get(flag) for flag in values.flags(cells)]
        return flags, _lost(flags, cells, heading)
    if column.values:
        known = {fold(value): value for value in column.values}
        if column.name == "planned":
            known |= _SIDES
        words = [known.get(fold(cell)) for cell in cells]
        return words, _lost(words, cells, heading)
    if column.kind == "group" and values.look_like_names(cells):
        what = "This column seems to hold names."
        return [None] * len(cells), [Finding("names-column", "worth knowing", what, heading, did="It was not read.")]
    return [None if values.is_missing(cell) else cell for cell in cells], []


def number_in(cell: str, column: str = "") -> float | None:
    """A number as people write it: "£1,234.50", "10 mins", "1:6" for a group of six, "agree" for an answer.

    >>> number_in("£1,234.50 (annual licence)"), number_in("1:6"), number_in("x")
    (1234.5, 6.0, None)
    """
    if column == "answer" and fold(cell) in _AGREEMENT:
        return float(_AGREEMENT[fold(cell)])
    if ratio := _RATIO.match(cell):
        return float(ratio[1])
    found = _NUMBER.search(cell)
    return float(found[0].replace(",", "")) if found and len(found[0]) < 16 else None


def minutes_between(start: str, end: str) -> float | None:
    """The minutes of an entry; one that ends before it starts went past midnight.

    >>> minutes_between("23:30", "00:15"), minutes_between("9.15", ""), minutes_between("1:00 pm", "2:00pm")
    (45.0, None, 60.0)
    """
    first, last = _minute_of_day(start), _minute_of_day(end)
    return None if first is None or last is None else float((last - first) % 1440)


def _minute_of_day(cell: str) -> int | None:
    match = _CLOCK.match(cell.strip())
    if not match:
        return None
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "pm") if match[3] else int(match[1])
    return hour * 60 + int(match[2]) if hour < 24 and int(match[2]) < 60 else None


def _lost(found: Sequence[object], cells: Sequence[str], heading: str) -> list[Finding]:
    count = sum(1 for value, cell in zip(found, cells, strict=True) if value is None and not values.is_missing(cell))
    if not count:
        return []
    what = "Some entries of this column were not understood."
    return [Finding("unknown-value", "worth knowing", what, heading, count, did="They are counted as not recorded.")]
