"""Where is our register heading? The next three years from the school's own lists, with the range of 8 in 10 futures."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis import reference
from analysis.charts.years import draw_counts_over_years
from analysis.columns import area_labels
from analysis.errors import MissingColumns
from analysis.measures.projection import AREAS, OTHER_AREA, History, Known, Span, futures, held_out, history_of
from analysis.results import HIGHER, LOWER, Result, Row, SharedResult
from analysis.school import School
from analysis.tables import count_table
from analysis.text import inside_sentence, pupils, sentence, words_for
from analysis.views.choosing import SUBJECTS, missing_column
from analysis.views.define import Choice, Options, Typed, define_view, unknown_setting
from analysis.views.over_years import OTHER_LABEL, YearlyLists, area_row, provision_row, yearly_lists

OUTSIDE = "A change of the local authority's thresholds, or of the law, lies outside the range."
PROVISIONS = {"both": "SEN support and EHC plans", "K": "SEN support", "E": "EHC plans"}
MATCHED_AT_LEAST = 0.5  # of the pupils who were not in the oldest year group


@dataclass(frozen=True)
class ProjectionSettings:
    """Which number to project, and what the user knows of next year already."""

    show: str = "both"
    joining_support: int = 0
    joining_plans: int = 0
    joining_area: str = ""
    roll: int = 0
    requests: int = 0

    def __post_init__(self):
        if self.show not in (*PROVISIONS, *AREAS):
            raise unknown_setting(self)

    @property
    def known(self) -> Known:
        """What was typed, as the projection takes it."""
        return Known(self.joining_support, self.joining_plans, self.joining_area, self.roll, self.requests, granted_share())


def granted_share() -> float:
    """The share of requests for an assessment that end in a plan, in England's newest year: not refused, and a plan issued."""
    refused = reference.figure("ehc_requests_refused_pct", "age_0_25", "ehc_plan")
    issued = reference.figure("ehc_assessments_plan_issued_pct", "age_0_25", "ehc_plan")
    return (1 - refused.value / 100) * issued.value / 100


def projection(school: School, settings: ProjectionSettings = ProjectionSettings()) -> Result:
    """The counts of the years so far and of three years to come, without and with what the user typed."""
    if not school.whole_school:
        raise MissingColumns(
            "A projection needs lists of the whole school: yours holds only pupils with SEN.",
            "“How has our share changed?” above can still show your own counts.",
            "Open a list of every pupil, with those of earlier Januaries.",
            code="whole-school-needed",
        )
    yearly = yearly_lists(school, 2, "A projection")
    if any("year_group" not in one.pupils for one in yearly.lists):
        raise missing_column(school, "year_group")
    history = history_of(yearly.lists)
    _check_matched(history)
    told = futures(history)
    rows = [_past(one.pupils, one.snapshot.academic_year, settings) for one in yearly.lists]
    rows += _ahead(told, rows[-1], settings.show, "next")
    if settings.known != Known(granted=granted_share()):
        rows += _ahead(futures(history, settings.known), rows[len(yearly.lists) - 1], settings.show, "with")
    return Result(
        view="projection",
        question=PROJECTION_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=_subject(settings.show),
        whole=rows[len(yearly.lists) - 1],
        rows=tuple(rows),
        parts=False,
        overlapping=True,
        fixed_order=True,
        notes=_notes(yearly, history, settings),
    )


def _subject(show: str) -> str:
    if show in SUBJECTS:
        return SUBJECTS[show]
    return f"{SUBJECTS['both']}, main need {inside_sentence({**area_labels(), OTHER_AREA: OTHER_LABEL}[show])}"


def _past(listed: pd.DataFrame, year: str, settings: ProjectionSettings) -> Row:
    if settings.show in PROVISIONS:
        return provision_row(year, year, listed, len(listed), settings.show)
    return area_row(year, year, listed, len(listed), "both", settings.show)


def _ahead(told: dict[str, tuple[Span, ...]], today: Row, show: str, kind: str) -> list[Row]:
    """The rows of the years to come; what hides today's number hides them as well."""
    first = int(today.key[:4])
    words = ", projected" if kind == "next" else ", with what you typed"
    rows = []
    for n, (span, roll) in enumerate(zip(told[show], told["roll"], strict=True), start=1):
        year = f"{first + n}/{(first + n + 1) % 100:02d}"
        beside = None if today.beside is None else told["E" if show == "K" else "K"][n - 1].middle
        rows.append(Row(f"{kind}:{year}", year + words, span.middle, roll.middle, beside=beside, span=(span.low, span.high),
                        among=tuple(replace(part, key=f"{kind}:{year}") if part.key == today.key else part for part in today.among)))  # fmt: skip
    return rows


def _check_matched(history: History) -> None:
    """Pupils must be found again from list to list, else everybody seems to leave and to join."""
    stayed = sum(sum(state[:-1]) for step in history.steps for group in step.moves[:-1] for state in group)
    asked = sum(sum(state) for step in history.steps for group in step.moves[:-1] for state in group)
    if not history.steps:
        raise MissingColumns(
            "A projection needs two lists that lie one year apart.", how="Add the list of the January in between.", code="another-year"
        )
    if stayed < MATCHED_AT_LEAST * asked or not asked:
        raise MissingColumns(
            "The pupils of one list could not be found again in the next, so nothing can be projected.",
            how="Export the lists again with the unique pupil number; it is used to match and then dropped.",
            code="pupil-numbers-needed",
        )


def _notes(yearly: YearlyLists, history: History, settings: ProjectionSettings) -> tuple[str, ...]:
    notes = [*yearly.notes]
    if len(history.steps) == 1:
        notes.append("Only one step from year to year is known, so take the range as the least that could happen.")
    checked = held_out(history)
    if checked:
        notes.append(
            f"A check: {checked.academic_year} left out and projected from the years before, the range held for "
            f"{words_for(checked.held)} of {words_for(checked.asked)} numbers. Four in five are expected."
        )
    sizes = [[sum(group) for group in year.provision] for year in history.years]
    if any((size == 0) != (sizes[-1][place] == 0) for year in sizes[:-1] for place, size in enumerate(year)):
        notes.append("The school's year groups changed between the lists, so intakes are known for fewer years.")
    if settings.requests:
        notes.append(f"In England about {round(granted_share() * 10)} of 10 requests end in a plan; yours are counted at that rate.")
    return (*notes, OUTSIDE)


def describe_projection(result: Result) -> str:
    """The finding: today's number, the range of 8 in 10 futures of the last year, and whether today lies outside it."""
    today, ahead = result.whole, [row for row in result.rows if row.key.startswith("next:")]
    last = ahead[-1]
    if today.hidden or last.hidden:
        return "The numbers here are too small to project."
    about = "about " if isinstance(result, SharedResult) else ""
    first = sentence(f"{about}{pupils(today.count)} {result.subject} in {today.label}")
    year = last.label[:7]
    if not last.span:
        return f"{first}. In {year} the middle of our futures is {about}{last.count:,}."
    told = f"{first}; in 8 of 10 futures {last.span[0]:,} to {last.span[1]:,} in {year}."
    inside = last.span[0] <= today.count <= last.span[1]
    told += " The direction is too small to call." if inside else f" That is {HIGHER if last.span[0] > today.count else LOWER}."
    typed = [row for row in result.rows if row.key.startswith("with:")]
    more = f" With what you typed: {typed[-1].span[0]:,} to {typed[-1].span[1]:,}." if typed and typed[-1].span else ""
    return f"{told}{more}"


def projection_key(result: Result) -> str:
    """The key as safe HTML: what the points and the fan are."""
    typed = any(row.key.startswith("with:") for row in result.rows)
    ours = '<p><span class="mark ours" aria-hidden="true">●</span> our lists. <span class="mark ours" aria-hidden="true">○</span> the middle of 4,000 possible futures; 8 of 10 lie on the pale band.</p>'
    return ours + ('<p><span class="mark compared" aria-hidden="true">□</span> the same with what you typed.</p>' if typed else "")


def _show_options(school: School) -> Options:
    return (*PROVISIONS.items(), *area_labels().items(), (OTHER_AREA, OTHER_LABEL))


def _known_areas() -> Options:
    return (("", "Not known"), *area_labels().items())


_JOINERS = "Next September’s joiners you know of"
PROJECTION_QUESTION = "Where is our register heading in the next three years?"
PROJECTION = define_view(
    name="projection",
    question=PROJECTION_QUESTION,
    settings=ProjectionSettings,
    compute=projection,
    draw=draw_counts_over_years,
    describe=describe_projection,
    table=count_table,
    key=projection_key,
    choices={"show": Choice("Show", _show_options)},
    typed={
        "joining_support": Typed("On SEN support", group=_JOINERS, most=200),
        "joining_plans": Typed("With an EHC plan", group=_JOINERS, most=200),
        "joining_area": Typed("Their main area of need", "choice", group=_JOINERS, listed=_known_areas),
        "roll": Typed("Pupils expected on roll next January", group="What else you know", most=9_999),
        "requests": Typed("Requests for an EHC assessment in progress", group="What else you know", most=200),
    },
    typed_heading="Add what you know of next year",
    read_as=(
        "To the left are your own lists. To the right are possible futures, made from how your pupils moved from list to list.",
        "The pale band holds the middle 8 of 10 futures. Two in ten lie outside it.",
        "What you type is a least: joiners you know of come for certain, others may come besides.",
    ),
    beware=(
        "It carries on what your school did. A new SENCo, a review of the register or a new estate can change that.",
        "It counts pupils who will be recorded, not pupils who will need help.",
        "By area of need it is less sure: a changed code looks like a changed need.",
    ),
)
