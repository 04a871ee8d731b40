"""From what was kept of a file, and the answers given, to one row for each pupil on roll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.findings import Finding, Question
from analysis.reading.choosing import choose_status_column
from analysis.reading.facts import Cell, read_facts
from analysis.reading.groups import read_groups
from analysis.reading.merging import disagreement, one_per_pupil
from analysis.reading.need_columns import read_needs
from analysis.reading.on_roll import pupils_on_roll
from analysis.reading.statuses import settle_statuses, strength, with_plan_flag
from analysis.reading.text_table import TextTable
from analysis.reading.totals import Total, totals
from analysis.reading.values import UNKNOWN
from analysis.school_tables import school_tables

BESIDE = "more about pupils"
FEWEST_TO_SHARE = 10  # below it every count is hidden when shared


@dataclass(frozen=True)
class Settled:
    """One entry a pupil in each column, in the words of `columns.py` ("" where not recorded)."""

    kind: str
    columns: dict[str, list[str]] = field(repr=False)
    facts: dict[str, list[Cell]] = field(default_factory=dict, repr=False)
    pupils: list[int] = field(default_factory=list, repr=False)  # their running numbers in the file
    headings: frozenset[str] = frozenset()  # those whose columns were read
    needs_ranked: bool = True
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()
    totals: tuple[Total, ...] = ()

    @property
    def count(self) -> int:
        """The number of pupils."""
        return len(self.columns["sen_provision"])


def settle(table: TextTable, choices: Mapping[str, str]) -> Settled:
    """The pupils on roll under these answers; the cautious ones stand in for those not given."""
    count = max(table.pupils) + 1
    if table.beside:
        return _settle_beside(table, choices, count)
    column, question = choose_status_column(table, choices)
    flags = table.named("plan_flag")[:1]
    groups = read_groups(table, choices, count)
    roll = pupils_on_roll(table, groups.columns.get("year_group"), count, choices)
    on_roll = set(roll.pupils)
    rows, plan_findings = with_plan_flag(column, flags, table.pupils, on_roll, table.without)
    cells, disagreeing = one_per_pupil(rows, table.pupils, count, strength)
    statuses = settle_statuses([cells[pupil] for pupil in roll.pupils], column.heading, choices, table.form, table.without, rows.count(UNKNOWN))
    status_of = dict(zip(roll.pupils, statuses.cells, strict=True))
    needs = read_needs(table, choices, status_of, count)
    kept = [pupil for pupil in roll.pupils if statuses.kind != "register" or status_of[pupil] != "N"]
    columns = {name: _known(cells, kept) for name, cells in (groups.columns | needs.columns).items()}
    facts = read_facts(table, choices, count, set(kept))
    without_sen = sorted(on_roll - set(kept))
    return Settled(
        statuses.kind,
        {**columns, "sen_provision": _known(status_of, kept)},
        {name: [cells[pupil] for pupil in kept] for name, cells in facts.columns.items()},
        kept,
        facts.headings | groups.headings | needs.headings | {column.heading} | {flag.heading for flag in flags},
        needs.ranked,
        (*([question] if question else []), *roll.questions, *groups.questions, *statuses.questions, *needs.questions, *facts.questions),
        (
            *roll.findings,
            *column.findings,
            *(finding for flag in flags for finding in flag.findings),
            *plan_findings,
            *disagreement("status", column.heading, disagreeing & on_roll, rows, table.pupils, cells),
            *statuses.findings,
            *_left_out_of_register(len(without_sen)),
            *groups.findings,
            *needs.findings,
            *facts.findings,
            *_few(len(kept)),
        ),
        totals(
            table,
            [*map(statuses.means, rows)],
            [*map(statuses.means, cells)],
            roll.left | {"Pupils without SEN, in a register": without_sen},
            [status_of[pupil] for pupil in kept],
        ),
    )


def _settle_beside(table: TextTable, choices: Mapping[str, str], count: int) -> Settled:
    """A file without SEN status: every pupil in it with the facts, or the rows of another table."""
    if table.rows_of:
        label = school_tables()[table.rows_of.table].label
        headings = frozenset(use.heading for use in table.headings if use.status == "read")
        return Settled(label, {"sen_provision": [""] * count}, {}, list(range(count)), headings)
    facts = read_facts(table, choices, count)
    return Settled(
        BESIDE,
        {"sen_provision": [""] * count},
        facts.columns,
        list(range(count)),
        facts.headings,
        questions=facts.questions,
        findings=facts.findings,
    )


def _few(count: int) -> list[Finding]:
    if count >= FEWEST_TO_SHARE:
        return []
    what = f"This list has fewer than {FEWEST_TO_SHARE} pupils."
    return [Finding("few-pupils", "worth knowing", what, rows=count, did="It was read.", you_can="Nothing about so few can be shared.")]


def _known(cells: Sequence[str] | Mapping[int, str], pupils: Sequence[int]) -> list[str]:
    """The cells of these pupils, with a blank for what was not understood."""
    return ["" if cells[pupil] == UNKNOWN else cells[pupil] for pupil in pupils]


def _left_out_of_register(count: int) -> list[Finding]:
    if not count:
        return []
    return [
        Finding(
            "register-without-sen",
            "worth knowing",
            "Some pupils in this register have no SEN.",
            rows=count,
            did="They were left out, because the list is not of every pupil.",
        )
    ]
