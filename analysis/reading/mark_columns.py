"""Columns of sessions made from attendance codes: a column for each code, or a row for each code."""

from collections.abc import Mapping, Sequence

from analysis.reading import numbers
from analysis.reading.attendance import code_classes, code_of, sessions_by_code
from analysis.reading.cell_findings import not_understood
from analysis.reading.headings import SURE, Heading
from analysis.reading.text_table import KeptColumn
from analysis.reading.vocabulary import is_missing

_FIELDS = {"attended_sessions": "present_sessions"}


def session_columns(headings: Sequence[Heading], cells: Mapping[int, list[str]]) -> list[KeptColumn]:
    """The sums of sessions of each row, as columns; none where the list has no attendance codes."""
    by_code, findings = _wide(headings, cells) or _long(headings, cells) or ({}, ())
    if not by_code:
        return []
    position = max(heading.position for heading in headings) + 1
    columns = []
    for name, found in sessions_by_code(by_code).items():
        words = ["yes" if number else "no" for number in found] if name == "part_time" else [f"{number:g}" for number in found]
        columns.append(KeptColumn(position, CODES_TITLE, _FIELDS.get(name, name), SURE, words, findings if not columns else ()))
    return columns


CODES_TITLE = "attendance codes"


def _wide(headings: Sequence[Heading], cells: Mapping[int, list[str]]):
    marks = [heading for heading in headings if heading.field == "attendance_mark" and code_of(heading.text)]
    if not marks:
        return None
    by_code: dict[str, list[float]] = {}
    findings = []
    for heading in marks:
        words, found = numbers.counts(cells[heading.position], heading.text)
        findings += found
        code, counts = code_of(heading.text), [_number(word) for word in words]
        held = by_code.get(code)
        by_code[code] = [one + other for one, other in zip(held, counts, strict=True)] if held else counts
    return by_code, tuple(findings)


def _long(headings: Sequence[Heading], cells: Mapping[int, list[str]]):
    code = next((heading for heading in headings if heading.field == "attendance_code"), None)
    sessions = next((heading for heading in headings if heading.field == "code_sessions"), None)
    if code is None or sessions is None:
        return None
    codes = [code_of(cell) for cell in cells[code.position]]
    if 2 * codes.count("") > len(codes):
        return None
    words, findings = numbers.counts(cells[sessions.position], sessions.text)
    unknown = sum(1 for one, cell in zip(codes, cells[code.position], strict=True) if not one and not is_missing(cell))
    findings += not_understood(unknown, code.text, did="The sessions of these rows were not counted.")
    counts = [_number(word) for word in words]
    rows = range(len(codes))
    return {one: [counts[n] if codes[n] == one else 0.0 for n in rows] for one in code_classes() if one in codes}, tuple(findings)


def _number(word: str) -> float:
    return float(word) if word not in ("", "?") else 0.0
