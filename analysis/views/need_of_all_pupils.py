"""Which main needs does the register record? Each need as a share of all pupils, beside all state-funded schools."""

from dataclasses import dataclass

import pandas as pd

from analysis.charts.dots import draw_group_dots
from analysis.columns import area_labels, need_areas, need_labels
from analysis.errors import MissingColumns
from analysis.measures.binomial import ordinary_counts
from analysis.results import HIGHER, LOWER, UNRECORDED, Result, Row, SharedResult
from analysis.school import School
from analysis.tables import share_table
from analysis.text import inside_sentence, listed, percent, pupils, whole
from analysis.views.choosing import (
    ALL,
    COUNTS_ONLY,
    INCLUDE,
    INCLUDED,
    ROLL_NEEDED,
    SUBJECTS,
    others_counted,
    pupils_counted,
    pupils_on_roll,
    year_options,
)
from analysis.views.comparisons import need_comparison
from analysis.views.define import Choice, Options, define_view, unknown_setting
from analysis.views.words import chances, dots_key

SHOWN_NEEDS = 8
OTHER_AREA = "Other or not specified"


@dataclass(frozen=True)
class NeedSettings:
    """Which provision and year groups to count, and whether to set England beside them."""

    include: str = "both"
    year_group: str = ALL
    compare_with: str = "england"

    def __post_init__(self):
        if self.include not in INCLUDED or self.compare_with not in ("england", "none"):
            raise unknown_setting(self)


def need_of_all_pupils(school: School, settings: NeedSettings = NeedSettings()) -> Result:
    """How many pupils have each main need, of all pupils on roll, the commonest first.

    Where the file does not say which need is the main one, every need a pupil has is counted and nothing is compared.
    A register whose roll is not known has counts only.
    """
    size = None if school.size is None and settings.year_group == ALL else pupils_on_roll(school, settings.year_group)
    counted = pupils_counted(school, settings.include, settings.year_group)
    columns = [name for name in counted.columns if name.startswith("need_")]
    if not columns:
        raise MissingColumns(
            "This question needs a column that your file does not have: main need.",
            f"In {school.label}.",
            "Export the list again with type of need, or choose another file.",
            code="no-main-need",
        )
    ranked = school.needs_ranked
    used = columns[:1] if ranked else columns
    others = others_counted(school, settings.include, settings.year_group)
    tally = counted[used].stack().value_counts()
    beside = None if others is None else others[used].stack().value_counts()
    areas, wide = need_areas(), area_labels()
    compare = ranked and settings.compare_with == "england" and settings.year_group == ALL and size is not None
    rows = [
        Row(
            need,
            label,
            int(tally.get(need, 0)),
            size,
            need_comparison(need, settings.include) if compare else None,
            wide.get(areas[need], OTHER_AREA),
            None if beside is None else int(beside.get(need, 0)),
        )
        for need, label in need_labels().items()
    ]
    rows.sort(key=lambda row: -row.count)
    left = None if others is None else _unrecorded(others[used])
    rows.append(Row(UNRECORDED, "No need recorded", _unrecorded(counted[used]), size, None, OTHER_AREA, left))
    return Result(
        view="need_of_all_pupils",
        question=NEED_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=SUBJECTS[settings.include],
        whole=Row("all", f"Pupils {SUBJECTS[settings.include]}", len(counted), size, beside=None if others is None else len(others)),
        rows=tuple(rows),
        overlapping=not ranked,
        keep=SHOWN_NEEDS if ranked else len(rows),
        notes=_notes(settings, ranked, size),
        lacks=(*((ROLL_NEEDED,) if size is None else ()), *(() if ranked else ("needs-not-ranked",))),
    )


def _unrecorded(needs: pd.DataFrame) -> int:
    """How many pupils have no need written down."""
    return int(needs.isna().all(axis=1).sum())


def _notes(settings: NeedSettings, ranked: bool, size: int | None) -> tuple[str, ...]:
    notes = [COUNTS_ONLY] if size is None else []
    notes.append(
        "Each pupil is counted once, under the first need."
        if ranked
        else "The file does not say which need is the main one, so a pupil with two needs is counted under both."
    )
    if size is None:
        return tuple(notes)
    if not ranked:
        notes.append("England's figures count main needs only, so none is shown beside these.")
    elif settings.year_group != ALL:
        notes.append("No England figure held for need in one year group.")
    return tuple(notes)


def describe_needs(result: Result) -> str:
    """The finding in one to three sentences: the commonest need, England's rate in pupils, and what stands out."""
    known = [row for row in result.rows if row.key != UNRECORDED and not row.hidden and row.count and row.label != OTHER_AREA]
    if result.whole.hidden or (isinstance(result, SharedResult) and not known):
        return "The numbers here are too small to say which need is recorded most."
    if not result.whole.count:
        return f"No pupil {result.subject} is recorded here."
    if not known:
        return f"{pupils(result.whole.count)} {result.subject}, and no need is recorded for any of them."
    known.sort(key=lambda row: -row.count)
    top = known[0]
    equal = [row for row in known if row.count == top.count]
    about = "about " if isinstance(result, SharedResult) else ""
    amount = f"{about}{top.count:,} of {about}{_of_whom(top, result)}"
    need = "need" if result.overlapping else "main need"
    if len(equal) > 3:
        first = f"No need is recorded more than the others: {len(equal)} needs have {about}{pupils(top.count)} each."
        return " ".join(filter(None, (first, _others(None, result))))
    if len(equal) > 1:
        labels = listed([_as_named(row.label, n) for n, row in enumerate(equal)])
        return " ".join(filter(None, (f"{labels} are the {need}s we record most: {amount} each.", _others(None, result))))
    return " ".join(filter(None, (f"{top.label} is the {need} we record most: {amount}.", _beside(top, result), _others(top, result))))


def _of_whom(row: Row, result: Result) -> str:
    """All pupils and the share of them, or the pupils counted where no number on roll is known."""
    return f"{pupils(row.size)} ({percent(row.share)})" if row.has_share else f"{pupils(result.whole.count)} {result.subject.partition(' (')[0]}"


def _as_named(label: str, place: int) -> str:
    return inside_sentence(label) if place else label


def _beside(row: Row, result: Result) -> str:
    if not row.judged:
        return ""
    low, high = ordinary_counts(row.size, row.comparison.rate)
    usual = whole(row.size * row.comparison.rate)
    own = f" Ours is {row.verdict}." if row.verdict in (HIGHER, LOWER) else ""
    return f"At England's rate a school our size would record about {usual}; {low} to {high} would be ordinary.{own}"


def _others(top: Row | None, result: Result) -> str:
    """The other needs that stand out, as sentences."""
    told = ("others", OTHER_AREA, top.key if top else "")
    sentences = []
    for word in (HIGHER, LOWER):
        marked = [row for row in result.judged_rows if row.verdict == word and row.key not in told]
        if marked:
            names = listed([f"{inside_sentence(row.label)} ({row.count:,})" for row in marked])
            sentences.append(f"{word.capitalize()} than England: {names}.")
    return " ".join(sentences)


def needs_key(result: Result) -> str:
    """The key as safe HTML: what dot, line and diamond are, and how many marks chance alone would give."""
    return dots_key(result) + chances(result)


def _compare_options(school: School) -> Options:
    if school.size is None:
        return ()
    if not school.needs_ranked:
        return (("none", "Nothing: main need not known"),)
    return (("england", "England, all state-funded schools"), ("none", "Nothing"))


NEED_QUESTION = "Which main needs does our register record?"
NEED_OF_ALL_PUPILS = define_view(
    name="need_of_all_pupils",
    question=NEED_QUESTION,
    settings=NeedSettings,
    compute=need_of_all_pupils,
    draw=draw_group_dots,
    describe=describe_needs,
    table=share_table,
    key=needs_key,
    choices={
        "include": INCLUDE,
        "year_group": Choice("Year groups", year_options),
        "compare_with": Choice("Compare with", _compare_options),
    },
    read_as=(
        "Each line is one main need. The dot is its share of all pupils on roll, not of pupils with SEN.",
        "The pale line shows every underlying rate that fits our count. A long line means few pupils.",
        "The diamond is England. If it lies on the pale line, there is no clear difference.",
        "Too few: at England's rate so few pupils are expected that even none, or twice as many, would not stand out.",
    ),
    read_counts=(
        "Each bar is one main need, and the number of pupils on your register who have it.",
        "With the number on roll, each becomes a share of all pupils, and England stands beside it.",
    ),
    beware=(
        "It shows the needs that are recorded. A gap may come from need, from how it is identified, or from how it is written down.",
        "England's figure counts pupils in all state-funded schools, special schools among them. It is the only one held.",
        "A second or third need is not shown, so a need that often comes second looks rare.",
    ),
)
