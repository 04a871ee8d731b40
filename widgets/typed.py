"""The boxes of a panel that a person fills in, and the message to send where the file lacks something."""

from collections.abc import Sequence
from html import escape
from typing import Any

from analysis.text import listed
from analysis.views.define import Typed, View
from analysis.words import asking, messages
from widgets.html import details

_INPUTS = {
    "number": 'type="number" inputmode="numeric" min="0" max="{most}" step="1"',
    "hours": 'type="number" inputmode="decimal" min="0" max="{most}" step="0.25"',
    "date": 'type="date"',
    "words": 'type="text" maxlength="{most}" autocomplete="off"',
}


def typed_boxes(view: View, settings: Any) -> str:
    """The boxes in their groups, as safe HTML; "" for a View where nothing is typed."""
    if not view.typed:
        return ""
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for name, one in view.typed.items():
        groups.setdefault((one.group, one.about), []).append(_box(view, name, one, getattr(settings, name)))
    body = "".join(_group(legend, about, boxes) for (legend, about), boxes in groups.items())
    # Not a form: each box sends its own value only, so that an answer on its way cannot undo what was typed since.
    boxes = f'<div class="groups">{body}</div>'
    first = " fill-first" if view.typed_open else ""  # a room sees only these: the others may hold numbers of a few pupils
    return f'<div class="typed{first}">{details(_id(view, "typed"), view.typed_heading, boxes, opened=view.typed_open)}</div>'


def _group(legend: str, about: tuple[str, ...], boxes: list[str]) -> str:
    if not legend:  # the boxes stand under the heading of all of them
        return f'<div class="fields">{"".join(boxes)}</div>'
    lines = "".join(f'<p class="small">{escape(line)}</p>' for line in about)
    return f'<fieldset><legend>{escape(legend)}</legend>{lines}<div class="fields">{"".join(boxes)}</div></fieldset>'


def _id(view: View, name: str) -> str:
    return f"{view.name}-{name}".replace("_", "-")


def _box(view: View, name: str, one: Typed, value: Any) -> str:
    key = _id(view, name)
    about = f'<span class="help" id="{key}-help">{escape(one.help)}</span>' if one.help else ""
    described = f' aria-describedby="{key}-help"' if one.help else ""
    common = f'id="{key}" name="{escape(name)}" data-change="set" data-live-only disabled{described}'
    if one.options:
        lines = "".join(
            f'<option value="{escape(given)}"{" selected" if given == str(value) else ""}>{escape(text)}</option>' for given, text in one.options
        )
        box = f"<select {common}>{lines}</select>"
    else:
        shown = "" if value in (0, "") else str(value)
        box = f'<input {_INPUTS[one.kind].format(most=one.most)} value="{escape(shown)}" {common}>'
    return f'<div class="control {one.kind}"><label for="{key}">{escape(one.label)}</label>{about}{box}</div>'


def message_for(view: View, lacks: Sequence[str], opened: bool = True) -> str:
    """Words to send to whoever keeps what a View lacks, with a button that copies them; "" where nobody can help. Safe HTML."""
    asked = [messages()[lack] for lack in lacks if lack in messages()]
    if not asked:
        return ""
    key, title = _id(view, "ask"), f"Copy a message to your {asked[0].to}"
    words = "".join(f"<p>{escape(line)}</p>" for line in asking([message.id for message in asked]))
    body = (
        f'<div id="{key}-words">{words}</div>'
        f'<p><button type="button" class="button outlined" data-copy-words="{key}-words">{title}</button> <span role="status"></span></p>'
    )
    return details(key, title if opened else f"Not in your file: {listed([message.about for message in asked])}", body, opened=opened)
