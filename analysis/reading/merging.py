"""Several rows of one pupil into one."""

import re
from collections.abc import Callable, Sequence

from analysis.findings import Finding
from analysis.reading.values import UNKNOWN

_NURSERY = re.compile(r"^(?:N\d?[A-Z]?$|nursery)", re.IGNORECASE)
_RECEPTION = re.compile(r"^(?:Y?R\d?[A-Z]?$|rec\b|reception)", re.IGNORECASE)


def one_per_pupil(
    cells: Sequence[str], pupils: Sequence[int], count: int, strength: Callable[[str], object]
) -> tuple[list[str], set[int]]:
    """One cell for each pupil, and the pupils whose rows disagree.

    Where rows disagree the strongest cell is taken, so that the order of the rows makes no difference.

    >>> one_per_pupil(["7A", "7B", ""], [0, 0, 1], 2, strength=str)
    (['7B', ''], {0})
    """
    if len(cells) == count:
        return list(cells), set()
    merged, disagreeing = [""] * count, set()
    for cell, pupil in zip(cells, pupils, strict=True):
        held = merged[pupil]
        if cell in ("", UNKNOWN) or cell == held:
            merged[pupil] = held or cell
        elif held in ("", UNKNOWN):
            merged[pupil] = cell
        else:
            disagreeing.add(pupil)
            merged[pupil] = max(held, cell, key=strength)
    return merged, disagreeing


def disagreement(what: str, heading: str, differing: set[int], cells: Sequence[str], pupils: Sequence[int], merged: Sequence[str], says_yes: bool = False) -> list[Finding]:
    """What is told where the rows of one pupil disagree: how many pupils, and how many cells gave way to another."""
    if not differing:
        return []
    of_status = what == "status"
    gave_way = sum(1 for cell, pupil in zip(cells, pupils, strict=True) if pupil in differing and cell not in ("", UNKNOWN, merged[pupil]))
    return [
        Finding(
            "rows-disagree",
            "serious" if of_status else "worth knowing",
            f"Some pupils have two rows that do not agree on {what}.",
            heading,
            len(differing),
            did="The higher provision was read." if of_status else "Yes was read." if says_yes else "The last in order was read.",
            you_can="Check these pupils in your school system.",
            cells=gave_way,
        )
    ]


def class_order(name: str) -> tuple[int, list[tuple[int, int, str]]]:
    """A sorting key that puts Nursery and Reception before the numbered classes.

    >>> sorted(["10A", "1A", "RA", "Nursery", "6B"], key=class_order)
    ['Nursery', 'RA', '1A', '6B', '10A']
    """
    early = _NURSERY.match(name), _RECEPTION.match(name)
    return (0 if early[0] else 1 if early[1] else 2), natural(name)


def natural(text: str) -> list[tuple[int, int, str]]:
    """A sorting key that puts 7A, 9B and 10A in that order."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]
