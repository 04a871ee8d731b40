"""What stands around the charts: evidence, questions to write to, words explained, sources, and where to go next."""

from html import escape

from analysis import evidence as evidence_room
from analysis import policy as policy_room
from analysis.text import sentence
from analysis.words import Module, modules, term
from widgets.guard import guarded_cell
from widgets.html import Html, details

NAME_NO_CHILD = "Do not name a child or use initials. This is kept in this browser until you press Forget."


@guarded_cell
def evidence(claim_id: str) -> Html:
    """The card for one claim: figure, claim, But (the caveat), So (what to do), how strong, who was studied, source."""
    claim = evidence_room.claim(claim_id)
    dots = f'<span aria-hidden="true">{claim.strength_dots}</span> ' if claim.strength_dots else ""
    read = "read in a report of it" if claim.seen == "secondary" else "read at the source"
    who = f"<p>{escape(claim.population)}. {escape(claim.design)}.</p><p>{escape(claim.citation)}</p>"
    figure = (
        f'<div class="figure"><p class="big">{escape(sentence(claim.figure))}</p><p class="of-what">{escape(claim.unit)}</p></div>'
        if claim.figure
        else ""
    )
    card = (
        f'<section class="evidence" aria-label="Evidence: {escape(claim.heading)}"><p class="small">Evidence</p>'
        f'<h3>{escape(claim.heading)}</h3><div class="card">{figure}<div class="words">'
        f"<p>{escape(claim.claim)}</p>"
        f'<p class="turn"><strong>But</strong> <span>{escape(claim.caveat)}</span></p>'
        f'<p class="turn"><strong>So</strong> <span>{escape(claim.so_what)}</span></p>'
        f'<p class="small">{dots}{escape(claim.strength.capitalize())}: {escape(claim.strength_why)} '
        f"{escape(claim.publisher)}, {claim.year}; {read}, {_written(claim.read_on)}. "
        f'<a href="{escape(claim.url)}" rel="noreferrer">Source</a></p>'
        f"{details(f'who-{claim.id}', 'Who was studied', who)}</div></div></section>"
    )
    return Html(card, f"evidence {claim_id}")


@guarded_cell
def policy(statement_id: str) -> Html:
    """One policy statement with its force, the day it was true on, and its source."""
    one = policy_room.statement(statement_id)
    return Html(
        f'<section class="policy" aria-label="Policy"><p class="small">Policy: {escape(one.status)}, '
        f"as of {_written(one.as_of)}</p><p>{escape(one.statement)}</p>"
        f'<p class="small"><a href="{escape(one.url)}" rel="noreferrer">{escape(one.source)}</a></p></section>',
        f"policy {statement_id}",
    )


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
    """The meaning of words that the page uses, opened on demand."""
    entries = "".join(_entry(word) for word in words)
    return Html(details("words", "Words on this page", f"<dl>{entries}</dl>"), "words on this page")


def _entry(word: str) -> str:
    one = term(word)
    stands_for = f"{one.stands_for}. " if one.stands_for else ""
    return f"<dt>{escape(one.word)}</dt><dd>{escape(stands_for + one.meaning)}</dd>"


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


@guarded_cell
def module_sources(number: int) -> Html:
    """What the page of a module cites: its evidence, with links and the day it was read."""
    lines = "".join(
        f'<li>{escape(one.citation)} <a href="{escape(one.url)}" rel="noreferrer">Source</a>, read {_written(one.read_on)}.</li>'
        for one in evidence_room.claims(module=number)
    )
    return Html(f"<ul>{lines}</ul>", f"sources of module {number}")


def _written(day) -> str:
    return f"{day.day} {day:%B %Y}"
