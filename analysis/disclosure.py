"""The one gate between a school's exact counts and anything that leaves the user's screen.

Wider groups come first, always all of them and in a fixed order. Then every count below 10 is hidden and the rest rounded
to the nearest 5; a count of one provision is hidden too where the other one is below 10, because both together are shown.
Then further numbers are hidden until no hidden one can be pinned down by adding and subtracting. Ranges and words are worked
out again from the rounded numbers, so that what is shared tells nothing beyond them.
"""

from dataclasses import fields, replace

from analysis.results import HIDDEN, Result, Row, SharedResult, gathered

SMALLEST_SHOWN = 10
STEP = 5
SMALLEST_BASE = 20  # percentages only of this many pupils or more
NARROWEST = 5  # so many values at least must stay possible for a hidden number

WHY_HIDDEN = (
    f"To protect pupils, numbers below {SMALLEST_SHOWN} are hidden and the rest are rounded to the nearest {STEP}. "
    "More are hidden where one could be worked out. Percentages and ranges come from the rounded numbers, "
    "so a word may be missing here that stands on your own screen."
)
GATHERED = "Needs are gathered into broad areas, so this differs from your own screen. "


def rounded(count: int) -> int:
    """A count to the nearest 5.

    >>> rounded(12), rounded(13)
    (10, 15)
    """
    return STEP * ((count + STEP // 2) // STEP)


def share(result: Result) -> SharedResult:
    """The same answer with small groups merged or hidden and every number rounded.

    >>> from analysis.results import Result, Row
    >>> rows = (Row("a", "A", 31, 418), Row("b", "B", 4, 418), Row("c", "C", 12, 418))
    >>> shared = share(Result("v", "?", None, "list 1", False, "pupils", Row("all", "All", 47, 418), rows))
    >>> [row.count for row in shared.rows]
    [30, hidden, hidden]
    """
    rows = _merged(result)
    hidden = {place for place, row in enumerate(rows) if _too_small(row)}
    whole_hidden = _too_small(result.whole)
    if not result.overlapping:
        whole_hidden = _cover(rows, result.whole, hidden, whole_hidden)
    values = {f.name: getattr(result, f.name) for f in fields(Result)}
    values |= {
        "rows": tuple(_protected(row, place in hidden) for place, row in enumerate(rows)),
        "whole": _protected(result.whole, whole_hidden),
    }
    gathers = any(row.merge_into for row in result.rows) and not result.overlapping
    return SharedResult(**values, hidden_because=(GATHERED if gathers else "") + WHY_HIDDEN)


def _merged(result: Result) -> tuple[Row, ...]:
    """The rows in their wider groups, in the order of their names, so that the order tells nothing of the counts."""
    if not result.parts or result.overlapping:
        return result.rows if not result.overlapping else tuple(sorted(result.rows, key=lambda row: row.label))
    wider: dict[str, list[Row]] = {}
    for row in result.rows:
        wider.setdefault(row.merge_into or row.label, []).append(row)
    return tuple(
        gathered(tuple(rows), label, label) if rows[0].merge_into else rows[0] for label, rows in sorted(wider.items())
    )


def _too_small(row: Row) -> bool:
    """Whether the pupils, those left over, or those with the other provision are too few to show the count."""
    others = (row.size - row.count, SMALLEST_SHOWN if row.beside is None else row.beside)
    return min(row.count, *others) < SMALLEST_SHOWN or rounded(row.size) < SMALLEST_BASE


def _protected(row: Row, hide: bool) -> Row:
    """One row as it may be shown."""
    return replace(
        row,
        count=HIDDEN if hide else rounded(row.count),
        size=HIDDEN if row.size < SMALLEST_SHOWN else rounded(row.size),
        beside=None,
        slack=STEP // 2,
    )


def _cover(rows: tuple[Row, ...], whole: Row, hidden: set[int], whole_hidden: bool) -> bool:
    """Hide more rows, the smallest first, until no hidden one can be found; whether the whole must be hidden as well."""
    small = frozenset(hidden)
    while hidden and not whole_hidden and (len(hidden) == 1 or _pinned(rows, whole, hidden, small)):
        shown = [place for place in range(len(rows)) if place not in hidden]
        if not shown:
            return True
        hidden.add(min(shown, key=lambda place: (rows[place].count, place)))
    return whole_hidden


def _pinned(rows: tuple[Row, ...], whole: Row, hidden: set[int], small: frozenset[int]) -> bool:
    """Whether the whole and the shown rows leave a small hidden number too few values."""
    margin = STEP // 2
    shown = [rounded(row.count) for place, row in enumerate(rows) if place not in hidden]
    most = rounded(whole.count) + margin - sum(shown) + margin * len(shown)
    least = rounded(whole.count) - margin - sum(shown) - margin * len(shown)
    largest = SMALLEST_SHOWN - 1
    if len(hidden) > len(small):  # what was hidden to cover the others may be large
        return most < NARROWEST
    lowest = least - largest * (len(hidden) - 1)
    return min(most, largest) - max(lowest, 0) < NARROWEST
