"""Who is on the register? The share of each group of pupils with SEN: by year, sex, free meals, language, birth, class."""

from dataclasses import dataclass
from itertools import combinations

from analysis.charts.dots import draw_group_dots
from analysis.columns import GROUPING_COLUMNS, PUPIL_COLUMNS
from analysis.errors import MissingColumns
from analysis.measures.binomial import difference_range
from analysis.results import UNRECORDED, Comparison, Result, Row, SharedResult
from analysis.school import School
from analysis.tables import group_table
from analysis.text import are, percent, pupils, sentence
from analysis.views.choosing import (
    INCLUDE,
    INCLUDED,
    SUBJECTS,
    lacking,
    missing_column,
    others_counted,
    pupils_counted,
    pupils_on_roll,
    years_of,
)
from analysis.views.comparisons import group_comparison
from analysis.views.define import Choice, Options, define_view, unknown_setting
from analysis.views.words import comparison_key, own_mark

SMALLEST_NAMED = 10  # a smaller group is never called the highest or the lowest
_ENGLAND = {
    "sex": ("sex", {"Girls": "female", "Boys": "male"}),
    "fsm": ("fsm", {"Eligible": "eligible", "Not eligible": "not_eligible"}),
}


@dataclass(frozen=True)
class RegisterSettings:
    """Which groups to set side by side, and which provision to count."""

    group_by: str = "year_group"
    include: str = "both"

    def __post_init__(self):
        if self.group_by not in GROUPING_COLUMNS or self.include not in INCLUDED:
            raise unknown_setting(self)


def who_is_on_the_register(school: School, settings: RegisterSettings = RegisterSettings()) -> Result:
    """For each group: how many pupils have SEN, of how many in the group.

    A register (pupils with SEN only) can be split by year group once the roll is typed; other groups need the whole school.
    """
    sizes = _group_sizes(school, settings.group_by)
    counted = pupils_counted(school, settings.include)
    counts = counted[settings.group_by].value_counts()
    others = others_counted(school, settings.include)
    beside = None if others is None else others[settings.group_by].value_counts()
    rows = [
        Row(
            group,
            group,
            int(counts[group]),
            size,
            _england(school, settings, group),
            beside=None if beside is None else int(beside[group]),
        )
        for group, size in sizes.items()
    ]
    missing = school.pupils[settings.group_by].isna()
    if school.whole_school and missing.any():
        unknown = int(counted[settings.group_by].isna().sum())
        left = None if others is None else int(others[settings.group_by].isna().sum())
        rows.append(Row(UNRECORDED, "Not recorded", unknown, int(missing.sum()), beside=left))
    return Result(
        view="who_is_on_the_register",
        question=REGISTER_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=SUBJECTS[settings.include],
        whole=Row("all", "All pupils", len(counted), pupils_on_roll(school), beside=None if others is None else len(others)),
        rows=tuple(rows),
        parts=False,
        lacks=lacking(school, *(GROUPING_COLUMNS if school.whole_school else ()), everyone=True),
    )


def _group_sizes(school: School, group_by: str) -> dict[str, int]:
    """The number of pupils on roll in each group, in the group's own order, or the largest first."""
    label = PUPIL_COLUMNS[group_by].label
    if not school.whole_school:
        if group_by != "year_group":
            raise MissingColumns(
                f"{label} needs a list of the whole school: yours holds only pupils with SEN.",
                f"In {school.label}.",
                "Load a list of every pupil, or compare by year group.",
                code="whole-school-needed",
            )
        pupils_on_roll(school)
        if not school.roll.by_year:
            raise MissingColumns(
                "You gave one number for the whole school, so year groups cannot be compared.",
                how="Type the number on roll for each year group at the top of the page.",
                code="roll-needed",
            )
        if group_by not in school.pupils:
            raise missing_column(school, group_by)
        return {year: school.roll.by_year[year] for year in years_of(school)}
    if group_by not in school.pupils:
        raise missing_column(school, group_by)
    sizes = school.pupils[group_by].value_counts(sort=False)
    return {group: int(sizes[group]) for group in school.pupils[group_by].cat.categories if sizes[group]}


def _england(school: School, settings: RegisterSettings, group: str) -> Comparison | None:
    if settings.group_by == "year_group":
        return group_comparison(school, settings.include, "nc_year", group)
    breakdown, categories = _ENGLAND.get(settings.group_by, ("", {}))
    return group_comparison(school, settings.include, breakdown, categories[group]) if group in categories else None


def describe_register(result: Result) -> str:
    """The finding: how many pupils in all, then the groups furthest apart and whether the gap is more than chance."""
    whole = result.whole
    if not whole.has_share:
        return "The numbers here are too small to show."
    about = "about " if isinstance(result, SharedResult) else ""
    if not whole.count:
        return f"No pupil {result.subject} is recorded here."
    first = sentence(f"{about}{whole.count:,} of {about}{pupils(whole.size)} ({percent(whole.share)}) {are(result.subject)}.")
    named = [row for row in result.rows if row.has_share and row.key != UNRECORDED and row.size >= SMALLEST_NAMED]
    if len(named) < 2:
        return f"{first} The groups here are too small to set side by side."
    return f"{first} {_furthest_apart(named, result)}"


def _furthest_apart(rows: list[Row], result: Result) -> str:
    """The highest and the lowest group where their gap is more than chance, allowing for all pairs of groups."""
    high, low = max(rows, key=lambda row: row.share), min(rows, key=lambda row: row.share)
    pairs = len(list(combinations(rows, 2)))
    below, _ = difference_range(high.count, high.size, low.count, low.size, level=1 - 0.05 / pairs)
    if below <= 0:
        return "No clear difference between the groups."
    if isinstance(result, SharedResult) and len(result.rows) > 2:  # rounding can change which is the highest or the lowest
        return "Some of these groups differ clearly."
    return f"The share is clearly higher among {_group(high, result)} than among {_group(low, result)}."


_PLAIN = {
    "Eligible": "pupils eligible for free school meals",
    "Not eligible": "pupils not eligible",
    "EAL": "pupils with English as an additional language",
    "Not EAL": "pupils whose first language is English",
    "Girls": "girls",
    "Boys": "boys",
    "Autumn born": "autumn born",
    "Spring born": "spring born",
    "Summer born": "summer born",
}


def _group(row: Row, result: Result) -> str:
    """A group as it reads inside a sentence, with its numbers."""
    about = "about " if isinstance(result, SharedResult) else ""
    return f"{_PLAIN.get(row.label, row.label)} ({about}{row.count:,} of {row.size:,}, {percent(row.share)})"


def register_key(result: Result) -> str:
    """The key as safe HTML: what dot, line and diamond are, and how highest and lowest are judged."""
    pairs = len([row for row in result.rows if row.has_share and row.size >= SMALLEST_NAMED])
    allowed = "<p>Picking the two groups furthest apart makes chance look bigger. The sentence above allows for that.</p>"
    return own_mark(result) + comparison_key(result) + (allowed if pairs > 2 else "")


def _group_options(school: School) -> Options:
    present = [name for name in GROUPING_COLUMNS if name in school.pupils or name == "year_group"]
    return tuple((name, PUPIL_COLUMNS[name].label) for name in present)


REGISTER_QUESTION = "Who is on our register?"
WHO_IS_ON_THE_REGISTER = define_view(
    name="who_is_on_the_register",
    question=REGISTER_QUESTION,
    settings=RegisterSettings,
    compute=who_is_on_the_register,
    draw=draw_group_dots,
    describe=describe_register,
    table=group_table,
    key=register_key,
    choices={"group_by": Choice("Compare by", _group_options), "include": INCLUDE},
    read_as=(
        "Each line is one group of pupils. The dot is the share of that group with SEN.",
        "The pale line shows every underlying rate that fits our count. A long line means few pupils.",
        "The sentence above the chart decides, not whether two lines overlap.",
        "A grey diamond is an older England figure, for orientation only.",
    ),
    beware=(
        "A high share may mean more need, earlier identification, or a wider threshold. It does not say which.",
        "You can ask about twenty questions with these boxes. By chance about one would look clear.",
        "A low share may mean less need, or need that nobody has seen yet.",
        "England's groups are counted over a year, in Years 1 to 11, so they differ a little from a January count.",
    ),
)
