"""The opening of the front page."""

from html import escape

from widgets.guard import guarded_cell
from widgets.host import this_host
from widgets.html import Html

FIRST_PAGE = "02_know_your_cohort.ipynb"


@guarded_cell
def hero() -> Html:
    """What this is, in one look: a heading, two sentences, and the two ways to begin."""
    host = this_host()
    own = f'<a class="button outlined" href="{FIRST_PAGE}#choose-school">Use my school\'s list</a>' if host.own_files else ""
    return Html(
        '<section class="hero" aria-label="What this is"><h1>See your SEN register beside England\'s figures</h1>'
        '<p class="lead">A free workbook for SENCos in mainstream schools. It sets your own list beside good evidence, '
        "and says what the numbers can tell you and what they cannot.</p>"
        f'<p class="actions"><a class="button main" href="{FIRST_PAGE}?school=primary">Start with an invented school</a> {own}</p>'
        f"<p>{escape(host.privacy)}</p></section>",
        "front page",
    )


@guarded_cell
def promises() -> Html:
    """Three things that the workbook holds to."""
    three = (
        ("Evidence you can check", "Every card says who was studied, how sure we can be, and what it does not show."),
        ("Honest about small numbers", "Six pupils is normal. Every figure says when there are too few to tell."),
        ("Private by design", "Names go before anything is kept. What you copy has small groups hidden."),
    )
    return Html(
        '<div class="three">' + "".join(f"<div><h3>{head}</h3><p>{text}</p></div>" for head, text in three) + "</div>",
        "what the workbook holds to",
    )
