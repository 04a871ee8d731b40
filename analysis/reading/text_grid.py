"""A csv, tsv or text file as a grid of cells."""

import csv
import io
from collections.abc import Callable, Iterator

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading.decoding import decode
from analysis.reading.folding import squeeze
from analysis.reading.grid import MOST_COLUMNS, Grid, check_extent
from analysis.reading.headings import count_recognised
from analysis.reading.letters import letter_findings

_DELIMITERS = ",;\t|"
_LINES_TO_TRY = 40
_REPORT_EVERY = 5_000


def read_text_grid(content: bytes, progress: Callable[[str], None]) -> Grid:
    """The rows of a text file, with a finding on its encoding where that is not the usual one."""
    text, encoding = decode(content)
    text = text.removeprefix("\ufeff")
    text, delimiter = _named_delimiter(text)
    delimiter = delimiter or _best_delimiter(text)
    rows = list(_rows(text, delimiter, progress))
    return Grid(rows, findings=(*_encoding_findings(encoding), *letter_findings(rows)))


def _named_delimiter(text: str) -> tuple[str, str]:
    """The text after Excel's "sep=;" line, and the delimiter that the line names."""
    opening = text[:8].lstrip("\ufeff")
    if not opening.lower().startswith("sep=") or len(opening) < 5:
        return text, ""
    return text.split("\n", 1)[1] if "\n" in text else "", opening[4]


def _best_delimiter(text: str) -> str:
    """The delimiter under which a row names the most fields."""
    top = "".join(text.splitlines(keepends=True)[:_LINES_TO_TRY]) if len(text) < 50_000 else text[:50_000]
    return max(_DELIMITERS, key=lambda delimiter: _fitness(top, delimiter))


def _fitness(top: str, delimiter: str) -> tuple[int, int]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(top, newline=""), delimiter=delimiter):
            rows.append(row[:MOST_COLUMNS])
            if len(rows) == _LINES_TO_TRY:
                break
    except csv.Error:
        return 0, 0
    return max((count_recognised(row) for row in rows), default=0), max((len(row) for row in rows), default=0)


def _rows(text: str, delimiter: str, progress: Callable[[str], None]) -> Iterator[list[str]]:
    quoting = csv.QUOTE_NONE if _is_unquoted(text) else csv.QUOTE_MINIMAL
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    last_line = 0
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
                check_extent(number, len(row))
            if number % _REPORT_EVERY == 0:
                check_extent(number, 0)
                progress(f"Reading row {number:,}")
            last_line = reader.line_num
            yield row
    except csv.Error as error:
        raise _csv_refusal(error, last_line + 1) from error


def _is_unquoted(text: str) -> bool:
    """Whether this is one of the DfE's pupil downloads as it came, which never quotes a cell."""
    return "pupilmatchingref" in squeeze(text[:2000].split("\n", 1)[0]) and ',"' not in text


def _csv_refusal(error: csv.Error, line: int) -> FileError:
    if "field larger" in str(error):
        return FileError(
            "A cell in this list is far too long.", f"Near line {line}.", "Export it without notes.", code="long-cell"
        )
    return FileError(
        "A quotation mark in this list is opened and never closed.",
        f"Near line {line}.",
        "Open it in Excel, save it as a workbook (.xlsx), and load that.",
        code="open-quote",
    )


def _encoding_findings(encoding: str) -> list[Finding]:
    if encoding == "UTF-8":
        return []
    what = f"This file writes its letters in another way than usual ({encoding})."
    return [Finding("encoding", "for information", what, did="They were read.")]
