"""What was noticed about a file on the way in, and what was done about it."""

from collections.abc import Set
from dataclasses import dataclass, replace

SEVERITIES = ("serious", "worth knowing", "for information")
COUNTED = ("pupils", "rows", "cells", "sheets", "columns")


@dataclass(frozen=True)
class Finding:
    """One thing noticed in a file: what, in which column, how many rows, what we did, what you can do.

    Columns are named as the school wrote them; a finding never holds a value from a pupil's row. A repair that the file
    can be read without has a name, and says what happens instead. `of` says what `rows` counts; where that is not cells,
    `cells` says how many cells of the file were changed or left out, unless whole rows, sheets or columns were.
    """

    code: str  # kebab-case, the only part that may be logged
    severity: str
    what: str
    column: str = ""
    rows: int = 0
    did: str = ""
    you_can: str = ""
    places: tuple[int, ...] = ()  # rows of the user's own file, told to nobody else
    repair: str = ""
    instead: str = ""
    undone: bool = False
    of: str = "pupils"
    cells: int = 0

    def __post_init__(self):
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity {self.severity!r} is not one of {SEVERITIES}")
        if self.of not in COUNTED:
            raise ValueError(f"{self.of!r} is not one of {COUNTED}")

    @property
    def cells_changed(self) -> int:
        """How many cells of the file were changed or left out one by one; 0 where whole rows were, or the repair is undone."""
        return 0 if self.undone else self.rows if self.of == "cells" else self.cells

    def under(self, without: Set[str]) -> "Finding":
        """The finding as it stands where the file was read without these repairs."""
        return replace(self, undone=True, did=self.instead) if self.repair and self.repair in without else self


@dataclass(frozen=True)
class Question:
    """Something in a file that only the person who knows the school can settle.

    `options` are pairs of value and label. `default` is the cautious answer that is used until one is
    chosen; where it is None an answer must be chosen before the file can be used.
    """

    name: str  # "need_order", "whole_roll", "column:sen_provision", "value:sen_provision:S"
    text: str
    options: tuple[tuple[str, str], ...]
    default: str | None = None
    why: str = ""
