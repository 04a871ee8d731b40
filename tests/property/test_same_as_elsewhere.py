"""The charts over years tell nothing about this year's list that the attacker's charts do not tell: hidden there, hidden here."""

import pytest

from analysis.columns import area_labels
from analysis.disclosure import share
from analysis.views.change_over_time import ChangeSettings, change_over_time
from analysis.views.need_of_all_pupils import NeedSettings, need_of_all_pupils
from analysis.views.nutshell import nutshell
from analysis.views.projection import ProjectionSettings, projection
from analysis.views.unusual_or_chance import FunnelSettings, unusual_or_chance
from tests.schools import random_school, with_years

INCLUDES = ("both", "K", "E")


@pytest.fixture(scope="module", params=range(16))
def school(request):
    return with_years(random_school(request.param, phase=("primary", "secondary")[request.param % 2]), years=1)


@pytest.mark.parametrize("include", INCLUDES)
def test_each_area_of_this_year_is_told_as_in_the_table_of_needs(school, include):
    needs = {row.label: row.count for row in share(need_of_all_pupils(school, NeedSettings(include))).rows}
    for area, label in area_labels().items():
        assert share(change_over_time(school, ChangeSettings(include, area))).rows[-1].count == needs[label], (label, include)


@pytest.mark.parametrize("include", INCLUDES)
def test_each_provision_of_this_year_is_told_as_in_the_funnel(school, include):
    told = share(unusual_or_chance(school, FunnelSettings(include))).whole.count
    assert share(change_over_time(school, ChangeSettings(include))).rows[-1].count == told
    if include != "both":
        assert {row.key: row.count for row in share(nutshell(school)).rows}[include] == told


def test_what_is_hidden_today_is_hidden_in_its_projection(school):
    for show in (*INCLUDES, *area_labels()):
        shared = share(projection(school, ProjectionSettings(show)))
        today = shared.whole
        if show in area_labels():
            needs = {row.label: row.hidden for row in share(need_of_all_pupils(school)).rows}
            assert today.hidden == needs[area_labels()[show]]
        assert all(row.span is None for row in shared.rows if row.hidden)
        if today.hidden:
            from analysis.views.projection import PROJECTION

            assert PROJECTION.describe(shared) == "The numbers here are too small to project."
