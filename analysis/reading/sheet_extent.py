"""How far the values of a workbook's sheets reach, noted while the sheet is streamed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.errors import FileError

DEEPEST = 200


@dataclass
class Extent:
    """The furthest row and column that hold a value on any sheet, and how many formulas hold no result, and what else is inside."""

    row: int = 0
    column: int = 0
    unworked: int = 0
    extras: tuple[str, ...] = ()  # macros and the like, which are never opened


class ExtentReader:
    """Listens to the XML parser of one sheet and widens an extent by every cell with a value.

    A writer may leave out where a row or a cell stands; then they are counted.
    """

    def __init__(self, parser, extent: Extent):
        self._parser, self._extent = parser, extent
        self._row, self._place, self._is_formula, self._waits = 0, 0, False, False
        self._depth = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FileError(
                "This workbook is built too deeply for a list.",
                how="Open it in Excel, save it as a new workbook (.xlsx), and load that.",
                code="xml-deep",
            )
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes.get("r"))
        elif name == "f":
            self._is_formula = True
            self._extent.unworked += 1
        elif name in ("v", "is"):
            self._start_value()
        elif name == "row":
            number = attributes.get("r", "")
            self._row, self._place = int(number) if number.isdecimal() else self._row + 1, 0

    def _start_cell(self, reference: str | None) -> None:
        self._place = reference or _column(self._place) + 1
        if self._is_formula:
            self._is_formula, self._parser.CharacterDataHandler = False, None

    def _start_value(self) -> None:
        if self._is_formula:
            self._waits = True
            self._parser.CharacterDataHandler = self._result
        column = _column(self._place)
        if column > self._extent.column:
            self._extent.column = column
        if self._row > self._extent.row:
            self._extent.row = self._row

    def _result(self, _: str) -> None:
        """A formula has a result after all; no more of it is wanted."""
        if self._waits:  # the handler may not be taken away from inside itself
            self._extent.unworked -= 1
            self._waits = False


def _column(place: str | int) -> int:
    """The number of a column from a reference such as AB12, or as counted."""
    return place if isinstance(place, int) else _column_of_letters(place.rstrip("0123456789"))


@lru_cache(maxsize=1_000)
def _column_of_letters(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise FileError(
            "A cell of this workbook has no proper place.",
            how="Open it in Excel, save it as a new workbook (.xlsx), and load that.",
            code="odd-cell",
        )
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
