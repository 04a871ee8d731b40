"""Each measure against numbers worked by hand on a school of 20 pupils, and the note that shows the working."""

from pathlib import Path

import pytest

from analysis.disclosure import share
from analysis.measures.binomial import OUTER_LEVEL, difference_range, ordinary_counts, rate_range
from analysis.results import HIDDEN, HIGHER, LOOK_FOR_REASON, LOWER, NO_DIFFERENCE, ORDINARY, WORTH_A_LOOK
from analysis.views.need_of_all_pupils import NeedSettings, need_of_all_pupils
from analysis.views.unusual_or_chance import FunnelSettings, unusual_or_chance
from analysis.views.who_is_on_the_register import RegisterSettings, describe_register, who_is_on_the_register
from tests.schools import result_of, row_of, school_of
from tests.spec import method as by_hand

NOTE = Path(__file__).resolve().parents[2] / "docs" / "method.md"


@pytest.fixture
def school():
    return school_of(dict(zip(by_hand.COLUMNS, zip(*by_hand.PUPILS, strict=True), strict=True)))


def counts(result) -> dict[str, tuple[int, int]]:
    return {row.label: (row.count, row.size) for row in result.rows}


@pytest.mark.parametrize("include", ["both", "K", "E"])
def test_pupils_with_sen(school, include):
    whole = unusual_or_chance(school, FunnelSettings(include)).whole
    assert (whole.count, whole.size) == (by_hand.WITH_SEN[include], 20)


def test_each_need_of_all_pupils(school):
    result = need_of_all_pupils(school, NeedSettings(compare_with="none"))
    assert {row.label: (row.count, row.size) for row in result.shown_rows} == {need: (count, 20) for need, count in by_hand.NEEDS.items()}
    assert result.rows[0].share == 0.15


def test_the_share_of_each_year_group(school):
    assert counts(who_is_on_the_register(school)) == by_hand.BY_YEAR


def test_the_share_by_free_school_meals(school):
    assert counts(who_is_on_the_register(school, RegisterSettings("fsm"))) == by_hand.BY_MEALS


def test_the_range_of_one_in_ten(school):
    year_2 = who_is_on_the_register(school).rows[1]
    assert year_2.range == rate_range(1, 10)
    assert year_2.range == pytest.approx(by_hand.RANGE_OF_1_IN_10, abs=5e-5)
    assert year_2.range[0] == pytest.approx(1 - 0.975**0.1)
    assert by_hand.at_most(1, 10, year_2.range[1]) == pytest.approx(0.025)


def test_the_ordinary_counts_of_twenty():
    low, high = ordinary_counts(20, by_hand.RATE)
    assert (low, high) == by_hand.ORDINARY_OF_20
    assert by_hand.at_most(low - 1, 20, by_hand.RATE) < 0.025 <= by_hand.at_most(low, 20, by_hand.RATE)
    assert by_hand.at_least(high + 1, 20, by_hand.RATE) < 0.025 <= by_hand.at_least(high, 20, by_hand.RATE)
    assert ordinary_counts(20, by_hand.RATE, OUTER_LEVEL) == by_hand.OUTER_OF_20


def test_the_words_for_each_count_of_twenty():
    verdicts = [row_of(count, 20, by_hand.RATE).verdict for count in range(21)]
    assert verdicts == [LOWER, *[NO_DIFFERENCE] * 8, *[HIGHER] * 12]
    funnel = [row_of(count, 20, by_hand.RATE).funnel_word for count in range(21)]
    assert funnel == [WORTH_A_LOOK, *[ORDINARY] * 8, *[WORTH_A_LOOK] * 2, *[LOOK_FOR_REASON] * 10]


def test_the_difference_between_the_two_years(school):
    assert difference_range(4, 10, 1, 10) == pytest.approx(by_hand.DIFFERENCE, abs=5e-5)
    (low, high), (other_low, other_high) = by_hand.WILSON.values()
    assert 0.3 - ((0.4 - low) ** 2 + (other_high - 0.1) ** 2) ** 0.5 == pytest.approx(by_hand.DIFFERENCE[0], abs=2e-4)
    assert 0.3 + ((high - 0.4) ** 2 + (0.1 - other_low) ** 2) ** 0.5 == pytest.approx(by_hand.DIFFERENCE[1], abs=2e-4)
    assert describe_register(who_is_on_the_register(school)).endswith("No clear difference between the groups.")


def test_what_may_be_shared():
    shared = share(result_of(*(row_of(exact, 418, key=group) for group, (exact, _) in by_hand.SHARED.items())))
    assert {row.label: row.count for row in shared.rows} == {
        group: HIDDEN if told == "hidden" else told for group, (_, told) in by_hand.SHARED.items()
    }
    assert {row.size for row in shared.rows} == {420}


def test_the_committed_note_is_what_the_tests_print():
    assert NOTE.read_text("utf-8") == by_hand.method(), "Print it again: python -m tests.spec.method > docs/method.md"
