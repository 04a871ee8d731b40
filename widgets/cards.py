"""What stands around the charts: policy, questions to write to, words explained, and where to go next."""

from datetime import date
from html import escape

from analysis import policy as policy_room
from analysis.crosswalk import need_crosswalk, proposed_areas
from analysis.text import sentence
from analysis.words import Module, glossary, modules, term
from widgets.guard import guarded_cell
from widgets.host import this_host
from widgets.html import Html, details, external_link, written_day

NAME_NO_CHILD = "Do not name a child or use initials. This is kept in this browser until you press Forget."


@guarded_cell
def policy(statement_id: str) -> Html:
    """One policy statement with its force, the day it was true on, whom it is for, and its source.

    Where the day to check it again has passed, the card says so first.
    """
    return Html(_statement(policy_room.statement(statement_id)), f"policy {statement_id}")


@guarded_cell
def policy_list() -> Html:
    """Every policy statement, by its force: what is in force first, what is proposed apart from it."""
    parts = []
    for status in policy_room.STATUSES:
        found = [one for one in policy_room.statements() if one.status == status]
        head = f"{sentence(status)} ({len(found)})"
        parts.append(details(f"policy-{status.replace(' ', '-')}", head, "".join(map(_statement, found))))
    return Html("".join(parts), "policy statements")


def _statement(one: policy_room.Statement) -> str:
    late = (
        '<p class="overdue"><strong>Check this before you rely on it.</strong> '
        f"It was to be checked again by {written_day(one.check_by)}, and may have changed.</p>"
        if one.overdue(date.today())
        else ""
    )
    read = "read in a report of it" if one.read_how == "secondary" else "read at the source"
    return (
        '<div class="policy"><p class="small">Policy: '
        f"<strong>{escape(one.status)}</strong>, as of {written_day(one.as_of)}. For {escape(one.applies_to)}.</p>{late}"
        f"<p>{escape(one.statement)}</p>"
        f'<p class="small">{external_link(one.url, one.source, one.id)}; {read}. {escape(one.note)}</p></div>'
    )


@guarded_cell
def need_words() -> Html:
    """The fourteen census types of need beside the four broad areas in force and the areas proposed."""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.label)}</th><td>{escape(one.broad_area)}</td><td>{escape(one.proposed_area)}</td></tr>'
        for one in need_crosswalk()
    )
    table = (
        "<table><caption>Types of need and areas of need</caption><thead><tr>"
        '<th scope="col">Type of need in the school census</th><th scope="col">Broad area (in force)</th>'
        f'<th scope="col">Area proposed in 2026 ({proposed_areas().how_many} areas)</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    return Html(f'<div class="scroll" tabindex="0" role="region" aria-label="Types of need">{table}</div>', "types of need")


@guarded_cell
def ask(name: str, question: str) -> Html:
    """A question with a box to write in; the browser keeps the answer under `name`."""
    key = f"answer-{name}"
    return Html(
        f'<div class="ask"><label for="{escape(key)}">{escape(question)}</label>'
        f'<textarea id="{escape(key)}" data-answer="{escape(name)}" rows="3" data-lm-suppress-shortcuts="true" '
        f'aria-describedby="{escape(key)}-about"></textarea>'
        f'<p class="small" id="{escape(key)}-about"><span data-saved role="status"></span> {NAME_NO_CHILD}</p></div>',
        f"question {name}",
    )


@guarded_cell
def explain(*words: str) -> Html:
    """The meaning of words that the page uses, opened on demand; without a word named, of every word."""
    entries = "".join(_entry(word) for word in words or (one.word for one in glossary()))
    return Html(details("words", "Words on this page", f"<dl>{entries}</dl>"), "words on this page")


def _entry(word: str) -> str:
    one = term(word)
    stands_for = f"{one.stands_for}. " if one.stands_for else ""
    return f"<dt>{escape(one.word)}</dt><dd>{escape(stands_for + one.meaning)}</dd>"


@guarded_cell
def go_further() -> Html:
    """What can be done with the code under a chart, where this page runs."""
    return Html(f"<p>{escape(this_host().code)}</p>", "go further")


@guarded_cell
def module_list() -> Html:
    """The six modules: those that are open as links with what you leave with, the others as coming later."""
    return Html(f'<ol class="modules">{"".join(map(_module, modules()))}</ol>', "the six modules")


def _module(module: Module) -> str:
    if module.open:
        title = f'<a href="{escape(module.notebook)}.ipynb">{escape(module.title)}</a>'
        beside = f"Open now. {module.time}. You leave with: {module.leave_with}"
    else:
        title, beside = escape(module.title), "Not open yet."
    state = "open" if module.open else "later"
    return (
        f'<li class="{state}"><span class="number" aria-hidden="true">{module.number}</span>'
        f'<div><p class="title">{title}</p><p>{escape(module.question)}</p></div><p class="beside">{escape(beside)}</p></li>'
    )
