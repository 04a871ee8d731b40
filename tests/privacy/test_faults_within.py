"""A fault in every single function that an event of the page reaches: a message comes, and nothing of a pupil is told."""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType

import pytest

from analysis.views import VIEWS
from tests.privacy.test_faults import Fault
from tests.privacy.test_planted_names import FILES, PUPILS, do, found_in, log
from widgets.my_area import AreaChooser
from widgets.panel import Panel
from widgets.picker import SchoolPicker
from widgets.plan import Draft
from widgets.session import Session

__all__ = ["log"]
pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(str(ROOT / room) for room in ("analysis", "widgets"))
# What tells of a fault and what answers to it is no place for a second one.
_TELLING = ("guard.py", "live.py", "html.py", "errors.py", "__init__.py")


class Page:
    """The parts of a page about one school, and all that they say."""

    def __init__(self):
        self.session = Session()
        self.picker, self.panel = SchoolPicker(self.session), Panel(VIEWS["need_of_all_pupils"], self.session)
        self.parts = [self.session, self.picker, self.panel, Draft("needs", "2-plan-needs", self.session), AreaChooser(self.session)]
        self.sent: list = []
        for part in self.parts:
            part.send = lambda *words, **_named: self.sent.append(words)

    def open(self, kind: str) -> None:
        do(self.picker, "file", FILES[kind])

    def said(self) -> str:
        return repr([getattr(part, "pieces", {}) for part in self.parts]) + repr(self.sent)


KINDS = ("csv", "workbook", "census", "transfer file")  # each read by functions of its own
REPAIRED = ("undo", {"repair": "rows-merged", "file": "1"})
EVENTS: dict[str, tuple[Callable[[Page], object], Callable[[Page], object]]] = {
    **{f"opening a {kind}": (lambda page: None, functools.partial(Page.open, kind=kind)) for kind in KINDS},
    "using the list": (lambda page: page.open("csv"), lambda page: do(page.picker, "use_list", values={})),
    "using a register": (lambda page: page.open("register"), lambda page: do(page.picker, "use_list", values={"roll": "300"})),
    "adding a file": (lambda page: page.open("csv"), lambda page: do(page.picker, "add_file", FILES["register"], values={})),
    "a column": (lambda page: page.open("csv"), lambda page: do(page.picker, "column", FILES["csv"], values={"column|1|Sex": ""}, file="1")),
    "undoing": (lambda page: page.open("csv"), lambda page: do(page.picker, REPAIRED[0], FILES["csv"], values=REPAIRED[1], file="1")),
    "a blank table": (lambda page: None, lambda page: do(page.picker, "template", values={"table": "pupils", "kind": "xlsx"})),
    "an invented school": (lambda page: None, lambda page: do(page.picker, "use_sample", values={"sample": "village"})),
    "a control": (lambda page: None, lambda page: do(page.panel, "set", name="include", value="K")),
    "copying": (lambda page: None, lambda page: do(page.panel, "copy", values={"value": ""})),
    "the plan": (lambda page: None, lambda page: do(page.session, "plan", answers={"1-plan-intent": "Taught well."}, charts={})),
    "the area": (lambda page: None, lambda page: do(page.parts[4], "area", values={"phase": "", "la": "201"})),
    "arriving": (lambda page: None, lambda page: do(page.session, "arrived", query={}, school="secondary", settings={})),
}


@contextmanager
def tracing(trace: Callable) -> Iterator[None]:
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def reached(begin: Callable, happen: Callable) -> list[CodeType]:
    """Our own functions that an event calls."""
    page, codes = Page(), {}
    begin(page)

    def trace(frame, event, _argument):
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(OURS) and not code.co_filename.endswith(_TELLING):
            codes.setdefault(code)

    with tracing(trace):
        happen(page)
    return list(codes)


def fault_at(code: CodeType, begin: Callable, happen: Callable) -> tuple[Page, bool]:
    """The page after the event, with a fault at the first call of one function."""
    page, came = Page(), []
    begin(page)

    def trace(frame, event, _argument):
        if event == "call" and frame.f_code is code and not came:
            pupil = PUPILS[0]  # stands among the frame's values, as it would in a real fault
            came.append(pupil["upn"])
            raise Fault

    with tracing(trace):
        happen(page)
    return page, bool(came)


@pytest.mark.parametrize("event", EVENTS)
def test_a_fault_anywhere_within_an_event_is_told_and_tells_nothing(event, log):
    begin, happen = EVENTS[event]
    codes, silent, leaked = reached(begin, happen), [], []
    for code in codes:
        log.seek(0)
        log.truncate()
        page, came = fault_at(code, begin, happen)
        where = f"{Path(code.co_filename).name}:{code.co_qualname}"
        if came and 'role="alert"' not in page.said() and "could not be made" not in page.said():
            silent.append(where)
        if found_in(log.getvalue(), page.said()):
            leaked.append(where)
    print(f"\n{event}: {len(codes)} functions")
    assert leaked == [] and silent == [] and codes
