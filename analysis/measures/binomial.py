"""The one rule behind every "higher", "lower" and "ordinary": the exact binomial.

A count is judged by its two tails at the compared rate. The range of a rate (Clopper-Pearson), the ordinary counts
(the limits of a funnel plot) and the words all read the same tails, so they cannot disagree.

Sources of the formulas: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934); the binomial tail as an incomplete beta
function, by its continued fraction, from Abramowitz and Stegun (1964), 26.5.8 and 26.5.24; Newcombe's method 10 for the
difference of two shares, Statistics in Medicine 17 (1998).
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

LEVEL = 0.95
OUTER_LEVEL = 0.998


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by Lentz's method for its continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    tiny = 1e-300
    upper, lower = 1.0, 1 / (1 - (a + b) * x / (a + 1) or tiny)
    fraction = lower
    for m in range(1, 5000):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            lower = 1 / (1 + step * lower or tiny)
            upper = 1 + step / upper or tiny
            fraction *= upper * lower
        if abs(upper * lower - 1) < 1e-15:
            break
    return math.exp(log_front) * fraction / a


def tail_at_least(count: int, size: int, rate: float) -> float:
    """The chance of this count or more among `size` pupils when each counts with chance `rate`.

    >>> tail_at_least(1, 2, 0.5)
    0.75
    """
    if count <= 0:
        return 1.0
    if count > size:
        return 0.0
    return _incomplete_beta(rate, count, size - count + 1)


def tail_at_most(count: int, size: int, rate: float) -> float:
    """The chance of this count or fewer among `size` pupils when each counts with chance `rate`."""
    return tail_at_least(size - count, size, 1 - rate)


@lru_cache(maxsize=4096)
def rate_range(count: int, size: int, level: float = LEVEL) -> tuple[float, float]:
    """The underlying rates, from 0 to 1, that fit a count (Clopper-Pearson).

    >>> [round(bound, 4) for bound in rate_range(31, 418)]
    [0.0509, 0.1036]
    """
    if size <= 0:
        raise ValueError("a range needs at least one pupil")
    one_tail = (1 - level) / 2
    low = 0.0 if count == 0 else _solve(lambda rate: tail_at_least(count, size, rate) < one_tail, count / size, down=True)
    high = 1.0 if count == size else _solve(lambda rate: tail_at_most(count, size, rate) < one_tail, count / size)
    return low, high


def _solve(outside, inside: float, down: bool = False) -> float:
    """The last rate, going away from `inside`, that is not yet outside; by halving."""
    beyond = 0.0 if down else 1.0
    while abs(beyond - inside) > 1e-13:
        middle = (beyond + inside) / 2
        if outside(middle):
            beyond = middle
        else:
            inside = middle
    return inside


@lru_cache(maxsize=8192)
def ordinary_counts(size: int, rate: float, level: float = LEVEL) -> tuple[int, int]:
    """The smallest and largest count that would be ordinary among `size` pupils at this rate.

    >>> ordinary_counts(418, 0.052)
    (13, 31)
    """
    one_tail = (1 - level) / 2
    middle = min(size, max(0, round(size * rate)))
    return (
        _last_inside(lambda count: tail_at_most(count, size, rate) >= one_tail, middle, 0),
        _last_inside(lambda count: tail_at_least(count, size, rate) >= one_tail, middle, size),
    )


def _last_inside(inside, middle: int, end: int) -> int:
    """The count furthest from the middle towards `end` that is still inside."""
    step = 1 if end >= middle else -1
    near, far = 0, abs(end - middle)
    while near < far:
        half = (near + far + 1) // 2
        if inside(middle + step * half):
            near = half
        else:
            far = half - 1
    return middle + step * near


def too_few(size: int, rate: float) -> bool:
    """Whether a group is so small that neither no pupil at all nor twice the usual number would stand out."""
    low, high = ordinary_counts(size, rate)
    return low == 0 and math.ceil(2 * size * rate) <= high


@dataclass(frozen=True)
class FunnelLine:
    """The shares between which a school of this size would lie by chance alone, 95% (inner) and 99.8% (outer) of the time."""

    size: int
    inner: tuple[float, float]
    outer: tuple[float, float]


def funnel_lines(size: int, rate: float, points: int = 48) -> tuple[FunnelLine, ...]:
    """The funnel lines around a rate, from very small schools to well past one of `size` pupils."""
    largest = max(round(size * 1.6), 120)
    sizes = sorted({size, *(round(20 + (largest - 20) * n / (points - 1)) for n in range(points))})
    return tuple(
        FunnelLine(n, *(tuple(count / n for count in ordinary_counts(n, rate, level)) for level in (LEVEL, OUTER_LEVEL)))
        for n in sizes
        if n
    )


def difference_range(
    count: int, size: int, other_count: int, other_size: int, level: float = LEVEL
) -> tuple[float, float]:
    """The differences between two shares, first less second, that fit both counts (Newcombe's method 10)."""
    share, other = count / size, other_count / other_size
    (low, high), (other_low, other_high) = _wilson(count, size, level), _wilson(other_count, other_size, level)
    gap = share - other
    return gap - math.hypot(share - low, other_high - other), gap + math.hypot(high - share, other - other_low)


def _wilson(count: int, size: int, level: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / size
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, middle - half), min(1.0, middle + half)
