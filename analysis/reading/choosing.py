"""Which of a file's columns is used for each field, and what has to be asked about it."""

from collections.abc import Mapping, Sequence

from analysis.errors import SettingError
from analysis.findings import Question
from analysis.reading.headings import WEAK
from analysis.reading.refusals import refuse_without_statuses
from analysis.reading.text_table import KeptColumn, TextTable
from analysis.reading.values import ASK, UNKNOWN, is_flag
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
    """The column of SEN status; a list without one is refused. Until the question is answered, the first stands in."""
    column, question = choose_column(table, "sen_provision", choices)
    if question and answer(question, choices) is None:
        column = _rivals(table.named("sen_provision"), "sen_provision")[0]
    if column is None:
        raise refuse_without_statuses()
    return column, question


def _rivals(columns: Sequence[KeptColumn], name: str) -> list[KeptColumn]:
    """The columns that could really be the field: those mostly understood before others, then the surest headings."""
    filled = [column for column in columns if any(column.cells)]
    understood = [column for column in filled if _mostly_understood(column, name)]
    fitting = understood or [column for column in filled if column.strength > WEAK]
    surest = max((column.strength for column in fitting), default=0)
    return [column for column in fitting if column.strength == surest]


def _mostly_understood(column: KeptColumn, name: str) -> bool:
    """Whether at least half of the filled cells mean something; a status that has to be asked about means little."""
    filled = [cell for cell in column.cells if cell]
    doubtful = [
        cell for cell in filled if cell == UNKNOWN or (name == "sen_provision" and cell.startswith(ASK) and not is_flag(cell))
    ]
    return 2 * len(doubtful) <= len(filled)


def _question(name: str, rivals: Sequence[KeptColumn]) -> Question:
    label = fields()[name].label
    options = tuple((column.heading, column.heading) for column in rivals)
    return Question(
        f"column:{name}",
        f"Which column should be read as “{label}”?",
        (*options, (DO_NOT_USE, "Do not use any of them")),
        default=None if name == "sen_provision" else DO_NOT_USE,
        why="Two or more headings could be it, and they do not agree.",
    )
