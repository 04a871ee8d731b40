"""My phase and my local authority: chosen once, kept with the settings, forgotten with them."""

import pytest

from analysis.local_figures import Area
from tests.widgets.parts import do, plain
from widgets import my_area
from widgets.my_area import area_of
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
