"""My phase and my local authority: chosen once, kept with the settings, forgotten with them."""

import pytest

from analysis.local_figures import Area
from analysis.views import VIEWS
from tests.widgets.parts import choose, do, plain
from widgets import my_area
from widgets.my_area import area_of
from widgets.panel import Panel
from widgets.session import Session


def test_a_choice_is_kept_by_the_session_and_shown_in_every_chooser():
    session = Session()
    sent = []
    session.send = lambda message, *_: sent.append(message)
    first, second = my_area(session), my_area(session)
    do(first, "area", name="la", value="926", values={"phase": "primary", "la": ""})
    assert area_of(session) == Area("primary", "926")
    assert sent == [{"remember": "settings:my-area", "value": {"phase": "primary", "la": "926"}}]
    assert '<option value="926" selected>' in second.pieces["area"]
    assert plain(second.pieces["status"]) == "You compare with primary schools in Norfolk, East of England."


def test_a_choice_for_the_page_moves_a_chart_whose_own_box_was_used_before_and_keeps_its_other_boxes():
    """The chart stayed where its own box had put it, so a person who chose for the whole page saw another place."""
    session = Session()
    chooser, panel = my_area(session), Panel(VIEWS["where_we_stand_locally"], session)
    choose(panel, "la", "301")
    choose(panel, "include", "K")
    choose(panel, "phase", "secondary")
    before, sent = panel.computed, []
    session.send = lambda message, *_: sent.append(message)
    do(chooser, "area", values={"phase": "", "la": "926"})
    assert (panel.settings.la, panel.settings.include, panel.settings.phase) == ("926", "K", "secondary")
    assert panel.computed == before + 1
    assert sent == [
        {"remember": "settings:where_we_stand_locally", "value": {"include": "K", "phase": "secondary"}},
        {"remember": "settings:my-area", "value": {"phase": "", "la": "926"}},
    ]
    choose(panel, "la", "301")
    assert panel.settings.la == "301" and area_of(session) == Area("", "926")


def test_a_choice_comes_back_with_the_page_and_goes_with_forget():
    session = Session()
    chooser = my_area(session)
    do(session, "arrived", settings={"my-area": {"phase": "secondary", "la": "301"}}, query={})
    assert area_of(session) == Area("secondary", "301")
    do(session, "forget")
    assert area_of(session) == Area()
    assert "schools in England" in chooser.pieces["status"]


@pytest.mark.parametrize("kept", [{"la": "909"}, {"phase": "infants"}, {"la": "<b>"}])
def test_what_was_kept_and_is_not_known_any_more_is_as_if_it_was_not_chosen(kept):
    session = Session()
    do(session, "arrived", settings={"my-area": kept}, query={})
    assert area_of(session) == Area()


def test_a_value_that_is_not_offered_is_a_message_and_the_choice_stays():
    session = Session()
    chooser = my_area(session)
    do(chooser, "area", values={"phase": "primary", "la": "926"})
    do(chooser, "area", values={"phase": "primary", "la": "000"})
    assert 'role="alert"' in chooser.pieces["status"]
    assert area_of(session) == Area("primary", "926")
