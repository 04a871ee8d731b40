"""The one rule's arithmetic, held against scipy and against published and worked examples."""

import math

import pytest
from scipy import stats

from analysis.measures.binomial import (
    LEVEL,
    OUTER_LEVEL,
    difference_range,
    funnel_lines,
    ordinary_counts,
    rate_range,
    tail_at_least,
    tail_at_most,
    too_few,
)

SIZES = (1, 2, 3, 7, 19, 30, 60, 118, 418, 1150, 4999, 20000)
RATES = (0.0004, 0.0023, 0.013, 0.052, 0.126, 0.194, 0.35, 0.5, 0.81, 0.997)
LEVELS = (LEVEL, OUTER_LEVEL)


def counts_for(size: int) -> list[int]:
    """A spread of counts from none to all."""
    return sorted({0, 1, 2, size // 20, size // 8, size // 5, size // 2, size - 1, size} & set(range(size + 1)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rate", RATES)
def test_tails_are_those_of_scipy(size, rate):
    for count in counts_for(size):
        assert tail_at_least(count, size, rate) == pytest.approx(stats.binom.sf(count - 1, size, rate), rel=1e-7, abs=1e-14)
        assert tail_at_most(count, size, rate) == pytest.approx(stats.binom.cdf(count, size, rate), rel=1e-7, abs=1e-14)


def test_tails_beyond_the_possible_counts_are_nothing_or_everything():
    assert tail_at_least(0, 5, 0.2) == 1.0 and tail_at_least(-1, 5, 0.2) == 1.0
    assert tail_at_least(6, 5, 0.2) == 0.0
    assert tail_at_most(5, 5, 0.2) == 1.0
    assert tail_at_most(-1, 5, 0.2) == 0.0


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_a_rate_of_none_or_all_makes_the_tails_certain(rate):
    assert tail_at_least(3, 5, rate) == rate
    assert tail_at_most(3, 5, rate) == 1 - rate


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", LEVELS)
def test_the_range_of_a_rate_is_clopper_and_pearsons(size, level):
    for count in counts_for(size):
        expected = stats.binomtest(count, size).proportion_ci(level, method="exact")
        assert rate_range(count, size, level) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_the_range_from_no_pupil_to_all_pupils_reaches_the_end():
    assert rate_range(0, 12)[0] == 0.0
    assert rate_range(12, 12)[1] == 1.0
    assert rate_range(0, 12)[1] == pytest.approx(1 - 0.025 ** (1 / 12))


def test_a_range_of_nobody_is_refused():
    with pytest.raises(ValueError, match="at least one pupil"):
        rate_range(0, 0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("level", LEVELS)
def test_ordinary_counts_are_the_central_exact_limits_of_scipy(size, rate, level):
    one_tail = (1 - level) / 2
    low, high = ordinary_counts(size, rate, level)
    # ppf is the smallest count whose tail at most reaches one_tail; isf the smallest whose tail above falls to it.
    assert low == int(stats.binom.ppf(one_tail, size, rate))
    assert high == int(stats.binom.isf(one_tail, size, rate))


def test_ordinary_counts_hold_at_least_the_level_and_lose_it_one_step_further_in():
    low, high = ordinary_counts(418, 0.052)
    assert stats.binom.cdf(high, 418, 0.052) - stats.binom.cdf(low - 1, 418, 0.052) >= LEVEL
    assert stats.binom.cdf(low - 1, 418, 0.052) < 0.025
    assert stats.binom.sf(high, 418, 0.052) < 0.025
    assert stats.binom.cdf(low, 418, 0.052) >= 0.025
    assert stats.binom.sf(high - 1, 418, 0.052) >= 0.025


def test_ordinary_counts_grow_with_the_level():
    for size in SIZES:
        inner, outer = ordinary_counts(size, 0.15), ordinary_counts(size, 0.15, OUTER_LEVEL)
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]


def test_a_group_is_too_small_when_neither_nobody_nor_twice_the_usual_stands_out():
    assert too_few(12, 0.1)  # none is ordinary, and so are three
    assert not too_few(418, 0.052)
    for size in range(1, 400):
        low, high = ordinary_counts(size, 0.05)
        assert too_few(size, 0.05) == (low == 0 and 2 * size * 0.05 <= high)


def test_funnel_lines_hold_the_schools_own_size_and_agree_with_the_ordinary_counts():
    lines = funnel_lines(418, 0.194)
    sizes = [line.size for line in lines]
    assert 418 in sizes and sizes == sorted(set(sizes))
    assert sizes[0] == 20 and sizes[-1] == round(418 * 1.6)
    for line in lines:
        assert line.inner == tuple(count / line.size for count in ordinary_counts(line.size, 0.194))
        assert line.outer == tuple(count / line.size for count in ordinary_counts(line.size, 0.194, OUTER_LEVEL))


def test_a_very_small_school_is_still_on_the_funnel():
    assert 1 in [line.size for line in funnel_lines(1, 0.194)]
    assert 7 in [line.size for line in funnel_lines(7, 0.194)]


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 873-890, Table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_differences_are_those_that_newcombe_published(first, second, low, high):
    assert difference_range(*first, *second) == pytest.approx((low, high), abs=5e-5)


def test_a_difference_turned_round_has_its_range_turned_round():
    low, high = difference_range(17, 60, 9, 58)
    assert difference_range(9, 58, 17, 60) == pytest.approx((-high, -low))


def test_a_difference_worked_out_independently():
    def wilson(count: int, size: int, z: float) -> list[float]:
        """The roots of (share - p)^2 = z^2 p (1 - p) / size, by the quadratic formula."""
        share = count / size
        a, b, c = 1 + z * z / size, -(2 * share + z * z / size), share * share
        root = math.sqrt(b * b - 4 * a * c)
        return [(-b - root) / (2 * a), (-b + root) / (2 * a)]

    z = stats.norm.ppf(1 - 0.05 / 21 / 2)
    (low, high), (other_low, other_high) = wilson(17, 60, z), wilson(9, 58, z)
    share, other = 17 / 60, 9 / 58
    expected = (
        share - other - math.sqrt((share - low) ** 2 + (other_high - other) ** 2),
        share - other + math.sqrt((high - share) ** 2 + (other - other_low) ** 2),
    )
    assert difference_range(17, 60, 9, 58, level=1 - 0.05 / 21) == pytest.approx(expected, abs=1e-9)
