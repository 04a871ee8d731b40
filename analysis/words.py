"""The words of the workbook: what each abbreviation and term means, and what the six modules are called."""

from dataclasses import dataclass
from functools import cache

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.records import read_records


@dataclass(frozen=True)
class Term:
    """An abbreviation or a term, with what it stands for (if anything) and what it means, in plain words."""

    word: str
    meaning: str
    stands_for: str = ""


@dataclass(frozen=True)
class Module:
    """One page of the workbook. `time` and `leave_with` are "" until the module is open: nothing is promised early."""

    number: int
    notebook: str
    title: str
    question: str
    open: bool
    time: str = ""
    leave_with: str = ""

    def __post_init__(self):
        if self.open != bool(self.time and self.leave_with):
            raise WorkbookError(
                f"Module {self.number} is {'' if self.open else 'not '}open.",
                "In modules.toml.",
                "Give an open module a time and what you leave with; give a module that is not open neither.",
            )


@cache
def glossary() -> tuple[Term, ...]:
    """Every term, in alphabetical order."""
    return tuple(sorted(read_records(data_path("words", "glossary.toml"), "term", Term), key=lambda t: t.word.lower()))


def term(word: str) -> Term:
    """The term with this word, in small or capital letters.

    >>> term("sen support").word
    'SEN support'
    >>> term("EAL").stands_for
    'English as an additional language'
    """
    for one in glossary():
        if one.word.lower() == word.lower():
            return one
    raise SettingError(f"The glossary has no word {word!r}.", how="Add it to data/words/glossary.toml.")


@cache
def modules() -> tuple[Module, ...]:
    """The six modules in order.

    >>> [module.number for module in modules() if module.open]
    [1, 2]
    """
    return read_records(data_path("words", "modules.toml"), "module", Module)


@dataclass(frozen=True)
class Message:
    """Words that a user sends to somebody else."""

    id: str
    words: str


@cache
def _messages() -> dict[str, str]:
    return {one.id: one.words.strip() for one in read_records(data_path("words", "messages.toml"), "message", Message)}


def message(message_id: str) -> str:
    """The message with this id, a sentence or two a line.

    >>> message("data-manager").split("?")[0][:40]
    'Could you please send me the pupil lists'
    """
    if message_id not in _messages():
        raise SettingError(f"There is no message {message_id!r}.", how="Add it to data/words/messages.toml.")
    return _messages()[message_id]
