"""The plan on the page: words to begin with, and the button that makes a document of it."""

from html import escape

from analysis.plan import needs_paragraph, risk_paragraph
from widgets.cards import ask
from widgets.guard import guarded, guarded_cell
from widgets.html import Html
from widgets.live import Live
from widgets.session import Session

_DRAFTS = {"needs": needs_paragraph, "risk": risk_paragraph}
# What to do where there is nothing to draft from yet.
_NOTHING_YET = {
    "needs": "Type the number of pupils on roll at the top of the page, then words to begin with stand here.",
    "risk": "When there are lists of three Januaries, words to begin with stand here.",
}
_WITHOUT_ROLL = "Type the number of pupils on roll at the top of the page, and these words tell your share of pupils with SEN as well."


class Draft(Live):
    """A paragraph drafted from the school's numbers, in the version that may be shared, to put into a box and edit."""

    def __init__(self, kind: str, box: str, session: Session):
        super().__init__(name=f"draft {kind}", draft="", status="")
        self._make, self._nothing, self._box, self._session = _DRAFTS[kind], _NOTHING_YET[kind], box, session
        self.add_class("draft")
        self._write()
        self.follow(session, "school", self._write)

    def _write(self, _change: object = None) -> None:
        guarded(self.on_trouble)(self._show)()

    def _show(self) -> None:
        words = self._make(self._session.school)
        key = f"draft-{self._box}"
        put = f'<p class="actions"><button type="button" class="button outlined" data-put="answer-{escape(self._box)}" data-from="{key}">Put this in the box below</button></p>'
        begin = '<p class="small">Words to begin with, from rounded numbers. Change them as you like.</p>'
        more = f'<p class="small">{_WITHOUT_ROLL}</p>' if self._session.school.size is None else ""
        self.show(draft=f'{begin}<p id="{key}">{escape(words)}</p>{put}{more}' if words else f"<p>{self._nothing}</p>")


@guarded_cell
def draft(kind: str, box: str, session: Session) -> Draft:
    """Words to begin with for a box: "needs" or "risk"."""
    return Draft(kind, box, session)


@guarded_cell
def ask_numbered(name: str, question: str, count: int = 3) -> Html:
    """The same question several times: "first", "second", "third"."""
    ordinals = ("First", "Second", "Third")
    boxes = "".join(ask(f"{name}-{n + 1}", f"{ordinals[n]} {question}").markup for n in range(count))
    return Html(boxes, f"{count} questions {name}")


@guarded_cell
def plan_download() -> Html:
    """The button that makes a document of everything in the plan so far."""
    return Html(
        '<section class="plan" aria-label="Download my plan so far"><h3>Download my plan so far</h3>'
        "<p>A draft that opens in Word, with what you wrote under “Your piece of the plan” and the charts you added. Small groups are hidden and numbers rounded in it.</p>"
        '<p class="actions"><button type="button" class="button main" data-plan="download">Download my plan so far</button>'
        '<span role="status" data-plan-said></span></p></section>',
        "download my plan so far",
    )
