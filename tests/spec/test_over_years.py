"""Flow and projection against numbers worked by hand, and how often the projection's range holds."""

import numpy as np
import pandas as pd
import pytest

from analysis.columns import PUPIL_COLUMNS, area_labels
from analysis.measures.projection import AREAS, OTHER_AREA, Known, futures, held_out, history_of
from analysis.measures.projection.held_out import counts_of
from analysis.measures.projection.simulation import _Rates
from analysis.school import PupilList, Snapshot
from analysis.views.register_flow import register_flow
from tests.schools_over_years import lists_over_years, school_over_years
from tests.spec import coverage
from tests.spec import over_years as by_hand
from tests.spec.coverage_results import COVERAGE


def january(place: int) -> PupilList:
    """One of the two Januaries."""
    there = [(pupil[0], *pupil[1 + 2 * place : 3 + 2 * place]) for pupil in by_hand.TWO_JANUARIES if pupil[1 + 2 * place]]
    ids, years, provisions = zip(*there, strict=True)
    groups = {
        name: pd.Categorical(cells, PUPIL_COLUMNS[name].categories, ordered=True) for name, cells in (("year_group", years), ("sen_provision", provisions))
    }
    needs = [{"K": "SLCN", "E": "ASD"}.get(one) for one in provisions]
    pupils = pd.DataFrame({"pupil": pd.Series(ids, dtype=object), **groups, "need_1": pd.Series(needs, dtype=object)})
    return PupilList(Snapshot(f"{2024 + place}/{25 + place}", "spring"), pupils)


@pytest.fixture
def lists():
    return january(0), january(1)


def test_the_areas_are_those_of_the_need_vocabulary():
    assert AREAS == (*area_labels(), OTHER_AREA)


def test_every_way_on_and_off_the_register(lists):
    result = register_flow(school_over_years(lists))
    assert {row.label: row.count for row in result.rows} == by_hand.FLOW
    assert result.whole.count == sum(by_hand.FLOW.values())


def test_the_moves_of_year_1(lists):
    (step,) = history_of(lists).steps
    assert dict(zip("NK", step.moves[0], strict=False)) == by_hand.MOVES_FROM_YEAR_1
    assert step.joined == ((3, 1, 0), (0, 1, 0))
    assert dict(zip(AREAS, step.new_areas, strict=True)) == {"communication": 3, "cognition": 0, "semh": 0, "sensory": 0, "other": 0}


def test_the_middle_of_the_drawn_rates_is_the_shrunk_rate(lists):
    rates = _Rates(history_of(lists), 40_000, np.random.default_rng(1))
    assert rates.moves[:, 0, 0, 1].mean() == pytest.approx(by_hand.YEAR_1_RATE, abs=0.002)


def test_no_future_has_more_pupils_than_there_can_be():
    told = futures(history_of(lists_over_years(4, 210, changing=False, lists=4)))
    for ahead in range(3):
        assert told["K"][ahead].middle + told["E"][ahead].middle == pytest.approx(told["both"][ahead].middle, abs=3)
        assert told["both"][ahead].high < told["roll"][ahead].low
        assert sum(told[area][ahead].middle for area in AREAS) == pytest.approx(told["both"][ahead].middle, abs=6)


def test_what_is_known_comes_at_least():
    history = history_of(lists_over_years(4, 210, changing=False, lists=4))
    without = futures(history)
    typed = futures(history, Known(support=12, plans=6, area="semh", requests=10, granted=1.0))
    assert typed["K"][0].low >= without["K"][0].low and typed["E"][0].low >= without["E"][0].low + 5
    assert typed["semh"][0].low >= 18
    assert futures(history, Known(roll=250))["roll"][0].middle == 250


def test_the_last_list_is_left_out_only_where_two_steps_stay():
    lists = lists_over_years(4, 210, changing=False, lists=4)
    assert held_out(history_of(lists[:2])) is None
    assert held_out(history_of(lists)).asked == 8
    missing_year = (lists[0], lists[1], lists[3])
    assert len(history_of(missing_year).steps) == 1


def test_the_counts_do_not_depend_on_the_order_of_the_pupils():
    lists = lists_over_years(5, 90, changing=True, lists=3)
    shuffled = tuple(PupilList(one.snapshot, one.pupils.sample(frac=1, random_state=1)) for one in lists)
    assert history_of(shuffled) == history_of(lists)
    assert counts_of(history_of(lists))["roll"] == len(lists[-1].pupils)


@pytest.mark.slow
@pytest.mark.parametrize("size", coverage.SIZES)
def test_the_range_holds_over_a_few_simulated_schools(size):
    """A small fixed part of the run in the method note: eight schools of each size, four of which change."""
    scores = coverage.compare(range(8), size)
    held = [one for large in (True, False) for one in scores["projection", large].held]
    assert sum(held) / len(held) >= 0.70
    averages = {forecast: np.mean([one for large in (True, False) for one in scores[forecast, large].scores]) for forecast in coverage.FORECASTS}
    assert averages["projection"] == min(averages.values())


def test_the_full_run_kept_what_was_promised():
    for _, which, forecast, held, _, ranges in COVERAGE:
        if forecast == "projection" and ranges >= 50:
            assert 0.75 <= held <= (0.85 if which == "20 or more" else 1.0)
    for size in coverage.SIZES:
        weighed = {name: sum(score * n for pupils, _, forecast, _, score, n in COVERAGE if (pupils, forecast) == (size, name)) for name in coverage.FORECASTS}
        assert min(weighed, key=weighed.get) == "projection"


@pytest.mark.soak
@pytest.mark.parametrize("size", coverage.SIZES)
def test_the_full_run_gives_what_the_method_note_says(size):
    scores = coverage.compare(range(200), size)
    for pupils, which, forecast, held, score, ranges in COVERAGE:
        if pupils == size:
            found = scores[forecast, which == "20 or more"]
            assert found.coverage == pytest.approx(held, abs=0.015) and found.interval_score == pytest.approx(score, rel=0.05)
            assert len(found.held) == pytest.approx(ranges, rel=0.05)
