"""How has our share changed? The same count for each year's list of one term, beside England's figure of each year."""

from dataclasses import dataclass, replace

from analysis import reference
from analysis.charts.years import draw_shares_over_years
from analysis.columns import area_labels, need_labels
from analysis.errors import MissingColumns
from analysis.measures.binomial import difference_range
from analysis.measures.projection import AREAS, OTHER_AREA
from analysis.results import HIGHER, LOWER, Comparison, Result, Row, SharedResult
from analysis.school import PupilList, School
from analysis.tables import group_table
from analysis.text import inside_sentence, listed, percent, pupils
from analysis.views.choosing import ALL, INCLUDE, INCLUDED, SUBJECTS, lacking
from analysis.views.comparisons import PROVISIONS
from analysis.views.define import Choice, Options, Typed, define_view, unknown_setting
from analysis.views.over_years import ages_changed, area_row, provision_row, year_options, yearly_lists
from analysis.views.words import own_mark

NO_MARK = ""
TOO_SMALL_TO_CALL = "The change is too small to call."


@dataclass(frozen=True)
class ChangeSettings:
    """What to count in each year, and a year to mark with a few words of one's own."""

    include: str = "both"
    area: str = ALL
    marked: str = NO_MARK
    mark: str = ""

    def __post_init__(self):
        if self.include not in INCLUDED or self.area not in (ALL, *AREAS) or self.area == OTHER_AREA:
            raise unknown_setting(self)


def change_over_time(school: School, settings: ChangeSettings = ChangeSettings()) -> Result:
    """The count and size of each year's list; a register has counts only, but for the years whose roll is known."""
    yearly = yearly_lists(school, 2, "A change over time")
    if settings.area != ALL and not all("need_1" in one.pupils for one in yearly.lists):
        raise MissingColumns("Not every list has types of need.", how="Choose all needs, or add lists that have them.", code="no-main-need")
    rows = tuple(_row(school, one, settings) for one in yearly.lists)
    ages = "The school's year groups changed between the lists, so the years count other ages." if school.whole_school and ages_changed(yearly.lists) else ""
    whole = "" if school.whole_school else "These lists hold only pupils with SEN, so shares of all pupils are known for this year at most."
    return Result(
        view="change_over_time",
        question=CHANGE_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=_subject(settings),
        whole=rows[-1],
        rows=rows,
        parts=False,
        overlapping=True,
        fixed_order=True,
        notes=tuple(filter(None, (*yearly.notes, ages, whole))),
        own_notes=_codes_changed(yearly.lists),
        lacks=lacking(school, everyone=True),
    )


def _subject(settings: ChangeSettings) -> str:
    area = "" if settings.area == ALL else f", main need {inside_sentence(area_labels()[settings.area])}"
    return SUBJECTS[settings.include] + area


def _row(school: School, one: PupilList, settings: ChangeSettings) -> Row:
    year = one.snapshot.academic_year
    today = one.pupils is school.pupils
    size = len(one.pupils) if school.whole_school else school.size if today else None
    if settings.area != ALL:
        return area_row(year, year, one.pupils, size, settings.include, settings.area)
    row = provision_row(year, year, one.pupils, size, settings.include)
    return replace(row, comparison=_england(school, settings, year) if size else None)


def _england(school: School, settings: ChangeSettings, year: str) -> Comparison | None:
    """England's figure of the same year, which is never too old to stand beside it."""
    if settings.area != ALL or not school.phase:
        return None
    kind = PROVISIONS[settings.include]
    one = reference.figure("pct_pupils", school.phase, kind, academic_year=year)
    if one:
        return Comparison(one.value / 100, one.words, one.sources)
    parts = [reference.figure("pct_pupils", school.phase, part, academic_year=year) for part in ("sen_support", "ehc_plan")]
    if kind != "all_sen" or not all(parts):
        return None
    sources = tuple(dict.fromkeys(source for part in parts for source in part.sources))
    return Comparison(sum(part.value for part in parts) / 100, parts[0].words, sources, note="Worked out from published DfE figures.")


def _codes_changed(lists: tuple[PupilList, ...]) -> tuple[str, ...]:
    """Which types of need came into use, or went out of it, between years."""
    used = [(one.snapshot.academic_year, set(one.pupils.get("need_1", ())) - {None}) for one in lists if "need_1" in one.pupils]
    notes = []
    for (_, before), (year, after) in zip(used, used[1:], strict=False):
        new, gone = ([label for code, label in need_labels().items() if code in codes] for codes in (after - before, before - after))
        if new:
            notes.append(f"First used as a main need in {year}: {listed(new)}.")
        if gone:
            notes.append(f"No longer used in {year}: {listed(gone)}.")
    return tuple(notes)


def describe_change(result: Result) -> str:
    """The finding: the first and the last year, and whether they differ by more than chance."""
    shown = [row for row in result.rows if not row.hidden]
    if len(shown) < 2:
        return "The numbers here are too small to show from year to year."
    about = "about " if isinstance(result, SharedResult) else ""
    first, last = shown[0], shown[-1]
    if not (first.has_share and last.has_share):
        return f"{about.capitalize()}{pupils(first.count)} {result.subject} in {first.label}, {about}{last.count:,} in {last.label}."
    told = [f"{about}{row.count:,} of {row.size:,} ({percent(row.share)}) in {row.label}" for row in (first, last)]
    return f"Pupils {result.subject}: {told[0]}, {told[1]}. {change_word(first, last)}{_beside_england(first, last)}"


def change_word(first: Row, last: Row) -> str:
    """Whether two shares differ by more than chance, and by more than rounding, as a sentence."""
    low, high = difference_range(last.count, last.size, first.count, first.size)
    margin = 2 * first.slack / max(first.size, 1)  # what rounding may have added to the gap, or taken from it
    if low <= margin and high >= -margin:
        return "The change is too small to call from rounded numbers." if first.slack else TOO_SMALL_TO_CALL
    return f"The share is {HIGHER if low > 0 else LOWER} than it was."


def _beside_england(first: Row, last: Row) -> str:
    if not (first.comparison and last.comparison):
        return ""
    return f" England's went from {percent(first.comparison.rate)} to {percent(last.comparison.rate)}."


def change_key(result: Result) -> str:
    """The key as safe HTML: what line, range and broken line are."""
    words = {row.comparison.words.rsplit(", ", 1)[0] for row in result.rows if row.comparison}
    england = f'<p><span class="mark compared" aria-hidden="true">┄</span> {listed(sorted(words))}, the figure of each year.</p>' if words else ""
    none = "" if words else "<p>No England figure held for this.</p>"
    return own_mark(result) + england + none


def _area_options(school: School) -> Options:
    return ((ALL, "All needs"), *area_labels().items())


def _mark_options(school: School) -> Options:
    return ((NO_MARK, "None"), *year_options(school))


CHANGE_QUESTION = "How has our share changed over the years?"
CHANGE_OVER_TIME = define_view(
    name="change_over_time",
    question=CHANGE_QUESTION,
    settings=ChangeSettings,
    compute=change_over_time,
    draw=draw_shares_over_years,
    describe=describe_change,
    table=group_table,
    key=change_key,
    choices={"include": INCLUDE, "area": Choice("Main need", _area_options), "marked": Choice("Mark a year", _mark_options)},
    typed={"mark": Typed("What happened in the marked year", "words", help="A few words, such as “new SENCo, register review”.", most=40)},
    typed_heading="Words for the marked year",
    read_as=(
        "Each point is one January. The pale line through it shows every underlying rate that fits the count.",
        "The broken line is England's figure of each year, for schools of your phase.",
        "The sentence above compares the first with the last year. It says when the change is too small to call.",
    ),
    beware=(
        "A rise may come from more need, from earlier identification, or from a review of the register. Mark the year of a change you know of.",
        "Most pupils are in two lists that follow each other, so the years are not independent.",
        "Types of need change: a code that came or went can move pupils from one need to another.",
    ),
)
