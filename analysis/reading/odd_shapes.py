"""Sheets in which no row looks like headings: what they may be instead, and what to do about it."""

from collections import Counter
from collections.abc import Sequence

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading.folding import fold, squeeze
from analysis.reading.headings import IDENTITIES, count_recognised, recognise
from analysis.reading.refusals import another_table
from analysis.reading.table_columns import which_table

_PIVOT = ("row labels", "column labels", "count of ", "sum of ", "average of ")
_FEWEST_NAMED = 2


def side_by_side(headings: Sequence[str]) -> tuple[Finding, ...]:
    """What is told where the headings come twice: who a pupil is and the status, and the same again further right."""
    counts = Counter(squeeze(heading) for heading in headings)
    twice = {recognise(heading)[0] for heading in headings if counts[squeeze(heading)] > 1}
    if "sen_provision" not in twice or not twice & {*IDENTITIES}:
        return ()
    what, did = "Two lists seem to stand side by side on this sheet.", "Only the pupils of one of them can be read."
    you_can = "Put one under the other, with one row of headings. Save that, and load it again."
    return (Finding("side-by-side", "serious", what, did=did, you_can=you_can),)


def no_headings(rows: Sequence[Sequence[str]]) -> FileError:
    """The refusal of a sheet without headings, by what its first rows look like."""
    if table := next(filter(None, map(which_table, rows)), ""):
        return another_table(table)
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
