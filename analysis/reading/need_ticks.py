"""Needs that are ticked under a heading for each type, as people keep their own registers: one column is made of them."""

from collections.abc import Collection, Sequence

from analysis.reading.folding import clean, fold
from analysis.reading.headings import LIKELY, Heading
from analysis.reading.needs import parse_needs
from analysis.reading.text_table import KeptColumn
from analysis.reading.values import ASK, UNKNOWN, flags, is_missing

TICKS = "need_ticks"
_FEWEST = 2
_RANKS = {"p": 1, "primary": 1, "main": 1, "s": 2, "secondary": 2, "1": 1, "2": 2, "3": 3}


def ticked_needs(
    headings: Sequence[Heading], rows: Sequence[Sequence[str]], chosen: Collection[str]
) -> tuple[list[KeptColumn], frozenset[int]]:
    """A column of needs made of those ticked, and the places of the columns it is made of; none where needs have a column.

    `chosen` are the headings whose meaning the user has chosen, which stays.
    """
    if any(heading.field.startswith("need_") for heading in headings):
        return [], frozenset()
    free = [heading for heading in headings if not heading.field and heading.text not in chosen]
    types = {heading.position: code for heading in free if _is_one_type(code := parse_needs(heading.text))}
    cells = {place: [clean(row[place]) for row in rows] for place in types}
    types = {place: code for place, code in types.items() if _is_ticked(cells[place])}
    if len({code for code in types.values() if "~" not in code and ASK not in code}) < _FEWEST:
        return [], frozenset()
    ticks = zip(*(cells[place] for place in types), strict=True)
    says_yes = {cell for place in types for cell in {*cells[place]} if _says_yes(cell)}
    ranks = {cell: _RANKS.get(fold(cell), 0) for cell in says_yes}
    if 2 not in ranks.values():
        ranks = {cell: rank if cell != "1" else 0 for cell, rank in ranks.items()}  # alone it is only a tick
    needs = [
        " ".join(f"{ranks[cell]}={code}" if ranks[cell] else code for code, cell in zip(types.values(), row, strict=True) if cell in ranks)
        for row in ticks
    ]
    title = ", ".join(heading.text for heading in headings if heading.position in types)
    return [KeptColumn(min(types), title, TICKS, LIKELY, needs)], frozenset(types)


def _is_one_type(short: str) -> bool:
    return bool(short) and UNKNOWN not in short and len(short.split()) == 1


def _is_ticked(cells: Sequence[str]) -> bool:
    """Whether every filled cell is a tick, a yes or no, or a place in order, and some say yes."""
    filled = {*cells} - {""}
    return any(map(_says_yes, filled)) and all(_says_yes(cell) or flags([cell]) == ["no"] or is_missing(cell) for cell in filled)


def _says_yes(cell: str) -> bool:
    return fold(cell) in _RANKS or flags([cell]) == ["yes"]
