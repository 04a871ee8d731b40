"""Unusual, or chance? Our share beside England's, with the room that a school of our size should be given."""

from dataclasses import dataclass

from analysis import reference
from analysis.charts.funnel import draw_funnel
from analysis.measures.binomial import ordinary_counts
from analysis.results import LOOK_FOR_REASON, ORDINARY, WORTH_A_LOOK, Result, Row, SharedResult
from analysis.school import School
from analysis.tables import group_table
from analysis.text import are, percent, pupils, sentence, whole
from analysis.views.choosing import INCLUDE, INCLUDED, SUBJECTS, lacking, others_counted, pupils_counted, pupils_on_roll
from analysis.views.comparisons import phase_comparison
from analysis.views.define import Choice, Options, define_view, unknown_setting
from analysis.views.words import comparison_key

MANY_OUTSIDE = (
    "Many schools fall outside these lines, because intakes and thresholds differ. "
    "Outside means look for the reason; it is not a verdict."
)
ENGLAND = "England"


@dataclass(frozen=True)
class FunnelSettings:
    """Which share to look at, and whose rate to set it beside (England, or one of its regions)."""

    include: str = "both"
    compare_with: str = ENGLAND

    def __post_init__(self):
        if self.include not in INCLUDED:
            raise unknown_setting(self)


def unusual_or_chance(school: School, settings: FunnelSettings = FunnelSettings()) -> Result:
    """Our share of pupils with the included provision, the compared rate, and the lines for schools of every size."""
    size = pupils_on_roll(school)
    region = "" if settings.compare_with == ENGLAND else settings.compare_with
    compared = phase_comparison(school, settings.include, region)
    others = others_counted(school, settings.include)
    beside = None if others is None else len(others)
    row = Row("all", "Our school", len(pupils_counted(school, settings.include)), size, compared, beside=beside)
    return Result(
        view="unusual_or_chance",
        question=FUNNEL_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=SUBJECTS[settings.include],
        whole=row,
        rows=(),
        funnel=True,
        lacks=lacking(school, "year_group"),
    )


_PLAIN = {
    ORDINARY: "That is ordinary for a school this size.",
    WORTH_A_LOOK: "That is worth a look.",
    LOOK_FOR_REASON: "Look for the reason.",
}


def describe_funnel(result: Result) -> str:
    """The finding: our count, how many England's rate would give, and the word for where that puts us."""
    row = result.whole
    if not row.has_share:
        return "The numbers here are too small to show."
    about = "about " if isinstance(result, SharedResult) else ""
    first = sentence(f"{about}{row.count:,} of {about or 'our '}{pupils(row.size)} ({percent(row.share)}) {are(result.subject)}.")
    if not row.judged:
        return f"{first} No England figure is held to set beside that."
    low, high = ordinary_counts(row.size, row.comparison.rate)
    place = row.comparison.words.split(",")[0]
    usual = whole(row.size * row.comparison.rate)
    beside = f"At {_possessive(place)} rate a school our size would have about {usual}; {low} to {high} would be ordinary."
    return f"{first} {beside} {_PLAIN.get(row.funnel_word, 'That is close to the edge of a line.')}"


def _possessive(place: str) -> str:
    return f"{place}'" if place.endswith("s") else f"{place}'s"


def funnel_key(result: Result) -> str:
    """The key as safe HTML: what the lines are, and what lying outside does and does not mean."""
    lines = (
        '<p><span class="mark ours" aria-hidden="true">●</span> our school. Between the solid lines (95%): ordinary for a '
        "school this size. Between solid and broken lines (99.8%): worth a look. Beyond: look for the reason.</p>"
        if result.lines
        else ""
    )
    return f"{lines}{comparison_key(result, '―')}<p>{MANY_OUTSIDE}</p>"



def _place_options(school: School) -> Options:
    regions = reference.regions() if school.phase else ()
    return ((ENGLAND, "England"), *((region, region) for region in regions))


FUNNEL_QUESTION = "Is our share of pupils with SEN unusual, or could it be chance?"
UNUSUAL_OR_CHANCE = define_view(
    name="unusual_or_chance",
    question=FUNNEL_QUESTION,
    settings=FunnelSettings,
    compute=unusual_or_chance,
    draw=draw_funnel,
    describe=describe_funnel,
    table=group_table,
    key=funnel_key,
    choices={"include": INCLUDE, "compare_with": Choice("Compare with", _place_options)},
    read_as=(
        "The flat line is the rate we compare with. The curved lines show how far a school's share can stray by chance.",
        "Small schools stray further, so the lines are wide on the left and narrow on the right.",
        "Find the named point. Between the solid lines is ordinary for a school this size.",
    ),
    beware=(
        "A share inside the lines may still hide need that nobody has seen, or pupils who need no extra help now.",
        "It compares with schools of the same phase, not with schools that have the same intake.",
    ),
)
