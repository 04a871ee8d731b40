"""The guard around every cell and callback: a person reads a sentence, and the log holds no value."""

import functools
import logging
import secrets
from collections.abc import Callable
from html import escape
from typing import Any

from analysis.errors import WorkbookError
from widgets.html import Html

_log = logging.getLogger("workbook")


def notice(what: str, where: str = "", how: str = "", kind: str = "error", take_focus: bool = True) -> str:
    """A message box as safe HTML: what is wrong in bold, where, and what to do next."""
    rest = " ".join(escape(part) for part in (where, how) if part)
    role = "alert" if kind == "error" else "status"
    focus = ' tabindex="-1" data-take-focus' if take_focus else ""
    return (
        f'<div class="notice {kind}" role="{role}"{focus}>'
        f"<p><strong>{escape(what)}</strong></p>{f'<p>{rest}</p>' if rest else ''}</div>"
    )


def trouble(error: Exception) -> str:
    """The message for an error, as safe HTML; an unexpected one is logged by reference, without its text or values."""
    if isinstance(error, WorkbookError):
        _log.info("told: %s", error.code)
        return notice(error.what, error.where, error.how)
    reference = secrets.token_hex(3)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__', '?')}:{place.tb_lineno}" if place else "?"
    _log.error("reference %s: %s at %s", reference, type(error).__name__, where)
    return notice(
        "Something went wrong on this page. It is not your doing.",
        how=f"What you loaded is still here. Try again, or reload the page. Reference for a report: {reference}.",
    )


def guarded(tell: Callable[[str], None]) -> Callable:
    """Wrap a callback so that no error leaves it: `tell` gets the message as safe HTML."""

    def wrap(callback: Callable) -> Callable:
        @functools.wraps(callback)
        def inside(*arguments: Any, **named: Any) -> Any:
            try:
                return callback(*arguments, **named)
            except Exception as error:  # the one place where every error ends
                tell(trouble(error))
                return None

        return inside

    return wrap


def guarded_cell(make: Callable) -> Callable:
    """Wrap a function that a notebook cell calls: where it fails, the cell shows the message instead."""
    @functools.wraps(make)
    def inside(*arguments: Any, **named: Any) -> Any:
        try:
            return make(*arguments, **named)
        except Exception as error:
            return Html(trouble(error), "a message")

    return inside
