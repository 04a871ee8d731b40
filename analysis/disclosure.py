"""The one gate between a school's exact counts and anything that leaves the user's screen.

Wider groups come first, always all of them and in a fixed order. Then every count below 10 is hidden and the rest rounded
to the nearest 5; a count of one provision is hidden too where the other one is below 10, because both together are shown.
Then further numbers are hidden until no hidden one can be pinned down by adding and subtracting. Ranges and words are worked
out again from the rounded numbers, so that what is shared tells nothing beyond them.
"""

from dataclasses import fields, replace

from analysis.results import HIDDEN, KnownSum, Result, Row, SharedResult, gathered

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
    if not result.about_pupils:
        return SharedResult(**{f.name: getattr(result, f.name) for f in fields(Result)})
    rows, whole = _merged(result), result.whole
    hidden = _hidden(rows, whole, result.overlapping)
    if whole.beside is not None:  # what is hidden about one provision could be found from the other and both together
        hidden |= _hidden(tuple(map(_turned, rows)), _turned(whole), result.overlapping)
    hidden |= {place for place, row in enumerate(rows) if row.among and _hidden_among(row)}
    hide_whole = _too_small(whole) or bool(whole.among) and _hidden_among(whole)
    if hide_whole:  # what comes after a number that is hidden today lies too near to it
        hidden |= {place for place, row in enumerate(rows) if row.span}
    if result.known:
        hidden |= {len(rows)} if hide_whole else set()
        _hide_known_sums((*rows, whole), result.known, hidden)
        hide_whole = len(rows) in hidden
    values = {f.name: getattr(result, f.name) for f in fields(Result)}
    values |= {
        "rows": tuple(_protected(row, place in hidden, hide_whole) for place, row in enumerate(rows) if not (row.largest and place in hidden)),
        "own_notes": (),
        "known": (),
        "whole": _protected(whole, hide_whole),
    }
    gathers = any(row.merge_into for row in result.rows) and not result.overlapping
    return SharedResult(**values, hidden_because=(GATHERED if gathers else "") + WHY_HIDDEN)


def _merged(result: Result) -> tuple[Row, ...]:
    """The rows in their wider groups, in the order of their names, so that the order tells nothing of the counts."""
    if result.fixed_order:
        return result.rows
    if result.overlapping:
        return tuple(sorted(result.rows, key=lambda row: row.label))
    if not result.parts:
        return result.rows
    wider: dict[str, list[Row]] = {}
    for row in result.rows:
        wider.setdefault(row.merge_into or row.label, []).append(row)
    return tuple(
        gathered(tuple(rows), label, label) if rows[0].merge_into else rows[0] for label, rows in sorted(wider.items())
    )


def _too_small(row: Row) -> bool:
    """Whether the pupils, those left over, or those with the other provision are too few to show the count."""
    others = SMALLEST_SHOWN if row.beside is None else row.beside
    if min(row.count, others) < SMALLEST_SHOWN:
        return True
    left = None if row.size is None else row.size - row.count - (row.beside or 0)
    return left is not None and (left < SMALLEST_SHOWN or rounded(row.size) < SMALLEST_BASE)


def _protected(row: Row, hide: bool, hide_whole: bool = False) -> Row:
    """One row as it may be shown."""
    hide_size = row.size is not None and (row.size < SMALLEST_SHOWN or row.size_tells and hide_whole)
    return replace(
        row,
        count=HIDDEN if hide or hide_size else rounded(row.count),
        size=None if row.size is None else HIDDEN if hide_size else rounded(row.size),
        beside=None,
        among=(),
        slack=STEP // 2,
        span=None if hide or not row.span or row.span[0] < SMALLEST_SHOWN else tuple(map(rounded, row.span)),
    )


def _hidden_among(row: Row) -> bool:
    """Whether the row is hidden in the table of all the parts that it is one of, which can be seen elsewhere."""
    parts = row.among
    beside = None if row.beside is None else sum(part.beside for part in parts)
    whole = replace(row, count=sum(part.count for part in parts), beside=beside)
    hidden = _hidden(parts, whole, overlapping=False)
    if beside is not None:
        hidden |= _hidden(tuple(map(_turned, parts)), _turned(whole), overlapping=False)
    return any(parts[place].key == row.key for place in hidden) or _too_small(whole)


def _turned(row: Row) -> Row:
    """The row as it stands in the table of the other provision."""
    return replace(row, count=row.beside, beside=row.count)


def _hidden(rows: tuple[Row, ...], whole: Row, overlapping: bool) -> set[int]:
    """The places of the rows to hide: the small ones, then the smallest others until no small one can be found.

    The whole is never hidden to cover a row, because another table shows it.
    """
    hidden = {place for place, row in enumerate(rows) if _too_small(row)}
    small = frozenset(hidden)
    while hidden and not overlapping and len(hidden) < len(rows):
        told = len(hidden) == 1 or _pinned(rows, whole, hidden, small) or _last_one_tells(rows, whole, hidden)
        if not told:
            break
        hidden.add(min(set(range(len(rows))) - hidden, key=lambda place: (rows[place].count, place)))
    return hidden


def _pinned(rows: tuple[Row, ...], whole: Row, hidden: set[int], small: frozenset[int]) -> bool:
    """Whether the whole and the shown rows leave a small hidden number too few values."""
    margin, largest = STEP // 2, SMALLEST_SHOWN - 1
    shown = [rounded(row.count) for place, row in enumerate(rows) if place not in hidden]
    most = rounded(whole.count) + margin - sum(max(SMALLEST_SHOWN, count - margin) for count in shown)
    if len(hidden) > len(small) or any(rows[place].beside is not None for place in hidden):
        return most < NARROWEST  # some of the hidden numbers may be large
    least = rounded(whole.count) - margin - sum(count + margin for count in shown)
    return min(most, largest) - max(least - largest * (len(hidden) - 1), 0) < NARROWEST


def _last_one_tells(rows: tuple[Row, ...], whole: Row, hidden: set[int]) -> bool:
    """Whether hiding all but one row would let a table with every row hidden be known for one of nines only."""
    least, largest = rounded(whole.count) - STEP // 2, SMALLEST_SHOWN - 1
    one_short = len(hidden) == len(rows) - 1
    return one_short and least - largest * (len(rows) - 1) >= NARROWEST and least <= largest * len(rows)


def _hide_known_sums(rows: tuple[Row, ...], sums: tuple[KnownSum, ...], hidden: set[int]) -> None:
    """Adds to `hidden` what must be hidden so that no known sum leaves a small hidden number too few values."""
    small = frozenset(place for place, row in enumerate(rows) if _too_small(row))
    told = True
    while told:
        told = False
        for one in sums:
            added, taken = ({place for place, row in enumerate(rows) if row.key in keys} for keys in (one.added, one.taken))
            while _sum_tells(rows, one, added, taken, hidden, small) and (shown := (added | taken) - hidden):
                hidden.add(min(shown, key=lambda place: (rows[place].count, place)))
                told = True


def _sum_tells(rows: tuple[Row, ...], one: KnownSum, added: set[int], taken: set[int], hidden: set[int], small: frozenset[int]) -> bool:
    """Whether a small hidden number of these rows is left with too few values."""

    def limits(place: int) -> tuple[float, float]:
        if place not in hidden:
            return max(SMALLEST_SHOWN, rounded(rows[place].count) - STEP // 2), rounded(rows[place].count) + STEP // 2
        return 0, SMALLEST_SHOWN - 1 if place in small else float("inf")  # an attacker may guess right which ones are small

    # added and taken numbers as signed ones, with the rest that the rows leave as one more where they are only a part
    signed = {place: limits(place) for place in added}
    signed |= {place: (-high, -low) for place in taken for low, high in (limits(place),)}
    rest = 0 if one.whole_of_it else float("inf")
    for place in hidden & small & signed.keys():
        others = [ends for other, ends in signed.items() if other != place]
        low, high = one.number - rest - sum(high for _, high in others), one.number - sum(low for low, _ in others)
        if min(high, signed[place][1]) - max(low, signed[place][0]) < NARROWEST:
            return True
    return False
