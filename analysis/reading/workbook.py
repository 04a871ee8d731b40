"""The sheets of an Excel workbook that could be the list."""

import io
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from analysis.errors import WorkbookError
from analysis.findings import Finding
from analysis.reading.grid import Grid
from analysis.reading.intake import Intake
from analysis.reading.layout import fields_named, find_listing
from analysis.reading.letters import letter_findings
from analysis.reading.reducing import reduce_listing
from analysis.reading.sheet_extent import Extent
from analysis.reading.table_rows import reduce_tables
from analysis.reading.text_table import TextTable
from analysis.reading.workbook_check import check_workbook, damaged, no_sheet
from analysis.reading.year_sheets import ALL_SHEETS, together
from analysis.text import listed

HIDDEN_SHEETS = "hidden-sheets"
_HIDDEN_ROWS = 40
_REPORT_EVERY = 1_000


def read_sheets(content: bytes, say: Callable[[str], None], intake: Intake) -> tuple[TextTable, ...]:
    """What is kept of each visible sheet that could be the list, best first."""
    say("Checking the workbook")
    extent = check_workbook(content)
    first_rows = replace(extent, row=min(extent.row, _HIDDEN_ROWS))
    visible, hidden = _grids(content, extent, first_rows, say)
    candidates, kept_back = _candidates(visible, intake), _candidates(hidden, intake)
    if kept_back and (not candidates or HIDDEN_SHEETS in intake.without):
        wanted = {grid.sheet for grid in kept_back}
        kept_back = [grid for grid in _grids(content, first_rows, extent, say)[1] if grid.sheet in wanted]
        if not candidates:
            return tuple(replace(table, hidden=True) for table in _tables(kept_back, intake))
    filled = [grid for grid in visible if grid.rows]
    if not candidates and intake.beside and (table := reduce_tables(filled, intake)):
        told = _sheet_findings(visible, len(filled), hidden, extent, False)
        return (replace(table, findings=(*told, *table.findings)),)
    tables = _tables(candidates or _best_of_the_rest(visible, intake), intake)
    findings = [one.under(intake.without) for one in _sheet_findings(visible, len(tables), hidden, extent, bool(kept_back))]
    if len(tables) > 1 and (whole := _together(candidates, tables, intake)):
        tables.insert(0, whole)
    if kept_back and HIDDEN_SHEETS in intake.without:
        tables += _tables(kept_back, intake)
    return tuple(replace(table, findings=(*findings, *table.findings)) for table in tables)


def _tables(candidates: list[Grid], intake: Intake) -> list[TextTable]:
    """The sheets that can be read; the first refusal where none can."""
    tables, refusals = [], []
    for grid in candidates:
        try:
            tables.append(reduce_listing(find_listing(grid, intake), intake, grid.sheet))
        except WorkbookError as refusal:
            refusals.append(refusal)
    if not tables:
        raise refusals[0]
    return tables


def _together(candidates: list[Grid], tables: list[TextTable], intake: Intake) -> TextTable | None:
    """The sheets as one list, where they have the same headings and no pupil stands on two of them."""
    taken = {table.sheet for table in tables}
    listing = together([(grid.sheet, find_listing(grid, intake)) for grid in candidates if grid.sheet in taken])
    if listing is None:
        return None
    whole = reduce_listing(listing, intake, ALL_SHEETS)
    return whole if max(whole.pupils) + 1 == sum(max(table.pupils) + 1 for table in tables) else None


def _grids(content: bytes, shown: Extent, kept_back: Extent, say: Callable[[str], None]) -> tuple[list[Grid], list[Grid]]:
    """The visible sheets and the hidden ones, each as far as its extent. Those that Excel does not offer to show are blank."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and rules that a reader has no use for
        try:
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            visible = [_grid(sheet, shown, say) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            others = [sheet for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
            hidden = [
                _grid(sheet, kept_back, say) if sheet.sheet_state == "hidden" else Grid([], sheet.title) for sheet in others
            ]
            workbook.close()
        except Exception:  # a parser of untrusted files raises what it likes; none of it may reach the page
            raise damaged() from None
    return visible, hidden


def _grid(sheet, extent: Extent, say: Callable[[str], None]) -> Grid:
    rows = []
    sheet.reset_dimensions()  # the size written in the file is often wrong
    cells = sheet.iter_rows(max_row=max(extent.row, 1), max_col=max(extent.column, 1), values_only=True)
    for number, row in enumerate(cells, start=1):
        if number % _REPORT_EVERY == 0:
            say(f"Reading row {number:,}")
        rows.append(list(map(_text, row)))
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(rows, sheet.title, tuple(letter_findings(rows)))


def _text(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates as 2014-03-25."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def _candidates(grids: list[Grid], intake: Intake) -> list[Grid]:
    """The sheets with SEN status and year group, else those with SEN status."""
    named = [(grid, fields_named(grid, intake)) for grid in grids]
    for wanted in ({"sen_provision", "year_group"}, {"sen_provision"}):
        if found := [grid for grid, fields in named if wanted <= fields]:
            return found
    return []


def _best_of_the_rest(visible: list[Grid], intake: Intake) -> list[Grid]:
    """The sheet with most headings, so that its refusal is the one told."""
    filled = [grid for grid in visible if grid.rows]
    if not filled:
        raise no_sheet()
    return [max(filled, key=lambda grid: len(fields_named(grid, intake)))]


def _sheet_findings(visible: list[Grid], taken: int, hidden: list[Grid], extent: Extent, has_lists: bool) -> list[Finding]:
    findings = []
    if extent.extras:
        what = f"This workbook also holds {listed(extent.extras)}."
        findings.append(Finding("workbook-extras", "for information", what, did="Only the list was read. Nothing else was opened."))
    if extent.unworked:
        findings.append(
            Finding(
                "formulas-without-results",
                "serious",
                "Some cells of this workbook are formulas without a result.",
                rows=extent.unworked,
                did="They were read as blank.",
                you_can="Open the workbook in Excel, save it, and load it again.",
                of="cells",
            )
        )
    if hidden:
        findings.append(
            Finding(
                HIDDEN_SHEETS,
                "worth knowing",
                "This workbook has hidden sheets.",
                rows=len(hidden),
                did="They were not read.",
                repair=HIDDEN_SHEETS if has_lists else "",
                instead="You can choose one of them below.",
                of="sheets",
            )
        )
    others = sum(1 for grid in visible if grid.rows) - taken
    if others:
        findings.append(
            Finding("other-sheets", "for information", "This workbook has other sheets.", rows=others, did="They were not read.", of="sheets")
        )
    return findings
