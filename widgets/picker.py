"""Choosing the school: an invented one, or a file of one's own that is read, shown and settled before it is used."""

from collections.abc import Mapping
from html import escape

from analysis.columns import PRIMARY_YEARS, SECONDARY_YEARS, YEAR_GROUPS
from analysis.errors import WorkbookError
from analysis.findings import Question
from analysis.reading import Reading, look_at_file
from analysis.samples import SAMPLES
from analysis.school import Roll, School
from analysis.text import pupils, sentence
from widgets.host import this_host
from widgets.html import button, details, select
from widgets.live import Live
from widgets.session import Session
from widgets.what_was_read import what_was_read

TOO_BIG = WorkbookError(
    "This file is larger than 10 MB.",
    how="Choose a smaller one: a list of pupils with SEN status, year group and main need is enough.",
)


class SchoolPicker(Live):
    """The school in use, and the way to another: pick an invented school, or open a file and settle what is unclear."""

    def __init__(self, session: Session):
        super().__init__(name="school picker", school="", choose="", status="", read="")
        self.add_class("picker")
        self.session = session
        self.reading: Reading | None = None
        for event, answer in (
            ("use_sample", self._use_sample),
            ("file", self._open),
            ("file_too_big", self._refuse_size),
            ("answer", self._answer_question),
            ("use_list", self._use_list),
            ("set_roll", self._set_roll),
            ("stop", self._stop),
        ):
            self.when(event, answer)
        session.observe(self._show_school, ["school", "room"])
        session.observe(self._show_message, "message")
        self._show_school()

    def still(self) -> dict[str, str]:
        """The pieces as they may be saved with a notebook: about a list of one's own, no number."""
        return self.pieces if self.session.school.invented else {"school": "<p>A list of your own is in use.</p>"}

    def on_trouble(self, message: str) -> None:
        """The message, with the promise that the school in use is still there."""
        stays = f'<p class="small">{escape(sentence(self.session.school.label))} is still in use.</p>'
        self.show(status=message + stays)

    def _show_school(self, _change: object = None) -> None:
        self.show(school=_in_use(self.session.school), choose=_choose(self.session.school), read="", status="")

    def _show_message(self, change: dict) -> None:
        self.show(status=change["new"])

    def _use_sample(self, values: Mapping[str, str]) -> None:
        self.reading = None
        self.session.use_sample(values["sample"])

    def _open(self, content: bytes) -> None:
        """Look at a file: show what was read and ask what is unclear. The school in use stays until the list is used."""
        if not this_host().own_files:
            raise WorkbookError("Your own file cannot be opened here.", how=this_host().why_not)
        self._say_progress("Reading the file.")
        self.reading = None
        self.show(read="")
        self.reading = look_at_file(content, progress=self._say_progress)
        self.show(read=self._settle({}), status="")

    def _say_progress(self, words: str) -> None:
        self.show(status=f'<p class="progress" role="status">{escape(words)}</p>')

    def _refuse_size(self, _values: object) -> None:
        raise TOO_BIG

    def _settle(self, typed: Mapping[str, str]) -> str:
        """What was read, and the form under it: questions, the roll of a register, and the way on."""
        choices = _choices(typed)
        preview = None if self.reading.open_questions(choices) else self.reading.school(choices)
        asked = "".join(_ask(question, choices.get(question.name, "")) for question in self.reading.questions_under(choices))
        roll = _roll_boxes(preview, typed, "settle") if preview and not preview.whole_school else ""
        settle = f"<h3>To settle first</h3>{asked}{roll}" if asked or roll else ""
        return (
            f"{what_was_read(self.reading, preview)}"
            f'<form data-do="use_list">{settle}<p class="actions">'
            '<button type="submit" class="button main" data-live-only disabled>Use this list</button> '
            f"{button('stop', 'Do not use it')}</p></form>"
        )

    def _answer_question(self, typed: Mapping[str, str]) -> None:
        """An answer can raise or settle other questions, and change the counts."""
        self.show(read=self._settle(typed).replace(" data-take-focus", ""))

    def _use_list(self, typed: Mapping[str, str]) -> None:
        if self.reading is None:
            raise WorkbookError("This list is not open any more.", how="Choose your file again.")
        school = self.reading.school(_choices(typed), _typed_roll(typed), self.session.next_label())
        self.reading = None
        self.session.use_own(school)

    def _set_roll(self, typed: Mapping[str, str]) -> None:
        """The number on roll of the register in use, typed or changed later."""
        roll = _typed_roll(typed)
        if roll is None:
            raise WorkbookError("No number was typed.", how="Type how many pupils are on roll, then try again.")
        self.session.use_own(self.session.school.with_roll(roll))

    def _stop(self, _values: object) -> None:
        self.reading = None
        self.show(read="", status="")


def _in_use(school: School) -> str:
    """Which school the page is about, in one box."""
    size = f"{pupils(school.size)} on roll" if school.size else "Number on roll not known"
    known = f"{size}, {pupils(len(school.with_sen))} with SEN."
    line = "Invented pupils: safe to show." if school.invented else "For your eyes: not for sharing."
    return (
        '<div class="in-use" id="school"><p class="small">The school on this page</p>'
        f'<p class="school-name">{escape(sentence(school.label))}</p><p>{known} {line}</p>{_change_roll(school)}</div>'
    )


def _change_roll(school: School) -> str:
    """For a register: the boxes for the number on roll, open until one was typed."""
    if school.whole_school:
        return ""
    roll = school.roll
    typed = {f"roll:{year}": str(count) for year, count in roll.by_year.items()} if roll else {}
    if roll and not typed:
        typed = {"roll": str(roll.total)}
    form = (
        f'<form data-do="set_roll">{_roll_boxes(school, typed, "in-use")}'
        '<p><button type="submit" class="button" data-live-only disabled>Use this number</button></p></form>'
    )
    return details("change-roll", "Number on roll", form, opened=school.roll is None)


def _choose(school: School) -> str:
    """The two ways to another school, opened on demand."""
    options = tuple((name, sample.label) for name, sample in SAMPLES.items())
    about = "".join(f'<p class="small">{escape(sample.label)}: {escape(sample.description)}</p>' for sample in SAMPLES.values())
    invented = (
        f'<form data-do="use_sample"><h2>An invented school</h2>'
        f"{select('sample', 'Invented school', options, school.sample, 'choose-sample')}"
        f'{about}<p><button type="submit" class="button" data-live-only disabled>Use this school</button></p></form>'
    )
    return details("choose-school", "Change school, or use your own list", invented + _own_file())


def _own_file() -> str:
    host = this_host()
    if not host.own_files:
        return f"<h2>Your own list</h2><p>{escape(host.why_not)}</p>"
    return (
        '<div data-drop class="drop"><h2>Your own list</h2>'
        '<p><label for="own-file">Choose the file your office exports</label></p>'
        '<p><input type="file" id="own-file" accept=".csv,.tsv,.txt,.xlsx,.xml" data-live-only disabled></p>'
        "<p>A list with SEN status, year group and main need, as csv or Excel; your own SEN register; "
        "or the January school census (xml).</p>"
        f'<p class="privacy">{escape(host.privacy)}</p></div>'
    )


def _ask(question: Question, chosen: str) -> str:
    """A question as a select box that must be answered where there is no cautious answer."""
    must = question.default is None
    options = (("", "Choose"), *question.options) if must else question.options
    why = f'<p class="small">{escape(question.why)}</p>' if question.why else ""
    return select(question.name, question.text, options, chosen or question.default or "", f"ask-{question.name}", "answer", must) + why


def _roll_boxes(register: School, typed: Mapping[str, str], place: str) -> str:
    """Number boxes for the pupils on roll: one total, or better one for each year group."""
    boxes = "".join(_number(f"roll:{year}", year, typed, place) for year in _years_of_phase(register))
    return (
        '<fieldset class="roll"><legend>How many pupils are on roll, with and without SEN?</legend>'
        "<p>This list holds only pupils with SEN. Shares of all pupils need the number on roll.</p>"
        f"{_number('roll', 'The whole school', typed, place)}"
        f"{details(f'{place}-years', 'Or by year group, so that year groups can be compared', boxes) if boxes else ''}</fieldset>"
    )


def _years_of_phase(register: School) -> tuple[str, ...]:
    """The year groups to ask for: those of a usual school of the phase, and any other that the list has."""
    seen = set(register.pupils["year_group"].dropna()) if "year_group" in register.pupils else set()
    usual = [years for years in (PRIMARY_YEARS[1:], SECONDARY_YEARS[:5]) if seen & set(years)]
    return tuple(year for year in YEAR_GROUPS if year in seen or any(year in years for years in usual))


def _number(name: str, label: str, typed: Mapping[str, str], place: str) -> str:
    key = f"{place}-{name}".replace(":", "-").replace(" ", "-")
    return (
        f'<div class="control number"><label for="{key}">{escape(label)}</label>'
        f'<input type="number" min="0" step="1" inputmode="numeric" id="{key}" name="{escape(name)}" '
        f'value="{escape(typed.get(name, ""))}" data-live-only disabled></div>'
    )


def _choices(typed: Mapping[str, str]) -> dict[str, str]:
    """The answers to questions among what was typed."""
    return {name: value for name, value in typed.items() if value and not name.startswith("roll")}


def _typed_roll(values: Mapping[str, str]) -> Roll | None:
    """The roll as typed: the year groups where any was filled in, else the total; None where nothing was."""
    typed = {name: _whole_number(n) for name, n in values.items() if name.startswith("roll") and n}
    by_year = {name.removeprefix("roll:"): n for name, n in typed.items() if name != "roll"}
    if by_year:
        return Roll.of_years(by_year)
    return Roll(typed["roll"]) if typed else None


def _whole_number(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise WorkbookError("The number on roll must be a whole number.", how="Type it again, in figures.")
    return int(typed)
