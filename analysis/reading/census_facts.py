"""Attendance, suspensions, dates and signs of the pupils of a census return, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.findings import Finding
from analysis.reading.attendance import code_classes, sessions_by_code
from analysis.reading.cell_findings import not_understood
from analysis.reading.fact_columns import FACT_READERS, suspension_kinds
from analysis.reading.headings import SURE
from analysis.reading.suspensions import COUNTED, not_suspensions
from analysis.reading.text_table import KeptColumn


@dataclass
class PupilFacts:
    """What one pupil's part of a return says beside the groups."""

    sessions: dict[str, float] = field(default_factory=dict)  # by attendance code
    possible: float = 0.0
    suspensions: list[tuple[str, float]] = field(default_factory=list)  # kind and sessions
    odd_numbers: int = 0

    def number(self, text: str) -> float:
        """A count as written; 0 where it is none, which is counted."""
        if text.isascii() and text.replace(".0", "").isdecimal():
            return float(text)
        self.odd_numbers += bool(text)
        return 0.0


def fact_columns(facts: Sequence[PupilFacts], leaves: dict[str, list[str]]) -> list[KeptColumn]:
    """The columns that the return holds; a pupil without an attendance block has blanks."""
    others, told = _others(leaves)
    columns = _sessions(facts) | _suspensions(facts) | others
    return [
        KeptColumn(50 + n, _ELEMENTS[name], name, SURE, cells, _EARLIER if name == "possible_sessions" else told.get(name, ()))
        for n, (name, cells) in enumerate(columns.items())
        if any(cells)
    ]


def left_out(facts: Sequence[PupilFacts]) -> list[Finding]:
    """What is told of attendance and suspensions of which something was not counted."""
    unknown = sum(1 for pupil in facts for code in pupil.sessions if code not in code_classes())
    kinds = suspension_kinds([kind for pupil in facts for kind, _ in pupil.suspensions])
    found = [
        *not_understood(unknown, "AttendanceReason", did="The sessions under these codes were not counted."),
        *not_suspensions(kinds, "Category"),
        *not_understood(sum(pupil.odd_numbers for pupil in facts), "Sessions", did="They were counted as none."),
    ]
    wrong = sum(1 for possible, *missed in map(_sums, facts) if possible and possible < sum(missed))
    if wrong:
        what, did = "Some pupils missed more sessions than were possible.", "Their attendance was not read."
        found.append(Finding("sessions-do-not-add-up", "serious", what, rows=wrong, did=did, you_can="Check these pupils in your school system."))
    return found


def _sums(pupil: PupilFacts) -> tuple[float, float, float]:
    """The sessions that were possible, and those missed with leave and without."""
    counts = {code: [count] for code, count in pupil.sessions.items() if code in code_classes()}
    sums = {name: column[0] for name, column in sessions_by_code(counts or {"/": [0.0]}).items()}
    return pupil.possible or sums["possible_sessions"], sums["authorised_absence"], sums["unauthorised_absence"]


_EARLIER = (
    Finding(
        "attendance-is-earlier",
        "worth knowing",
        "A census return holds the attendance and the suspensions of earlier terms.",
        did="They were read.",
        you_can="Load an attendance summary for this term as well.",
    ),
)
_ELEMENTS = {
    "possible_sessions": "SessionDetails",
    "present_sessions": "SessionDetails",
    "authorised_absence": "SessionDetails",
    "unauthorised_absence": "SessionDetails",
    "part_time": "SessionDetails",
    "suspensions": "Exclusions",
    "suspension_sessions": "Exclusions",
    "unit_or_resourced": "SENunitIndicator",
    "resourced": "ResourcedProvisionIndicator",
    "entered": "EntryDate",
    "left": "LeavingDate",
}


def _sessions(facts: Sequence[PupilFacts]) -> dict[str, list[str]]:
    codes = {code for pupil in facts for code in pupil.sessions if code in code_classes()}
    if not codes and not any(pupil.possible for pupil in facts):
        return {}
    by_code = {code: [pupil.sessions.get(code, 0.0) for pupil in facts] for code in codes or {"/"}}
    sums = sessions_by_code(by_code)
    columns: dict[str, list[str]] = {name: [] for name in ("possible_sessions", "present_sessions", "authorised_absence", "unauthorised_absence")}
    for row, pupil in enumerate(facts):
        missed = sums["authorised_absence"][row], sums["unauthorised_absence"][row]
        possible = pupil.possible or sums["possible_sessions"][row]
        attended = possible - sum(missed)
        for name, value in zip(columns, (possible, attended, *missed), strict=True):
            columns[name].append(f"{value:g}" if possible and attended >= 0 else "")
    part_time = ["yes" if flag else "no" for flag in sums.get("part_time", ())]
    return columns | ({"part_time": part_time} if "yes" in part_time else {})


def _suspensions(facts: Sequence[PupilFacts]) -> dict[str, list[str]]:
    counted = [[sessions for kind, sessions in pupil.suspensions if suspension_kinds([kind])[0] in COUNTED] for pupil in facts]
    if not any(counted):
        return {}
    return {
        "suspensions": [str(len(these)) for these in counted],
        "suspension_sessions": [f"{sum(these):g}" for these in counted],
    }


def _others(leaves: dict[str, list[str]]) -> tuple[dict[str, list[str]], dict[str, tuple[Finding, ...]]]:
    """The other columns that hold something, and what is told about each."""
    readers = {"unit_or_resourced": "senunitindicator", "resourced": "resourcedprovisionindicator", "entered": "entrydate", "left": "leavingdate"}
    found = {name: FACT_READERS[name](leaves[leaf], _ELEMENTS[name]) for name, leaf in readers.items()}
    return (
        {name: cells for name, (cells, _) in found.items() if any(cell not in ("", "no") for cell in cells)},
        {name: tuple(told) for name, (_, told) in found.items()},
    )
