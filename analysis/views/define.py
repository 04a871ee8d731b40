"""A View: one question about the school and the four functions that answer it."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any

from analysis.charts.figure import ChartFigure
from analysis.errors import SettingError
from analysis.results import Result
from analysis.school import School

Options = tuple[tuple[str, str], ...]  # pairs of value and label


@dataclass(frozen=True)
class Choice:
    """One setting that the user may change: its label and, for a school, the values on offer.

    Without any value on offer it is not asked, because the school's list has nothing that it could be about.
    """

    label: str
    options: Callable[[School], Options]


@dataclass(frozen=True)
class Typed:
    """One setting that the user types or marks: a "number", "hours", a "date", some "words", or one of those `listed`.

    Fields with the same `group` stand together under it and what it is `about`; `help` says what belongs in the box.
    """

    label: str
    kind: str = "number"
    group: str = ""
    help: str = ""
    most: int = 9_999
    about: tuple[str, ...] = ()
    listed: Callable[[], Options] | None = None

    @property
    def options(self) -> Options:
        """The values on offer with their labels; none where anything may be typed."""
        return self.listed() if self.listed else ()

    def fits(self, given: Any) -> bool:
        """Whether that can stand in the box."""
        try:
            self.taken(given)
        except SettingError:
            return False
        return True

    def taken(self, given: Any) -> Any:
        """What was typed, as the settings hold it: a whole number, an ISO date, or words; nothing typed is 0 or ""."""
        text = str(given).strip()
        if self.kind == "number":
            if not text:
                return 0
            if not text.isascii() or not text.isdigit() or int(text) > self.most:
                raise SettingError(f"{self.label}: type a whole number from 0 to {self.most:,}.", code="typed")
            return int(text)
        if self.kind == "hours":
            try:
                number = float(text.replace(",", ".") or 0)
            except ValueError:
                number = -1.0
            if not 0 <= number <= self.most:
                raise SettingError(f"{self.label}: type hours from 0 to {self.most}, such as 2.5.", code="typed")
            return int(number) if number == int(number) else round(number, 2)
        if self.kind == "date" and text:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                raise SettingError(f"{self.label}: type a date, such as 2026-10-01.", code="typed") from None
        if self.options and text not in dict(self.options):
            raise SettingError(f"{self.label}: choose from the box.", code="typed")
        return text[: self.most]


@dataclass(frozen=True)
class Download:
    """A file that a View makes from its result: what the button says, the file's name, its kind and its bytes."""

    label: str
    name: str
    kind: str
    made: Callable[[Result], bytes]


@dataclass(frozen=True)
class View:
    """One question, its settings, and how it is answered: compute, draw, describe and table.

    `compute(school, settings)` is the only one that sees pupils. `read_as` and `beware` stand under every chart; where there
    are counts only, and so another chart, `read_counts` stands there (if it is given).
    `typed` are settings that the user fills in, under `typed_heading` (open at first where nothing can be shown without them).
    """

    name: str
    question: str
    settings: type
    compute: Callable[[School, Any], Result]
    draw: Callable[[Result], ChartFigure]
    describe: Callable[[Result], str]
    table: Callable[[Result], str]
    key: Callable[[Result], str]
    choices: dict[str, Choice]
    read_as: tuple[str, ...]
    beware: tuple[str, ...]
    read_counts: tuple[str, ...] = ()
    typed: dict[str, Typed] = field(default_factory=dict)
    typed_heading: str = ""
    typed_open: bool = False
    download: Download | None = None

    def how_to_read(self, result: Result) -> tuple[str, ...]:
        """How to read the chart of this result."""
        return self.read_counts if self.read_counts and result.counts_only else self.read_as

    def settings_for(self, school: School, **changes: str) -> Any:
        """Settings for this school: the defaults with `changes`; a value the school does not offer raises SettingError."""
        unknown = set(changes) - {one.name for one in fields(self.settings)}
        if unknown:
            raise SettingError(f"{self.question} has no setting called {', '.join(sorted(unknown))}.")
        taken = {name: self.typed[name].taken(given) if name in self.typed else given for name, given in changes.items()}
        settings = replace(self.settings(), **taken)
        for name, choice in self.choices.items():
            offered = dict(choice.options(school))
            value = getattr(settings, name)
            if not offered:
                settings = replace(settings, **{name: getattr(self.settings(), name)})
            if not offered or value in offered:
                continue
            if name in changes:
                raise SettingError(
                    f"{choice.label} cannot be {value!r} here.", how="Choose one of: " + ", ".join(offered.values()) + "."
                )
            settings = replace(settings, **{name: next(iter(offered))})
        return settings


def unknown_setting(settings: Any) -> SettingError:
    """The error for settings that hold a value which their View does not know."""
    given = ", ".join(f"{name}={value!r}" for name, value in vars(settings).items())
    return SettingError(f"A setting is not one of its choices: {given}.", how="Choose from the boxes above the chart.")


def define_view(**parts: Any) -> View:
    """A View, checked: its settings are a frozen dataclass with a default for each field, and every text is there."""
    view = View(**parts)
    if not is_dataclass(view.settings) or not view.settings.__dataclass_params__.frozen:
        raise ValueError(f"{view.name}: settings must be a frozen dataclass")
    unknown = {*view.choices, *view.typed} - {one.name for one in fields(view.settings)}
    if unknown:
        raise ValueError(f"{view.name}: choices without a setting: {sorted(unknown)}")
    if not (view.question.endswith("?") and view.read_as and view.beware):
        raise ValueError(f"{view.name}: a View needs a question and the words that go with its chart")
    view.settings()
    return view
