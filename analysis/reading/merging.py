"""Several rows of one pupil into one."""

from collections.abc import Callable, Sequence

from analysis.reading.values import UNKNOWN


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


def natural(text: str) -> list[tuple[int, int, str]]:
    """A sorting key that puts 7A, 9B and 10A in that order."""
    import re

    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]
