"""What all parts of a page share: the school in use, whether a room is watching, and the link to what the browser keeps."""

from datetime import date
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from analysis.carrying import pack, unpack
from analysis.errors import WorkbookError
from analysis.samples import SAMPLES, sample_school
from analysis.school import School
from analysis.text import sentence
from widgets.guard import guarded, notice

DEFAULT_SCHOOL = "primary"
_SCRIPTS = ("keeping", "answers", "watching", "room", "citing", "plan", "page")
_MOST_COLUMNS = 300
_NO_PLAN = "Your plan could not be made. The message at the top of the page says more. What you wrote is safe."
_NOT_CARRIED = "Your list is in use on this page only. It could not be taken along to the next one."
_GONE = "The list that you opened is gone, because the workbook was closed or started again. Open your file once more."


class Session(anywidget.AnyWidget):
    """The school in use on this page, and what its panels share. They observe it; nothing else is shared.

    The browser keeps answers, settings and the choice of an invented school. A list of one's own is carried to the next
    page through the memory of the server that made this page, and is never kept.
    """

    _esm = "\n".join(Path(__file__).with_name("page").joinpath(f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    school = traitlets.Instance(School)
    school_label = traitlets.Unicode().tag(sync=True)
    room = traitlets.Bool(False).tag(sync=True)
    columns = traitlets.Dict()  # headings and what they were once taken for; nothing of any pupil
    settings = traitlets.Dict()  # by name of View, as they were kept or as an address asks for them
    message = traitlets.Unicode()  # safe HTML for the picker to show

    def __init__(self, school: School | None = None):
        super().__init__(school=school or sample_school(DEFAULT_SCHOOL))
        self._lists = 0
        self._name_school()
        self.observe(guarded(self._tell)(self._name_school), ["school", "room"])
        self.on_msg(guarded(self._tell)(self._receive))

    def use_sample(self, name: str) -> None:
        """Put an invented school in use, and let the browser remember which."""
        self.school = sample_school(name)
        self.send({"remember": "school", "value": name, "drop": True})

    def use_own(self, school: School) -> None:
        """Put a list of one's own in use, and carry it to the pages that follow."""
        self.send({"carry": True}, [pack(school)])  # first, so that it is on its way before anybody can leave
        self.school = school

    def next_label(self) -> str:
        """A neutral name for the next list: "list 1", "list 2" ..."""
        self._lists += 1
        return f"list {self._lists}"

    def remember(self, view: str, settings: dict[str, str]) -> None:
        """Let the browser keep the settings of one View that are not its first ones."""
        self.remember_all({view: settings})

    def remember_all(self, settings: dict[str, dict[str, str]]) -> None:
        """The same for several at once: panels hear of it as one change."""
        new = {view: given for view, given in settings.items() if self.settings.get(view, {}) != given}
        if new:
            self.settings = {**self.settings, **new}
        for view, given in new.items():
            self.send({"remember": f"settings:{view}", "value": given})

    def keep_columns(self, columns: dict[str, str]) -> None:
        """Let the browser keep what headings were taken for, so that next term's list is read the same way."""
        self.columns = dict([*{**self.columns, **columns}.items()][-_MOST_COLUMNS:])
        self.send({"remember": "columns:headings", "value": self.columns})

    def _name_school(self, _change: object = None) -> None:
        self.school_label = "A school" if self.room else sentence(self.school.label)

    def _receive(self, _widget: object, content: dict[str, Any], buffers: list) -> None:
        answers = {
            "arrived": self._arrive,
            "not_carried": self._say_not_carried,
            "forget": self._forget,
            "reset": self._reset,
            "plan": self._make_plan,
        }
        answer = answers.get(content.get("do"))
        if answer:
            answer(content, buffers)

    def _tell(self, message: str) -> None:
        """Hand a message (safe HTML) to the picker, and to the page itself, which shows it where there is no picker."""
        self.message = message
        self.send({"told": message})

    def _arrive(self, content: dict[str, Any], buffers: list) -> None:
        """The page is there: take up the list that was carried here, or the invented school and settings it names."""
        query = content.get("query", {})
        name = content.get("school", "")
        if buffers:
            self.school = unpack(bytes(buffers[0]))
        elif name in SAMPLES and self.school.invented and name != self.school.sample:
            self.school = sample_school(name)
        if content.get("gone"):
            self._tell(notice(_GONE, kind="worth-knowing", take_focus=False))
        view = query.get("view", "")
        self.columns = _plain({"headings": content.get("columns", {})}).get("headings", {})
        self.settings = _plain(content.get("settings", {})) | ({view: query} if view else {})
        if query.get("room"):
            self.room = True
        if view:
            self.send({"show": view})
        self.send({"settled": True})

    def _say_not_carried(self, _content: dict, _buffers: list) -> None:
        """The list could not be handed to the server's memory: storage is blocked, or the server did not answer."""
        self._tell(notice(_NOT_CARRIED, how="Open it again on the next page.", kind="worth-knowing", take_focus=False))

    def _forget(self, _content: dict, _buffers: list) -> None:
        """Everything that was opened or chosen goes: an invented school again, and no list on the way."""
        self._reset({}, [])
        self.columns = {}
        self.send({"drop": True})

    def _reset(self, _content: dict, _buffers: list) -> None:
        """Panels as they first were; an invented school stays, so that a room can start again."""
        if not self.school.invented:
            self.school = sample_school(DEFAULT_SCHOOL)
        self.settings = {}

    def _make_plan(self, content: dict[str, Any], _buffers: list) -> None:
        """Send the plan so far as a document; what is wrong with it is said beside the button."""
        from analysis.plan import draft_plan, plan_file

        answers = {name: text for name, text in content.get("answers", {}).items() if isinstance(text, str)}
        try:
            made = plan_file(draft_plan(self.school, answers, _plain(content.get("charts", {})), date.today()))
        except WorkbookError as error:
            self.send({"plan_said": f"{error.what} {error.how}"})
            return
        except Exception:
            self.send({"plan_said": _NO_PLAN})
            raise
        self.send({"plan": {"name": made.name, "kind": made.kind}, "plan_said": made.said}, [made.made])

    def __repr__(self) -> str:
        return "<session>"


def _plain(kept: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Settings from the browser, less anything that is not words by name: a saved copy may hold what it likes."""
    words = {view: given for view, given in kept.items() if isinstance(given, dict)}
    return {view: {name: one for name, one in given.items() if isinstance(one, str)} for view, given in words.items()}
