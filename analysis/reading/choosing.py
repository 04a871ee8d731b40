"""Which of a file's columns is used for each field, and what has to be asked about it."""

from collections.abc import Mapping, Sequence

from analysis.errors import SettingError
from analysis.findings import Question
from analysis.reading.headings import WEAK
from analysis.reading.refusals import refuse_without_statuses
from analysis.reading.text_table import KeptColumn, TextTable
from analysis.reading.vocabulary import fields

DO_NOT_USE = "do not use"
LEAVE_OUT = "leave out"


def answer(question: Question, choices: Mapping[str, str]) -> str | None:
    """The answer given to a question, else its cautious default."""
    given = choices.get(question.name)
    if given is None:
        return question.default
    if given not in dict(question.options):
        allowed = ", ".join(value for value, _ in question.options)
        raise SettingError("That is not one of the answers.", f"Question: {question.text}", f"Choose from: {allowed}.")
    return given


def choose_column(table: TextTable, name: str, choices: Mapping[str, str]) -> tuple[KeptColumn | None, Question | None]:
    """The column for a field, and the question to ask where two different headings name it."""
    rivals = _rivals(table.named(name), name)
    if len(rivals) < 2 or all(rival.cells == rivals[0].cells for rival in rivals):
        return (rivals[0] if rivals else None), None
    question = _question(name, rivals)
    chosen = answer(question, choices)
    return next((column for column in rivals if column.heading == chosen), None), question


def choose_status_column(table: TextTable, choices: Mapping[str, str]) -> tuple[KeptColumn, Question | None]:
    """The column of SEN status; a list whose columns hold none is refused. Unanswered, the first stands in."""
    column, question = choose_column(table, "sen_provision", choices)
    if question and answer(question, choices) in (None, DO_NOT_USE):
        return _rivals(table.named("sen_provision"), "sen_provision")[0], question
    if column is None:
        raise refuse_without_statuses()
    return column, question


def _rivals(columns: Sequence[KeptColumn], name: str) -> list[KeptColumn]:
    """The columns that could really be the field: the surest headings among those with cells that fit."""
    fitting = [column for column in columns if _fits(column, name)]
    surest = max((column.strength for column in fitting), default=0)
    return [column for column in fitting if column.strength == surest]


def _fits(column: KeptColumn, name: str) -> bool:
    """Whether enough cells were understood: half of those filled for a doubtful heading, any for a sure one."""
    filled = sum(1 for cell in column.cells if cell)
    if name == "sen_provision" and column.strength == WEAK:
        sure = sum(1 for cell in column.cells if cell and cell != "?" and not cell.startswith("ask:"))
        flags = sum(1 for cell in column.cells if cell in ("ask:Y", "ask:Yes", "ask:YES", "ask:True"))
        return filled > 0 and 2 * (sure + flags) >= filled
    return filled > 0 and (column.strength > WEAK or 2 * column.recognised >= filled)


def _question(name: str, rivals: Sequence[KeptColumn]) -> Question:
    label = fields()[name].label
    options = tuple((column.heading, column.heading) for column in rivals)
    return Question(
        f"column:{name}",
        f"Which column is {label[0].lower() + label[1:] if label[1:2].islower() else label}?",
        (*options, (DO_NOT_USE, "Do not use any of them")),
        default=None if name == "sen_provision" else DO_NOT_USE,
        why="Two or more headings could be it, and they do not agree.",
    )
