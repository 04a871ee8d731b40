"""From what was kept of a file, and the answers given, to one row for each pupil on roll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.columns import PUPIL_COLUMNS, WITH_SEN
from analysis.findings import Finding, Question
from analysis.reading import need_order, statuses
from analysis.reading.choosing import answer, choose_column, choose_status_column
from analysis.reading.merging import natural, one_per_pupil
from analysis.reading.on_roll import pupils_on_roll
from analysis.reading.text_table import KeptColumn, TextTable
from analysis.reading.values import UNKNOWN

_PLAIN = ("year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "class")
_NEEDS = ("need_list", "need_1", "need_2", "need_3")


@dataclass(frozen=True)
class Settled:
    """One entry a pupil in each column, in the words of `columns.py` ("" where not recorded)."""

    kind: str
    columns: dict[str, list[str]] = field(repr=False)
    needs_ranked: bool = True
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def count(self) -> int:
        """The number of pupils."""
        return len(self.columns["sen_provision"])


def settle(table: TextTable, choices: Mapping[str, str]) -> Settled:
    """The pupils on roll under these answers; the cautious ones stand in for those not given."""
    count = max(table.pupils) + 1
    column, question = choose_status_column(table, choices)
    questions = [question] if question else []
    findings = []
    cells, plan_findings = statuses.with_plan_flag(column, table.named("plan_flag"))
    raw, disagreeing = one_per_pupil(cells, table.pupils, count, statuses.strength)
    findings += [*plan_findings, *_disagreement("status", column.heading, disagreeing)]
    plain = _Plain(table, choices, count)
    stay, roll_findings = pupils_on_roll(table, plain.columns.get("year_group"), count)
    found = statuses.settle_statuses([raw[pupil] for pupil in stay], column.heading, choices, table.census)
    keep = _keepers(found)
    columns = {name: [cells[pupil] for pupil in stay] for name, cells in plain.columns.items()}
    columns["sen_provision"] = found.cells
    needs = _Needs(table, choices, dict(zip(stay, found.cells, strict=True)))
    columns |= {name: [cells[pupil] for pupil in stay] for name, cells in needs.columns(count).items()}
    columns = {name: [cell for cell, kept in zip(cells, keep, strict=True) if kept] for name, cells in columns.items()}
    return Settled(
        found.kind,
        {name: ["" if cell == UNKNOWN else cell for cell in cells] for name, cells in columns.items()},
        needs.ranked,
        (*questions, *plain.questions, *found.questions, *needs.questions),
        (*roll_findings, *findings, *found.findings, *_keeper_findings(keep), *plain.findings, *needs.findings),
    )


def _keepers(found: statuses.Statuses) -> list[bool]:
    """Which pupils stay: a register keeps none whose status is N."""
    return [found.kind != "register" or status != "N" for status in found.cells]


def _keeper_findings(keep: Sequence[bool]) -> list[Finding]:
    if all(keep):
        return []
    return [
        Finding(
            "register-without-sen",
            "worth knowing",
            "Some pupils in this register have no SEN.",
            rows=len(keep) - sum(keep),
            did="They were left out, because the list is not of every pupil.",
        )
    ]


def _disagreement(what: str, heading: str, pupils: set[int]) -> list[Finding]:
    if not pupils:
        return []
    return [
        Finding(
            "rows-disagree",
            "serious" if what == "status" else "worth knowing",
            f"Some pupils have two rows that do not agree on {what}.",
            heading,
            len(pupils),
            did="The higher provision was read." if what == "status" else "The last in order was read.",
            you_can="Check these pupils in your school system.",
        )
    ]


class _Plain:
    """The columns that pupils are grouped by."""

    def __init__(self, table: TextTable, choices: Mapping[str, str], count: int):
        self.columns: dict[str, list[str]] = {}
        self.questions: list[Question] = []
        self.findings: list[Finding] = []
        for name in _PLAIN:
            column, question = choose_column(table, name, choices)
            if question:
                self.questions.append(question)
            if column:
                self._add(column, table, count)
        if "year_group" not in self.columns:
            self.findings.append(
                Finding(
                    "no-year-group",
                    "worth knowing",
                    "This list has no year groups that could be read.",
                    did="Everything else was read.",
                    you_can="Export it again with the year group.",
                )
            )
        if "fsm" not in self.columns and not table.census:
            self._say_what_fsm_is_not(table)

    def _add(self, column: KeptColumn, table: TextTable, count: int) -> None:
        label = PUPIL_COLUMNS[column.field].label
        cells, disagreeing = one_per_pupil(column.cells, table.pupils, count, _order_of(column.field))
        self.findings += [*column.findings, *_disagreement(label.lower(), column.heading, disagreeing)]
        unknown = cells.count(UNKNOWN)
        if unknown:
            self.findings.append(
                Finding(
                    "unknown-value",
                    "worth knowing",
                    f"Some entries for {label.lower() if label.istitle() else label} were not understood.",
                    column.heading,
                    unknown,
                    did="They are counted as not recorded.",
                )
            )
        if any(cell not in ("", UNKNOWN) for cell in cells):
            self.columns[column.field] = cells

    def _say_what_fsm_is_not(self, table: TextTable) -> None:
        others = [
            heading
            for heading, label, _ in table.headings
            if label in ("Free school meals in the last six years", "Pupil premium")
        ]
        if others:
            self.findings.append(
                Finding(
                    "fsm-is-other",
                    "worth knowing",
                    "No column says who is eligible for free school meals now.",
                    others[0],
                    did="Ever 6 and pupil premium are different things and were not read as it.",
                    you_can="Export the list with current eligibility.",
                )
            )


def _order_of(name: str):
    categories = PUPIL_COLUMNS[name].categories
    return {group: n for n, group in enumerate(categories)}.__getitem__ if categories else natural


class _Needs:
    """The needs of the pupils with SEN."""

    def __init__(self, table: TextTable, choices: Mapping[str, str], statuses_of: Mapping[int, str]):
        self.questions: list[Question] = []
        self.findings: list[Finding] = []
        self.ranked = True
        self._found: dict[int, need_order.PupilNeeds] = {}
        self._chosen = self._choose(table, choices)
        if not self._chosen:
            if not table.census:
                self.findings.append(
                    Finding(
                        "no-need-column",
                        "worth knowing",
                        "This list has no column for the type of need.",
                        did="Status was read.",
                        you_can="Export it again with the main need.",
                    )
                )
            return
        columns = {name: column.cells for name, column in self._chosen.items()}
        asked = need_order.need_questions(columns)
        meanings = {question.name: answer(question, choices) for question in asked}
        ranks, rank_question = choose_column(table, "need_rank", choices)
        everyone = need_order.needs_by_pupil(columns, ranks.cells if ranks else None, table.pupils, meanings)
        self._found = {pupil: found for pupil, found in everyone.items() if statuses_of.get(pupil) in WITH_SEN}
        stale = sum(
            1 for pupil, found in everyone.items() if statuses_of.get(pupil) == "N" and (found.codes or found.not_understood)
        )
        self.ranked, ordering = need_order.order_question(self._found, choices)
        self.questions += [*filter(None, [rank_question]), *ordering, *asked]
        headings = next(iter(self._chosen.values())).heading
        self.findings += need_order.need_findings(self._found, stale, statuses_of, headings)

    def _choose(self, table: TextTable, choices: Mapping[str, str]) -> dict[str, KeptColumn]:
        chosen = {}
        for name in ("need_1", "need_2", "need_3", "need_list"):
            column, question = choose_column(table, name, choices)
            if question:
                self.questions.append(question)
            if column:
                chosen[name] = column
        return chosen

    def columns(self, count: int) -> dict[str, list[str]]:
        """need_1, need_2 ... with an entry for every pupil, as many as the pupil with most needs has."""
        if not self._chosen:
            return {}
        most = max((len(found.codes) for found in self._found.values()), default=0)
        columns = {f"need_{n + 1}": [""] * count for n in range(max(most, 1))}
        for pupil, found in self._found.items():
            for n, code in enumerate(found.codes):
                columns[f"need_{n + 1}"][pupil] = code
        return columns
