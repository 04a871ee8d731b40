"""HTML that a notebook cell shows as it is: made here and nowhere else, from escaped text."""

from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True)
class Html:
    """A piece of safe HTML with a short name for where HTML cannot be shown."""

    markup: str
    name: str

    def _repr_html_(self) -> str:
        return self.markup

    def __repr__(self) -> str:
        return f"<{self.name}>"


def select(
    name: str, label: str, options: tuple[tuple[str, str], ...], chosen: str, key: str, change: str = "", required: bool = False
) -> str:
    """A labelled native select box; `change` names the event to send as soon as another option is chosen."""
    event = (f' data-change="{escape(change)}"' if change else "") + (" required" if required else "")
    lines = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options
    )
    return (
        f'<div class="control"><label for="{escape(key)}">{escape(label)}</label>'
        f'<select id="{escape(key)}" name="{escape(name)}"{event} data-live-only disabled>{lines}</select></div>'
    )


def button(event: str, text: str, kind: str = "outlined", value: str = "", key: str = "") -> str:
    """A button that sends an event; `kind` "main" is the one filled action of its part of the page."""
    return (
        f'<button type="button" class="button {kind}" data-do="{escape(event)}" value="{escape(value)}"'
        f'{f" id={escape(key)!r}" if key else ""} data-live-only disabled>{escape(text)}</button>'
    )


def details(key: str, summary: str, body: str, opened: bool = False, rich: bool = False) -> str:
    """A part that opens on demand (or is open at first); `body` is safe HTML, and so is the summary of a `rich` one."""
    state = " open" if opened else ""
    line = summary if rich else escape(summary)
    return f'<details id="{escape(key)}"{state}><summary>{line}</summary><div class="inside">{body}</div></details>'


def paragraphs(texts: tuple[str, ...]) -> str:
    """Each text as a list item."""
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def external_link(url: str, text: str, about: str) -> str:
    """A link that leaves the workbook; what it is about is said to those who hear the link alone."""
    label = escape(f"{text}: {about}")
    return f'<a href="{escape(url)}" rel="noreferrer" aria-label="{label}">{escape(text)}</a>'


def written_day(day: date) -> str:
    """A day in words: "23 November 2026"."""
    return f"{day.day} {day:%B %Y}"
