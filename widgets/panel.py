"""The one chart widget: a View's question, its finding, its controls, its picture, and everything that explains it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from html import escape
from typing import Any

import traitlets

from analysis import reference
from analysis.charts.figure import svg_picture
from analysis.disclosure import share
from analysis.errors import MissingColumns, WorkbookError
from analysis.recipe import recipe
from analysis.results import Result, SharedResult
from analysis.text import sentence
from analysis.views.choosing import ROLL_NEEDED
from analysis.views.define import View
from widgets import made_before
from widgets.ahead import Ahead
from widgets.guard import guarded, notice
from widgets.host import this_host
from widgets.html import button, details, paragraphs, select, written_day
from widgets.live import Live
from widgets.my_area import KEPT_AS
from widgets.session import Session
from widgets.typed import message_for, typed_boxes

INVENTED_LINE = "Invented pupils: safe to show."
SHARED_LINE = "Safe to show: small groups hidden, numbers rounded."
NO_PUPILS_LINE = "Nothing about pupils: yours to show or to keep."
OWN_LINE = "For your eyes: exact counts, not for sharing. Copying gives a version with small groups hidden."

_REMEMBERED = 24  # pictures of 17 kB; one panel has about as many settings

_PIECES = ("finding", "controls", "typed", "chart", "key", "audience", "numbers", "more", "shared", "status")  # in this order


class Panel(Live):
    """One View of the session's school. Changing `settings`, in the page or from code, answers the question once again."""

    settings = traitlets.Any()

    def __init__(self, view: View, session: Session, **settings: str):
        super().__init__(name=f"panel {view.name}", **dict.fromkeys(_PIECES, ""))
        self.view, self.session = view, session
        self.computed = 0  # how often the question has been answered; one change must mean one answer
        self._result: Result | None = None
        self._pictures: dict[Result, str] = {}
        self._drawn_for: set[Any] = set()  # the settings of those pictures
        self.ahead = Ahead()
        self.add_class("panel")
        self.when("set", self._set)
        self.when("near", self._draw_ahead)
        self.when("copy", self._copy)
        self.when("plan", self._add_to_plan)
        self.when("download", self._download)
        self._opened = settings
        self.settings = self._offered({})
        self._answer_again()
        self.follow(self, "settings", self._take_settings)
        self.follow(session, ["school", "settings"], self._meet_session)
        self.follow(session, "room", self._answer_again)

    def on_trouble(self, message: str) -> None:
        """A setting or a picture that cannot be had: the old picture goes, the message stands in its place."""
        self._result = None
        self.show(finding=self._question() + message, chart="", key="", audience="", numbers="", more="", shared="")

    def _offered(self, wanted: Mapping[str, str]) -> Any:
        """The View's settings for the school in use: those wanted, else those the panel was opened with, if on offer."""
        school = self.session.school
        area = {name: one for name, one in self.session.settings.get(KEPT_AS, {}).items() if one}
        wanted = {**area, **self._opened, **wanted}
        kept = {name: wanted[name] for name, one in self.view.choices.items() if wanted.get(name) in dict(one.options(school))}
        kept |= {name: wanted[name] for name, one in self.view.typed.items() if name in wanted and one.fits(wanted[name])}
        return self.view.settings_for(school, **kept)

    def _set(self, change: dict[str, str]) -> None:
        """One control was moved."""
        wanted = self.view.settings_for(self.session.school, **{**vars(self.settings), **change})
        if wanted == self.settings and self._result is None:  # back from a choice that could not be had
            self._answer_again()
        self.settings = wanted

    def _take_settings(self, _change: object) -> None:
        self._answer_again()
        first = vars(self._offered({}))
        self.session.remember(self.view.name, {name: str(value) for name, value in vars(self.settings).items() if value != first[name]})

    def _meet_session(self, change: dict) -> None:
        """Another school, or settings that were kept or asked for: answer once, for what both offer."""
        if change["name"] == "school":
            self._pictures.clear()
            self._drawn_for.clear()
            self.ahead.do()
        wanted = self._offered(self.session.settings.get(self.view.name, {}))
        if wanted != self.settings:
            self.settings = wanted
        elif change["name"] == "school":
            self._answer_again()

    def _answer_again(self, _change: object = None) -> None:
        with self.hold_sync():  # the page hears of it once
            guarded(self.on_trouble)(self._answer)()

    def _answer(self) -> None:
        self.computed += 1
        self.show(controls=self._controls(), typed=typed_boxes(self.view, self.settings))
        try:
            result = self.view.compute(self.session.school, self.settings)
        except MissingColumns as missing:
            told = notice(missing.what, missing.where, missing.how, kind="not-in-file", take_focus=False)
            self.on_trouble(told + _WAY_ON.get(missing.code, "") + message_for(self.view, (missing.code,), opened=missing.code not in _WAY_ON))
            return
        self._result = result
        self._drawn_for.add(self.settings)
        self.show(**self._picture(self._shown(result)), shared="", status="")

    def _shown(self, result: Result) -> Result:
        return replace(share(result), school="our school") if self.session.room else result

    def _draw_ahead(self, values: Mapping[str, str]) -> None:
        """A person has come to a control: draw its choices, where they are few, while she makes up her mind."""
        school, now, name = self.session.school, vars(self.settings), values["value"]
        options = self.view.choices[name].options(school)
        if len(options) > _REMEMBERED:
            return
        near = [self.view.settings_for(school, **{**now, name: option}) for option, _ in options]
        self.ahead.do(partial(self._draw_for, settings) for settings in near if settings not in self._drawn_for)

    def _draw_for(self, settings: Any) -> None:
        self._drawn_for.add(settings)
        shown = self._shown(self.view.compute(self.session.school, settings))
        self._drawn(shown, self.view.describe(shown))

    def _picture(self, shown: Result) -> dict[str, str]:
        """The finding, the chart and all that explains it, for an exact result or one that may be shared."""
        finding = self.view.describe(shown)
        return {
            "finding": f'{self._question()}<p class="finding">{escape(finding)}</p>{_notes(shown)}{self._roll_wanted(shown)}',
            "chart": _scrolling(self._drawn(shown, finding), self.view.question),
            "key": f'<div class="key">{self.view.key(shown)}</div>',
            "audience": f'<p class="audience">{escape(_audience_line(shown))}</p>',
            "numbers": details(self._id("numbers"), "The numbers", self.view.table(shown)) + self._asking(shown),
            "more": self._explanations(shown),
        }

    def _asking(self, shown: Result) -> str:
        """For a list of one's own, the message that asks for what the picture had to do without."""
        return "" if shown.invented or self.session.room else message_for(self.view, shown.lacks, opened=False)

    def _roll_wanted(self, shown: Result) -> str:
        """For a register, what the number on roll would add, and the way to type it."""
        asks = ROLL_NEEDED in shown.lacks and not self.session.room
        way = '<a href="#change-roll">Type the number of pupils on roll</a>'
        return f"<p>{way}, and each number becomes a share, beside England's.</p>" if asks else ""

    def _drawn(self, shown: Result, finding: str) -> str:
        """The picture. Drawing takes longer than all the rest, so a choice that was made before brings its picture back."""
        if shown not in self._pictures:
            while len(self._pictures) >= _REMEMBERED:
                self._pictures.pop(next(iter(self._pictures)))
            alt = f"{finding} All its numbers are in the table below it."
            self._pictures[shown] = made_before.picture(shown, alt, lambda: svg_picture(self.view.draw(shown), alt))
        return self._pictures[shown]

    def _id(self, part: str) -> str:
        return f"{self.view.name}-{part}".replace("_", "-")

    def _question(self) -> str:
        return f'<h3 class="question">{escape(self.view.question)}</h3>'

    def _controls(self) -> str:
        school = self.session.school
        boxes = (
            select(name, choice.label, choice.options(school), getattr(self.settings, name), self._id(name), change="set")
            for name, choice in self.view.choices.items()
            if len(choice.options(school)) > 1  # a question with one answer is not asked
        )
        return f'<div class="controls">{"".join(boxes)}</div>'

    def _explanations(self, result: Result) -> str:
        code = recipe(self.view, self.session.school, self.settings)
        worked_out = (
            f"<p>This code gives the same answer. {escape(this_host().code)}</p>"
            f'<pre tabindex="0" aria-label="Code for this chart" id="{self._id("recipe")}"><code>{escape(code)}</code></pre>'
            f'<p><button type="button" class="button outlined" data-copy-words="{self._id("recipe")}">Copy the code</button> '
            f'<span role="status"></span></p>{_sources(result)}'
        )
        return (
            details(self._id("read"), "How to read this", paragraphs(self.view.how_to_read(result)))
            + details(self._id("beware"), "What this cannot tell you", paragraphs(self.view.beware))
            + details(self._id("code"), "How it was worked out (code)", worked_out)
            + '<p class="actions">'
            + button("copy", "Copy picture and sentence", kind="main", key=self._id("copy"))
            + button("plan", "Add to my plan", key=self._id("plan"))
            + (button("download", self.view.download.label, key=self._id("download")) if self.view.download else "")
            + "</p>"
        )

    def _add_to_plan(self, _values: object) -> None:
        """Let the browser keep which chart goes into the plan; the plan draws it again, in the version that may be shared."""
        kept = self.session.settings.get(self.view.name, {})
        self.session.send({"remember": f"plan:{self.view.name}", "value": {"view": self.view.name, **kept}})
        self.show(status='<p role="status" class="said">In your plan. You find it at the end of the page, under “Download my plan so far”.</p>')

    def _download(self, _values: object) -> None:
        """Send the file that the View makes."""
        if self._result is None:
            raise WorkbookError("There is nothing to download yet.", how="Answer the question above first.")
        file = self.view.download
        self.send({"download": {"name": file.name, "kind": file.kind}}, [file.made(self._result)])

    def _copy(self, _values: object) -> None:
        """Show the version that may be shared, and send its picture and words to be copied."""
        if self._result is None:
            raise WorkbookError("There is no picture to copy yet.", how="Choose another setting or another school first.")
        shared = share(self._result)
        sentence, source = self.view.describe(shared), _credit(shared)
        figure = self.view.draw(shared)
        preview = (
            f'<div class="shared"><h4>What is copied</h4><p>{escape(sentence)}</p>'
            f"{_scrolling(svg_picture(figure, sentence), f'the copy of {self.view.question}')}"
            f'<p class="small">{escape(source)}</p><p class="small">{escape(shared.hidden_because)}</p>'
            '<p role="status" data-copied></p>'
            f'<p><a data-download download="{self._id("picture")}.png" href="#">Download the picture</a></p></div>'
        )
        self.show(shared=preview)
        text = f"{sentence}\n{source}\n{shared.hidden_because}"
        self.send({"copy": {"svg": svg_picture(figure, sentence, for_page=False), "text": text}})

    def __repr__(self) -> str:
        sentence = self.view.describe(self._safe()) if self._result else "no answer yet"
        return f"<{self.view.question} {sentence}>"

    def _safe(self) -> Result:
        """What may stay in a saved notebook: the exact answer for invented pupils, else the one that may be shared."""
        return self._result if self._result.invented and not self.session.room else share(self._result)

    def still(self) -> dict[str, str]:
        """The pieces as they may be saved with a notebook."""
        if self._result is None or self._safe() is self._result:
            return self.pieces
        return {**self.pieces, **self._picture(self._safe()), "shared": ""}


_TYPE_ROLL = '<p><a class="button outlined" href="#change-roll">Type the number on roll</a></p>'
# What to do where something is missing that can be given on this page.
_WAY_ON = {
    ROLL_NEEDED: _TYPE_ROLL,
    "roll-by-year-needed": _TYPE_ROLL,
    "whole-school-needed": '<p><a class="button outlined" href="#choose-school">Open another list</a></p>',
}


def _audience_line(shown: Result) -> str:
    if not shown.about_pupils:
        return NO_PUPILS_LINE
    if isinstance(shown, SharedResult):
        return SHARED_LINE
    return INVENTED_LINE if shown.invented else OWN_LINE


def _scrolling(picture: str, what: str) -> str:
    """The picture in a region that can be scrolled by keyboard where the screen is narrow."""
    return f'<div class="scroll" role="region" tabindex="0" aria-label="Chart: {escape(what)}">{picture}</div>'


def _notes(result: Result) -> str:
    whole, about = result.whole, "About " if isinstance(result, SharedResult) else ""
    known = result.parts and result.rows and whole.has_share
    base = f"{about}{whole.count:,} of {whole.size:,} pupils {result.subject}." if known else ""
    notes = (*result.notes, *result.own_notes)
    return f'<p class="notes">{escape(" ".join((base, *notes)).strip())}</p>' if base or notes else ""


def _sources(result: Result) -> str:
    if not result.sources:
        return ""
    lines = "".join(
        f'<li>{escape(one.attribution)} <a href="{escape(one.url)}" rel="noreferrer">Source</a>, read {written_day(date.fromisoformat(one.read_on))}.</li>'
        for one in map(reference.source, result.sources)
    )
    return f"<p>Figures for England:</p><ul>{lines}</ul>"


def _credit(shared: SharedResult) -> str:
    """Whose numbers these are, on which day, and where England's come from."""
    compared = next((row.comparison for row in (*shared.rows, shared.whole) if row.comparison), None)
    england = f" {compared.words}: {reference.source(compared.sources[0]).publisher}." if compared else ""
    whose = f"Pupils {shared.subject}, {shared.school}" if shared.about_pupils else sentence(shared.subject)
    return f"{whose}, made on {written_day(date.today())}.{england}"
