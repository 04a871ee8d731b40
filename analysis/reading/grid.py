"""A table as it stands in the file, before anyone has asked what it means."""

from dataclasses import dataclass

from analysis.errors import FileError
from analysis.findings import Finding

MOST_BYTES = 10_000_000
MOST_ROWS = 500_000
MOST_COLUMNS = 300


@dataclass(frozen=True)
class Grid:
    """Rows of text cells, the name of the sheet they came from, and what was noticed while opening it."""

    rows: list[list[str]]
    sheet: str = ""
    findings: tuple[Finding, ...] = ()


def check_extent(row_count: int, column_count: int) -> None:
    """Refuse a table that is wider or longer than any school's list."""
    if column_count > MOST_COLUMNS:
        raise FileError(
            f"This list has more than {MOST_COLUMNS} columns.",
            how="Delete the columns you do not need, or anything far to the right, and save it again.",
            code="too-many-columns",
        )
    if row_count > MOST_ROWS:
        raise FileError(
            f"This list has more than {MOST_ROWS:,} rows.",
            how="Export one school at a time, or delete anything far below the list.",
            code="too-many-rows",
        )
