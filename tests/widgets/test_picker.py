"""Choosing a school without a browser: files are looked at, settled, used or refused, and never kept."""

import logging

import pytest

from analysis.samples import sample_school
from analysis.views import VIEWS
from tests.unit.reading.files import csv_of, school_rows, workbook_of
from tests.widgets.parts import CANARY, do, everything, fail, logged, plain
from widgets import picker as picker_module
from widgets.panel import Panel
from widgets.picker import SchoolPicker
from widgets.session import Session

WHOLE = csv_of(school_rows(120))
REGISTER = csv_of([["Pupil", "Year Group", "SEN Status", "Primary need"], *([f"Pupil {n}", str(1 + n % 6), "KE"[n % 5 == 0], "SLCN"] for n in range(40))])  # fmt: skip
BAD = csv_of([["Pupil", "House"], ["Pupil 1", "Red"], ["Pupil 2", "Blue"]])


@pytest.fixture(autouse=True)
def own_computer(monkeypatch):
    for name in ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_REF_URL", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def picker() -> SchoolPicker:
    return SchoolPicker(Session())


def test_the_school_in_use_is_shown_and_others_can_be_chosen(picker):
    assert "Foxglove Primary (invented)" in picker.pieces["school"]
    assert "418 pupils on roll, 88 pupils with SEN" in plain(picker.pieces["school"])
    assert "Larkspur Secondary (invented)" in picker.pieces["choose"]
    assert '<input type="file"' in picker.pieces["choose"]


def test_another_invented_school_can_be_used(picker):
    do(picker, "use_sample", values={"sample": "secondary"})
    assert picker.session.school is sample_school("secondary")
    assert "1,150 pupils" in picker.pieces["school"]


def test_a_file_shows_what_was_read_before_it_is_used(picker):
    do(picker, "file", WHOLE)
    assert "120 pupils" in plain(picker.pieces["read"])
    for heading in ("SEN Status", "Notes", "UPN"):
        assert heading in picker.pieces["read"]
    assert "used, then not kept" in picker.pieces["read"] and "not used" in picker.pieces["read"]
    assert picker.session.school.invented


@pytest.mark.parametrize(
    ("others", "words"), [(["Staff"], "1 sheet. It was not read."), (["Staff", "Rooms"], "2 sheets. They were not read.")]
)
def test_one_and_several_are_told_as_such(picker, others, words):
    sheets = dict.fromkeys(others, [["Name", "Class"], ["X", "7A"]])
    do(picker, "file", workbook_of({"Pupils": school_rows(20), **sheets}))
    assert words in plain(picker.pieces["read"])


def test_a_heading_that_is_a_question_ends_as_one(picker):
    heading = "Pupil Premium Recipient at any time this academic year?"
    rows = [[f"Pupil {n}", str(1 + n % 6), "NNNK"[n % 4], "No"] for n in range(40)]
    do(picker, "file", csv_of([["Pupil", "Year Group", "SEN Status", heading], *rows]))
    assert f"Column: {heading} Ever 6" in plain(picker.pieces["read"])


def test_using_the_list_puts_the_school_in_use_and_every_panel_answers_once(picker):
    panels = [Panel(view, picker.session) for view in VIEWS.values()]
    do(picker, "file", WHOLE)
    do(picker, "use_list", values={})
    assert (picker.session.school.label, picker.session.school.size) == ("list 1", 120)
    assert "list 1" in picker.pieces["school"].lower()
    assert picker.pieces["read"] == ""
    assert {panel.computed for panel in panels} == {2}


def test_lists_are_numbered(picker):
    for _ in range(2):
        do(picker, "file", WHOLE)
        do(picker, "use_list", values={})
    assert picker.session.school.label == "list 2"


def test_a_list_that_is_not_used_changes_nothing(picker):
    do(picker, "file", WHOLE)
    do(picker, "stop", values={"value": ""})
    assert picker.pieces["read"] == ""
    assert picker.session.school.invented


@pytest.mark.parametrize("content", [BAD, b"", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04 not a zip", b"%PDF-1.7 a page"], ids=["no status", "empty", "binary", "zip", "pdf"])
def test_a_bad_file_keeps_the_school_in_use_and_says_so(content, picker):
    do(picker, "file", WHOLE)
    do(picker, "use_list", values={})
    do(picker, "file", content)
    told = plain(picker.pieces["status"])
    assert picker.session.school.size == 120
    assert "ist 1 is still in use." in told
    assert 'role="alert"' in picker.pieces["status"]
    assert "Something went wrong" not in told
    assert picker.pieces["read"] == ""


def test_after_a_bad_file_the_one_before_it_can_no_longer_be_used_by_mistake(picker):
    do(picker, "file", WHOLE)
    do(picker, "file", BAD)
    do(picker, "use_list", values={})
    assert picker.session.school.invented


@pytest.mark.parametrize("event", ["file_too_big", "file_gone"])
def test_a_file_that_never_came_takes_the_place_of_the_one_before_it_and_one_added_does_not(event, picker):
    """The list before it once stood under the refusal, ready to be used by mistake."""
    do(picker, "file", WHOLE)
    do(picker, event, values={"chosen": "add_file"})
    assert "What we read" in picker.pieces["read"] and 'role="alert"' in picker.pieces["status"]
    do(picker, event, values={"chosen": "file"})
    assert picker.pieces["read"] == "" and picker.readings == [] and 'role="alert"' in picker.pieces["status"]


def test_using_a_list_that_is_gone_says_so(picker):
    do(picker, "use_list", values={})
    assert "Something went wrong" not in picker.pieces["status"]


def test_a_file_that_is_too_big_is_refused_before_it_is_sent(picker):
    do(picker, "file_too_big")
    assert "larger than 10 MB" in plain(picker.pieces["status"])
    assert "is still in use" in picker.pieces["status"]


# Registers


def test_a_register_asks_for_the_roll(picker):
    do(picker, "file", REGISTER)
    assert "How many pupils are on roll" in picker.pieces["read"]
    assert '<input type="number"' in picker.pieces["read"] and 'name="roll"' in picker.pieces["read"]


def test_the_boxes_for_the_roll_are_one_for_each_year_group_too(picker):
    do(picker, "file", REGISTER)
    assert 'name="roll:Year 3"' in picker.pieces["read"]


def test_a_whole_school_is_not_asked_for_its_roll(picker):
    do(picker, "file", WHOLE)
    assert 'name="roll"' not in picker.pieces["read"]


def test_a_register_is_used_with_the_total_that_was_typed(picker):
    do(picker, "file", REGISTER)
    do(picker, "use_list", values={"roll": "210"})
    assert (picker.session.school.kind, picker.session.school.size) == ("register", 210)


def test_a_register_is_used_with_its_year_groups_where_any_was_typed(picker):
    do(picker, "file", REGISTER)
    do(picker, "use_list", values={"roll": "", **{f"roll:Year {n}": "30" for n in range(1, 7)}})
    assert picker.session.school.roll.by_year["Year 6"] == 30
    assert picker.session.school.size == 180


def test_a_register_may_be_used_without_a_roll_and_panels_then_ask_for_it(picker):
    panel = Panel(VIEWS["need_of_all_pupils"], picker.session)
    do(picker, "file", REGISTER)
    do(picker, "use_list", values={"roll": ""})
    assert picker.session.school.size is None
    assert "Number on roll not known" in picker.pieces["school"]
    assert "Type the number of pupils on roll" in panel.pieces["finding"]


def test_a_roll_of_nobody_is_refused_in_a_sentence(picker):
    do(picker, "file", REGISTER)
    do(picker, "use_list", values={"roll": "0"})
    assert "must be a whole number above 0" in plain(picker.pieces["status"])
    assert picker.session.school.invented


@pytest.mark.parametrize("typed", ["-5", "1e3", "210.5", "about 200"])
def test_a_roll_that_is_no_whole_number_is_refused_in_a_sentence(picker, typed):
    do(picker, "file", REGISTER)
    do(picker, "use_list", values={"roll": typed})
    assert "The number on roll must be a whole number. Type it again, in figures." in plain(picker.pieces["status"])
    assert picker.session.school.invented


def test_a_roll_below_the_length_of_the_register_is_refused_in_a_sentence(picker):
    do(picker, "file", REGISTER)
    do(picker, "use_list", values={"roll": "12"})
    assert picker.session.school.invented
    assert "is still in use" in picker.pieces["status"]


# What is kept of a file


@pytest.mark.parametrize("content", [WHOLE, workbook_of({"List": school_rows(40)})], ids=["csv", "workbook"])
def test_the_bytes_of_a_file_are_in_no_trait_and_no_attribute_afterwards(content, picker):
    do(picker, "file", content)
    for part in (picker, picker.session):
        held = {**part.get_state(), **{name: getattr(part, name) for name in part.trait_names() if name != "comm"}, **vars(part)}
        for value in held.values():
            assert not isinstance(value, (bytes, bytearray, memoryview)) or bytes(value) != content
            assert "Pupil7" not in repr(value) and "a note about pupil" not in repr(value)
    assert "Pupil7 Invented" not in everything(picker)


def test_the_control_finds_what_a_careless_picker_would_keep(picker):
    do(picker, "file", WHOLE)
    picker.show(status=WHOLE.decode())
    assert "Pupil7 Invented" in everything(picker)


# Hosts


@pytest.fixture(params=["BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_REF_URL", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_URL"])
def public(request, monkeypatch) -> SchoolPicker:
    monkeypatch.setenv(request.param, "x")
    return SchoolPicker(Session())


def test_on_a_public_server_there_is_no_file_input_and_the_page_says_why(public):
    assert "<input" not in everything(public)
    assert "runs on a public server" in public.pieces["choose"]


def test_on_a_public_server_a_file_sent_all_the_same_is_refused_unread(public, monkeypatch):
    monkeypatch.setattr(picker_module, "look_at_file", lambda *_, **__: pytest.fail("the file was looked at"))
    do(public, "file", WHOLE)
    assert "cannot be opened here" in plain(public.pieces["status"])
    assert "Invented" not in plain(public.pieces["status"])
    assert public.session.school.invented and public.pieces["read"] == ""


# Faults


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
@pytest.mark.parametrize(
    ("event", "place"),
    [("use_sample", "sample"), ("file", "look_at_file"), ("file", "settle_files"), ("use_list", "school"), ("use_list", "the_school"), ("stop", "show")],
)
def test_a_fault_at_any_event_is_a_calm_message_and_the_school_stays(event, place, level, picker, monkeypatch, caplog):
    caplog.set_level(level)
    do(picker, "file", WHOLE)
    before = picker.session.school
    if place == "sample":
        monkeypatch.setattr(picker.session, "use_sample", fail)
    elif place == "school":
        monkeypatch.setattr(type(picker.reading), "school", fail)
    elif place == "show":
        once = iter([fail])
        real = picker.show
        monkeypatch.setattr(picker, "show", lambda **pieces: next(once, real)(**pieces))
    else:
        monkeypatch.setattr(picker_module, place, fail)
    caplog.clear()
    do(picker, event, *([WHOLE] if event == "file" else []), values={"sample": "secondary"})
    told = plain(picker.pieces["status"])
    assert "Something went wrong on this page. It is not your doing." in told
    assert "is still in use" in told
    assert picker.session.school is before
    lines = list(logged(caplog))
    assert any("RuntimeError at" in line for line in lines)
    assert not any(CANARY in line or "sessions" in line for line in lines)
    assert CANARY not in everything(picker)


def test_after_a_fault_the_list_that_was_opened_can_be_used_once_more(picker, monkeypatch):
    """"What you loaded is still here", the message said, and the list was gone."""
    do(picker, "file", WHOLE)
    with monkeypatch.context() as fault:
        fault.setattr("widgets.session.pack", fail)
        do(picker, "use_list", values={})
    assert "Something went wrong" in picker.pieces["status"] and "What we read" in picker.pieces["read"]
    do(picker, "use_list", values={})
    assert picker.session.school.label == "list 2" and picker.readings == []


@pytest.mark.parametrize("values", [{}, {"sample": "nursery"}, {"sample": "<b>x</b>"}])
def test_an_unknown_invented_school_keeps_the_one_in_use(values, picker):
    do(picker, "use_sample", values=values)
    assert picker.session.school.sample == "primary"
    assert "is still in use" in picker.pieces["status"] and "<b>x" not in picker.pieces["status"]
