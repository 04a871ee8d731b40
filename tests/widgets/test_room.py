"""Room mode: only what may be shared is on the page."""

import pytest

from analysis.disclosure import share
from analysis.views import VIEWS
from tests.schools import NOT_ABOUT_PUPILS, random_school, with_years
from tests.widgets.parts import everything, plain
from widgets.panel import Panel
from widgets.session import Session


@pytest.fixture(params=[name for name in VIEWS if name not in NOT_ABOUT_PUPILS])
def panel(request) -> Panel:
    session = Session(with_years(random_school(3, size=203, phase="primary", sen=0.22)))
    session.room = True
    return Panel(VIEWS[request.param], session)


def test_a_room_sees_the_shared_answer(panel):
    shared = share(panel.view.compute(panel.session.school, panel.settings))
    assert panel.view.describe(shared) in plain(panel.pieces["finding"])
    assert "our school" in panel.pieces["numbers"]
    assert "203" not in plain(panel.pieces["numbers"] + panel.pieces["chart"] + panel.pieces["finding"])


def test_nothing_that_leaves_the_panel_in_a_room_holds_the_exact_roll(panel):
    assert "of 203 pupils" not in everything(panel) and "of our 203 pupils" not in everything(panel) + repr(panel)
    assert "203" not in repr(panel)


def test_leaving_the_room_brings_the_exact_answer_back(panel):
    panel.session.room = False
    exact = panel.view.compute(panel.session.school, panel.settings)
    assert panel.view.table(exact) in panel.pieces["numbers"]
