"""What a column looks like, in words that show no value of any pupil."""

import re
from collections.abc import Sequence

from analysis.columns import PUPIL_COLUMNS, SEN_PROVISIONS
from analysis.reading.dates import read_dates
from analysis.reading.text_table import KeptColumn
from analysis.reading.values import ASK, UNKNOWN
from analysis.reading.vocabulary import values_of
from analysis.text import listed

_NUMBER = re.compile(r"^[<>+-]?\d+(?:[.,]\d+)?\+?%?$")
_SHOWN_GROUPS = ("sen_provision", "year_group", "sex", "fsm", "eal", "birth_term")
_MOST_GROUPS = 5
_SAMPLE = 400


def looks_like(cells: Sequence[str]) -> str:
    """A column that nobody recognised: "dates", "numbers", "4 different words"...

    >>> looks_like(["Red", "Blue", "Red"]), looks_like(["12", "9"]), looks_like(["", ""])
    ('2 different entries', 'numbers', 'nothing')
    """
    filled = [cell for cell in cells[:_SAMPLE] if cell]
    if not filled:
        return "nothing"
    different = set(filled)
    if different <= {word for word in different if word.casefold() in values_of("yes_no")}:
        return "yes or no"
    if all(_NUMBER.match(cell) for cell in different):
        return "numbers"
    days, _ = read_dates(list(different))
    if sum(day is not None for day in days) * 10 >= 9 * len(different):
        return "dates"
    if sum(map(len, filled)) / len(filled) > 40:
        return "long texts"
    if len(different) > 20 and len(different) > 0.6 * len(filled):
        return "words or codes, nearly all different"
    if len(different) > 1:
        return f"{len(different)} different entries"
    return "the same entry in every row" if len(filled) == len(cells[:_SAMPLE]) else "blanks, and the same entry in the other rows"


def groups_in(column: KeptColumn) -> str:
    """The groups that a column was read as, in the workbook's own words; "" for a column of another kind."""
    if column.field not in _SHOWN_GROUPS:
        return ""
    order = PUPIL_COLUMNS[column.field].categories
    present = {cell for cell in column.cells if cell not in ("", UNKNOWN) and not cell.startswith(ASK)}
    found = [SEN_PROVISIONS.get(group, group) for group in order if group in present]
    if len(found) > _MOST_GROUPS:
        return f"{found[0]} to {found[-1]}"
    return listed(found)
