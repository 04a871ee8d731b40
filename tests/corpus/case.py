"""One bad or awkward file: what it is, and what a person must get for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.unit.reading.files import csv_of, part_of, with_part, workbook_of

CANARY = "Zebedee Quillfeather"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = ("Adno", "Year Group", "SEN Status")
NOBODY_KNOWN = ("5001", "8", "N"), ("5002", "9", "N"), ("5003", "9", "E")
OUTCOMES = ("ok", "fix", "ask", "no")


@dataclass(frozen=True)
class Case:
    """A numbered file and its outcome.

    "ok": read, and nothing has to be said. "fix": read, and the finding named by `says` tells what was done.
    "ask": the question named by `says` stands on the page. "no": refused with the code named by `says`.
    `pupils` is how many are read; `note` says why an outcome is another than one might expect.
    """

    number: int
    about: str
    outcome: str
    make: Callable[[], bytes]
    says: str = ""
    pupils: int | None = None
    note: str = ""

    def __post_init__(self):
        assert self.outcome in OUTCOMES and bool(self.says) == (self.outcome != "ok")

    @property
    def name(self) -> str:
        """The case as a test is named."""
        return f"{self.number:03} {self.about}"


def listing(*rows: Sequence[object], head: Sequence[str] = HEAD, delimiter: str = ",", encoding: str = "utf-8") -> Callable[[], bytes]:
    """A text file of three ordinary pupils under `head` and the rows given."""
    others = [[*pupil, *[""] * (len(head) - len(HEAD))] for pupil in NOBODY_KNOWN] if tuple(head[:3]) == HEAD else []
    return lambda: csv_of([head, *rows, *others], delimiter, encoding)


def with_column(heading: str, *cells: object) -> Callable[[], bytes]:
    """A text file of pupils who differ in one column more."""
    return lambda: csv_of([[*HEAD, heading], *([str(100 + n), "7", "KN"[n % 2], cell] for n, cell in enumerate(cells))])


def text(words: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """A text file of these words."""
    return lambda: words.encode(encoding)


def book(*rows: Sequence[object], head: Sequence[object] = HEAD) -> bytes:
    """A workbook of three ordinary pupils and the rows given."""
    return workbook_of({"List": [head, *NOBODY_KNOWN, *rows]})


def book_with(part: str, content: bytes) -> Callable[[], bytes]:
    """A workbook with one part replaced or added."""
    return lambda: with_part(book(), part, content)


def sheet_with(cells: bytes, before: bytes = b"</sheetData>") -> Callable[[], bytes]:
    """A workbook whose sheet has this XML before the mark."""
    return lambda: with_part(book(), SHEET, part_of(book(), SHEET).replace(before, cells + before))
