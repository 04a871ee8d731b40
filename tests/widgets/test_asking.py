"""What a View lacks in the file can be asked for: each lack has a message, and the message holds nothing of any pupil."""

from dataclasses import replace

import pytest

from analysis.columns import GROUPING_COLUMNS
from analysis.errors import MissingColumns
from analysis.school import PupilList, School, Snapshot
from analysis.school_tables import school_tables
from analysis.views import VIEWS
from analysis.views.choosing import missing_table
from analysis.words import NO_NAMES, asking, messages
from tests.schools import random_school, register_of
from tests.schools_over_years import lists_over_years, school_over_years
from tests.widgets.parts import plain
from widgets.panel import Panel
from widgets.session import Session

WHOLE = replace(random_school(3, size=120, phase="primary"), snapshot=Snapshot("2025/26", "spring"))
PUPILS = WHOLE.pupils
YEARS = school_over_years(lists_over_years(8, 210, changing=True, lists=2))


def without(*columns: str) -> School:
    """The school whose file did not have these columns."""
    return replace(WHOLE, pupils=PUPILS.drop(columns=[name for name in PUPILS if name.startswith(columns)]))


def strangers() -> School:
    """Two lists of which no pupil can be found again."""
    before = YEARS.earlier[-1]
    return replace(YEARS, earlier=(PupilList(before.snapshot, before.pupils.assign(pupil=[f"x{n}" for n in range(len(before.pupils))])),))


SCHOOLS = {
    "all there": WHOLE,
    "no needs": without("need_"),
    "no groups": without(*GROUPING_COLUMNS),
    "needs not ranked": replace(WHOLE, needs_ranked=False),
    "a register": register_of(WHOLE, "unknown"),
    "no term": replace(WHOLE, snapshot=Snapshot()),
    "two years": YEARS,
    "two years without needs": replace(YEARS, pupils=YEARS.pupils.drop(columns=[name for name in YEARS.pupils if name.startswith("need_")])),
    "two years without year groups": replace(YEARS, pupils=YEARS.pupils.drop(columns="year_group")),
    "two years of strangers": strangers(),
}


def settings_of(view, school):
    """Each choice of each control alone, and the log of hours that only some schools are offered."""
    yield view.settings_for(school)
    for name, choice in view.choices.items():
        for value, _ in choice.options(school)[:20]:
            yield replace(view.settings_for(school), **{name: value})
    if view.name == "use_of_time":
        yield replace(view.settings_for(school), source="log")


@pytest.mark.parametrize("lack", SCHOOLS)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_whatever_a_view_lacks_can_be_asked_for(view, lack):
    school = SCHOOLS[lack]
    for settings in settings_of(view, school):
        try:
            lacks = view.compute(school, settings).lacks
        except MissingColumns as missing:
            lacks = (missing.code,)
        assert set(lacks) <= set(messages())


@pytest.mark.parametrize(
    ("view", "lack", "code"),
    [
        ("need_of_all_pupils", "no needs", "no-main-need"),
        ("need_of_all_pupils", "a register", "roll-needed"),
        ("need_of_all_pupils", "needs not ranked", "needs-not-ranked"),
        ("who_is_on_the_register", "no groups", "no-year-group"),
        ("who_is_on_the_register", "a register", "roll-needed"),
        ("change_over_time", "no term", "another-year"),
        ("register_flow", "all there", "another-year"),
        ("projection", "two years of strangers", "pupil-numbers-needed"),
        ("projection", "two years without year groups", "no-year-group"),
        ("projection", "a register", "whole-school-needed"),
        ("nutshell", "no needs", "no-main-need"),
        ("nutshell", "all there", "no-possible-sessions"),
        ("nutshell", "all there", "no-suspensions"),
    ],
)
def test_the_panel_offers_the_message_with_a_button_of_its_own(view, lack, code):
    panel = Panel(VIEWS[view], Session(SCHOOLS[lack]))
    shown = panel.pieces["finding"] + panel.pieces["numbers"]
    key = f"{view.replace('_', '-')}-ask-words"
    assert f'<div id="{key}">' in shown and f'<button type="button" class="button outlined" data-copy-words="{key}">' in shown
    for line in (*messages()[code].lines[1:], NO_NAMES):
        assert line in plain(shown)


@pytest.mark.parametrize("column", GROUPING_COLUMNS)
def test_each_group_that_is_not_in_the_file_can_be_asked_for(column):
    panel = Panel(VIEWS["who_is_on_the_register"], Session(without(column)))
    asked = messages()[f"no-{column.replace('_', '-')}"]
    shown = plain(panel.pieces["finding"] + panel.pieces["numbers"])
    assert asked.lines[-1] in shown
    assert column == "year_group" or f"Not in your file: {asked.about}" in shown


def test_nothing_is_asked_for_an_invented_school_or_in_front_of_a_room():
    invented = replace(without("need_"), sample="primary")
    assert "data-copy-words" not in Panel(VIEWS["nutshell"], Session(invented)).pieces["numbers"]
    session = Session(without("need_"))
    panel = Panel(VIEWS["nutshell"], session)
    assert "data-copy-words" in panel.pieces["numbers"]
    session.room = True
    assert "data-copy-words" not in panel.pieces["numbers"]


@pytest.mark.parametrize("table", school_tables())
def test_a_table_that_is_not_there_can_be_asked_for(table):
    missing = missing_table(table, "Open one.")
    assert missing.code in messages() and school_tables()[table].label.lower() in missing.what


def test_a_message_is_fixed_words_and_asks_for_no_names_of_pupils():
    for message in messages().values():
        assert (message.ending == NO_NAMES) is (message.to == "data manager")
        assert "{" not in message.words and all(len(line) < 200 for line in message.lines)


def test_several_columns_are_asked_for_in_one_request():
    lines = asking(["no-sex", "no-fsm", "no-suspensions"])
    assert sum(line.startswith("Could you please") for line in lines) == 2 and lines[-1] == NO_NAMES
    assert "Free school meals: I need eligibility today." in " ".join(lines)
    assert asking(["no-sex"]) == (*messages()["no-sex"].lines, NO_NAMES)
