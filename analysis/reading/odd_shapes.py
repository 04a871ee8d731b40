"""Sheets in which no row looks like headings: what they may be instead, and what to do about it."""

from collections.abc import Sequence

from analysis.errors import FileError
from analysis.reading.folding import fold
from analysis.reading.headings import count_recognised

_PIVOT = ("row labels", "column labels", "count of ", "sum of ", "average of ")
_FEWEST_NAMED = 2


def no_headings(rows: Sequence[Sequence[str]]) -> FileError:
    """The refusal of a sheet without headings, by what its first rows look like."""
    if any(fold(cell).startswith(_PIVOT) for row in rows for cell in row):
        return FileError(
            "This looks like a summary (a pivot table), not a list of pupils.",
            how="Load the list that the summary was made from: one row for each pupil.",
            code="pivot",
        )
    if any(count_recognised(column) >= _FEWEST_NAMED for column in zip(*(row[:2] for row in rows if len(row) > 1), strict=False)):
        return FileError(
            "The headings of this list run down the side.",
            how="In Excel, copy the list and choose Paste Special, Transpose. Save that, and load it.",
            code="sideways",
        )
    return FileError(
        "The headings of this list were not found.",
        how="The first rows need headings such as Year group and SEN status. Export the list again with headings.",
        code="no-headings",
    )
