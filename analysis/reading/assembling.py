"""One school out of several files: lists of different terms, and files beside them that say more about the same pupils."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.errors import WorkbookError
from analysis.findings import Finding
from analysis.reading.facts import Cell
from analysis.reading.joining import Register, joined
from analysis.reading.pupil_frame import pupil_frame
from analysis.reading.reading import Reading
from analysis.reading.settling import Settled
from analysis.reading.snapshots import in_order, known_as, snapshot_named
from analysis.reading.text_table import TRANSFER_FILE, TextTable
from analysis.school import PupilList, Roll, School, Snapshot
from analysis.school_tables import school_tables


def choices_of(choices: Mapping[str, str], file: int) -> dict[str, str]:
    """The answers about one of the files: those about the second begin with "2:", and so on.

    >>> choices_of({"leavers": "count", "2:snapshot": "2024/25 spring"}, 2)
    {'snapshot': '2024/25 spring'}
    """
    if file == 1:
        return {name: value for name, value in choices.items() if not name.split(":")[0].isdecimal()}
    start = f"{file}:"
    return {name.removeprefix(start): value for name, value in choices.items() if name.startswith(start)}


@dataclass
class _Part:
    """One file under its answers."""

    table: TextTable
    settled: Settled
    snapshot: Snapshot
    numbers: list[int] = field(default_factory=list)

    @property
    def marks(self) -> list[dict[str, bytes]]:
        return [self.table.marks[pupil] for pupil in self.settled.pupils]


def assemble(readings: Sequence[Reading], choices: Mapping[str, str] | None = None, roll: Roll | None = None, label: str = "list 1") -> School:
    """The school in these files. The newest list is the school of today; the others are its earlier lists."""
    given = choices or {}
    if len(readings) == 1:
        return readings[0].school({name: value for name, value in given.items() if name != "snapshot"}, roll, label)
    parts = [_part(reading, choices_of(given, n), label) for n, reading in enumerate(readings, start=1)]
    lists = sorted((part for part in parts if not part.table.beside), key=lambda part: in_order(part.snapshot))
    _check_terms(lists)
    register = Register()
    for part in reversed(lists):
        part.numbers = register.add_list(part.marks)
    today = lists[-1]
    findings = [finding for part in parts for finding in (*part.table.findings, *part.settled.findings)]
    facts = dict(today.settled.facts)
    tables: dict[str, pd.DataFrame] = {}
    for part in parts:
        if part.table.rows_of:
            name, frame, told = _rows(part, register)
            tables[name] = pd.concat([tables[name], frame], ignore_index=True) if name in tables else frame
            findings += told
        elif part.table.beside:
            facts, told = _with_more(facts, today, part, register)
            findings += told
    school = School(
        pupils=_frame(replace(today.settled, facts=facts), today.numbers),
        label=label,
        kind=today.settled.kind,
        snapshot=today.snapshot,
        roll=roll if today.settled.kind == "register" else None,
        choices=tuple(sorted(given.items())),
        needs_ranked=today.settled.needs_ranked,
        findings=(*findings, *_not_the_same_term(lists)),
        questions=today.settled.questions,
        tables=tables,
        earlier=tuple(PupilList(part.snapshot, _frame(part.settled, part.numbers)) for part in lists[:-1]),
        without=tuple(sorted(repair if n == 1 else f"{n}:{repair}" for n, part in enumerate(parts, start=1) for repair in part.table.without)),
    )
    return school


def _part(reading: Reading, choices: Mapping[str, str], label: str) -> _Part:
    answers = {name: value for name, value in choices.items() if name != "snapshot"}
    table, settled = reading.settled(answers, label)
    chosen = choices.get("snapshot", "")
    return _Part(table, settled, snapshot_named(chosen, table.snapshot.date) if chosen else table.snapshot)


def _check_terms(lists: Sequence[_Part]) -> None:
    if not lists:
        raise WorkbookError("No pupil list is open.", how="Open a list with SEN status first.")
    if len(lists) > 1 and any(part.table.form == TRANSFER_FILE for part in lists):
        raise WorkbookError(
            "A common transfer file cannot be put beside another list.", how="Leave one of them out.", code="transfer-beside"
        )
    terms = [known_as(part.snapshot) for part in lists]
    if len(lists) > 1 and ("" in terms or len(set(terms)) < len(terms)):
        raise WorkbookError(
            "Two lists are of the same term, or the term of one is not known.", how="Choose the term of each list.", code="same-term"
        )


def _frame(settled: Settled, numbers: Sequence[int]) -> pd.DataFrame:
    """The pupils with an id that means nothing outside this session."""
    frame = pupil_frame(settled.columns, settled.facts)
    return frame.assign(pupil=pd.Series([f"p{number}" for number in numbers], dtype=object))


def _rows(part: _Part, register: Register) -> tuple[str, pd.DataFrame, list[Finding]]:
    """The rows of another table; those about a pupil who is in no list are left out."""
    name, cells = part.table.rows_of
    table = school_tables()[name]
    findings: list[Finding] = []
    kept, pupils = list(range(len(part.table.pupils))), []
    if "pupil" in table.columns:
        numbers, findings = joined(register, part.table.marks, part.table.places)
        kept = [row for row in kept if numbers[row] is not None]
        pupils = [f"p{numbers[row]}" for row in kept]
    columns = {"pupil": pd.Series(pupils, dtype=object)} if "pupil" in table.columns else {}
    for column in table.columns.values():
        if column.name in cells:
            columns[column.name] = _typed(column.kind, [cells[column.name][row] for row in kept])
    return name, pd.DataFrame(columns), findings


def _typed(kind: str, cells: list) -> pd.Series:
    if kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype=object), format="ISO8601"))
    return pd.Series(cells, dtype=float if kind in ("number", "flag") else object)


def _with_more(facts: dict[str, list[Cell]], today: _Part, part: _Part, register: Register) -> tuple[dict[str, list[Cell]], list[Finding]]:
    """The facts of today's pupils with those of a further file, where the list has none of its own."""
    first_rows: dict[int, int] = {}
    for pupil, place in zip(part.table.pupils, part.table.places, strict=True):
        first_rows.setdefault(pupil, place)
    numbers, findings = joined(register, part.marks, [first_rows[pupil] for pupil in part.settled.pupils])
    row_of = {number: row for row, number in enumerate(today.numbers)}
    found, kept_instead = dict(facts), 0
    for name, cells in part.settled.facts.items():
        column = list(found.get(name, [None] * len(today.numbers)))
        for number, cell in zip(numbers, cells, strict=True):
            row = row_of.get(number)
            if row is not None and column[row] is None:
                column[row] = cell
            elif row is not None and cell not in (None, column[row]):
                kept_instead += 1
        if part.table.a_row_each and name in ("suspensions", "suspended_sessions"):
            column = [0.0 if cell is None else cell for cell in column]
            findings += _none_for_the_rest(name)
        found[name] = column
    gone = sum(1 for number in numbers if number is not None and number not in row_of)
    findings = [replace(one, rows=one.rows - gone) if one.code == "joined" else one for one in findings]
    return found, [*findings, *_not_used(kept_instead, gone)]


def _not_used(kept_instead: int, gone: int) -> list[Finding]:
    """What is told of cells of a further file that gave way to the list, and of pupils who are in an earlier list only."""
    findings = []
    if kept_instead:
        what, did = "Your list says something else than this file.", "What your list says was kept."
        findings.append(Finding("already-there", "worth knowing", what, "", kept_instead, did, "Leave one of the two columns out.", of="cells"))
    if gone:
        what, did = "Some pupils of this file are in an earlier list only.", "What it says about them was left out."
        findings.append(Finding("not-in-newest", "worth knowing", what, rows=gone, did=did))
    return findings


def _none_for_the_rest(name: str) -> list[Finding]:
    if name != "suspensions":
        return []
    what = "A list of suspensions names only pupils who were suspended."
    return [Finding("no-suspensions", "for information", what, did="Every other pupil was taken as having none.")]


def _not_the_same_term(lists: Sequence[_Part]) -> list[Finding]:
    others = sum(1 for part in lists[:-1] if part.snapshot.term != lists[-1].snapshot.term)
    if not others:
        return []
    what = "Some lists are not of the same term as the newest."
    did, you_can = "They are kept, and not compared with it.", "Add a list of the same term of another year."
    return [Finding("another-term", "worth knowing", what, did=did, you_can=you_can)]
