"""The needs of the pupils with SEN as columns: need_1 for the main one, then need_2 and so on."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress

from analysis.columns import WITH_SEN
from analysis.findings import Finding, Question
from analysis.reading.choosing import answer, choose_column
from analysis.reading.need_findings import cell_findings, status_findings
from analysis.reading.need_order import PupilNeeds, need_questions, needs_by_pupil, order_question
from analysis.reading.need_ticks import TICKS
from analysis.reading.text_table import TextTable

_NEED_FIELDS = ("need_1", "need_2", "need_3", "need_list", TICKS)


@dataclass(frozen=True)
class NeedColumns:
    """A code for each pupil in each need column, and where they came from.

    `ranked` says whether the first is known to be the main need.
    """

    columns: dict[str, list[str]]
    headings: frozenset[str] = frozenset()
    ranked: bool = True
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_needs(table: TextTable, choices: Mapping[str, str], statuses: Mapping[int, str], count: int) -> NeedColumns:
    """The needs of all `count` pupils; those of a pupil without SEN are counted in a finding and not kept.

    `statuses` has the SEN status of each pupil on roll.
    """
    chosen = {name: choose_column(table, name, choices) for name in _NEED_FIELDS}
    questions = [question for _, question in chosen.values() if question]
    columns = {name: column for name, (column, _) in chosen.items() if column}
    if not columns:
        there = [column for name in _NEED_FIELDS for column in table.named(name) if any(column.cells)]
        told = () if table.form or questions else (_not_understood(there[0].heading) if there else _no_need_column(),)
        return NeedColumns({}, questions=tuple(questions), findings=told)
    cells = {name: column.cells for name, column in columns.items()}
    rows_of_sen = [statuses.get(pupil) in WITH_SEN for pupil in table.pupils]
    of_sen = {name: [*compress(column, rows_of_sen)] for name, column in cells.items()}
    asked = need_questions(of_sen)
    ranks, rank_question = choose_column(table, "need_rank", choices)
    meanings = {question.name: answer(question, choices) for question in asked}
    everyone = needs_by_pupil(cells, ranks.cells if ranks else None, table.pupils, meanings, table.without)
    with_sen = {pupil: needs for pupil, needs in everyone.items() if statuses.get(pupil) in WITH_SEN}
    ranked, ordering = order_question(with_sen, choices)
    ordering, unordered = ((), _without_order(with_sen, columns[TICKS].heading)) if TICKS in columns else (ordering, ())
    headings = {name: column.heading for name, column in columns.items()}
    findings = [*cell_findings(of_sen, headings), *status_findings(everyone, statuses, cells, table.pupils, next(iter(headings.values())))]
    return NeedColumns(
        _as_columns(with_sen, count),
        frozenset(column.heading for column in (*columns.values(), ranks) if column),
        ranked,
        (*questions, *([rank_question] if rank_question else []), *ordering, *asked),
        (*(ranks.findings if ranks else ()), *unordered, *(one.under(table.without) for one in findings)),
    )


def _as_columns(needs: Mapping[int, PupilNeeds], count: int) -> dict[str, list[str]]:
    """As many columns as the pupil with most needs has, and at least one."""
    most = max((len(found.codes) for found in needs.values()), default=0)
    columns = {f"need_{n}": [""] * count for n in range(1, max(most, 1) + 1)}
    for pupil, found in needs.items():
        for n, code in enumerate(found.codes, start=1):
            columns[f"need_{n}"][pupil] = code
    return columns


def _no_need_column() -> Finding:
    return Finding(
        "no-need-column",
        "worth knowing",
        "This list has no column for the type of need.",
        did="Status was read.",
        you_can="Export it again with the main need, or add a column for it.",
    )


def _without_order(needs: Mapping[int, PupilNeeds], headings: str) -> tuple[Finding, ...]:
    """What is told where needs are ticked, so that the file cannot say which of several is the main one."""
    count = sum(1 for found in needs.values() if not found.ranked)
    what, did = "Some pupils have more than one need ticked.", "None of these was read as the main one."
    you_can = "Write P in place of the tick for the main need, and S for the next."
    return (Finding("needs-not-ranked", "worth knowing", what, headings, count, did, you_can),) if count else ()


def _not_understood(heading: str) -> Finding:
    return Finding(
        "needs-not-understood",
        "worth knowing",
        "Most words in the column for needs were not understood.",
        heading,
        did="The type of need was not read.",
        you_can="Write the types of the census in it, such as SLCN or SEMH, and load it again.",
    )
