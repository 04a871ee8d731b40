"""A fault at every place where the page calls Python: a calm message comes, and nothing of a pupil is shown or logged.

Every part that the notebooks put on a page is asked what it is called for: by an event of the browser, by a change of
something it follows, by a message, by a cell. So a new part or a new event is tried here without a line being added.
"""

import functools
import inspect
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances
from traitlets.utils.bunch import Bunch

import widgets
from tests.privacy.test_planted_names import PUPILS, found_in, log
from tests.widgets.parts import plain

__all__ = ["log"]
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
CALM = re.compile(r"Something went wrong on this page\. It is not your doing\. What you loaded is still here\. Try again, or reload the page\. Reference for a report: ([0-9a-f]{6})\.")
SENT: list[dict] = []
LEVELS = [logging.INFO, logging.DEBUG]


class Fault(Exception):
    """What is raised, with a pupil's row in its words."""

    def __init__(self):
        super().__init__(f"cannot work out {PUPILS[0]}")


@contextmanager
def fault_in(function: Callable) -> Iterator[list[str]]:
    """While this lasts, the function fails as soon as it is called; gives a list of the faults that came."""
    code, came = innermost(function).__code__, []

    def trace(frame, event, _argument):
        if event == "call" and frame.f_code is code and not came:
            pupil = PUPILS[0]  # stands among the frame's values, as it would in a real fault
            came.append(pupil["upn"])
            raise Fault
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield came
    finally:
        sys.settrace(before)


def innermost(function: Callable) -> Callable:
    """The function that does the work: without the guard, the object it belongs to, or what it was given before."""
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif inspect.ismethod(function):
            function = function.__func__
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        else:
            return function


@dataclass(frozen=True)
class Callback:
    """One way in which the page calls a part: what fails, and how it comes about."""

    name: str
    function: Callable
    happen: Callable[[], object]


@pytest.fixture(scope="module")
def page() -> list[Widget]:
    """Every part that the notebooks put on a page."""
    known = set(_instances)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        names: dict[str, object] = {"__name__": notebook.stem}
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), notebook.name, "exec"), names)
    parts = [part for key, part in _instances.items() if key not in known and type(part).__module__.startswith("widgets")]
    for part in parts:
        part.send = lambda said, *_buffers: SENT.append(said)  # a session says it so where there is no picker
    return parts


def ours(function: Callable) -> bool:
    return innermost(function).__module__.startswith("widgets")


def callbacks_of(part: Widget) -> Iterator[Callback]:
    """All that a part is called for."""
    name = f"{type(part).__name__} {getattr(part, 'name', '')}".strip()
    events = getattr(part, "_events", {})
    for event, answer in events.items():
        buffers = [b"file"] * (len(inspect.signature(answer).parameters) > 1)
        yield Callback(f"{name}: event {event}", answer, functools.partial(part._handle_custom_msg, {"do": event, "values": {}}, buffers))
    for function in part._msg_callbacks.callbacks:
        if ours(function):
            yield Callback(f"{name}: message", function, functools.partial(part._handle_custom_msg, {"do": "copy", "values": {}}, []))
    for trait, by_kind in part._trait_notifiers.items():
        for function in by_kind.get("change", ()):
            if ours(function):
                change = Bunch(name=trait, old=getattr(part, trait), new=getattr(part, trait), owner=part, type="change")
                yield Callback(f"{name}: {trait} changes for {innermost(function).__qualname__}", function, functools.partial(function, change))


def messages_of_session(session: Widget) -> Iterator[Callback]:
    """What the page says to its session, which keeps its answers in one place."""
    source = inspect.getsource(type(session)._receive)
    for event, method in re.findall(r'"(\w+)": self\.(\w+)', source):
        yield Callback(f"Session: {event}", getattr(session, method), functools.partial(session._handle_custom_msg, {"do": event}, []))


def every_callback(page: list[Widget]) -> list[Callback]:
    sessions = [part for part in page if type(part).__name__ == "Session"]
    assert len(sessions) == len(list(NOTEBOOKS.glob("*.ipynb")))
    return [*(one for part in page for one in callbacks_of(part)), *(one for session in sessions for one in messages_of_session(session))]


def told(page: list[Widget]) -> list[str]:
    """The references of the calm messages that stand on the page."""
    words = [plain(piece) for part in page for piece in getattr(part, "pieces", {}).values()]
    words += [plain(said.get("told", "")) for said in SENT]
    return [reference for piece in words for reference in CALM.findall(piece)]


@pytest.mark.parametrize("level", LEVELS, ids=["INFO", "DEBUG"])
def test_a_fault_at_any_callback_is_told_calmly_and_tells_nothing(page, level, log):
    logging.getLogger().setLevel(level)
    silent, loud = [], []
    callbacks = every_callback(page)
    for callback in callbacks:
        seen = set(told(page))
        log.seek(0)
        log.truncate()
        with fault_in(callback.function) as came:
            try:
                callback.happen()
            except Fault:
                loud.append(f"{callback.name}: not caught")
        assert came, f"{callback.name}: the fault did not come"
        new = set(told(page)) - seen
        logged = log.getvalue()
        if not new or not all(f"reference {reference}: Fault at" in logged for reference in new):
            silent.append(callback.name)
        if found_in(logged) or "Traceback" in logged:
            loud.append(f"{callback.name}: in the log")
    assert silent == [] and loud == []
    assert len(callbacks) > 100
    assert found_in(SENT, [part.get_state() for part in page], [part._repr_mimebundle_() for part in page], list(map(repr, page))) == []


@pytest.mark.parametrize("cell", widgets.__all__)
def test_a_fault_in_any_cell_is_told_calmly_and_tells_nothing(cell, log, capsys):
    call = getattr(widgets, cell)
    with fault_in(call) as came:
        shown = call(*[None] * sum(one.default is one.empty for one in inspect.signature(call).parameters.values() if one.kind is one.POSITIONAL_OR_KEYWORD))
    assert came and CALM.search(plain(shown._repr_html_()))
    assert found_in(shown, log.getvalue(), *capsys.readouterr()) == []
    assert "Fault at" in log.getvalue()


# The controls: a callback without the guard is found, and so is one that says nothing


def test_a_callback_without_the_guard_is_found(page):
    part = next(part for part in page if getattr(part, "_events", {}))
    with fault_in(part.on_trouble), pytest.raises(Fault):
        part.on_trouble("words")
