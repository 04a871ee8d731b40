"""The one gate between a school's exact counts and anything that leaves the user's screen.

Wider groups come first; then every count below 10 is hidden and the rest rounded to the nearest 5; then a second number is
hidden wherever one could be found by subtracting. Ranges and words are worked out again from the rounded numbers, so that
what is shared tells nothing beyond them.
"""

from dataclasses import fields, replace

from analysis.results import HIDDEN, Result, Row, SharedResult, gathered

SMALLEST_SHOWN = 10
STEP = 5
SMALLEST_BASE = 20  # percentages only of this many pupils or more

WHY_HIDDEN = (
    f"To protect pupils, numbers below {SMALLEST_SHOWN} are hidden, the rest are rounded to the nearest {STEP}, "
    "and a second number is hidden where one could be worked out. Percentages and ranges come from the rounded numbers."
)


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
    rows = tuple(_protected(row) for row in _merged(result))
    if not result.overlapping:
        rows = _cover_single(rows)
    values = {f.name: getattr(result, f.name) for f in fields(Result)}
    values |= {"rows": rows, "whole": _protected(result.whole)}
    return SharedResult(**values, hidden_because=WHY_HIDDEN)


def _merged(result: Result) -> tuple[Row, ...]:
    """The rows in their wider groups, in the order in which those first appear."""
    if not result.parts or result.overlapping:
        return result.rows
    wider: dict[str, list[Row]] = {}
    for row in result.rows:
        wider.setdefault(row.merge_into or row.label, []).append(row)
    return tuple(
        gathered(tuple(rows), label, label) if rows[0].merge_into else rows[0] for label, rows in wider.items()
    )


def _protected(row: Row) -> Row:
    """One row with its numbers rounded, or hidden where the pupils, or those left over, are few."""
    base = rounded(row.size)
    few = row.count < SMALLEST_SHOWN or row.size - row.count < SMALLEST_SHOWN or base < SMALLEST_BASE
    return replace(
        row,
        count=HIDDEN if few else rounded(row.count),
        size=HIDDEN if row.size < SMALLEST_SHOWN else base,
    )


def _cover_single(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with the smallest shown number hidden too, where a single hidden one could be found by subtracting."""
    shown = [row for row in rows if not row.hidden]
    if len(rows) - len(shown) != 1 or not shown:
        return rows
    second = min(shown, key=lambda row: row.count)
    return tuple(replace(row, count=HIDDEN) if row is second else row for row in rows)
