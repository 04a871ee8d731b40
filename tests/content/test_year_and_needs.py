"""The reporting year, and the three vocabularies of need."""

from datetime import date, timedelta

import pytest

from analysis.crosswalk import NO_EQUIVALENT, NOT_READ, need_crosswalk, place_of, proposed_areas, read_proposed_areas
from analysis.errors import WorkbookError
from analysis.policy import statement
from analysis.school_year import Event, reporting_year

THURSDAY = 3
EVENT = {"id": "made-up", "what": "Sports day", "for_whom": "all", "force": "practice", "url": "https://example.org"}


def test_the_year_holds_every_event_once_with_days_first():
    assert len(reporting_year()) == 14
    days = [event.on for event in reporting_year() if not event.when]
    assert days == sorted(days)
    assert all(event.when for event in reporting_year()[len(days):])


@pytest.mark.parametrize(("name", "month", "which"), [("autumn", 10, 1), ("spring", 1, 3), ("summer", 5, 3)])
def test_census_days_follow_from_the_rule_they_name(name, month, which):
    event = next(event for event in reporting_year() if event.id == f"census-{name}")
    first = date(event.on.year, month, 1)
    thursday = first + timedelta((THURSDAY - first.weekday()) % 7)
    assert event.on == thursday + timedelta(weeks=which - 1)
    assert "worked out" in event.rule


def test_the_day_of_the_inclusion_strategy_is_that_of_the_policy_record():
    event = next(event for event in reporting_year() if event.id == "inclusion-strategy")
    assert f"by {event.written}" in statement("inclusion-strategy").statement
    assert event.force == statement("inclusion-strategy").status


@pytest.mark.parametrize("when", [{}, {"on": date(2027, 6, 1), "when": "June"}])
def test_an_event_with_no_time_or_with_two_is_refused(when):
    with pytest.raises(WorkbookError, match="either a day or words"):
        Event(**EVENT | when)
    with pytest.raises(WorkbookError, match="'custom' is not known"):
        Event(**EVENT | {"when": "June", "force": "custom"})


def test_the_crosswalk_has_fourteen_types_four_areas_and_nothing_that_was_not_read():
    rows = need_crosswalk()
    assert len(rows) == 14
    assert len({row.broad_area for row in rows} - {NO_EQUIVALENT}) == 4
    assert {row.proposed_area for row in rows} == {NOT_READ}
    assert proposed_areas().how_many == 5 and proposed_areas().labels == {}
    assert proposed_areas().no_equivalent == {"cognition"}


def test_a_list_that_was_read_places_its_needs_and_says_no_equivalent_for_the_rest():
    read = read_proposed_areas('how_many = 1\nno_equivalent = []\n[[area]]\ncode = "x"\nlabel = "X"\nneeds = ["SLCN"]\n')
    assert place_of("SLCN", read).proposed_area == "X"
    assert place_of("MLD", read).proposed_area == NO_EQUIVALENT


def test_a_proposed_area_with_a_need_that_does_not_exist_is_refused():
    with pytest.raises(WorkbookError, match="no need or broad area 'EBD'"):
        read_proposed_areas('how_many = 5\nno_equivalent = ["EBD"]\narea = []\n')
