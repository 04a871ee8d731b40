"""What the widget tests share: doing what a person does on the page, and faults to inject."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from analysis.views import VIEWS
from widgets.panel import Panel
from widgets.session import Session

CANARY = "Quillfeather"  # stands for a value from a pupil's row


def do(part, event: str, *buffers: bytes, **content: object) -> None:
    """An event as it arrives from the browser."""
    part._handle_custom_msg({"do": event, **content}, list(buffers))


def choose(panel: Panel, name: str, value: str) -> None:
    """Another option of a control."""
    do(panel, "set", name=name, value=value)


def fail(*_arguments: object, **_named: object) -> None:
    """A fault whose text holds a value."""
    raise RuntimeError(f"{CANARY} has 31 sessions")


def panel_with(session: Session | None = None, view: str = "need_of_all_pupils", **faults: object) -> Panel:
    """A panel, with parts of its View replaced."""
    return Panel(replace(VIEWS[view], **faults), session or Session())


def plain(html: str) -> str:
    """The words of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


class _Controls(HTMLParser):
    def __init__(self):
        super().__init__()
        self.chosen: dict[str, str] = {}
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "select":
            self._name = given["name"]
        elif tag == "option" and "selected" in given:
            self.chosen[self._name] = given["value"]


def chosen(panel: Panel) -> dict[str, str]:
    """The option that each control shows as selected."""
    parser = _Controls()
    parser.feed(panel.pieces["controls"])
    return parser.chosen


def everything(part) -> str:
    """All that a part holds for the page: its whole state and its output."""
    return repr(part.get_state()) + repr(part._repr_mimebundle_())


def logged(caplog) -> Iterator[str]:
    """Each log record with all that it carries."""
    for record in caplog.records:
        yield f"{record.getMessage()} {record.args} {record.exc_info} {record.exc_text} {record.stack_info}"
