"""Panels without a browser: one change is one answer, controls follow, and errors become messages."""

import asyncio
import logging
import re
import sys
import xml.etree.ElementTree as ET

import pytest

from analysis.errors import WorkbookError
from analysis.samples import sample_school
from analysis.school import Roll
from analysis.views import VIEWS
from tests.schools import NOT_ABOUT_PUPILS, ON_ONE_LIST, random_school, register_of, with_years
from tests.widgets.parts import CANARY, choose, chosen, do, everything, fail, logged, panel_with, plain
from widgets.panel import INVENTED_LINE, NO_PUPILS_LINE, OWN_LINE, Panel
from widgets.session import Session

ANSWER = ("chart", "key", "audience", "numbers", "more")


def has_answer(panel) -> bool:
    return all(panel.pieces[name] for name in ANSWER)


def has_no_answer(panel) -> bool:
    return not any(panel.pieces[name] for name in (*ANSWER, "shared"))


@pytest.fixture(params=VIEWS)
def panel(request) -> Panel:
    return Panel(VIEWS[request.param], Session())


def test_opening_a_panel_answers_once(panel):
    assert panel.computed == 1
    assert has_answer(panel)


def first_control(panel: Panel) -> tuple[str, str]:
    """The first control, and another of its options than the one that is chosen; in a panel of boxes the first box."""
    name, choice = next(iter((panel.view.choices or panel.view.typed).items()))
    options = choice.options(panel.session.school) if panel.view.choices else choice.options
    return name, options[1][0]


def controls(panel: Panel) -> dict[str, str]:
    """The settings that have a control of their own."""
    return {name: getattr(panel.settings, name) for name in panel.view.choices}


def test_one_change_of_a_control_is_exactly_one_answer(panel):
    name, value = first_control(panel)
    choose(panel, name, value)
    assert str(getattr(panel.settings, name)) == value
    assert panel.computed == 2


def test_choosing_what_is_already_chosen_answers_nothing_again(panel):
    name, _ = first_control(panel)
    choose(panel, name, getattr(panel.settings, name))
    assert panel.computed == 1


def test_settings_from_code_answer_once_and_move_the_controls(panel):
    name, value = first_control(panel)
    panel.settings = panel.view.settings_for(panel.session.school, **{name: value})
    assert panel.computed == 2
    assert chosen(panel) == controls(panel)
    assert f'<option value="{value}" selected>' in panel.pieces["controls"] + panel.pieces["typed"]


def test_every_option_of_every_control_can_be_chosen_and_is_then_shown(panel):
    for name, choice in panel.view.choices.items():
        for value, _ in choice.options(panel.session.school):
            choose(panel, name, value)
            assert chosen(panel) == controls(panel)
            assert chosen(panel)[name] == value


def test_a_choice_made_before_brings_its_picture_back_and_another_school_takes_all_of_them_away(monkeypatch):
    session, drawn = Session(), []
    panel = Panel(VIEWS["need_of_all_pupils"], session)
    monkeypatch.setattr(sys.modules["widgets.panel"], "svg_picture", lambda figure, alt: drawn.append(alt) or f"<svg>{alt}</svg>")
    first = panel.pieces["chart"]
    for include in ("K", "both", "K"):
        choose(panel, "include", include)
        assert (panel.pieces["chart"] == first) is (include == "both")
    assert len(drawn) == 1
    session.school = sample_school("secondary")
    session.school = sample_school("primary")
    assert len(drawn) == 3


@pytest.mark.parametrize("panel", ["who_is_on_the_register", "projection"], indirect=True)
def test_the_choices_of_a_control_that_a_person_comes_to_are_drawn_while_she_makes_up_her_mind(panel, monkeypatch):
    name, _ = first_control(panel)
    options, shown = [option for option, _ in panel.view.choices[name].options(panel.session.school)], panel.pieces

    async def she_looks() -> None:
        do(panel, "near", values={"value": name})
        while panel.ahead.busy:
            await asyncio.sleep(0.05)

    asyncio.run(she_looks())
    assert panel.pieces == shown
    monkeypatch.setattr(sys.modules["widgets.panel"], "svg_picture", fail)
    for option in options:
        choose(panel, name, option)
        assert has_answer(panel)


def test_a_control_of_very_many_choices_has_none_drawn_before_one_is_made():
    panel = Panel(VIEWS["where_we_stand_locally"], Session())

    async def she_looks() -> bool:
        do(panel, "near", values={"value": "la"})
        return panel.ahead.busy

    assert not asyncio.run(she_looks())


def test_a_change_is_told_to_the_page_once(panel, monkeypatch):
    told = []
    monkeypatch.setattr(Panel, "send_state", lambda self, key=None: told.append({key} if isinstance(key, str) else set(key)))
    choose(panel, *first_control(panel))
    assert told == [{"pieces"}]


def test_another_school_is_answered_once_by_each_panel():
    session = Session()
    panels = [Panel(view, session) for view in VIEWS.values()]
    session.school = sample_school("secondary")
    assert {panel.computed for panel in panels} == {2}
    assert all("1,150" in panel.pieces["numbers"] for panel in panels if panel.view.name in ON_ONE_LIST)


def test_settings_that_another_school_does_not_offer_go_back_and_are_answered_once():
    session = Session()
    panel = Panel(VIEWS["need_of_all_pupils"], session)
    choose(panel, "year_group", "Year 3")
    choose(panel, "include", "K")
    session.school = sample_school("secondary")
    assert (panel.settings.year_group, panel.settings.include) == ("all", "K")
    assert panel.computed == 4
    assert chosen(panel) == controls(panel)


def test_a_change_in_one_panel_leaves_the_others_alone():
    session = Session()
    first, second = Panel(VIEWS["need_of_all_pupils"], session), Panel(VIEWS["unusual_or_chance"], session)
    choose(second, "include", "E")
    choose(first, "include", "K")
    assert (first.computed, second.computed, second.settings.include) == (2, 2, "E")


def test_a_panel_opened_with_settings_keeps_them_when_another_panel_changes():
    """A panel opened with include="K" went back to "both" as soon as any other control on the page was moved."""
    session = Session()
    opened, other = Panel(VIEWS["need_of_all_pupils"], session, include="K"), Panel(VIEWS["unusual_or_chance"], session)
    choose(other, "include", "E")
    assert opened.settings.include == "K"


def test_the_finding_the_picture_and_the_table_say_the_same(panel):
    result = panel.view.compute(panel.session.school, panel.settings)
    assert panel.view.describe(result) in plain(panel.pieces["finding"])
    picture = ET.fromstring(re.search(r"<svg.*</svg>", panel.pieces["chart"], re.S)[0])
    assert picture.get("aria-label").startswith(panel.view.describe(result))
    assert panel.view.table(result) in panel.pieces["numbers"]


def test_own_pupils_are_for_your_eyes_and_invented_ones_safe_to_show(panel):
    if panel.view.name in NOT_ABOUT_PUPILS:
        assert NO_PUPILS_LINE in panel.pieces["audience"]
        return
    assert INVENTED_LINE in panel.pieces["audience"]
    panel.session.school = with_years(random_school(3, size=200, phase="primary"))
    assert OWN_LINE in panel.pieces["audience"]


# Messages


@pytest.mark.parametrize(("name", "value"), [("year_group", "Year 13"), ("year_group", f"<b>{CANARY}</b>"), ("compare_with", ""), ("include", "X"), ("colour", "red")])
def test_an_invalid_setting_from_the_page_gives_a_message_and_the_old_picture_goes(name, value):
    panel = panel_with()
    choose(panel, name, value)
    assert has_no_answer(panel)
    assert 'role="alert"' in panel.pieces["finding"]
    assert panel.view.question in panel.pieces["finding"]
    assert "<b>" not in panel.pieces["finding"]
    assert panel.settings == panel.view.settings()


def test_an_invalid_setting_is_met_with_those_on_offer():
    panel = panel_with()
    choose(panel, "year_group", "Year 13")
    assert "Choose one of: All, Reception, Year 1" in plain(panel.pieces["finding"])


@pytest.mark.parametrize(("name", "value"), [("include", "X"), ("colour", "red")])
def test_no_setting_from_the_page_is_an_unexpected_error(name, value):
    panel = panel_with()
    choose(panel, name, value)
    assert "Something went wrong" not in panel.pieces["finding"]


def test_after_a_message_another_setting_brings_the_picture_back():
    panel = panel_with()
    choose(panel, "year_group", "Year 13")
    choose(panel, "include", "K")
    assert has_answer(panel)
    assert 'role="alert"' not in panel.pieces["finding"]


def test_after_a_message_the_setting_that_was_in_use_brings_the_picture_back():
    panel = panel_with()
    choose(panel, "year_group", "Year 13")
    choose(panel, "year_group", "all")
    assert has_answer(panel)


def test_a_register_is_asked_for_its_roll_in_a_sentence_and_the_controls_stay():
    session = Session(register_of(random_school(3, size=200), "unknown"))
    panel = Panel(VIEWS["unusual_or_chance"], session)
    assert has_no_answer(panel)
    assert "Type the number of pupils on roll" in plain(panel.pieces["finding"])
    assert 'href="#change-roll"' in panel.pieces["finding"]
    assert chosen(panel) == controls(panel)
    assert "reference" not in panel.pieces["finding"].lower()


def test_a_register_without_a_roll_shows_its_counts_and_leads_to_the_boxes_for_the_roll():
    session = Session(register_of(random_school(3, size=200), "unknown"))
    panel = Panel(VIEWS["need_of_all_pupils"], session)
    assert has_answer(panel)
    assert '<a href="#change-roll">Type the number of pupils on roll</a>, and each number becomes a share' in panel.pieces["finding"]
    assert list(chosen(panel)) == ["include"]
    session.room = True
    assert "Type the number" not in panel.pieces["finding"]
    session.room, session.school = False, session.school.with_roll(Roll(200))
    assert "Type the number" not in panel.pieces["finding"] and "of 200 pupils" in panel.pieces["finding"]


@pytest.mark.parametrize("view", ["use_of_time", "register_flow"])
def test_a_question_with_one_answer_is_not_asked(view):
    panel = Panel(VIEWS[view], Session(with_years(random_school(3, size=200), years=1)))
    assert has_answer(panel) and chosen(panel) == {}
    if view == "register_flow":  # the box was the only place that named the years
        assert "From 2024/25 to 2025/26." in panel.pieces["finding"]


def test_nothing_is_said_twice_in_one_panel(panel):
    """The warnings that stand under a chart stood again in "What this cannot tell you"."""
    explained = panel.pieces["more"].partition('<pre')[0]
    said = [sentence for text in (panel.pieces["finding"], panel.pieces["key"], explained) for sentence in re.split(r"(?<=[.?!])\s+", plain(text))]
    assert [sentence for sentence in said if len(sentence) > 20 and said.count(sentence) > 1] == []


def test_a_question_about_what_the_list_does_not_hold_is_not_asked():
    """A list without attendance was asked which dates its attendance covers."""
    session = Session()
    panel = Panel(VIEWS["nutshell"], session)
    assert "The attendance covers" in panel.pieces["controls"]
    choose(panel, "covers", "year")
    session.school = random_school(3, size=200)
    assert "The attendance covers" not in panel.pieces["controls"]
    assert has_answer(panel)


def test_a_workbook_error_is_told_and_logged_by_its_code_only(caplog):
    caplog.set_level(logging.DEBUG)

    def refuse(*_):
        raise WorkbookError("This cannot be drawn.", f"In {CANARY}.", "Choose another.", code="not-drawn")

    panel = panel_with(draw=refuse)
    assert "This cannot be drawn. In Quillfeather. Choose another." in plain(panel.pieces["finding"])
    assert [record.getMessage() for record in caplog.records if record.name == "workbook"] == ["told: not-drawn"]
    assert not any(CANARY in line for line in logged(caplog))


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
@pytest.mark.parametrize("fault", ["compute", "draw", "describe", "table", "key"])
@pytest.mark.parametrize("event", ["open", "control", "code", "school", "room"])
def test_a_fault_in_an_answer_is_a_calm_message_with_a_reference_and_a_log_line_without_values(fault, event, level, caplog):
    caplog.set_level(level)
    session = Session()
    good = panel_with(session).view
    panel = panel_with(session, **({fault: fail} if event == "open" else {}))
    panel.view = panel_with(session, **{fault: fail}).view
    caplog.clear()
    match event:
        case "open":
            panel = panel_with(session, **{fault: fail})
        case "control":
            choose(panel, "include", "K")
        case "code":
            panel.settings = good.settings(include="K")
        case "school":
            session.school = sample_school("secondary")
        case "room":
            session.room = True
    assert has_no_answer(panel)
    told = plain(panel.pieces["finding"])
    reference = re.search(r"Something went wrong on this page\. It is not your doing\..* Reference for a report: ([0-9a-f]{6})\.", told)
    assert reference
    assert any(f"reference {reference[1]}: RuntimeError at" in line for line in logged(caplog))
    assert not any(CANARY in line or "sessions" in line for line in logged(caplog))
    assert CANARY not in everything(panel)


@pytest.mark.parametrize("fault", ["draw", "describe"])
def test_a_fault_while_copying_is_a_calm_message(fault, caplog):
    caplog.set_level(logging.DEBUG)
    panel = panel_with()
    panel.view = panel_with(**{fault: fail}).view
    do(panel, "copy", values={"value": ""})
    assert "Something went wrong" in panel.pieces["finding"]
    assert not any(CANARY in line for line in logged(caplog))


def test_a_fault_in_the_options_of_a_control_is_a_calm_message_too(caplog):
    """A control that could not be made when another school came left every panel after it on the old school."""
    from dataclasses import replace as changed

    session = Session()
    panel, after = panel_with(session), panel_with(session, "unusual_or_chance")
    panel.view = changed(panel.view, choices={"include": changed(panel.view.choices["include"], options=fail)})
    session.school = sample_school("secondary")
    assert "Something went wrong" in panel.pieces["finding"]
    assert "1,150" in after.pieces["numbers"]


def test_an_unknown_event_does_nothing():
    panel = panel_with()
    before = dict(panel.pieces)
    do(panel, "explode", values={})
    assert panel.pieces == before


# Copying


def test_copying_shows_and_sends_the_version_that_may_be_shared(monkeypatch):
    session = Session(random_school(3, size=203, phase="primary", sen=0.22))
    panel = Panel(VIEWS["unusual_or_chance"], session)
    sent = []
    monkeypatch.setattr(panel, "send", lambda content, buffers=None: sent.append(content))
    do(panel, "copy", values={"value": ""})
    told = plain(panel.pieces["shared"])
    assert "About" in told and "of about 205 pupils" in told and "numbers below 10 are hidden" in told
    assert "203" not in told
    assert "203" not in plain(sent[0]["copy"]["svg"]) + sent[0]["copy"]["text"]
    assert sent[0]["copy"]["svg"].startswith("<svg") and "var(" not in sent[0]["copy"]["svg"]


def test_what_was_copied_goes_when_the_answer_changes():
    panel = panel_with()
    do(panel, "copy", values={"value": ""})
    assert panel.pieces["shared"]
    choose(panel, "include", "K")
    assert panel.pieces["shared"] == ""


def test_copying_without_an_answer_says_that_there_is_none():
    panel = Panel(VIEWS["unusual_or_chance"], Session(register_of(random_school(3, size=200), "unknown")))
    do(panel, "copy", values={"value": ""})
    assert "Something went wrong" not in panel.pieces["finding"]


# Output


def test_plain_html_stands_beside_the_live_view_with_finding_figure_and_table(panel):
    data = panel._repr_mimebundle_()[0]
    assert "application/vnd.jupyter.widget-view+json" in data
    html = data["text/html"]
    assert panel.view.describe(panel.view.compute(panel.session.school, panel.settings)) in plain(html)
    assert "<svg " in html and "<table" in html and '<th scope="row">' in html
    assert html.index("question") < html.index("<svg ") < html.index("<table")


def test_the_repr_is_short_says_the_finding_and_is_the_same_each_time(panel):
    again = Panel(panel.view, Session())
    assert repr(panel) == repr(again) == panel._repr_mimebundle_()[0]["text/plain"]
    assert panel.view.describe(panel.view.compute(panel.session.school, panel.settings)) in repr(panel)
    assert len(repr(panel)) < 700 and "\n" not in repr(panel)


def test_the_repr_without_an_answer_says_so():
    assert "no answer yet" in repr(Panel(VIEWS["unusual_or_chance"], Session(register_of(random_school(3, size=200), "unknown"))))


def test_two_panels_of_one_view_have_the_same_pieces(panel):
    assert Panel(panel.view, Session()).pieces == panel.pieces


def test_in_jupyterlab_the_output_about_own_pupils_holds_only_what_may_be_shared(monkeypatch):
    monkeypatch.delenv("SERVER_SOFTWARE", raising=False)
    panel = Panel(VIEWS["unusual_or_chance"], Session(random_school(3, size=203, phase="primary")))
    assert "203" not in plain(panel._repr_mimebundle_()[0]["text/html"]) + repr(panel)
