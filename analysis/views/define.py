"""A View: one question about the school and the four functions that answer it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from analysis.charts.figure import ChartFigure
from analysis.errors import SettingError
from analysis.results import Result
from analysis.school import School

Options = tuple[tuple[str, str], ...]  # pairs of value and label


@dataclass(frozen=True)
class Choice:
    """One setting that the user may change: its label and, for a school, the values on offer."""

    label: str
    options: Callable[[School], Options]


@dataclass(frozen=True)
class View:
    """One question, its settings, and how it is answered: compute, draw, describe and table.

    `compute(school, settings)` is the only one that sees pupils. `read_as` and `beware` stand under every chart.
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

    def settings_for(self, school: School, **changes: str) -> Any:
        """Settings for this school: the defaults with `changes`; a value the school does not offer raises SettingError."""
        unknown = set(changes) - {field.name for field in fields(self.settings)}
        if unknown:
            raise SettingError(f"{self.question} has no setting called {', '.join(sorted(unknown))}.")
        settings = replace(self.settings(), **changes)
        for name, choice in self.choices.items():
            offered = dict(choice.options(school))
            value = getattr(settings, name)
            if value in offered:
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
    unknown = set(view.choices) - {field.name for field in fields(view.settings)}
    if unknown:
        raise ValueError(f"{view.name}: choices without a setting: {sorted(unknown)}")
    if not (view.question.endswith("?") and view.read_as and view.beware):
        raise ValueError(f"{view.name}: a View needs a question and the words that go with its chart")
    view.settings()
    return view
