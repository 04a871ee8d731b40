"""The Views over several lists with everything that can be wrong with lists: each says what it can still say."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.disclosure import share
from analysis.errors import MissingColumns, SettingError
from analysis.results import HIDDEN
from analysis.samples import sample_school
from analysis.school import PupilList, School, Snapshot
from analysis.views import VIEWS
from analysis.views.change_over_time import ChangeSettings, change_over_time, describe_change
from analysis.views.need_of_all_pupils import need_of_all_pupils
from analysis.views.projection import ProjectionSettings, describe_projection, granted_share, projection
from analysis.views.register_flow import describe_flow, register_flow
from analysis.views.where_we_stand_locally import LocalSettings, where_we_stand_locally
from tests.schools import random_school, with_years
from tests.schools_over_years import lists_over_years, school_over_years

OVER_YEARS = ("change_over_time", "register_flow", "projection")


@pytest.fixture(scope="module")
def lists():
    return lists_over_years(8, 210, changing=True, lists=4)


def dated(one: PupilList, year: str, term: str = "spring") -> PupilList:
    return PupilList(Snapshot(year, term), one.pupils)


@pytest.mark.parametrize("name", OVER_YEARS)
def test_one_list_asks_for_another_year_with_the_code_that_offers_the_message(name):
    view, school = VIEWS[name], replace(random_school(2, size=120), snapshot=Snapshot("2025/26", "spring"))
    with pytest.raises(MissingColumns, match="You have one list of the same term") as error:
        view.compute(school, view.settings())
    assert error.value.code == "another-year"


@pytest.mark.parametrize("name", OVER_YEARS)
def test_a_list_without_a_school_year_is_not_set_beside_others(name, lists):
    view = VIEWS[name]
    with pytest.raises(MissingColumns, match="The school year of your list is not known|one list of the same term"):
        view.compute(School(lists[-1].pupils, "list 1", earlier=lists[:1]), view.settings())


def test_an_october_list_beside_january_ones_is_left_out_and_said(lists):
    october = dated(lists[1], "2023/24", "autumn")
    result = change_over_time(school_over_years((lists[0], october, lists[2], lists[3])))
    assert [row.key for row in result.rows] == ["2022/23", "2024/25", "2025/26"]
    assert "one list left out, because only lists of the same term can be compared." in " ".join(result.notes).lower()
    assert "No list for 2023/24." in result.notes


def test_lists_out_of_order_are_put_in_order(lists):
    mixed = replace(school_over_years(lists), earlier=(lists[2], lists[0], lists[1]))
    assert change_over_time(mixed) == change_over_time(school_over_years(lists))
    assert projection(mixed) == projection(school_over_years(lists))


def test_a_missing_year_leaves_steps_of_one_year_only(lists):
    result = projection(school_over_years((lists[0], lists[1], lists[3])))
    assert "No list for 2024/25." in result.notes
    assert any("Only one step" in note for note in result.notes)
    with pytest.raises(MissingColumns, match="one year apart"):
        projection(school_over_years((lists[0], lists[2])))


def test_a_school_that_changed_its_age_range_is_projected_and_says_so(lists):
    without_oldest = [PupilList(one.snapshot, one.pupils[one.pupils["year_group"] != "Year 6"]) for one in lists[:2]]
    result = projection(school_over_years((*without_oldest, *lists[2:])))
    assert any("year groups changed" in note for note in result.notes)
    roll = [row.size for row in result.rows if row.key.startswith("next:")]
    assert 150 < min(roll) and max(roll) < 270


def test_a_school_that_added_a_younger_year_group_does_not_count_everybody_twice(lists):
    """A nursery class in the last list only: the pupils who always came in Reception are joiners of Reception."""
    nursery = lists[-1].pupils.head(26).assign(pupil=[f"n{n}" for n in range(26)])
    nursery["year_group"] = pd.Categorical(["Nursery"] * 26, nursery["year_group"].cat.categories, ordered=True)
    now = PupilList(lists[-1].snapshot, pd.concat([lists[-1].pupils, nursery], ignore_index=True))
    result = projection(school_over_years((*lists[:3], now)))
    sizes = [row.size for row in result.rows if row.key.startswith("next:")]
    assert max(sizes) < len(now.pupils) * 1.12


def test_six_pupils_in_a_year_group_are_projected_and_shared_without_small_numbers():
    lists = lists_over_years(8, 42, changing=False, lists=4)
    result = projection(school_over_years(lists))
    assert describe_projection(result) and describe_projection(share(result))
    for row in share(result).rows:
        assert row.count is HIDDEN or row.count >= 10


def test_nobody_on_the_register_is_said_without_a_rate_of_nothing(lists):
    nobody = [PupilList(one.snapshot, one.pupils.assign(sen_provision=pd.Categorical(["N"] * len(one.pupils), one.pupils["sen_provision"].cat.categories, ordered=True), need_1=None)) for one in lists]
    school = school_over_years(tuple(nobody))
    assert describe_flow(register_flow(school)) == "Nobody was on the register in either list."
    assert "too small to call" in describe_change(change_over_time(school))
    assert projection(school).whole.count == 0


def test_a_register_shows_its_counts_and_says_what_it_cannot_show(lists):
    registers = tuple(PupilList(one.snapshot, one.pupils[one.pupils["sen_provision"].isin(("K", "E"))].reset_index(drop=True)) for one in lists)
    school = school_over_years(registers, kind="register")
    change = change_over_time(school)
    assert [row.size for row in change.rows] == [None] * 4
    assert describe_change(change).startswith(f"{change.rows[0].count} pupils with SEN")
    assert VIEWS["change_over_time"].draw(change) and "not known" in VIEWS["change_over_time"].table(change)
    assert "cannot be told apart" in " ".join(register_flow(school).notes)
    with pytest.raises(MissingColumns, match="lists of the whole school"):
        projection(school)


def test_pupils_who_cannot_be_matched_are_counted_and_shown(lists):
    last = lists[-1].pupils.copy()
    last.loc[last["sen_provision"] == "K", "pupil"] = None
    result = register_flow(school_over_years((*lists[:-1], PupilList(lists[-1].snapshot, last))))
    rows = {row.key: row.count for row in result.rows}
    assert rows["unmatched_after"] == (last["sen_provision"] == "K").sum()
    with pytest.raises(MissingColumns, match="could not be found again"):
        projection(school_over_years(tuple(PupilList(one.snapshot, one.pupils.assign(pupil=[f"{n}-{one.snapshot.academic_year}" for n in range(len(one.pupils))])) for one in lists)))


def test_the_mark_of_a_year_is_on_the_chart(lists):
    from analysis.charts.figure import svg_picture

    school = school_over_years(lists)
    settings = VIEWS["change_over_time"].settings_for(school, marked="2024/25", mark="New SENCo <b>")
    picture = svg_picture(VIEWS["change_over_time"].draw(change_over_time(school, settings)))
    assert "New SENCo &lt;b&gt;" in picture


def test_codes_that_came_or_went_are_for_your_eyes_only(lists):
    first = lists[0].pupils.assign(need_1=lists[0].pupils["need_1"].replace({"SEMH": "SLCN"}))
    result = change_over_time(school_over_years((PupilList(lists[0].snapshot, first), *lists[1:])))
    assert any("First used as a main need in 2023/24" in note and "Social, emotional and mental health" in note for note in result.own_notes)
    assert share(result).own_notes == ()


def test_an_area_hidden_among_needs_is_hidden_over_the_years_as_well():
    """C of 12 is hidden in the table of needs, because B of 4 could be found from it; so it is hidden here."""
    school = with_years(sample_school("village"))
    needs = {row.label: row.count for row in share(need_of_all_pupils(school)).rows}
    from analysis.columns import area_labels

    for area, label in area_labels().items():
        today = share(change_over_time(school, ChangeSettings(area=area))).rows[-1]
        assert (today.count is HIDDEN) == (needs[label] is HIDDEN), label


def test_requests_are_counted_at_the_rate_of_england():
    assert granted_share() == pytest.approx((1 - 0.252) * 0.936)


def test_what_is_typed_is_checked_and_told():
    view, school = VIEWS["projection"], sample_school()
    assert view.settings_for(school, requests="7", roll="").requests == 7
    for slip in ({"requests": "-1"}, {"requests": "many"}, {"roll": "10000"}, {"joining_area": "mars"}):
        with pytest.raises(SettingError):
            view.settings_for(school, **slip)
    assert ProjectionSettings(requests=7).known.requests == 7


def test_places_are_set_beside_our_share_in_the_words_of_the_one_rule():
    result = where_we_stand_locally(sample_school(), LocalSettings(la="926"))
    assert [row.comparison.place for row in result.rows] == ["Norfolk", "East of England", "England"]
    assert len(result.spread) > 140 and list(result.spread) == sorted(result.spread)
    assert all(row.verdict in VIEWS["where_we_stand_locally"].describe(result).lower() for row in result.rows)


def test_a_school_of_both_phases_is_asked_which_to_compare_with():
    school = random_school(4, size=400, phase="all-through")
    assert where_we_stand_locally(school).rows == ()
    assert len(where_we_stand_locally(school, LocalSettings(phase="secondary")).rows) == 1


def test_the_years_ahead_are_hidden_where_todays_number_is():
    """Nine plans today were hidden, and "10, projected" stood two lines below."""
    rising = next(
        result
        for seed in range(40)
        for result in [projection(school_over_years(lists_over_years(seed, 210, changing=False, lists=4)), ProjectionSettings("E"))]
        if result.whole.count < 10 <= result.rows[-1].count
    )
    assert all(row.hidden and row.span is None for row in share(rising).rows if row.key.startswith("next:"))
    assert describe_projection(share(rising)) == "The numbers here are too small to project."


def test_an_area_that_the_box_does_not_offer_is_refused():
    with pytest.raises(SettingError):
        ChangeSettings(area="other")


def test_without_a_local_authority_the_chart_says_to_choose_one():
    school = sample_school()
    assert any("Choose your local authority" in note for note in where_we_stand_locally(school).notes)
    assert not any("Choose your local authority" in note for note in where_we_stand_locally(school, LocalSettings(la="926")).notes)


def test_pupils_of_the_oldest_years_have_left_at_the_end_of_the_phase_where_lists_lie_years_apart(lists):
    """Two lists three years apart called 22 pupils of Years 4 and 5 "left the school"."""
    counts = {row.key: row.count for row in register_flow(school_over_years((lists[0], lists[3]))).rows}
    before, later = lists[0].pupils, set(lists[3].pupils["pupil"])
    gone = before[before["sen_provision"].isin(("K", "E")) & ~before["pupil"].isin(later)]
    assert counts["finished"] == gone["year_group"].isin(("Year 4", "Year 5", "Year 6")).sum()
    assert counts["left"] == (~gone["year_group"].isin(("Year 4", "Year 5", "Year 6"))).sum()
    assert "three years apart" in register_flow(school_over_years((lists[0], lists[3]))).notes[0]


def test_a_register_does_not_call_everybody_new_an_arrival(lists):
    registers = tuple(PupilList(one.snapshot, one.pupils[one.pupils["sen_provision"].isin(("K", "E"))].reset_index(drop=True)) for one in lists)
    whole, register = register_flow(school_over_years(lists)), register_flow(school_over_years(registers, kind="register"))
    count = {row.key: row.count for row in (*whole.rows, *register.rows)}
    assert "arrived" not in {row.key for row in register.rows}
    assert count["new"] == count["arrived"] + count["identified"] and count["gone"] == count["left"] + count["ended"]
    assert f"{count['new']} pupils came on to the register." in describe_flow(register)
    assert register.whole.count == whole.whole.count


def test_a_year_in_which_nobody_came_or_went_is_told_in_words(lists):
    same = tuple(PupilList(Snapshot(f"{year}/{year - 1999}", "spring"), lists[-1].pupils) for year in (2024, 2025))
    assert describe_flow(register_flow(school_over_years(same))) == "Nobody came on to the register. Nobody went off it."


def test_a_change_of_the_age_range_is_said_beside_the_shares(lists):
    without_oldest = [PupilList(one.snapshot, one.pupils[one.pupils["year_group"] != "Year 6"]) for one in lists[:2]]
    assert any("count other ages" in note for note in change_over_time(school_over_years((*without_oldest, *lists[2:]))).notes)
    assert not any("count other ages" in note for note in change_over_time(school_over_years(lists)).notes)
