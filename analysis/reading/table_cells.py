"""What the cells of a table beside the pupils mean, by the kind of their column."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.cell_findings import not_understood, says_more
from analysis.reading.folding import fold
from analysis.reading.numbers import beyond
from analysis.reading.vocabulary import is_missing, table_words
from analysis.school_tables import TableColumn

Cell = float | date | str | None
_OTHER_SIDE = {"Planned": "Reactive", "Reactive": "Planned"}
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?|-?\.\d+")
_RATIO = re.compile(r"^\s*1\s*(?::|to)\s*(\d+)\s*$", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"^\s*\d+\s*(?::|to)\s*\d+\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?$", re.IGNORECASE)
_LASTING = re.compile(r"^(\d{1,2}):(\d{2})(?::\d{2})?$")  # hours and minutes
_HOURS = re.compile(r"^(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?)\b\s*(?:and\s*)?(?:(\d{1,2})\s*(?:m|mins?|minutes?)?)?\b", re.IGNORECASE)
_EACH_WEEK = re.compile(r"\b(?:x|times|,)\s*(\d{1,2})\s*(?:x\s*)?(?:pw|p/w|per week|a week|each week|weekly|times a week|times per week)\b", re.IGNORECASE)
_UNITS = re.compile(r"[£%\s()]|\b(?:m|mins?|minutes?|pw|p/w|per|a|each|week|weeks|wks?|weekly|times|x|an|hour|hours|hrs?|group|of|sessions?|pupils?|annual|year)\b", re.IGNORECASE)


def read_cells(column: TableColumn, cells: Sequence[str], heading: str) -> tuple[list[Cell], list[Finding]]:
    """The cells of one column by its kind, with how many could not be read or say more than was kept."""
    if column.kind == "date":
        days, told, lost = dates.read_and_told(cells, heading)
        return days, [*told, *not_understood(sum(lost), heading)]
    if column.kind == "number":
        return _numbers(column.name, cells, heading)
    if column.kind == "flag":
        flags = [{"yes": 1.0, "no": 0.0}.get(flag) for flag in values.flags(cells)]
        return flags, lost_findings(flags, cells, heading)
    if column.values:
        known = {fold(value): value for value in column.values}
        known |= {word: value for word, value in table_words(column.name).items() if value in column.values}
        if fold(heading).startswith("reactive"):  # asked the other way round
            known |= {word: _OTHER_SIDE[known[word]] for word in ("y", "yes", "n", "no")}
        words = [known.get(fold(cell)) for cell in cells]
        return words, lost_findings(words, cells, heading)
    if column.kind == "group" and values.look_like_names(cells):
        what = "This column seems to hold names."
        return [None] * len(cells), [Finding("names-column", "worth knowing", what, heading, did="It was not read.")]
    return [None if is_missing(cell) else cell for cell in cells], []


def _numbers(name: str, cells: Sequence[str], heading: str) -> tuple[list[Cell], list[Finding]]:
    bounds = [beyond(cell) if name.endswith("_measure") else "" for cell in cells]
    found = [float(bound) if bound else number_in(cell, name) for bound, cell in zip(bounds, cells, strict=True)]
    more = sum(1 for number, bound, cell in zip(found, bounds, cells, strict=True) if number is not None and not bound and _more_than(cell, name))
    told = [*lost_findings(found, cells, heading), *says_more(more, heading)]
    if count := sum(map(bool, bounds)):
        what, did = "Some scores are only a bound, such as “below 70”.", "Each was read as one point beyond its bound."
        told.append(Finding("bounded-scores", "worth knowing", what, heading, count, did, of="cells"))
    return found, told


def number_in(cell: str, column: str = "") -> float | None:
    """A number as people write it: "£1,234.50", "10 mins", "1:6" for a group of six, "agree" for an answer.

    >>> number_in("£1,234.50 (annual licence)"), number_in("1:6", "group_size"), number_in("x")
    (1234.5, 6.0, None)
    >>> number_in("1 hr 15", "minutes"), number_in("0:45", "minutes"), number_in("twice", "times_a_week")
    (75.0, 45.0, 2.0)
    """
    if (known := table_words(column).get(fold(cell))) is not None:
        return float(known)
    if column == "group_size" and (ratio := _RATIO.match(cell)):
        return float(ratio[1])
    if column == "group_size" and _TWO_NUMBERS.match(cell):
        return None  # who is meant by the first of the two cannot be told
    if column == "minutes":
        if lasting := _LASTING.match(cell):
            return float(int(lasting[1]) * 60 + int(lasting[2]))
        if hours := _HOURS.match(cell):
            return float(hours[1]) * 60 + int(hours[2] or 0)
    found = _NUMBER.search(cell)
    return float(found[0].replace(",", "")) if found and len(found[0]) < 16 else None


def times_each_week(cells: Sequence[str]) -> list[Cell]:
    """How often a week, where the minutes say it as well: "10 mins x 5 pw"."""
    return [float(match[1]) if (match := _EACH_WEEK.search(cell)) else None for cell in cells]


def _more_than(cell: str, column: str) -> bool:
    """Whether a cell says more than its number and a unit."""
    if fold(cell) in table_words(column) or (column == "group_size" and _RATIO.match(cell)):
        return False
    if column == "minutes" and (_LASTING.match(cell) or _HOURS.fullmatch(cell.strip())):
        return False
    if column.endswith("_measure"):
        return bool(_NUMBER.sub("", cell, count=1).strip(" %"))
    rest = _NUMBER.sub("", _EACH_WEEK.sub("", cell) if column == "minutes" else cell, count=1)
    return bool(re.search(r"\w", _UNITS.sub(" ", rest))) and fold(rest) not in table_words(column)


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


def lost_findings(found: Sequence[object], cells: Sequence[str], heading: str) -> list[Finding]:
    """What is told of cells that say something of which nothing was found."""
    return not_understood(sum(1 for value, cell in zip(found, cells, strict=True) if value is None and not is_missing(cell)), heading)
