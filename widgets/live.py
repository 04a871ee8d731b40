"""A live part of the page: named pieces of HTML made in Python, and what a person does with them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from widgets.guard import guarded

_SCRIPT = Path(__file__).with_name("live.js")


class Live(anywidget.AnyWidget):
    """Pieces of safe HTML in a fixed order; the browser replaces only those that changed.

    What a person does arrives as a named event: `when("choose", function)` calls the function with the event's values.
    The same HTML is part of the output itself, so that a page reads before scripts run, without them, and in print.
    """

    _esm = _SCRIPT
    name = traitlets.Unicode().tag(sync=True)
    pieces = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)

    def __init__(self, name: str, **pieces: str):
        super().__init__(name=name, pieces=pieces)
        self._events: dict[str, Callable[..., None]] = {}
        self.on_msg(guarded(self.on_trouble)(self._receive))

    def when(self, event: str, answer: Callable[..., None]) -> None:
        """Call `answer(values)` when the event arrives, inside the guard: the values of the form or of the one control
        that changed, by name; for a file its bytes come first."""
        self._events[event] = answer

    def follow(self, thing: traitlets.HasTraits, names: str | list[str], answer: Callable[[Any], None]) -> None:
        """Call `answer(change)` when one of these traits changes, inside the guard: a fault in one part of the page
        must not keep those after it from hearing of the change."""
        thing.observe(guarded(self.on_trouble)(answer), names)

    def on_trouble(self, message: str) -> None:
        """Show a message (safe HTML) where the event's answer failed."""
        self.show(status=message)

    def show(self, **pieces: str) -> None:
        """Replace these pieces, leaving the others as they are."""
        self.pieces = {**self.pieces, **pieces}

    def _receive(self, _widget: object, content: Mapping, buffers: list) -> None:
        answer = self._events.get(content.get("do", ""))
        if answer is None:
            return
        changed = {content["name"]: content["value"]} if "name" in content else {}
        values = {**content.get("values", {}), **changed, **({"file": content["file"]} if "file" in content else {})}
        if buffers:
            answer(bytes(buffers[0]), values)
        else:
            answer(values)

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def still(self) -> dict[str, str]:
        """The pieces as plain HTML may hold them."""
        return self.pieces

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        """The live view, and beside it the same pieces as plain HTML."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        classes = " ".join(self._dom_classes)
        pieces = "".join(f'<div data-piece="{name}">{piece}</div>' for name, piece in self.still().items())
        still = f'<div class="{classes}"><div class="live" data-still>{pieces}</div></div>'
        return {**data, "text/plain": repr(self), "text/html": still}, metadata
