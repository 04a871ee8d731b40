"""The figures for one local authority: chosen once, set beside its region and England, of one and the same year."""

import statistics

import pytest

from analysis.errors import SettingError
from analysis.local_figures import Area, figures, local_authorities, local_authority, spread
from analysis.reference import regions

PROVISIONS = ("sen_support", "ehc_plan", "all_sen")


def test_each_local_authority_of_today_lies_in_one_of_the_nine_regions_and_has_figures_in_both_phases():
    assert len(local_authorities()) == 153
    assert {one.region for one in local_authorities()} == set(regions())
    without = [one.name for one in local_authorities() if len(figures("pct_pupils", "secondary", "ehc_plan", one.number)) < 3]
    assert without == ["City of London"]  # it has no state secondary school


def test_authorities_that_were_merged_away_are_not_offered():
    names = {one.name for one in local_authorities()}
    assert {"Cumbria", "Northamptonshire"}.isdisjoint(names)
    with pytest.raises(SettingError, match="no local authority '909'"):
        local_authority("909")


@pytest.mark.parametrize("provision", PROVISIONS)
@pytest.mark.parametrize("phase", ["primary", "secondary"])
def test_the_figures_set_side_by_side_are_of_one_year_and_name_their_place(phase, provision):
    found = figures("pct_pupils", phase, provision, "926")
    assert [one.place for one in found] == ["Norfolk", "East of England", "England"]
    assert {one.academic_year for one in found} == {"2024/25"}
    assert all(one.sources for one in found)


def test_an_all_sen_figure_of_an_authority_is_its_two_provisions_added_and_says_so():
    support, plan, both = (figures("pct_pupils", "primary", part, "926")[0] for part in PROVISIONS)
    assert both.value == pytest.approx(support.value + plan.value)
    assert both.derived and "15.3% on SEN support" in both.note
    assert both.words == "Norfolk, primary schools, 2024/25"


def test_the_published_sum_for_england_is_kept_where_there_is_one():
    assert not figures("pct_pupils", "primary", "all_sen", "926")[2].derived


def test_an_older_year_can_be_asked_for_and_a_figure_not_held_is_left_out():
    assert {one.academic_year for one in figures("pct_pupils", "primary", "ehc_plan", "926", "2018/19")} == {"2018/19"}
    assert [one.place for one in figures("absence_persistent", "secondary", "all_sen", "926")] == ["England"]
    assert figures("pct_pupils", "primary", "ehc_plan", "926", "1999/00") == ()


def test_a_phase_is_never_filled_in_from_another():
    assert figures("pct_pupils", "", "sen_support", "926") == ()


def test_the_spread_is_that_of_the_values_it_holds():
    found = spread("pct_pupils", "primary", "sen_support")
    values = [value for _, value in found.values]
    assert values == sorted(values) and found.authorities == len(values)
    assert found.median == statistics.median(values)
    assert sum(value < found.p10 for value in values) == pytest.approx(len(values) / 10, abs=1)
    assert found.p10 < found.p25 < found.median < found.p75 < found.p90


def test_a_spread_that_was_only_printed_holds_no_values():
    found = spread("absence_persistent", "secondary", "ehc_plan")
    assert found.values == () and found.authorities == 152
    assert found.academic_year == "2024/25"
    assert spread("ks4_attainment8", "secondary", "ehc_plan") is None


def test_an_area_is_refused_when_its_phase_or_authority_is_not_known():
    assert Area().words == "schools in England"
    with pytest.raises(SettingError, match="'infants' is not known"):
        Area("infants")
    with pytest.raises(SettingError, match="no local authority '000'"):
        Area(la="000")
