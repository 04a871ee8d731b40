"""Sessions of attendance: from counts by code, from a summary, or from a row for each code."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from analysis.findings import Finding
from analysis.paths import data_path

SESSIONS = ("possible_sessions", "attended_sessions", "authorised_absence", "unauthorised_absence")
_FEWEST_CODES = 4

Numbers = list[float | None]


@cache
def code_classes() -> dict[str, str]:
    """Each attendance code with what it counts as: "attended", "authorised", "unauthorised" or "not_possible"."""
    written = tomllib.loads(data_path("codes", "attendance.toml").read_text("utf-8"))
    return {code: name for name, codes in written.items() if name != "part_time" for code in codes}


@cache
def part_time_codes() -> frozenset[str]:
    """The codes of a part-time timetable."""
    return frozenset(tomllib.loads(data_path("codes", "attendance.toml").read_text("utf-8"))["part_time"])


def code_of(heading: str) -> str:
    """The attendance code that a heading is, else "": "I", "Code I" and "I (illness)" are one."""
    word = heading.strip().upper().removeprefix("CODE ").split(" ", 1)[0].strip(":-()")
    return word if word in code_classes() else ""


def are_codes(headings: Sequence[str]) -> bool:
    """Whether a row of headings is one of attendance codes: several of them, with one that no other list has."""
    found = {code_of(heading) for heading in headings} - {""}
    return len(found) >= _FEWEST_CODES and bool(found & {"/", "\\", "I", "L", "C1", "C2", "Y1"})


def sessions_by_code(counts: Mapping[str, Sequence[float | None]]) -> dict[str, Numbers]:
    """The four sums and the sign of a part-time timetable for each row, from the counts under each code.

    >>> sessions_by_code({"/": [60.0], "I": [4.0], "C2": [6.0], "Y1": [9.0]})["possible_sessions"]
    [70.0]
    """
    rows = len(next(iter(counts.values())))

    def total(*classes: str) -> Numbers:
        these = [cells for code, cells in counts.items() if code_classes()[code] in classes]
        return [sum(cells[row] or 0 for cells in these) for row in range(rows)]

    part_time = [cells for code, cells in counts.items() if code in part_time_codes()]
    found = {
        "possible_sessions": total("attended", "authorised", "unauthorised"),
        "attended_sessions": total("attended"),
        "authorised_absence": total("authorised"),
        "unauthorised_absence": total("unauthorised"),
    }
    return found | ({"part_time": [float(any(cells[row] for cells in part_time)) for row in range(rows)]} if part_time else {})


def completed(columns: Mapping[str, Numbers]) -> tuple[dict[str, Numbers], list[Finding]]:
    """The sessions of each pupil with what follows from the rest; where they cannot be right, they are left out and counted."""
    if not any(name in columns for name in SESSIONS):
        return {}, []
    rows = len(next(iter(columns.values())))
    blank: Numbers = [None] * rows
    possible, attended, authorised, unauthorised = (list(columns.get(name, blank)) for name in SESSIONS)
    wrong, uneven, lost = 0, 0, 0
    for row in range(rows):
        parts = (attended[row], authorised[row], unauthorised[row])
        known = sum(part for part in parts if part is not None)
        if possible[row] is None and None not in parts:
            possible[row] = known
        if possible[row] is None:
            continue
        if known > possible[row]:
            wrong += 1
            lost += sum(1 for name in SESSIONS if columns.get(name, blank)[row] is not None)
            possible[row] = attended[row] = authorised[row] = unauthorised[row] = None
        elif attended[row] is None and authorised[row] is not None and unauthorised[row] is not None:
            attended[row] = possible[row] - known
        elif None not in parts and known < possible[row]:
            uneven += 1
    found = dict(zip(SESSIONS, (possible, attended, authorised, unauthorised), strict=True))
    return {name: cells for name, cells in found.items() if any(cell is not None for cell in cells)}, _findings(wrong, uneven, lost)


def _findings(wrong: int, uneven: int, lost: int) -> list[Finding]:
    findings = []
    if wrong:
        what = "Some pupils attended or missed more sessions than were possible."
        did, you_can = "Their attendance was not read.", "Check these pupils in your school system."
        findings.append(Finding("sessions-do-not-add-up", "serious", what, rows=wrong, did=did, you_can=you_can, cells=lost))
    if uneven:
        what = "The sessions of some pupils do not add up to those that were possible."
        did, you_can = "They were read as written.", "See whether approved activities have a column of their own."
        findings.append(Finding("sessions-left-over", "worth knowing", what, rows=uneven, did=did, you_can=you_can))
    return findings
