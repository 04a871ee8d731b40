"""The columns that pupils are grouped by: year group, sex, free school meals and the like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.columns import GROUPING_COLUMNS, PUPIL_COLUMNS
from analysis.findings import Finding, Question
from analysis.reading.cell_findings import not_understood
from analysis.reading.choosing import choose_column
from analysis.reading.merging import disagreement, natural, one_per_pupil
from analysis.reading.text_table import KeptColumn, TextTable
from analysis.reading.values import UNKNOWN, fill_positive_list
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
        findings += [*column.findings, *disagreement(_label_in_a_sentence(name), column.heading, disagreeing, column.cells, table.pupils, cells, name in ("fsm", "eal"))]
        findings += not_understood(column.cells.count(UNKNOWN), column.heading, _label_in_a_sentence(name))
        cells, filled = _blank_is_no(name, cells, column, table)
        findings += filled
        if any(cell not in ("", UNKNOWN) for cell in cells):
            columns[name] = cells
            headings.add(column.heading)
    findings += _what_is_missing(table, columns)
    return Groups(columns, frozenset(headings), tuple(questions), tuple(findings))


def _blank_is_no(name: str, cells: list[str], column: KeptColumn, table: TextTable) -> tuple[list[str], list[Finding]]:
    """The column with its blanks taken as no, if it is of yes or no and only ever says yes; and what is told of that."""
    if name not in ("fsm", "eal") or column.strength == 0 or (table.form and name == "eal"):
        return cells, []
    full, filled = fill_positive_list(cells, name)
    if not filled:
        return cells, []
    what, did, instead = "This column only ever says yes.", "A blank was taken as no.", "A blank is counted as not recorded."
    finding = Finding(
        "blank-is-no", "for information", what, column.heading, filled, did, repair=f"blank-is-no:{name}", instead=instead
    ).under(table.without)
    return cells if finding.undone else full, [finding]


def _order_of(name: str) -> Callable[[str], object]:
    categories = PUPIL_COLUMNS[name].categories
    if name in ("fsm", "eal"):
        categories = categories[::-1]  # where rows differ, yes counts
    return {group: n for n, group in enumerate(categories)}.__getitem__ if categories else natural


def _label_in_a_sentence(name: str) -> str:
    label = PUPIL_COLUMNS[name].label
    return label if label.startswith("English") else label.lower()


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
