"""The columns that pupils are grouped by: year group, sex, free school meals and the like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.columns import GROUPING_COLUMNS, PUPIL_COLUMNS
from analysis.findings import Finding, Question
from analysis.reading.choosing import choose_column
from analysis.reading.merging import disagreement, natural, one_per_pupil
from analysis.reading.text_table import KeptColumn, TextTable
from analysis.reading.values import UNKNOWN
from analysis.reading.vocabulary import fields


@dataclass(frozen=True)
class Groups:
    """A cell for each pupil in each column that was read, the headings it came from, and what was asked and noticed."""

    columns: dict[str, list[str]]
    headings: frozenset[str]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]


def read_groups(table: TextTable, choices: Mapping[str, str], count: int) -> Groups:
    """The group columns of all `count` pupils; a column of which nothing was understood is left out."""
    columns, headings, questions, findings = {}, set(), [], []
    for name in GROUPING_COLUMNS:
        column, question = choose_column(table, name, choices)
        questions += [question] if question else []
        if column is None:
            continue
        cells, disagreeing = one_per_pupil(column.cells, table.pupils, count, _order_of(name))
        findings += [*column.findings, *disagreement(_label_in_a_sentence(name), column.heading, disagreeing)]
        findings += _not_understood(column, cells.count(UNKNOWN))
        if any(cell not in ("", UNKNOWN) for cell in cells):
            columns[name] = cells
            headings.add(column.heading)
    findings += _what_is_missing(table, columns)
    return Groups(columns, frozenset(headings), tuple(questions), tuple(findings))


def _order_of(name: str) -> Callable[[str], object]:
    categories = PUPIL_COLUMNS[name].categories
    return {group: n for n, group in enumerate(categories)}.__getitem__ if categories else natural


def _label_in_a_sentence(name: str) -> str:
    label = PUPIL_COLUMNS[name].label
    return label if label.startswith("English") else label.lower()


def _not_understood(column: KeptColumn, count: int) -> list[Finding]:
    if not count:
        return []
    what = f"Some entries for {_label_in_a_sentence(column.field)} were not understood."
    return [Finding("unknown-value", "worth knowing", what, column.heading, count, did="They are counted as not recorded.")]


def _what_is_missing(table: TextTable, columns: Mapping[str, list[str]]) -> list[Finding]:
    findings = []
    if "year_group" not in columns:
        findings.append(
            Finding(
                "no-year-group",
                "worth knowing",
                "This list has no year groups that could be read.",
                did="Everything else was read.",
                you_can="A pupil list holds them." if table.form else "Export it again with the year group.",
            )
        )
    others = _headings_labelled(table, fields()["fsm_ever"].label, fields()["pupil_premium"].label)
    if "fsm" not in columns and others:
        findings.append(
            Finding(
                "fsm-is-other",
                "worth knowing",
                "No column says who is eligible for free school meals now.",
                others[0],
                did="Ever 6 and pupil premium are different things and were not read as it.",
                you_can="Export the list with current eligibility.",
            )
        )
    return findings


def _headings_labelled(table: TextTable, *labels: str) -> list[str]:
    return [use.heading for use in table.headings if use.label in labels]
