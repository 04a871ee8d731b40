"""SEN status of each pupil: what only the school can settle, and whether the list is the whole roll."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from analysis.columns import SEN_PROVISIONS, WITH_SEN
from analysis.findings import Finding, Question
from analysis.reading.choosing import LEAVE_OUT, answer
from analysis.reading.folding import fold
from analysis.reading.text_table import TRANSFER_FILE, KeptColumn
from analysis.reading.values import ASK, UNKNOWN, is_flag

_OFFERED = ("K", "E", "N", "monitoring")
_WHOLE_ROLL_SHARE = 0.25
_ABBREVIATION = re.compile(r"\b(?:sen|send|ehc|ehcp|ehcna|la|eys?)\b", re.IGNORECASE)
_STRENGTH = {"": -2, UNKNOWN: -1, "N": 0, "monitoring": 1, "K": 3, "E": 4}
_HINTS = {
    "S": "In older lists it means a statement; in some it means support.",
    "A": "In older lists it means School Action.",
    "P": "In older lists it means School Action Plus.",
    "Y": "It says that a pupil has SEN, not which provision.",
    "YES": "It says that a pupil has SEN, not which provision.",
    "No plan": "This list only says who has a plan. If it is of every pupil, export it again with SEN status.",
    "True": "It says that a pupil has SEN, not which provision.",
}


@dataclass(frozen=True)
class Statuses:
    """A status for each pupil ("" where there is none), the kind of list, and what was asked and noticed."""

    cells: list[str]
    kind: str
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    meanings: Mapping[str, str | None]

    def means(self, cell: str) -> str:
        """The status that a cell of the file was taken for."""
        return _settled(cell, self.meanings)


def strength(status: str) -> int:
    """How a status ranks when two rows of one pupil disagree: a plan over support over none."""
    return _STRENGTH.get(status, 2)


def with_plan_flag(
    column: KeptColumn, flags: Sequence[KeptColumn], pupils: Sequence[int], on_roll: Set[int], without: Set[str] = frozenset()
) -> tuple[list[str], list[Finding]]:
    """The statuses, with "E" where a column of its own says that there is a plan and the status is only yes or no.

    What is told is told of the pupils `on_roll`; `pupils` has the pupil of each row.
    """
    if not flags or "yes" not in flags[0].cells:
        return column.cells, []
    planned = [cell == "yes" for cell in flags[0].cells]
    only_a_flag = all(cell in ("", "N", UNKNOWN) or is_flag(cell) for cell in column.cells)
    cells = ["K" if is_flag(cell) else cell for cell in column.cells] if only_a_flag and _is_of_support(column) else column.cells
    as_planned = ["E" if plan else cell for plan, cell in zip(planned, cells, strict=True)]
    if only_a_flag or (_is_of_support(column) and "E" not in cells):
        instead_of = sum(1 for pupil, plan, cell in zip(pupils, planned, column.cells, strict=True) if plan and pupil in on_roll and cell not in ("", "E"))
        return as_planned, _plans_from_a_column(sum(planned), instead_of, flags[0].heading)
    without_plan = on_roll - {pupil for pupil, cell in zip(pupils, column.cells, strict=True) if cell == "E"}
    differing = [pupil for pupil, plan in zip(pupils, planned, strict=True) if plan and pupil in without_plan]
    if not differing:
        return as_planned if "plan-flag-differs" in without else column.cells, []
    finding = Finding(
        "plan-flag-differs",
        "serious",
        "Some pupils are marked as having a plan, and their SEN status says otherwise.",
        flags[0].heading,
        len(set(differing)),
        did="The SEN status was read.",
        cells=len(differing),
        you_can="Check these pupils in your school system.",
        repair="plan-flag-differs",
        instead="They are counted as having a plan.",
    ).under(without)
    return as_planned if finding.undone else column.cells, [finding]


def _plans_from_a_column(rows: int, cells: int, heading: str) -> list[Finding]:
    what, did = "A column of its own says who has a plan.", "These pupils are counted as having a plan, whatever their SEN status says."
    return [Finding("plan-column", "for information", what, heading, rows, did, of="rows", cells=cells)]
def _is_of_support(column: KeptColumn) -> bool:
    """Whether a column is headed by SEN support alone: "yes" there is SEN support, and a pupil with a plan may have "no"."""
    return "support" in fold(column.heading).split()


def settle_statuses(
    cells: Sequence[str], heading: str, choices: Mapping[str, str], form: str, without: Set[str] = frozenset(), unknown: int = 0
) -> Statuses:
    """The statuses after the answers given so far. `unknown` is how many cells of the file were not understood."""
    questions = _value_questions(cells)
    meanings = {question.name: answer(question, choices) for question in questions}
    settled = [_settled(cell, meanings) for cell in cells]
    findings = _value_findings(unknown, settled, heading)
    if form:
        missing = [one.under(without) for one in _without_history(settled.count(""))] if form == TRANSFER_FILE else []
        settled = [status or "N" for status in settled] if missing and not missing[0].undone else settled
        return Statuses(settled, form, questions, (*findings, *missing), meanings)
    kind, whole_roll = _kind(settled, choices)
    findings += [one.under(without) for one in _roll_findings(settled, kind, heading)]
    if kind == "pupil list" and "blank-is-no-sen" not in without:
        settled = [status or "N" for status in settled]
    return Statuses(settled, kind, (*questions, *whole_roll), tuple(findings), meanings)


def _value_questions(cells: Sequence[str]) -> tuple[Question, ...]:
    counts = Counter(cell for cell in cells if cell.startswith(ASK))
    options = (*((code, SEN_PROVISIONS[code]) for code in _OFFERED), (LEAVE_OUT, "Leave their status out"))
    return tuple(
        Question(
            f"value:sen_provision:{cell.removeprefix(ASK)}",
            f"What does “{_as_written(cell.removeprefix(ASK))}” mean as a SEN status?",
            options,
            why=" ".join(filter(None, [f"{count:,} pupils have it.", _HINTS.get(cell.removeprefix(ASK), "")])),
        )
        for cell, count in sorted(counts.items())
    )


def _as_written(status: str) -> str:
    """A status with its abbreviations in capitals again."""
    return _ABBREVIATION.sub(lambda found: found[0].upper(), status)


def _settled(cell: str, meanings: Mapping[str, str | None]) -> str:
    if cell.startswith(ASK):
        meaning = meanings.get(f"value:sen_provision:{cell.removeprefix(ASK)}")
        return UNKNOWN if meaning in (None, LEAVE_OUT) else meaning
    return cell


def _value_findings(unknown: int, settled: Sequence[str], heading: str) -> list[Finding]:
    findings = []
    if unknown:
        findings.append(
            Finding(
                "unknown-status",
                "serious",
                "Some SEN statuses were not understood.",
                heading,
                unknown,
                did="These pupils are counted without a status.",
                you_can="Write N, K or E in the list, and load it again.",
                of="cells",
            )
        )
    if monitored := settled.count("monitoring"):
        findings.append(
            Finding(
                "monitoring",
                "worth knowing",
                "Some pupils are being monitored.",
                heading,
                monitored,
                did="They are kept apart and not counted as SEN.",
            )
        )
    return findings


def _without_history(count: int) -> list[Finding]:
    """What is told about pupils whose transfer file has no row of SEN provision."""
    if not count:
        return []
    what, did = "Some pupils have no history of SEN in this file.", "They were taken as having no SEN."
    instead = "They are counted without a status."
    return [Finding("no-sen-history", "worth knowing", what, "SENprovision", count, did, repair="no-sen-history", instead=instead)]


def _kind(settled: Sequence[str], choices: Mapping[str, str]) -> tuple[str, tuple[Question, ...]]:
    """Whether every pupil is in the list; asked where only a few have no SEN."""
    without = sum(1 for status in settled if status in ("", "N"))
    with_sen = sum(1 for status in settled if status in WITH_SEN)
    if not without:
        return "register", ()
    if without >= _WHOLE_ROLL_SHARE * (without + with_sen):
        return "pupil list", ()
    question = Question(
        "whole_roll",
        "Is every pupil in this list, or only those with SEN?",
        (("yes", "Every pupil of the school or of these year groups"), ("no", "Only pupils with SEN")),
        why=f"Only {without:,} of {len(settled):,} pupils have no SEN status.",
    )
    return ("pupil list" if answer(question, choices) == "yes" else "register"), (question,)


def _roll_findings(settled: Sequence[str], kind: str, heading: str) -> list[Finding]:
    blank = settled.count("")
    if kind == "register":
        findings = [
            Finding(
                "register",
                "worth knowing",
                "This list holds pupils with SEN only.",
                rows=len(settled),
                did="It was read as a register.",
                you_can="Give the number on roll, or load a list of every pupil.",
            )
        ]
        if blank:
            findings.append(
                Finding(
                    "blank-status",
                    "worth knowing",
                    "Some pupils have no SEN status.",
                    heading,
                    blank,
                    did="They are counted without a status.",
                )
            )
        return findings
    if not blank:
        return []
    return [
        Finding(
            "blank-is-no-sen",
            "for information",
            "Some pupils have no SEN status written.",
            heading,
            blank,
            did="They were taken as having no SEN, because this list is of every pupil.",
            repair="blank-is-no-sen",
            instead="They are counted without a status.",
        )
    ]
