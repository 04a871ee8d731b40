"""Choosing the school: an invented one, or files of one's own that are read, shown and settled before they are used."""

from collections.abc import Mapping, Set
from html import escape

from analysis.errors import WorkbookError
from analysis.reading import Reading, look_at_file
from analysis.reading.marks import new_key
from analysis.school_tables import school_tables
from analysis.text import pupils, sentence
from widgets.host import this_host
from widgets.live import Live
from widgets.picker_files import column_changes, settle_files, the_school
from widgets.picker_school import in_use, template_link, ways_to_choose
from widgets.roll import typed_roll
from widgets.session import Session

TOO_BIG = WorkbookError(
    "This file is larger than 10 MB.",
    how="Choose a smaller one: a list of pupils with SEN status, year group and main need is enough.",
)
MOST_FILES = 12


class SchoolPicker(Live):
    """The school in use, and the way to another: pick an invented school, or open files and settle what is unclear."""

    def __init__(self, session: Session):
        super().__init__(name="school picker", school="", choose="", status="", read="")
        self.add_class("picker")
        self.session = session
        self.readings: list[Reading] = []
        self._changed: dict[str, str] = {}  # headings that were given another meaning on this page
        self._key = new_key()
        for event, answer in (
            ("use_sample", self._use_sample),
            ("file", self._open),
            ("add_file", self._add),
            ("drop_file", self._drop),
            ("column", self._change_column),
            ("undo", self._undo_repair),
            ("template", self._make_template),
            ("file_too_big", self._refuse_size),
            ("file_gone", self._refuse_gone),
            ("answer", self._answer_question),
            ("use_list", self._use_list),
            ("set_roll", self._set_roll),
            ("stop", self._stop),
        ):
            self.when(event, answer)
        self.follow(session, ["school", "room"], self._show_school)
        self.follow(session, "message", self._show_message)
        self._show_school()

    @property
    def reading(self) -> Reading | None:
        """The first of the files that are open."""
        return self.readings[0] if self.readings else None

    def still(self) -> dict[str, str]:
        """The pieces as they may be saved with a notebook: about a list of one's own, no number."""
        return self.pieces if self.session.school.invented else {"school": "<p>A list of your own is in use.</p>"}

    def on_trouble(self, message: str) -> None:
        """The message, with the promise that the school in use is still there."""
        stays = f'<p class="small">{escape(sentence(self.session.school.label))} is still in use.</p>'
        self.show(status=message + stays)

    def _show_school(self, _change: object = None) -> None:
        self.show(school=in_use(self.session.school), choose=ways_to_choose(self.session.school), read="", status="")

    def _show_message(self, change: dict) -> None:
        self.show(status=change["new"])

    def _use_sample(self, values: Mapping[str, str]) -> None:
        self.session.use_sample(values["sample"])
        self.readings = []

    def _open(self, content: bytes, _values: Mapping[str, str]) -> None:
        """Look at a file: show what was read and ask what is unclear. The school in use stays until the list is used."""
        _check_host()
        self._say_progress("Reading the file.")
        self.readings = []
        self.show(read="")
        self.readings = [look_at_file(content, progress=self._say_progress, key=self._key, columns=self._columns)]
        self._show_settled({})

    def _add(self, content: bytes, values: Mapping[str, str]) -> None:
        """Look at one file more: a list of another term, or more about the same pupils. The others stay open."""
        _check_host()
        self._check_open()
        if len(self.readings) >= MOST_FILES:
            raise WorkbookError(f"Only {MOST_FILES} files can be put together.", how="Leave one out first.")
        self._say_progress("Reading the file.")
        added = look_at_file(content, self._say_progress, beside=True, key=self._key, columns=self._columns)
        self.readings = [*self.readings, added]
        self._show_settled(values, newest=len(self.readings))

    def _drop(self, values: Mapping[str, str]) -> None:
        """Leave an added file out again, with the answers about it and those after it."""
        place = int(values["value"])
        self.readings = [reading for n, reading in enumerate(self.readings, start=1) if n != place]
        self._show_settled({})

    def _change_column(self, content: bytes, values: Mapping[str, str]) -> None:
        """Read a file again, since what one of its columns is taken for was changed. The browser sends it once more."""
        self._check_open()
        place = int(values["file"])
        changes = column_changes(self.readings[place - 1], place, values)
        self._read_again(content, place, {**self._columns, **changes}, self.readings[place - 1].without)
        self._changed |= changes
        self._show_settled(values, take_focus=False)

    def _undo_repair(self, content: bytes, values: Mapping[str, str]) -> None:
        """Read a file again without one of the repairs, or with it once more. The browser sends it again."""
        self._check_open()
        place, repair = int(values["file"]), values["repair"]
        without = self.readings[place - 1].without ^ {repair}
        self._read_again(content, place, self._columns, without)
        self._show_settled(values, take_focus=False)
        words = "Undone." if repair in without else "Done again."
        self.show(status=f'<p role="status" class="said">{words} The file was read again: {pupils(self.readings[place - 1].pupils)}.</p>')

    def _read_again(self, content: bytes, place: int, columns: Mapping[str, str], without: Set[str]) -> None:
        self.readings[place - 1] = look_at_file(
            content, self._say_progress, beside=place > 1, key=self._key, columns=columns, without=without
        )

    @property
    def _columns(self) -> dict[str, str]:
        """What headings are taken for by choice, on earlier visits and on this page."""
        return {**self.session.columns, **self._changed}

    def _show_settled(self, typed: Mapping[str, str], newest: int = 1, take_focus: bool = True) -> None:
        self.show(read=settle_files(self.readings, typed, self._columns, newest, take_focus), status="")

    def _check_open(self) -> None:
        if not self.readings:
            raise WorkbookError("This list is not open any more.", how="Choose your file again.")

    def _say_progress(self, words: str) -> None:
        self.show(status=f'<p class="progress" role="status">{escape(words)}</p>')

    def _refuse_size(self, values: Mapping[str, str]) -> None:
        self._close_replaced(values)
        raise TOO_BIG

    def _close_replaced(self, values: Mapping[str, str]) -> None:
        """Where a file was chosen in place of another, the one before it must not be used by mistake."""
        if values.get("chosen") == "file":
            self.readings = []
            self.show(read="")

    def _refuse_gone(self, values: Mapping[str, str]) -> None:
        self._close_replaced(values)
        raise WorkbookError(
            "Your browser could not read this file.",
            how="It may have been moved or changed, or it is kept online only. Save it on this computer, then choose it again.",
        )

    def _answer_question(self, typed: Mapping[str, str]) -> None:
        """An answer can raise or settle other questions, and change the counts."""
        self._check_open()
        self._show_settled(typed, take_focus=False)

    def _use_list(self, typed: Mapping[str, str]) -> None:
        self._check_open()
        school = the_school(self.readings, typed, self.session.next_label())
        if typed.get("keep_columns"):
            self.session.keep_columns(self._changed)
        self.session.use_own(school)
        self.readings = []  # only now: after a fault she can try again

    def _set_roll(self, typed: Mapping[str, str]) -> None:
        """The number on roll of the register in use, typed or changed later."""
        roll = typed_roll(typed)
        if roll is None:
            raise WorkbookError("No number was typed.", how="Type how many pupils are on roll, then try again.")
        self.session.use_own(self.session.school.with_roll(roll))

    def _make_template(self, values: Mapping[str, str]) -> None:
        table, kind = values["table"], values["kind"]
        if table not in ("pupils", *school_tables()) or kind not in ("xlsx", "csv"):
            raise WorkbookError("There is no such table.", how="Choose one from the list.")
        self.show(status=template_link(table, kind))

    def _stop(self, _values: object) -> None:
        self.readings = []
        self.show(read="", status="")


def _check_host() -> None:
    if not this_host().own_files:
        raise WorkbookError("Your own file cannot be opened here.", how=this_host().why_not)
