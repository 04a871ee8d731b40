"""Putting a row back under its headings when a comma inside a cell has split it."""

from collections.abc import Sequence

from analysis.errors import FileError
from analysis.reading.headings import recognise

_NAMES = ("surname", "forename", "name_full", "former_names")


def repair_long_row(row: Sequence[str], headings: Sequence[str]) -> list[str]:
    """The row with its surplus cells gathered in the name columns, counted from both ends.

    The DfE's pupil downloads do not quote: a comma in a name shifts the rest of that row. Everything after
    the names is free of commas, so the right-hand end is sure.
    """
    first, last = _name_block(headings)
    surplus = len(row) - len(headings)
    after = list(row[last + 1 + surplus :])
    between = list(row[first : last + 1 + surplus])
    return [*row[:first], " ".join(between[: surplus + 1]), *between[surplus + 1 :], *after]


def _name_block(headings: Sequence[str]) -> tuple[int, int]:
    """The first and last of the name columns, which must stand side by side for the repair to be sure."""
    names = [n for n, heading in enumerate(headings) if recognise(heading)[0] in _NAMES]
    if not names or names[-1] - names[0] != len(names) - 1:
        raise FileError(
            "Some rows have more cells than there are headings.",
            how="Save the list as an Excel workbook (.xlsx), and load that.",
            code="uneven-rows",
        )
    return names[0], names[-1]
