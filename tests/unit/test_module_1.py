"""The week, the self-review, the year and the nutshell: worked by hand, with slips in them."""

import re
from dataclasses import replace
from datetime import date

import pytest

from analysis.errors import MissingColumns, SettingError
from analysis.review_areas import AREAS
from analysis.samples import sample_school
from analysis.school_year import DAY_UNKNOWN, events_to_check
from analysis.time_tasks import ROLES, TASKS
from analysis.views import VIEWS
from analysis.views.nutshell import NutshellSettings, nutshell
from analysis.views.self_review import describe_review, self_review
from analysis.views.the_year import calendar_file, the_year
from analysis.views.use_of_time import describe_time, use_of_time
from tests.schools import random_school


def week(**hours: str):
    view, school = VIEWS["use_of_time"], random_school(2, size=60)
    return use_of_time(school, view.settings_for(school, **hours))


def test_a_week_worked_by_hand():
    """1.5 and 2 hours of planned leading, 6 of reviews, 5 of messages, 10 of teaching: 24.5 hours, 5 of them as they came."""
    result = week(strategy="1.5", leadership="2", reviews="6", emails="5", teaching="10", allocated="8")
    assert {row.key: (row.count, row.beside) for row in result.rows} == {
        "Leader": (210, 210), "Coordinator": (660, 360), "Specialist": (0, 0), "Teaching and cover": (600, 600), "Other role": (0, 0),
        "allocated": (480, 480),
    }  # fmt: skip
    assert describe_time(result) == (
        "24.5 hours in a week. 3.5 hours of them (14.3%) are planned leadership; 5 hours (20.4%) answer what comes up. "
        "The school gives 8 hours for the role, and it takes 14.5 hours."
    )


def test_an_empty_week_asks_for_hours():
    assert describe_time(week()).startswith("Type last week’s hours")


@pytest.mark.parametrize("slip", ["-1", "a lot", "61", "1e9", "nan"])
def test_hours_that_cannot_be_are_refused(slip):
    with pytest.raises(SettingError, match="type hours from 0 to 60"):
        week(strategy=slip)


def test_more_hours_than_a_week_has_are_refused():
    with pytest.raises(SettingError, match="more than a week"):
        week(**{task.id: "15" for task in TASKS})


def test_every_task_has_a_role_and_every_leading_task_is_planned():
    assert {task.role for task in TASKS} == set(ROLES)
    assert all(task.planned for task in TASKS if task.role == "Leader")
    assert len({task.id for task in TASKS}) == len(TASKS)


def test_a_time_log_is_averaged_over_its_weeks():
    school = sample_school()
    result = use_of_time(school, VIEWS["use_of_time"].settings_for(school, source="log"))
    minutes = school.tables["time_log"]["minutes"].sum()
    dates = school.tables["time_log"]["date"].dropna()
    weeks = len({tuple(day.isocalendar())[:2] for day in dates})
    assert result.whole.count == round(minutes / weeks)


def test_a_school_without_a_time_log_is_not_offered_one():
    school = random_school(2, size=60)
    assert [value for value, _ in VIEWS["use_of_time"].choices["source"].options(school)] == ["memory"]
    with pytest.raises(MissingColumns, match="no time log"):
        use_of_time(school, VIEWS["use_of_time"].settings(source="log"))


def test_confidence_without_evidence_is_named():
    view, school = VIEWS["self_review"], random_school(2, size=60)
    marked = self_review(school, view.settings_for(school, leadership_sure="4", leadership_shown="1", quality_sure="2", quality_shown="2", families_sure="3"))
    assert describe_review(marked) == "Two of eight areas are marked. Confident with little evidence: leadership. Low on both: quality of provision."
    assert len(AREAS) == 8 and all(area.one and area.four for area in AREAS)
    with pytest.raises(SettingError):
        view.settings_for(school, leadership_sure="5")


def test_the_calendar_opens_in_another_library_with_the_same_days():
    import vobject

    school = sample_school()
    result = the_year(school, VIEWS["the_year"].settings_for(school, governors_autumn="2026-11-20"))
    entries = {one.summary.value: one for one in vobject.readOne(calendar_file(result).decode()).vevent_list}
    days = {event.what: event.on for event in result.spread if event.on != DAY_UNKNOWN}
    assert {title: entry.dtstart.value for title, entry in entries.items()} == days
    assert days["SEND at the governors' meeting, autumn"] == date(2026, 11, 20)
    assert all((entry.dtend.value - entry.dtstart.value).days == 1 for entry in entries.values())
    assert all("Check each date" in entry.description.value for entry in entries.values())


def test_the_calendar_is_the_same_each_time_it_is_made():
    """Runs in Pyodide too: there the button once failed, because Python there knew no time zone, not even UTC."""
    result = the_year(sample_school(), VIEWS["the_year"].settings_for(sample_school()))
    assert calendar_file(result).startswith(b"BEGIN:VCALENDAR")
    assert calendar_file(result) == calendar_file(result)


def test_events_whose_rule_nobody_read_say_check():
    assert len(events_to_check()) == 4
    assert all(re.search("^the day is not held here: check it (on|with) .", event.rule) and event.force == "practice" for event in events_to_check())


def test_a_date_that_is_none_is_refused():
    with pytest.raises(SettingError, match="type a date"):
        VIEWS["the_year"].settings_for(sample_school(), governors_autumn="soon")


def test_absence_has_a_figure_only_for_the_same_part_of_the_year():
    school = sample_school()
    for covers in ("unknown", "spring", "other"):
        assert not any(row.comparison for row in nutshell(school, NutshellSettings(covers)).rows if row.key.startswith("absent"))
    year = nutshell(school, NutshellSettings("year"))
    assert all(row.comparison for row in year.rows if row.key.startswith("absent"))


def test_exactly_a_tenth_is_absent_a_tenth():
    school = random_school(2, size=4)
    pupils = school.pupils.assign(possible_sessions=[30.0, 30.0, 0.0, None], authorised_absence=[2.0, 2.0, 0.0, 1.0], unauthorised_absence=[1.0, 0.0, 0.0, 0.0])
    rows = nutshell(type(school)(pupils, "list 1")).rows
    assert sum(row.count for row in rows if row.key.startswith("absent")) == 1
    assert sum(row.size for row in rows if row.key.startswith("absent")) == 2


def test_a_list_without_attendance_says_so():
    assert "Your list has no attendance" in " ".join(nutshell(random_school(2, size=80)).notes)


def test_each_date_of_the_table_names_where_it_was_read():
    """The page says "check each date with its source", and had no link to one."""
    view, school = VIEWS["the_year"], sample_school()
    result = the_year(school, view.settings_for(school))
    assert view.table(result).count('<a href="https://') == sum(bool(event.url) for event in result.spread) == 14


def test_figures_of_two_years_share_one_mark_in_the_key():
    """The page showed the same diamond twice, each "the newest figure held"."""
    school = sample_school()
    key = VIEWS["nutshell"].key(nutshell(school))
    assert key.count("◇") == 1
    assert "England, primary schools, the newest figures held (2024/25 and 2025/26)." in key


@pytest.mark.parametrize(("ranked", "words"), [(True, "Main need: "), (False, "First need written: ")])
def test_the_line_for_need_says_that_it_is_one_and_whether_the_main_one_is_known(ranked, words):
    """The line was called "Cognition and learning" only, and so was a need that merely stood first in its cell."""
    result = nutshell(replace(random_school(2, size=200), needs_ranked=ranked))
    row = next(row for row in result.rows if row.largest)
    assert row.label.startswith(words)
    assert ("needs-not-ranked" in result.lacks) is ("The file does not say which need is the main one" in " ".join(result.notes)) is not ranked
