"""What the law and guidance say, each statement with its status and the day it was checked."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.records import by_id, read_records

STATUSES = ("in force", "condition of grant", "guidance", "proposed", "ended")
READ_HOW = ("primary", "secondary")
_WORDS_OF_DUTY = re.compile(r"\b(must|shall|duty|duties|required?|have to|has to|needs? to)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """One statement of policy. `status` and `as_of` are shown wherever the statement is.

    `from_` is the day it began, as far as that is known ("2014-09-01", "2026" or ""). `read_how` is "primary" where
    the law or guidance itself was read, "secondary" where a report of it was.
    """

    id: str
    status: str
    statement: str
    applies_to: str
    as_of: date
    check_by: date
    source: str
    url: str
    read_how: str
    from_: str = ""
    note: str = ""

    def __post_init__(self):
        if self.status not in STATUSES:
            self._refuse(f"The status {self.status!r} is not known.", f"Use one of: {', '.join(STATUSES)}.")
        if self.read_how not in READ_HOW:
            self._refuse(f"The field read_how holds {self.read_how!r}.", f"Use one of: {', '.join(READ_HOW)}.")
        if self.check_by <= self.as_of:
            self._refuse("The date check_by is not after as_of.", "Give a later day on which to check it.")
        if self.status == "proposed" and _WORDS_OF_DUTY.search(self.statement):
            self._refuse("A proposal is worded as a duty.", "Say what would happen, not what schools must do.")

    def _refuse(self, what: str, how: str):
        raise WorkbookError(what, f"In the statement {self.id}.", how)

    def overdue(self, today: date) -> bool:
        """Whether the day to check this statement has passed, so that the page must say so."""
        return today > self.check_by


@cache
def _statements() -> dict[str, Statement]:
    path = data_path("policy", "status.toml")
    return by_id(read_records(path, "statement", Statement), f"In {path.name}.")


def statement(statement_id: str) -> Statement:
    """The statement with this id.

    >>> statement("areas-of-development").status
    'proposed'
    """
    if statement_id not in _statements():
        raise SettingError(f"There is no policy statement {statement_id!r}.", how=f"Choose one of: {', '.join(_statements())}.")
    return _statements()[statement_id]


def statements() -> tuple[Statement, ...]:
    """Every statement, in the order of the file."""
    return tuple(_statements().values())


def overdue(today: date) -> tuple[Statement, ...]:
    """The statements whose day to be checked has passed."""
    return tuple(one for one in statements() if one.overdue(today))
