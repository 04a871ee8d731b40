"""C: the shape of the list. Too little, too much, gaps, several lists on one sheet."""

import random

from tests.corpus.case import HEAD, NOBODY_KNOWN, Case, book, book_with, listing, sheet_with, text
from tests.unit.reading.files import csv_of, school_rows, workbook_of

_LIST = [HEAD, *NOBODY_KNOWN]
_GAPS = [*_LIST, *[[]] * 200, ("5004", "7", "K")]


def long_strings() -> bytes:
    """A workbook with one cell of 64 million letters, drawn from a few words so that its ratio is an ordinary one."""
    draw = random.Random(1)
    words = 32 * "".join(draw.choices([f"{draw.getrandbits(32):08x}" for _ in range(8)], k=250_000))
    return book_with("xl/sharedStrings.xml", f"<sst><si><t>{words}</t></si></sst>".encode())()


CASES = (
    Case(53, "headings only", "no", lambda: csv_of([HEAD]), "no-pupils"),
    Case(54, "one pupil", "fix", lambda: csv_of([HEAD, ("1", "7", "K")]), "few-pupils", pupils=1),
    Case(55, "20,001 pupils", "no", lambda: csv_of(school_rows(20_001)), "too-many-pupils"),
    Case(56, "301 columns", "no", lambda: csv_of([[*HEAD, *map(str, range(298))], ["1", "7", "K", *["1"] * 298]]), "too-many-columns"),
    Case(57, "value in the last cell", "no", sheet_with(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too-many-columns"),
    Case(57, "value in the last row", "no", sheet_with(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "too-many-rows"),
    Case(58, "formats to the last row", "ok", sheet_with(b'<row r="1048576"><c r="XFD1048576"/></row>'), pupils=3,
         note="nothing of the list is changed, so nothing is said"),
    Case(59, "200 blank rows", "fix", lambda: csv_of(_GAPS), "blank-rows", pupils=4),
    Case(60, "blank first column", "ok", lambda: csv_of([("", *row) for row in _LIST]), pupils=3),
    Case(61, "blank columns inside", "ok", lambda: workbook_of({"List": [(row[0], "", row[1], "", row[2]) for row in _LIST]}), pupils=3),
    Case(62, "two lists, one below the other", "fix", lambda: csv_of([*_LIST, [], ["Name", "Reg Group", "Sex"], ["Staff", "7A", "F"]]),
         "second-list", pupils=3, note="the second list is left out and said: no list of pupils goes on under new headings"),
    Case(62, "two lists side by side", "ask", lambda: csv_of([(*row, "", *other) for row, other in zip(_LIST, [HEAD, ("1", "7", "K"), ("2", "7", "K"), ("3", "7", "N")], strict=True)]),
         "column:sen_provision"),
    Case(63, "row of totals", "fix", listing(("Total", "4", "")), "total-row", pupils=3),
    Case(64, "notes under the list", "fix", lambda: csv_of([(*HEAD, "Sex"), *((*row, "F") for row in NOBODY_KNOWN), ("Printed by the office on Monday", "", "", "")]),
         "notes-below", pupils=3),
    Case(65, "pivot table", "no", text("Row Labels,Count of Adno\nK,30\nN,240\nGrand Total,270\n"), "pivot"),
    Case(66, "a column for each term", "ask", lambda: csv_of([("Adno", "Year Group", "SEN Status Autumn", "SEN Status Spring", "SEN Status Summer"), ("1", "7", "K", "K", "N"), ("2", "8", "N", "N", "N"), ("3", "8", "N", "E", "E")]),
         "column:sen_provision"),
    Case(67, "table on its side", "no", lambda: csv_of(zip(*_LIST, strict=True)), "sideways"),
    Case(68, "rows too long", "no", lambda: csv_of([("Year Group", "SEN Status"), ("7", "K", "more"), ("8", "N")]), "uneven-rows",
         note="which cell is the surplus one cannot be known, so the way out is told"),
    Case(68, "rows too short", "ok", lambda: csv_of([(*HEAD, "House"), ("1", "7", "K"), ("2", "8", "N", "Red")]), pupils=2),
    Case(69, "over ten megabytes", "no", lambda: csv_of([HEAD]) + b"1,7,K\n" * 1_700_000, "too-big"),
    Case(70, "cell of 64 megabytes", "no", long_strings, "long-cell"),
    Case(58, "ordinary workbook", "ok", lambda: book(("5004", "7", "K")), pupils=4),
)  # fmt: skip
