"""Sheets that are one list: the same headings, and pupils of their own, such as a sheet for each year group."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.findings import Finding
from analysis.reading.headings import recognise
from analysis.reading.layout import Listing
from analysis.reading.values import UNKNOWN, year_groups

ALL_SHEETS = "all sheets"
_YEAR = "Year group"


def together(sheets: Sequence[tuple[str, Listing]]) -> Listing | None:
    """The lists of several sheets as one; None where their headings differ.

    Where no column has the year group and every sheet is called by one, the name of the sheet is read as it.
    """
    titles, listings = zip(*sheets, strict=True)
    first = listings[0]
    if any(sorted(one.headings) != sorted(first.headings) for one in listings):
        return None
    years = year_groups(titles)
    named = not any(recognise(heading)[0] == "year_group" for heading in first.written) and UNKNOWN not in years and "" not in years
    rows = [
        [*(row[one.headings.index(heading)] for heading in first.headings), *([title] if named else [])]
        for title, one in sheets
        for row in one.rows
    ]
    more = (_YEAR,) if named else ()
    return replace(
        first,
        headings=(*first.headings, *more),
        written=(*first.written, *more),
        rows=rows,
        places=[place for one in listings for place in one.places],
        findings=tuple(added_up([finding for one in listings for finding in one.findings])),
        above=(),
    )


def added_up(findings: Sequence[Finding]) -> list[Finding]:
    """Each finding once, with the rows and cells of all sheets."""
    found: dict[Finding, tuple[int, int]] = {}
    for finding in findings:
        alone = replace(finding, rows=0, cells=0, places=())
        rows, cells = found.get(alone, (0, 0))
        found[alone] = rows + finding.rows, cells + finding.cells
    return [replace(finding, rows=rows, cells=cells) for finding, (rows, cells) in found.items()]
