"""Where do we stand locally? Our share beside the local authority's, the region's and England's, and the spread of authorities."""

from dataclasses import dataclass

from analysis import local_figures
from analysis.charts.strip import draw_strip
from analysis.reference import PHASE_WORDS
from analysis.results import Result, Row, SharedResult
from analysis.school import School
from analysis.tables import group_table
from analysis.text import are, listed, percent, pupils, sentence
from analysis.views.choosing import INCLUDE, INCLUDED, SUBJECTS, lacking, others_counted, pupils_counted, pupils_on_roll
from analysis.views.comparisons import PROVISIONS, comparison
from analysis.views.define import Choice, Options, define_view, unknown_setting

NO_LA = ""
AVERAGE = "Each of these is an average of many schools. A single school lies above or below it for many reasons."


@dataclass(frozen=True)
class LocalSettings:
    """Our local authority, by its number, which provision to count, and which phase to compare with ("": our own)."""

    la: str = NO_LA
    include: str = "both"
    phase: str = ""

    def __post_init__(self):
        if self.include not in INCLUDED:
            raise unknown_setting(self)


def where_we_stand_locally(school: School, settings: LocalSettings = LocalSettings()) -> Result:
    """Our share, once beside each place that a figure is held for, and how far local authorities lie apart."""
    size = pupils_on_roll(school)
    phase = settings.phase or school.phase
    others = others_counted(school, settings.include)
    beside = None if others is None else len(others)
    count = len(pupils_counted(school, settings.include))
    kind = PROVISIONS[settings.include]
    spread = local_figures.spread("pct_pupils", phase, PROVISIONS["K"]) if phase else None  # England of the year that the strip is for
    held = local_figures.figures("pct_pupils", phase, kind, settings.la, spread.academic_year) if spread else ()
    rows = tuple(Row(one.place, f"Our school beside {one.place}", count, size, comparison(one), beside=beside) for one in held)
    strip = _strip(phase, settings.include, held[-1].academic_year) if held else None
    england = rows[-1].comparison if rows else None
    notes = [] if phase else ["Local figures are held for primary and for secondary schools. Choose which to compare with."]
    if phase and not settings.la:
        notes.append("Choose your local authority, and it stands beside England here.")
    if settings.la and phase and not any(one.breakdown == "la" for one in held):
        notes.append("No figure of this kind is held for your local authority.")
    return Result(
        view="where_we_stand_locally",
        question=LOCAL_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=SUBJECTS[settings.include],
        whole=Row("all", "Our school", count, size, england, beside=beside),
        rows=rows,
        parts=False,
        overlapping=True,
        fixed_order=True,
        notes=tuple(notes),
        spread=strip,
        lacks=lacking(school, "year_group"),
    )


def _strip(phase: str, include: str, year: str) -> tuple[float, ...]:
    """The shares of the local authorities that have a figure for that year, lowest first."""
    kinds = [PROVISIONS[one] for one in (("K", "E") if include == "both" else (include,))]
    spreads = [local_figures.spread("pct_pupils", phase, kind, year) for kind in kinds]
    if not all(spreads):
        return ()
    values = [dict(one.values) for one in spreads]
    return tuple(sorted(sum(one[la] for one in values) / 100 for la in set.intersection(*map(set, values))))


def describe_locally(result: Result) -> str:
    """The finding: our share, the places' shares, and the word of the one rule for each."""
    row = result.whole
    if not row.has_share:
        return "The numbers here are too small to show."
    about = "about " if isinstance(result, SharedResult) else ""
    first = sentence(f"{about}{row.count:,} of {about or 'our '}{pupils(row.size)} ({percent(row.share)}) {are(result.subject)}.")
    if not result.rows:
        return f"{first} No local figure is held to set beside that."
    places = listed([f"{one.comparison.place} {percent(one.comparison.rate)}" for one in result.rows])
    words: dict[str, list[str]] = {}
    for one in result.rows:
        if one.verdict:
            words.setdefault(one.verdict, []).append(one.comparison.place)
    told = " ".join(f"{sentence(word)} {'than' if 'clearly' in word else 'beside'} {listed(names)}." if "too few" not in word else f"{sentence(word)} with {listed(names)}." for word, names in words.items())
    return f"{first} {places}, {result.rows[0].comparison.year}. {told}".strip()


def locally_key(result: Result) -> str:
    """The key as safe HTML: the marks, and that each is an average."""
    strip = result.spread
    if not strip:
        return f"<p>{AVERAGE}</p>"
    return (
        '<p><span class="mark ours" aria-hidden="true">●</span> our school, with every rate that fits our count. '
        f'<span class="mark older" aria-hidden="true">|</span> {len(strip)} local authorities, {result.rows[-1].comparison.year}, each once. '
        f'<span class="mark compared" aria-hidden="true">◇</span> the places named.</p><p>{AVERAGE}</p>'
    )


def _phase_options(school: School) -> Options:
    own = "Schools of our phase" if school.phase else "Not chosen"
    return (("", own), *((phase, sentence(PHASE_WORDS[phase])) for phase in local_figures.PHASES))


def _la_options(school: School) -> Options:
    return ((NO_LA, "Not chosen"), *((one.number, one.name) for one in local_figures.local_authorities()))


LOCAL_QUESTION = "Where do we stand beside our local authority and England?"
WHERE_WE_STAND_LOCALLY = define_view(
    name="where_we_stand_locally",
    question=LOCAL_QUESTION,
    settings=LocalSettings,
    compute=where_we_stand_locally,
    draw=draw_strip,
    describe=describe_locally,
    table=group_table,
    key=locally_key,
    choices={"la": Choice("Our local authority", _la_options), "include": INCLUDE, "phase": Choice("Compare with", _phase_options)},
    read_as=(
        "Each grey mark is one local authority, large or small. Most lie close together in the middle.",
        "Our dot is one school. Schools differ far more than authorities do, because each authority is an average of many.",
        "The pale line shows every underlying rate that fits our count.",
    ),
    beware=(
        "Authorities differ in thresholds and in how they record. A high figure there is not a standard to reach or to avoid.",
        "It compares with schools of the same phase, not with schools that have the same intake.",
    ),
)
