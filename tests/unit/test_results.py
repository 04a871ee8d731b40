"""Results: verdicts at their edges, hidden numbers, and how a chart gathers its rows."""

import pytest

from analysis.columns import need_labels
from analysis.measures.binomial import OUTER_LEVEL, ordinary_counts
from analysis.results import (
    HIDDEN,
    HIGHER,
    LOOK_FOR_REASON,
    LOWER,
    NO_DIFFERENCE,
    ORDINARY,
    TOO_FEW,
    UNRECORDED,
    WORTH_A_LOOK,
    Comparison,
    gathered,
)
from analysis.views.need_of_all_pupils import need_of_all_pupils
from tests.schools import result_of, row_of, school_of, split


def test_a_count_is_marked_one_step_outside_the_ordinary_counts_and_not_on_their_edge():
    low, high = ordinary_counts(418, 0.052)
    words = [row_of(count, 418, 0.052).verdict for count in (low - 1, low, high, high + 1)]
    assert words == [LOWER, NO_DIFFERENCE, NO_DIFFERENCE, HIGHER]


def test_the_funnel_word_changes_on_the_edges_of_both_pairs_of_lines():
    (low, high), (lowest, highest) = ordinary_counts(418, 0.194), ordinary_counts(418, 0.194, OUTER_LEVEL)
    for edge, outer, step in ((low, lowest, -1), (high, highest, 1)):
        words = [row_of(count, 418, 0.194).funnel_word for count in (edge, edge + step, outer, outer + step)]
        assert words == [ORDINARY, WORTH_A_LOOK, WORTH_A_LOOK, LOOK_FOR_REASON]


def test_too_few_is_said_only_of_an_unmarked_row():
    assert row_of(0, 12, 0.1).verdict == TOO_FEW
    assert row_of(12, 12, 0.1).verdict == HIGHER


@pytest.mark.parametrize("row", [row_of(5, 60), row_of(5, 60, 0.2, older=True), row_of(0, 0, 0.2), row_of(HIDDEN, 60, 0.2), row_of(12, HIDDEN, 0.2)])
def test_a_row_without_a_recent_figure_a_count_or_a_size_gets_no_word(row):
    assert not row.judged
    assert row.verdict == row.funnel_word == ""


def test_hidden_is_neither_nothing_nor_missing_nor_true_nor_false():
    assert HIDDEN != 0 and HIDDEN is not None
    assert repr(HIDDEN) == "hidden"
    with pytest.raises(TypeError, match="neither zero nor not zero"):
        bool(HIDDEN)
    with pytest.raises(TypeError):
        HIDDEN + 1
    with pytest.raises(TypeError):
        HIDDEN < 10  # noqa: B015


def test_nothing_of_nothing_has_no_share():
    assert not row_of(0, 0).has_share
    with pytest.raises(ZeroDivisionError):
        row_of(0, 0).share  # noqa: B018


def test_the_year_of_a_comparison_is_the_end_of_its_words():
    assert Comparison(0.2, "England, all state-funded schools, special schools included, 2023/24", ()).year == "2023/24"


def test_the_chance_of_a_mark_is_that_of_the_counts_outside():
    row = row_of(3, 60, 0.2)
    from scipy.stats import binom

    low, high = ordinary_counts(60, 0.2)
    assert row.chance_of_a_mark == pytest.approx(binom.cdf(low - 1, 60, 0.2) + binom.sf(high, 60, 0.2))
    assert 0 < row.chance_of_a_mark < 0.05


def needs(number: int) -> list:
    return [row_of(30 - n, 400, 0.01, f"need {n}") for n in range(number)]


def test_a_chart_shows_the_first_rows_gathers_the_others_and_keeps_what_is_unrecorded_last():
    result = result_of(*needs(12), row_of(5, 400, key=UNRECORDED), keep=8)
    assert [row.key for row in result.shown_rows] == [*(f"need {n}" for n in range(8)), "others", UNRECORDED]
    others = result.shown_rows[8]
    assert (others.label, others.count) == ("All other needs", sum(30 - n for n in range(8, 12)))
    assert others.comparison.rate == pytest.approx(0.04)


@pytest.mark.parametrize("number", [3, 8, 9])
def test_one_row_too_many_is_shown_rather_than_gathered(number):
    assert len(result_of(*needs(number), keep=8).shown_rows) == number


def test_rows_with_hidden_numbers_are_never_gathered():
    rows = (*needs(11), row_of(HIDDEN, 400, key="hidden"))
    assert len(result_of(*rows, whole=row_of(300, 400), keep=8).shown_rows) == 12


def test_gathered_rows_have_a_comparison_only_where_each_part_has_one():
    assert gathered((row_of(3, 60, 0.2), row_of(2, 60)), "Both", "both").comparison is None
    both = gathered((row_of(3, 60, 0.2), row_of(2, 60, 0.1)), "Both", "both")
    assert both.count == 5 and both.size == 60 and both.comparison.rate == pytest.approx(0.3)


def test_sources_are_listed_once_and_those_of_the_whole_first():
    result = result_of(row_of(3, 60, 0.2), row_of(2, 60, 0.1), whole=row_of(5, 60, 0.3))
    assert result.sources == ("lait",)


def test_funnel_lines_are_drawn_only_for_a_judged_whole():
    whole = row_of(80, 418, 0.194, "all")
    assert result_of(whole=whole, funnel=True).lines
    assert result_of(whole=whole).lines == ()
    assert result_of(whole=row_of(80, 418, key="all"), funnel=True).lines == ()


def test_overlapping_needs_are_not_gathered_in_a_chart():
    """A pupil with six of the rarer needs was counted six times under "All other needs": 48 of 30 pupils, 160%."""
    school = school_of(
        {"sen_provision": split((12, "K"), (18, "N")), **{f"need_{n}": split((12, need), (18, "")) for n, need in enumerate(need_labels(), 1)}},
        needs_ranked=False,
    )
    result = need_of_all_pupils(school)
    assert [row.key for row in result.shown_rows] == list(need_labels())
    assert all(row.count == 12 for row in result.shown_rows)
