"""Dates in the many ways school systems write them, read a column at a time."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from analysis.findings import Finding
from analysis.reading.cell_findings import says_more
from analysis.reading.vocabulary import is_missing

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:\D|$)")
_YEAR_FIRST_NAMED = re.compile(r"^(\d{4})[-/. ]([A-Za-z]{3,9})[-/. ](\d{1,2})(?:\D|$)")
_TOGETHER = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)$")
_DAY_NAMED = re.compile(r"^(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([A-Za-z]{3,9})[-/., ]+(\d{4}|\d{2})(?:\D|$)")
_MONTH_NAMED = re.compile(r"^([A-Za-z]{3,9})[-/. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:\D|$)")
_TWO_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:\D|$)")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_SHORT_YEAR = re.compile(r"^(?:[A-Za-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)?[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})[-/., ]+\d\d(?:\D|$)")
_WORDS_AFTER = re.compile(r"\d(?!\s*(?:am|pm|z)$)[^\d]*[A-Za-z][^\d]*$", re.IGNORECASE)
_EXCEL_DAY_0 = date(1899, 12, 30)

DAY_FIRST, MONTH_FIRST, EITHER, BOTH = "day first", "month first", "either", "both"


def read_dates(cells: Sequence[str]) -> tuple[list[date | None], str]:
    """A date for each cell (None where there is none), and the order of day and month in the column.

    >>> read_dates(["03/04/2014", "25/12/2013"])[1]
    'day first'
    """
    different = {cell for cell in cells if cell}
    order = _order(different)
    known = {cell: _date(cell, order) for cell in different}
    return [known.get(cell) for cell in cells], order


def birth_term(day: date | None) -> str:
    """The term of birth: autumn is September to December, spring January to April, summer May to August."""
    if day is None:
        return ""
    return "Autumn born" if day.month >= 9 else "Spring born" if day.month <= 4 else "Summer born"


def read_and_told(cells: Sequence[str], heading: str) -> tuple[list[date | None], list[Finding], list[bool]]:
    """A date for each cell, what is told about the column, and for each cell whether it says something that is no date.

    Dates of which day and month cannot be told apart, in a column that has both orders, are told and not among the last.
    """
    days, order = read_dates(cells)
    known = dict(zip(cells, days, strict=True))
    unsure = set(filter(_is_either, known))
    left_out = unsure if order == BOTH else set()
    lost = {cell for cell, day in known.items() if day is None and cell not in left_out and not is_missing(cell)}
    read = [cell for cell, day in known.items() if day]

    def count(these: Iterable[str]) -> int:
        return sum(map(set(these).__contains__, cells))

    findings = [*_order_findings(order, heading, count(cell for cell in unsure if (known[cell] is None) == (order == BOTH)))]
    if numbers := count(filter(_SERIAL.match, read)):
        what, did = "Some dates here are numbers, the way Excel counts days.", "They were read as dates."
        findings.append(Finding("dates-as-numbers", "for information", what, heading, numbers, did, of="cells"))
    if short := count(filter(_SHORT_YEAR.match, read)):
        what, did = "Some dates here have a year of two digits.", "They were read as years from 2000 on."
        findings.append(Finding("two-digit-years", "for information", what, heading, short, did, of="cells"))
    findings += says_more(count(filter(_WORDS_AFTER.search, read)), heading)
    return days, findings, [cell in lost for cell in cells]


def _is_either(cell: str) -> bool:
    """Whether day and month could be taken for each other."""
    match = _TWO_FIRST.match(cell)
    return bool(match) and int(match[1]) <= 12 and int(match[2]) <= 12 and int(match[1]) != int(match[2])


def _order_findings(order: str, heading: str, rows: int) -> tuple[Finding, ...]:
    """What is told about a column whose days and months could be taken for each other."""
    told = {
        EITHER: ("No date here shows whether the day or the month comes first.", "The day was taken to come first."),
        BOTH: ("Some dates here have the day first and some the month.", "Dates that could be either were left out."),
        MONTH_FIRST: ("The dates here have the month first.", "They were read that way."),
    }
    if order not in told or (order == EITHER and not rows):
        return ()
    what, did = told[order]
    severity = "for information" if order == MONTH_FIRST else "worth knowing"
    return (Finding("day-and-month", severity, what, heading, rows, did, "Export dates as 2014-03-25.", of="cells"),)


def _order(cells: set[str]) -> str:
    pairs = [(int(match[1]), int(match[2])) for cell in cells if (match := _TWO_FIRST.match(cell))]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first and month_first:
        return BOTH
    if month_first:
        return MONTH_FIRST
    return DAY_FIRST if day_first or not pairs else EITHER


def _date(cell: str, order: str) -> date | None:
    parts = _parts(cell, order)
    if parts is None:
        return None
    year, month, day = parts
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _parts(cell: str, order: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.match(cell) or _TOGETHER.match(cell):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_FIRST_NAMED.match(cell):
        return int(match[1]), _month(match[2]), int(match[3])
    if match := _DAY_NAMED.match(cell):
        return int(match[3]), _month(match[2]), int(match[1])
    if match := _MONTH_NAMED.match(cell):
        return int(match[3]), _month(match[1]), int(match[2])
    if match := _TWO_FIRST.match(cell):
        return _day_and_month(int(match[1]), int(match[2]), int(match[3]), order)
    if match := _SERIAL.match(cell):
        day = _EXCEL_DAY_0 + timedelta(days=int(match[1]))
        return day.year, day.month, day.day
    return None


def _day_and_month(first: int, second: int, year: int, order: str) -> tuple[int, int, int] | None:
    if order == BOTH and first <= 12 and second <= 12 and first != second:
        return None
    if second > 12 or order == MONTH_FIRST:
        return year, first, second
    return year, second, first


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in _MONTHS else 0
