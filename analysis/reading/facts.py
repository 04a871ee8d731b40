"""What is known of each pupil beside the groups: sessions, suspensions, scores, dates and signs."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from analysis.findings import Finding, Question
from analysis.reading import numbers
from analysis.reading.attendance import completed
from analysis.reading.cell_findings import not_understood
from analysis.reading.choosing import DO_NOT_USE, answer, choose_column
from analysis.reading.fact_columns import COUNTS, DATES, FACT_FIELDS, FLAGS, SCORES
from analysis.reading.suspensions import COUNTED, not_suspensions
from analysis.reading.text_table import KeptColumn, TextTable
from analysis.reading.values import UNKNOWN
from analysis.reading.vocabulary import fields

Cell = float | date | None


@dataclass(frozen=True)
class Facts:
    """The facts of each pupil by the columns of `analysis.columns.PUPIL_FACTS`, and what was asked and noticed."""

    columns: dict[str, list[Cell]] = field(repr=False)
    headings: frozenset[str] = frozenset()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_facts(table: TextTable, choices: Mapping[str, str], count: int, kept: Set[int] | None = None) -> Facts:
    """The facts of all `count` pupils, or of those `kept`. In a file beside the list, the rows of one pupil are added up."""
    chosen = {name: choose_column(table, name, choices) for name in FACT_FIELDS}
    questions = [question for _, question in chosen.values() if question]
    columns = {name: column for name, (column, _) in chosen.items() if column}
    findings = [finding for column in columns.values() for finding in column.findings]
    cells = {name: column.cells for name, column in columns.items()}
    if "reading_age" in cells:
        cells["reading_age"], asked = _settled_ages(columns["reading_age"], choices)
        questions += asked
        no_months = cells["reading_age"].count(UNKNOWN) - columns["reading_age"].cells.count(UNKNOWN)
        findings += not_understood(no_months, columns["reading_age"].heading)
    found = {name: _by_pupil(name, words, table, count, findings, columns[name]) for name, words in cells.items()}
    if kept is not None:
        found = {name: [cell if pupil in kept else None for pupil, cell in enumerate(column)] for name, column in found.items()}
    if "resourced" in found:
        found["unit_or_resourced"] = _either(found.get("unit_or_resourced"), found["resourced"])
    unused = _unused(found)
    found = _suspensions(found, table, count, cells.get("suspension_kind"), findings)
    if "suspension_days" in columns and "suspension_days" not in unused:
        findings += _days_as_sessions(columns["suspension_days"])
    sessions, session_findings = _sessions(found)
    found = {name: column for name, column in found.items() if name in _NAMES} | sessions
    return Facts(
        {_NAMES.get(name, name): column for name, column in found.items() if any(cell is not None for cell in column)},
        frozenset(column.heading for name, column in columns.items() if name not in unused),
        tuple(questions),
        (*findings, *session_findings, *_only_a_share(table, sessions)),
    )


_NAMES = {name: name for name in (*SCORES[:2], "ks2_reading", *DATES, "part_time", "looked_after", "unit_or_resourced", "suspensions", "suspended_sessions")} | {
    "reading_age": "reading_age_months"
}  # fmt: skip


def _unused(found: Mapping[str, list[Cell]]) -> set[str]:
    """The columns that say the same as another, which is read: days beside sessions, activities without those present."""
    pairs = {"suspension_days": "suspension_sessions" in found, "activity_sessions": "present_sessions" not in found}
    return {name for name, is_unused in pairs.items() if is_unused and name in found}


def _days_as_sessions(column: KeptColumn) -> list[Finding]:
    count = sum(1 for cell in column.cells if cell not in ("", UNKNOWN))
    what, did = "Suspensions are given in days.", "Each day was counted as two sessions."
    return [Finding("days-as-sessions", "for information", what, column.heading, count, did, of="cells")] if count else []


def _settled_ages(column: KeptColumn, choices: Mapping[str, str]) -> tuple[list[str], list[Question]]:
    doubtful = numbers.doubtful_ages(column.cells)
    if not doubtful:
        return column.cells, []
    question = Question(
        "reading_age",
        f"How does “{column.heading}” write a reading age?",
        (
            (DO_NOT_USE, "Do not use this column"),
            (numbers.YEARS_AND_MONTHS, "Years and months: 9.06 is 9 years 6 months"),
            (numbers.YEARS, "Years: 9.5 is nine and a half years"),
        ),
        default=DO_NOT_USE,
        why=f"{len(doubtful):,} entries with a point could be either.",
    )
    return [numbers.settled_age(cell, answer(question, choices)) for cell in column.cells], [question]


def _by_pupil(name: str, cells: Sequence[str], table: TextTable, count: int, findings: list[Finding], column: KeptColumn) -> list[Cell]:
    """One cell a pupil. Counts of several rows are added up where the file stands beside a list."""
    found: list[Cell] = [None] * count
    differing: set[int] = set()
    for cell, pupil in zip(cells, table.pupils, strict=True):
        value = _value(name, cell)
        if value is None:
            continue
        held = found[pupil]
        if held is None:
            found[pupil] = value
        elif table.beside and name in COUNTS:
            found[pupil] = held + value
        elif held != value:
            differing.add(pupil)
            found[pupil] = max(held, value)
    if differing:
        gave_way = sum(1 for cell, pupil in zip(cells, table.pupils, strict=True) if pupil in differing and _value(name, cell) not in (None, found[pupil]))
        label = fields()[name].label
        what = f"Some pupils have two rows that do not agree on {label[0].lower() + label[1:]}."
        did = "Yes was read." if name in FLAGS else "The later was read." if name in DATES else "The higher was read."
        findings.append(Finding("rows-disagree", "worth knowing", what, column.heading, len(differing), did, cells=gave_way))
    return found


def _value(name: str, cell: str) -> Cell:
    if cell in ("", UNKNOWN) or name == "suspension_kind":
        return None
    if name in FLAGS:
        return float(cell == "yes")
    return date.fromisoformat(cell) if name in DATES else float(cell)


def _either(unit: list[Cell] | None, resourced: list[Cell]) -> list[Cell]:
    """Whether a pupil is in the one or the other; None where neither is known."""
    if unit is None:
        return resourced
    return [max((cell for cell in pair if cell is not None), default=None) for pair in zip(unit, resourced, strict=True)]


def _suspensions(found: dict[str, list[Cell]], table: TextTable, count: int, kinds: Sequence[str] | None, findings: list[Finding]) -> dict[str, list[Cell]]:
    """The suspensions of each pupil: counted where each row is one, and days as two sessions each."""
    if "suspension_days" in found and "suspension_sessions" not in found:
        found["suspension_sessions"] = [None if days is None else 2 * days for days in found["suspension_days"]]
    if "suspension_sessions" in found:
        found["suspended_sessions"] = found["suspension_sessions"]
    if not (table.beside and table.a_row_each and "suspensions" not in found):
        return found
    counted: list[Cell] = [None] * count
    for row, pupil in enumerate(table.pupils):
        kind = kinds[row] if kinds else "SUSP"
        counted[pupil] = (counted[pupil] or 0.0) + float(kind in COUNTED)
    findings += not_suspensions(kinds or (), "")
    return {**found, "suspensions": counted}


def _sessions(found: Mapping[str, list[Cell]]) -> tuple[dict[str, list[Cell]], list[Finding]]:
    """The four sums of sessions; those present and those at an approved activity were both attended."""
    present, activity = found.get("present_sessions"), found.get("activity_sessions")
    if present and activity:
        present = [None if here is away is None else (here or 0) + (away or 0) for here, away in zip(present, activity, strict=True)]
    columns = {name: found[name] for name in ("possible_sessions", "authorised_absence", "unauthorised_absence") if name in found}
    return completed(columns | ({"attended_sessions": present} if present else {}))


def _only_a_share(table: TextTable, sessions: Mapping[str, list[Cell]]) -> list[Finding]:
    label = fields()["attendance_percent"].label
    heading = next((use.heading for use in table.headings if use.label == label), "")
    if not heading or sessions:
        return []
    what = "Attendance is given as a percentage only."
    did, you_can = "It was not read, since percentages cannot be added up.", "Export possible and attended sessions as well."
    return [Finding("attendance-is-a-share", "worth knowing", what, heading, did=did, you_can=you_can)]
