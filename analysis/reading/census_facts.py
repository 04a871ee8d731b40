"""Attendance, suspensions, dates and signs of the pupils of a census return, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.attendance import code_classes, sessions_by_code
from analysis.reading.headings import SURE
from analysis.reading.text_table import KeptColumn


@dataclass
class PupilFacts:
    """What one pupil's part of a return says beside the groups."""

    sessions: dict[str, float] = field(default_factory=dict)  # by attendance code
    possible: float = 0.0
    suspensions: list[tuple[str, float]] = field(default_factory=list)  # kind and sessions


def number(text: str) -> float:
    """A count as written; 0 where it is none."""
    return float(text) if text.isascii() and text.isdecimal() else 0.0


def fact_columns(facts: Sequence[PupilFacts], leaves: dict[str, list[str]]) -> list[KeptColumn]:
    """The columns that the return holds; a pupil without an attendance block has blanks."""
    columns = _sessions(facts) | _suspensions(facts) | _others(leaves)
    return [
        KeptColumn(50 + n, _ELEMENTS[name], name, SURE, cells, _EARLIER if name == "possible_sessions" else ())
        for n, (name, cells) in enumerate(columns.items())
        if any(cells)
    ]


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
    counted = [[sessions for kind, sessions in pupil.suspensions if kind in ("SUSP", "FIXD", "LNCH")] for pupil in facts]
    if not any(counted):
        return {}
    return {
        "suspensions": [str(len(these)) for these in counted],
        "suspension_sessions": [f"{sum(these):g}" for these in counted],
    }


def _others(leaves: dict[str, list[str]]) -> dict[str, list[str]]:
    found = {
        "unit_or_resourced": values.flags(leaves["senunitindicator"]),
        "resourced": values.flags(leaves["resourcedprovisionindicator"]),
        "entered": _days(leaves["entrydate"]),
        "left": _days(leaves["leavingdate"]),
    }
    return {name: cells for name, cells in found.items() if any(cell not in ("", "no") for cell in cells)}


def _days(cells: Sequence[str]) -> list[str]:
    return [day.isoformat() if day else "" for day in dates.read_dates(cells)[0]]
