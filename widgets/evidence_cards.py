"""The evidence beside the data: one card for each claim, with who was studied, how sure it is and what it cannot show."""

from datetime import date
from html import escape

from analysis.evidence import TOPICS, Claim, claim, claims, disagreeing
from analysis.text import sentence
from widgets.guard import guarded_cell
from widgets.html import Html, details, external_link, written_day

SECOND_HAND = "Secondary: we read a report of it, not the source itself"
FIRST_HAND = "Read at the source"


@guarded_cell
def evidence(claim_id: str) -> Html:
    """The card for one claim; where studies disagree, those of the other side stand under it."""
    one = claim(claim_id)
    return Html(
        f'<section class="evidence" aria-label="Evidence: {escape(one.heading)}"><p class="small">Evidence</p>'
        f"<h3>{escape(one.heading)}</h3>{card(one, claim_id)}{other_side(one, claim_id)}</section>",
        f"evidence {claim_id}",
    )


def card(one: Claim, place: str) -> str:
    """The card without its heading: figure, claim, But (the caveat, as large as the claim), So, and what it rests on.

    `place` keeps the ids of a card apart that stands on a page twice.
    """
    return (
        f'<div class="card">{_figure(one)}<div class="words"><p>{escape(one.claim)}</p>'
        f'<p class="turn"><strong>But</strong> <span>{escape(one.caveat)}</span></p>'
        f'<p class="turn"><strong>So</strong> <span>{escape(one.so_what)}</span></p>'
        f"{_rests_on(one)}{_cite(one, place)}</div></div>"
    )


def other_side(one: Claim, place: str) -> str:
    """The cards of the claims that contradict this one, under a line that says so."""
    others = disagreeing(one)
    if not others:
        return ""
    cards = "".join(f"<h4>{escape(other.heading)}</h4>{card(other, f'{place}-{other.id}')}" for other in others)
    line = "Another finding points the other way." if len(others) == 1 else "Other findings point the other way."
    return f'<div class="other-side"><p><strong>{line}</strong> Read them together.</p>{cards}</div>'


def how_sure(one: Claim) -> str:
    """Dots and a word for the strength; a contested claim has the word alone."""
    dots = f'<span class="dots" aria-hidden="true">{one.strength_dots}</span> ' if one.strength_dots else ""
    return f"{dots}<strong>{escape(one.strength.capitalize())}</strong>"


def _figure(one: Claim) -> str:
    if not one.figure:
        return ""
    spread = f'<p class="of-what">{escape(sentence(one.range))}</p>' if one.range else ""
    return (
        f'<div class="figure"><p class="big">{escape(sentence(one.figure))}</p>'
        f'<p class="of-what">{escape(one.unit)}</p>{spread}</div>'
    )


def _rests_on(one: Claim) -> str:
    """Who was studied, how sure we are, what it costs where that is known, and the source."""
    read = SECOND_HAND if one.seen == "secondary" else FIRST_HAND
    what = f" ({escape(one.read_where.split(';')[0])})" if one.read_where else ""
    overdue = (
        f" <strong>Due to be read again by {written_day(one.review_by)}.</strong>" if one.overdue(date.today()) else ""
    )
    rows = [
        ("Who was studied", f"{escape(one.population)}. {escape(sentence(one.design))}."),
        ("How sure", f"{how_sure(one)}. {escape(one.strength_why)}"),
        ("Cost", escape(sentence(one.cost))) if one.cost else None,
        (
            "Source",
            f"{escape(one.publisher)}, {one.year}. {read}{what}, {written_day(one.read_on)}.{overdue} "
            f"{external_link(one.url, 'Open the source', one.heading)}",
        ),
    ]
    return '<dl class="rests-on">' + "".join(f"<dt>{row[0]}</dt><dd>{row[1]}</dd>" for row in rows if row) + "</dl>"


def _cite(one: Claim, place: str) -> str:
    """The citation, to be read or copied."""
    key = f"citation-{place}"
    body = (
        f'<p id="{escape(key)}">{escape(one.citation)} {escape(one.url)} (read {written_day(one.read_on)}).</p>'
        f'<p><button type="button" class="button" data-copy-words="{escape(key)}">Copy citation</button> '
        '<span role="status"></span></p>'
    )
    return details(f"cite-{place}", "Cite this, and what was read", body)


@guarded_cell
def module_sources(number: int) -> Html:
    """What belongs to a module: its evidence by topic, with links and the day it was read."""
    found = claims(module=number)
    parts = []
    for topic in dict.fromkeys(one.topic for one in found):
        lines = "".join(
            f"<li>{escape(one.citation)} {external_link(one.url, 'Source', one.heading)}, read {written_day(one.read_on)}.</li>"
            for one in found
            if one.topic == topic
        )
        parts.append(details(f"sources-{topic}", TOPICS[topic], f"<ul>{lines}</ul>", opened=len(found) <= 12))
    return Html("".join(parts), f"sources of module {number}")
