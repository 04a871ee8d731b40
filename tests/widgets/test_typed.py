"""Boxes that are filled in, words to begin with, and the plan: what a person does with them."""

import pytest

from analysis.samples import sample_school
from analysis.views import VIEWS
from tests.schools import random_school, register_of, with_years
from tests.widgets.parts import CANARY, choose, do, fail, plain
from widgets.panel import Panel
from widgets.plan import Draft, ask_numbered
from widgets.session import Session


@pytest.fixture
def session():
    return Session()


def sent_by(session: Session, monkeypatch) -> list:
    sent: list = []
    monkeypatch.setattr(session, "send", lambda content, buffers=None: sent.append((content, buffers)))
    return sent


def test_what_is_typed_is_one_answer_and_is_kept_as_words(session, monkeypatch):
    sent = sent_by(session, monkeypatch)
    panel = Panel(VIEWS["projection"], session)
    choose(panel, "requests", "6")
    assert panel.settings.requests == 6 and panel.computed == 2
    assert sent[-1][0] == {"remember": "settings:projection", "value": {"requests": "6"}}
    assert "With what you typed" in panel.pieces["finding"]
    assert 'value="6"' in panel.pieces["typed"]


def test_what_was_kept_fills_the_boxes_again_and_what_cannot_be_is_left(session):
    session.settings = {"projection": {"requests": "6", "roll": "a lot", "show": "K"}, "use_of_time": {"emails": "2.5"}}
    panel, week = Panel(VIEWS["projection"], session), Panel(VIEWS["use_of_time"], session)
    session.settings = {**session.settings, "x": {}}
    assert (panel.settings.requests, panel.settings.roll, panel.settings.show) == (6, 0, "K")
    assert week.settings.emails == 2.5


def test_a_slip_in_a_box_is_a_sentence(session):
    panel = Panel(VIEWS["projection"], session)
    choose(panel, "requests", "lots")
    assert "type a whole number from 0 to 200" in plain(panel.pieces["finding"])
    choose(panel, "requests", "2")
    assert "8 of 10 futures" in plain(panel.pieces["finding"])


def test_every_box_has_a_label_and_its_help(session):
    for name in ("projection", "use_of_time", "self_review", "the_year", "change_over_time"):
        boxes = Panel(VIEWS[name], session).pieces["typed"]
        for field in VIEWS[name].typed:
            key = f"{name}-{field}".replace("_", "-")
            assert f'<label for="{key}">' in boxes and f'id="{key}"' in boxes


def test_one_list_offers_the_message_to_the_data_manager():
    panel = Panel(VIEWS["projection"], Session(random_school(3, size=120, phase="primary")))
    assert 'data-copy-words="projection-ask-words"' in panel.pieces["finding"]
    assert "last four Januaries" in plain(panel.pieces["finding"])


def test_my_local_authority_is_the_first_choice_of_the_panel(session):
    panel = Panel(VIEWS["where_we_stand_locally"], session)
    session.settings = {"my-area": {"phase": "", "la": "926"}}
    assert panel.settings.la == "926" and "Norfolk" in panel.pieces["finding"]
    choose(panel, "la", "301")
    assert panel.settings.la == "301"


def test_a_chart_goes_into_the_plan_with_its_settings_and_no_number(session, monkeypatch):
    panel = Panel(VIEWS["projection"], session)
    choose(panel, "show", "E")
    sent = sent_by(session, monkeypatch)
    do(panel, "plan")
    assert sent == [({"remember": "plan:projection", "value": {"view": "projection", "show": "E"}}, None)]
    assert "In your plan" in panel.pieces["status"]


def test_the_plan_comes_back_as_a_file(session, monkeypatch):
    sent = sent_by(session, monkeypatch)
    do(session, "plan", answers={"1-plan-intent": "Taught well.", "x": 3}, charts={"projection": {"view": "projection"}, "bad": 7})
    (content, (made,)) = sent[-1]
    assert content["plan"]["name"].endswith(".docx") and made.startswith(b"PK")
    do(session, "plan", answers={}, charts={})
    assert "nothing in your plan yet" in sent[-1][0]["plan_said"]


def test_a_plan_that_fails_says_so_beside_its_button(session, monkeypatch):
    """"Making your plan" once stood there for good, and the message far above it was all that was said."""
    monkeypatch.setattr("analysis.plan.draft_plan", fail)
    sent = sent_by(session, monkeypatch)
    do(session, "plan", answers={"1-plan-intent": "Taught well."}, charts={})
    said = " ".join(words.get("plan_said", "") for words, _ in sent)
    assert "Your plan could not be made." in said and CANARY not in repr(sent)
    assert "Something went wrong" in session.message


def test_the_calendar_is_sent_as_a_file(session, monkeypatch):
    panel = Panel(VIEWS["the_year"], session)
    sent = sent_by(panel, monkeypatch)
    do(panel, "download")
    assert sent[-1][0] == {"download": {"name": "senco-year.ics", "kind": "text/calendar"}}
    assert sent[-1][1][0].startswith(b"BEGIN:VCALENDAR")


def test_words_to_begin_with_follow_the_school_and_hold_only_what_may_be_shared():
    session = Session()
    draft = Draft("needs", "2-plan-needs", session)
    assert "about 420 pupils" in draft.pieces["draft"] and "418" not in draft.pieces["draft"]
    session.school = with_years(random_school(3, size=203, phase="primary", sen=0.22))
    assert "203" not in draft.pieces["draft"] and 'data-put="answer-2-plan-needs"' in draft.pieces["draft"]
    session.school = sample_school("secondary")
    assert "1,150" in draft.pieces["draft"]


def test_where_nothing_can_be_said_without_the_roll_the_words_to_begin_with_say_so_and_offer_no_button():
    """ "Open a list first" stood there while a register was open, with a button that put it into the plan."""
    draft = Draft("needs", "2-plan-needs", Session(register_of(random_school(3, size=30), "unknown")))
    assert "Type the number of pupils on roll" in draft.pieces["draft"] and "data-put" not in draft.pieces["draft"]


def test_without_a_roll_the_words_to_begin_with_tell_the_needs_and_what_the_roll_would_add():
    draft = Draft("needs", "2-plan-needs", Session(register_of(random_school(3, size=200, sen=0.4), "unknown")))
    words, _, beside = draft.pieces["draft"].partition("data-put")
    assert "The needs recorded most are in" in words and "Type the number" not in words
    assert "Type the number of pupils on roll" in beside


def test_three_questions_have_three_boxes():
    boxes = ask_numbered("1-plan-priority", "priority, and why").markup
    assert [f'data-answer="1-plan-priority-{n}"' in boxes for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_boxes_without_groups_stand_under_their_heading_once():
    """ "Words for the marked year" stood there twice, one above the other."""
    assert Panel(VIEWS["change_over_time"], Session()).pieces["typed"].count("Words for the marked year") == 1
