"""The words of the workbook: what each abbreviation and term means, and what the six modules are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.records import read_records
from analysis.text import sentence


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
    """Words that a user sends to somebody else, and to whom."""

    id: str
    about: str
    words: str
    to: str = "data manager"

    @property
    def lines(self) -> tuple[str, ...]:
        """The message, a sentence or two a line."""
        return tuple(self.words.strip().splitlines())

    @property
    def ending(self) -> str:
        """What a message about pupils ends with."""
        return NO_NAMES if self.to == "data manager" else ""


NO_NAMES = "Please leave out names and addresses. I will open the file on my own computer only."


@cache
def messages() -> dict[str, Message]:
    """The messages by what is lacking.

    >>> messages()["no-class"].lines[1]
    'It has to be a list from our system: the school census does not hold it.'
    >>> messages()["no-table-budget"].to
    'business manager'
    """
    return {one.id: one for one in read_records(data_path("words", "messages.toml"), "message", Message)}


_AGAIN = "Could you please export the pupil list again, with "


def asking(lacks: Sequence[str]) -> tuple[str, ...]:
    """One message for all that is lacking, line by line: several columns of one list are asked for together.

    >>> asking(["no-sex", "no-class"])[1]
    'Sex: Any pupil list from our system can hold it. Every school census return has it too.'
    """
    asked = [messages()[lack] for lack in lacks]
    columns = [one for one in asked if one.lines[0].startswith(_AGAIN)]
    together = [f"{_AGAIN}these columns?", *(f"{sentence(one.about)}: {' '.join(one.lines[1:])}" for one in columns)]
    rest = [line for one in asked if len(columns) < 2 or one not in columns for line in one.lines]
    lines = [*rest, *(together if len(columns) > 1 else ()), *(one.ending for one in asked[:1])]
    return tuple(filter(None, lines))
