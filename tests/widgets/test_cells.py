"""What a notebook cell calls: where it fails, the cell says so and the page stands."""

import logging

import pytest

from tests.widgets.parts import CANARY, do, fail, logged, plain
from widgets import check, open_session, panel, school_picker
from widgets.guard import guarded_cell, notice
from widgets.html import Html, button, details, select
from widgets.panel import Panel
from widgets.picker import SchoolPicker
from widgets.session import Session


def test_a_page_opens_with_an_invented_school():
    session = open_session()
    assert isinstance(session, Session) and session.school.invented
    assert isinstance(school_picker(session), SchoolPicker)
    assert isinstance(panel("need_of_all_pupils", session), Panel)


def test_a_mistyped_view_is_a_message_in_its_cell():
    shown = panel("need_of_all_pupil", Session())
    assert isinstance(shown, Html)
    assert 'role="alert"' in shown.markup


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
def test_a_cell_that_fails_tells_no_value_and_logs_none(level, caplog):
    caplog.set_level(level)
    shown = guarded_cell(fail)()
    assert "Something went wrong" in plain(shown.markup) and CANARY not in shown.markup
    assert not any(CANARY in line for line in logged(caplog))


def test_the_check_prints_the_finding_of_the_invented_primary_school(capsys):
    check("who_is_on_the_register")
    assert capsys.readouterr().out.startswith("Foxglove Primary (invented): 88 of 418 pupils (21.1%) have SEN")


@pytest.mark.parametrize("make", [lambda x: notice(x, x, x), lambda x: select("n", x, ((x, x),), x, "k"), lambda x: button("e", x, value=x), lambda x: details("k", x, "")])
def test_html_is_made_from_escaped_text(make):
    made = make('<img src=x onerror="y">')
    assert "<img" not in made and 'onerror="' not in made


def test_an_html_piece_shows_its_name_where_html_cannot_be_shown():
    assert repr(Html("<p>x</p>", "privacy")) == "<privacy>"


# The session


def arrive(session: Session, **words: object) -> None:
    do(session, "arrived", **words)


def test_the_page_takes_up_the_invented_school_that_its_address_names():
    session = Session()
    arrive(session, school="secondary")
    assert session.school.sample == "secondary"


@pytest.mark.parametrize("name", ["", "nursery", "<b>", None, ["secondary"], {"a": 1}])
def test_an_address_that_names_no_school_changes_nothing(name):
    session = Session()
    arrive(session, school=name)
    assert session.school.sample == "primary"


def test_a_list_of_ones_own_is_never_replaced_by_an_address():
    from tests.schools import random_school

    session = Session(random_school(3, size=60))
    arrive(session, school="secondary")
    assert session.school.label == "list 1"


def test_the_session_sends_the_page_nothing_about_pupils():
    from tests.schools import random_school

    state = Session(random_school(3, size=60)).get_state()
    state.pop("_esm")
    assert "SLCN" not in repr(state) and "Year" not in repr(state)


def test_a_list_that_could_not_be_carried_to_the_next_page_is_said():
    session = Session()
    picker = SchoolPicker(session)
    do(session, "arrived", b"not a list", school="", settings={}, query={})
    assert "Open your file again" in picker.pieces["status"]


def test_kept_settings_that_make_no_sense_do_not_keep_the_others_from_being_used():
    session = Session()
    first, second = panel("need_of_all_pupils", session), panel("unusual_or_chance", session)
    arrive(session, settings={"need_of_all_pupils": {"include": ["K"]}, "unusual_or_chance": {"include": "E"}}, query={})
    assert first.settings.include == "both"
    assert second.settings.include == "E"


def test_kept_settings_that_the_school_does_not_offer_are_left_out():
    session = Session()
    one = panel("need_of_all_pupils", session)
    arrive(session, settings={"need_of_all_pupils": {"include": "K", "year_group": "Year 11", "colour": "red"}}, query={})
    assert (one.settings.include, one.settings.year_group) == ("K", "all")
