"""What the plan holds: the answers in their sections, and each chart in the version that may be shared."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis import reference
from analysis.charts.figure import ChartFigure
from analysis.disclosure import WHY_HIDDEN, share
from analysis.errors import WorkbookError
from analysis.paths import data_path
from analysis.records import read_records
from analysis.results import SharedResult
from analysis.school import School
from analysis.text import sentence
from analysis.views import VIEWS

DRAFT = "Draft. For our own use: check every number and every sentence before you pass it on."


@dataclass(frozen=True)
class Part:
    """One answer of the plan: its heading, and the section it stands in."""

    answer: str
    section: str
    title: str


@dataclass(frozen=True)
class PlanChart:
    """One chart of the plan: question, sentence, figure, table (heads and lines), source, and what only this chart leaves out."""

    question: str
    sentence: str
    figure: ChartFigure
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    source: str
    hidden_because: str


@dataclass(frozen=True)
class PlanDraft:
    """The plan so far: sections with their titled answers, the charts, why numbers are hidden in them ("" where none can be), and those
    that could not be drawn again."""

    school: str
    made_on: date
    sections: dict[str, tuple[tuple[str, str], ...]]
    charts: tuple[PlanChart, ...]
    hidden_because: str
    left_out: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading of the document."""
        return f"Our plan for inclusion so far: {self.school}"


@cache
def plan_parts() -> tuple[Part, ...]:
    """The parts of the plan, in order."""
    return read_records(data_path("words", "plan.toml"), "part", Part)


def draft_plan(school: School, answers: dict[str, str], charts: dict[str, dict[str, str]], made_on: date) -> PlanDraft:
    """The plan from what was written and from the charts that were added, drawn again for the school in use."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for part in plan_parts():
        if answers.get(part.answer, "").strip():
            sections.setdefault(part.section, []).append((part.title, answers[part.answer].strip()))
    drawn, left_out, hides = [], [], False
    for name in (name for name in VIEWS if name in charts):
        try:
            shared = _shared(school, name, charts[name])
            drawn.append(_chart(shared))
            hides |= bool(shared.hidden_because)
        except WorkbookError as error:
            left_out.append(f"{VIEWS[name].question} {error.what}")
    if not sections and not drawn:
        raise WorkbookError("There is nothing in your plan yet.", how="Write an answer under “Your piece of the plan”, or add a chart to your plan.")
    return PlanDraft(sentence(school.label), made_on, {head: tuple(told) for head, told in sections.items()}, tuple(drawn), WHY_HIDDEN if hides else "", tuple(left_out))


def _shared(school: School, name: str, kept: dict[str, str]) -> SharedResult:
    view = VIEWS[name]
    known = {setting: value for setting, value in kept.items() if setting in view.choices or setting in view.typed}
    if view.typed_open and not known:
        raise WorkbookError("Nothing was filled in yet.")
    return share(view.compute(school, view.settings_for(school, **known)))


def _chart(shared: SharedResult) -> PlanChart:
    view = VIEWS[shared.view]
    heads, *lines = table_cells(view.table(shared))
    return PlanChart(view.question, view.describe(shared), view.draw(shared), heads, tuple(lines), _source(shared), shared.hidden_because.removesuffix(WHY_HIDDEN).strip())


def _source(shared: SharedResult) -> str:
    published = "; ".join(f"{one.publisher}, {one.title}" for one in map(reference.source, shared.sources))
    ours = f"Pupils {shared.subject}, {shared.school}." if shared.about_pupils else sentence(f"{shared.subject}.")
    return f"{ours} Figures of England: {published}." if published else ours


def table_cells(table: str) -> list[tuple[str, ...]]:
    """The cells of a View's table, line by line, the heads first."""
    found = ET.fromstring(table).find("table")
    return [tuple("".join(cell.itertext()) for cell in line) for line in found.iter("tr")]
