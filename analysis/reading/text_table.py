"""What is kept of a file: the wanted columns in the workbook's own words, without names, numbers or dates."""

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.findings import Finding
from analysis.school import Snapshot

CENSUS, TRANSFER_FILE = "school census", "common transfer file"
LEFT, GUEST, PREVIOUS, OFF_ROLL = "left", "guest", "previous", "off roll"
SUBSIDIARY, ELSEWHERE = "subsidiary", "elsewhere"
NOT_COUNTED = (LEFT, GUEST, PREVIOUS, OFF_ROLL)


@dataclass(frozen=True)
class KeptColumn:
    """One column that may be used: its heading, its field, how surely, and its cells in the workbook's words."""

    position: int
    heading: str
    field: str
    strength: int
    cells: list[str] = field(repr=False)
    findings: tuple[Finding, ...] = ()


class HeadingUse(NamedTuple):
    """One heading, what it was taken for, what became of it ("read", "used then dropped" or "ignored"), and how it looks."""

    heading: str
    label: str
    status: str
    field: str = ""
    looks: str = ""


class RowsOf(NamedTuple):
    """The name of a table of `analysis.school_tables`, and the cells of its columns."""

    table: str
    columns: dict[str, list]


@dataclass(frozen=True, eq=False)
class TextTable:
    """The rows of a list or a census, each with the running number of its pupil and its place on the roll."""

    columns: tuple[KeptColumn, ...]
    pupils: list[int] = field(repr=False)
    roll: list[str] = field(repr=False)
    headings: tuple[HeadingUse, ...] = ()
    rows_in_file: int = 0
    findings: tuple[Finding, ...] = ()
    snapshot: Snapshot = Snapshot()
    form: str = ""  # "school census" or "common transfer file"; "" for a list, of which more has to be asked
    sheet: str = ""
    beside: bool = False  # a file without SEN status, to be joined to a list
    a_row_each: bool = False  # each row is one suspension
    places: list[int] = field(default_factory=list, repr=False)  # the row in the file of each row
    marks: list[dict[str, bytes]] = field(default_factory=list, repr=False)  # by pupil: what a second file is joined by
    rows_of: RowsOf | None = None  # where the file is one of the tables beside the pupils
    hidden: bool = False  # the sheet is hidden, so that it is asked about
    without: frozenset[str] = frozenset()  # the repairs that were undone

    def named(self, name: str) -> list[KeptColumn]:
        """The columns that could be one field, surest first, then as they stand in the file."""
        found = [column for column in self.columns if column.field == name]
        return sorted(found, key=lambda column: (-column.strength, column.position))
