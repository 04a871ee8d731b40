"""Looking at a file: what was read, what has to be asked, and the school it makes."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.errors import FileError, WorkbookError
from analysis.findings import Finding, Question
from analysis.reading.choosing import answer
from analysis.reading.container import kind_of_file
from analysis.reading.grid import MOST_BYTES
from analysis.reading.intake import Intake
from analysis.reading.mark_columns import CODES_TITLE
from analysis.reading.marks import new_key
from analysis.reading.need_ticks import TICKS
from analysis.reading.pupil_frame import pupil_frame
from analysis.reading.settling import Settled, settle
from analysis.reading.text_table import HeadingUse, TextTable
from analysis.reading.totals import Total
from analysis.reading.year_sheets import ALL_SHEETS
from analysis.school import Roll, School, Snapshot


@dataclass(frozen=True)
class ColumnUse:
    """One column of the file: its heading, what it was taken for ("" if nothing), and what became of it.

    `status` is "read", "used then dropped", "ignored" or "ask"; `field` is the name of what it was taken for, and
    `looks` says what stands in it without a value of any pupil.
    """

    heading: str
    taken_for: str
    status: str
    field: str = ""
    looks: str = ""


@dataclass(frozen=True, eq=False)
class Reading:
    """What a file holds, without anything that names a pupil. Answers can be changed without the file."""

    kind: str
    columns: tuple[ColumnUse, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    rows_in_file: int
    pupils: int
    snapshot: Snapshot
    without: frozenset[str]  # the repairs that were undone
    _tables: tuple[TextTable, ...] = field(repr=False)

    def questions_under(self, choices: Mapping[str, str] | None = None) -> tuple[Question, ...]:
        """The questions as they stand after these answers: a choice of column can raise or settle others."""
        return settle_sheets(self._tables, choices or {})[1].questions

    def open_questions(self, choices: Mapping[str, str] | None = None) -> tuple[Question, ...]:
        """The questions that must be answered before the file can be used."""
        given = choices or {}
        return _unanswered(self.questions_under(given), given)

    def totals(self, choices: Mapping[str, str] | None = None) -> tuple[Total, ...]:
        """Rows in the file, those left out and why, and pupils counted, under these answers; none for a file beside a list."""
        return settle_sheets(self._tables, choices or {})[1].totals

    @property
    def table(self) -> str:
        """The name of the table that the file is, such as "provision"; "" for a file about the pupils themselves."""
        rows_of = self._tables[0].rows_of
        return rows_of.table if rows_of else ""

    @property
    def is_list(self) -> bool:
        """Whether the file is a list with SEN status, and not one that stands beside a list."""
        return not self._tables[0].beside

    def settled(self, choices: Mapping[str, str], label: str) -> tuple[TextTable, Settled]:
        """The sheet and its pupils under these answers; a question that must be answered and is not is an error."""
        table, settled = settle_sheets(self._tables, choices)
        if unanswered := _unanswered(settled.questions, choices):
            raise _must_answer(unanswered[0], label)
        return table, settled

    def school(self, choices: Mapping[str, str] | None = None, roll: Roll | None = None, label: str = "list 1") -> School:
        """The school under these answers; a question that must be answered and is not is an error."""
        given = choices or {}
        table, settled = self.settled(given, label)
        if table.beside:
            raise WorkbookError("This file has no SEN status.", f"In {label}.", "Open a pupil list first, and then this file.")
        return School(
            pupils=pupil_frame(settled.columns, settled.facts),
            label=label,
            kind=settled.kind,
            snapshot=table.snapshot,
            roll=roll if settled.kind == "register" else None,
            choices=tuple(sorted(given.items())),
            needs_ranked=settled.needs_ranked,
            findings=(*table.findings, *settled.findings),
            questions=settled.questions,
            without=tuple(sorted(table.without)),
        )


def look_at_file(
    source: str | Path | bytes,
    progress: Callable[[str], None] | None = None,
    mapping: Mapping[str, str] | None = None,
    beside: bool = False,
    key: bytes = b"",
    columns: Mapping[str, str] | None = None,
    without: Set[str] = frozenset(),
) -> Reading:
    """What a file holds: a pupil list (csv, text or Excel), a DfE pupil download, a school census return
    or a common transfer file.

    Names, pupil numbers, dates of birth, addresses and notes are gone when this returns. `beside` a list that is already
    there, a file without SEN status is read too; files looked at with one `key` can be joined. `columns` says what a heading
    is taken for wherever it stands ("" for nothing), as it was once chosen; `without` names repairs that are not wanted.
    """
    say = progress or (lambda _: None)
    say("Checking the file")
    content = source if isinstance(source, bytes) else _bytes_of(Path(source))
    tables = _tables(content, say, Intake(mapping or {}, columns or {}, beside, key, frozenset(without)))
    table, settled = settle_sheets(tables, {})
    return Reading(
        kind=settled.kind,
        columns=_column_uses(table, settled),
        questions=settled.questions,
        findings=(*table.findings, *settled.findings),
        rows_in_file=table.rows_in_file,
        pupils=settled.count,
        snapshot=table.snapshot,
        without=frozenset(without),
        _tables=tables,
    )


def read_school(
    source: str | Path | bytes,
    *,
    choices: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    roll: Roll | None = None,
    label: str = "list 1",
    progress: Callable[[str], None] | None = None,
    also: Sequence[str | Path | bytes] = (),
    without: Set[str] = frozenset(),
) -> School:
    """The school in a file. `mapping` says which heading is which: {"sen_provision": "Support level"}.

    `also` are further files about the same pupils: attendance, test scores, or a list of another term. An answer about
    the second file begins with "2:", such as choices={"2:snapshot": "2024/25 spring"}. `without` names repairs of the reader
    that are not wanted, each as its finding names it: without={"total-row", "2:rows-merged"}.
    """
    if not also:
        return look_at_file(source, progress, mapping, without=without).school(choices, roll, label)
    from analysis.reading.assembling import assemble, choices_of

    key = new_key()
    undone = dict.fromkeys(without, "")
    readings = [look_at_file(source, progress, mapping, key=key, without=choices_of(undone, 1).keys())]
    for n, other in enumerate(also, start=2):
        readings.append(look_at_file(other, progress, mapping, beside=True, key=key, without=choices_of(undone, n).keys()))
    return assemble(readings, choices, roll, label)


_ALL_TOGETHER = "All of them together, as one list"


def settle_sheets(tables: tuple[TextTable, ...], choices: Mapping[str, str]) -> tuple[TextTable, Settled]:
    """The chosen sheet and its pupils under these answers; until one is chosen, the first stands in."""
    if len(tables) == 1 and not tables[0].hidden:
        return tables[0], settle(tables[0], choices)
    titles = tuple((table.sheet, _ALL_TOGETHER if table.sheet == ALL_SHEETS else table.sheet) for table in tables)
    why = "The only list of this workbook is on a hidden sheet." if tables[0].hidden else "More than one sheet has SEN status."
    question = Question("sheet", "Which sheet is the list?", titles, why=why)
    chosen = answer(question, choices)
    table = next((table for table in tables if table.sheet == chosen), tables[0])
    settled = settle(table, choices)
    return table, replace(settled, questions=(question, *settled.questions) if chosen else (question,))


def _bytes_of(path: Path) -> bytes:
    """The file's bytes, and no more of them than it takes to see that there are too many."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileError(
            "The file could not be opened.", how="Check where it is, and that it is not open elsewhere.", code="not-opened"
        ) from error


def _tables(content: bytes, say: Callable[[str], None], intake: Intake) -> tuple[TextTable, ...]:
    kind = kind_of_file(content)
    if kind == "xml":
        from analysis.reading.xml_files import read_xml

        return (read_xml(content, say, intake),)
    from analysis.reading.layout import fields_named, find_listing
    from analysis.reading.reducing import reduce_listing
    from analysis.reading.table_rows import reduce_tables

    if kind == "workbook":
        from analysis.reading.workbook import read_sheets

        return read_sheets(content, say, intake)
    from analysis.reading.text_grid import read_text_grid

    grid = read_text_grid(content, say)
    if intake.beside and "sen_provision" not in fields_named(grid, intake) and (table := reduce_tables([grid], intake)):
        return (table,)
    return (reduce_listing(find_listing(grid, intake), intake),)


def _column_uses(table: TextTable, settled: Settled) -> tuple[ColumnUse, ...]:
    """What became of each column: a column that gave way to a better one is ignored."""
    asked = {value for question in settled.questions if question.name.startswith("column:") for value, _ in question.options}

    def status(use: HeadingUse) -> str:
        if use.heading in asked:
            return "ask"
        if use.field == "attendance_mark" and CODES_TITLE in settled.headings:
            return "read"
        if table.beside and use.field == "class":
            return "used then dropped"
        is_used = use.heading in settled.headings or use.field == TICKS
        return "ignored" if use.status == "read" and not is_used else use.status

    return tuple(ColumnUse(use.heading, use.label, status(use), use.field, use.looks) for use in table.headings)


def _unanswered(questions: tuple[Question, ...], choices: Mapping[str, str]) -> tuple[Question, ...]:
    return tuple(question for question in questions if answer(question, choices) is None)


def _must_answer(question: Question, label: str) -> WorkbookError:
    answers = ", ".join(f"“{value}”" for value, _ in question.options)
    return WorkbookError(
        question.text, f"In {label}.", f'Answer with choices={{"{question.name}": ...}}, one of: {answers}.', code="question"
    )
