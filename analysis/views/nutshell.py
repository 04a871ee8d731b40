"""Our school in a nutshell: the headline counts, each beside a figure only where the same pupils and dates are counted."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis import reference
from analysis.charts.dots import draw_group_dots
from analysis.columns import area_labels
from analysis.results import Comparison, Result, Row, SharedResult
from analysis.school import School
from analysis.tables import share_table
from analysis.text import inside_sentence, percent, pupils
from analysis.text import listed as in_words
from analysis.views.choosing import COUNTS_ONLY, INCLUDED, ROLL_NEEDED, SUBJECTS, lacking, pupils_counted
from analysis.views.comparisons import comparison, phase_comparison
from analysis.views.define import Choice, Options, define_view, unknown_setting
from analysis.views.over_years import area_row
from analysis.views.words import dots_key

UNKNOWN, YEAR, AUTUMN = "unknown", "year", "autumn"
EARLY = "Early in the year a few days off count for much, so leave out absence until you have a term."
_COVERS = ((UNKNOWN, "I am not sure"), (YEAR, "A whole school year"), (AUTUMN, "The autumn term"), ("spring", "Autumn and spring"), ("other", "Other dates"))
# Which published figure counts the same sessions; for other parts of the year nothing is set beside ours.
_PERSISTENT = {YEAR: "absence_persistent", AUTUMN: "absence_persistent_autumn"}


@dataclass(frozen=True)
class NutshellSettings:
    """Which part of the year the attendance in the list covers."""

    covers: str = UNKNOWN

    def __post_init__(self):
        if self.covers not in dict(_COVERS):
            raise unknown_setting(self)


def nutshell(school: School, settings: NutshellSettings = NutshellSettings()) -> Result:
    """The headline counts: provision, the largest area of need, absence and suspension, as far as the list has them.

    A register whose roll is not known has counts only, which nothing can be set beside.
    """
    size = school.size
    support, plans = (len(pupils_counted(school, one)) for one in ("K", "E"))
    england = {one: None if size is None else phase_comparison(school, one) for one in INCLUDED}
    notes = [COUNTS_ONLY] if size is None else []
    rows = [
        Row("K", "On SEN support", support, size, england["K"], beside=plans),
        Row("E", "With an EHC plan", plans, size, england["E"], beside=support),
    ]
    if "need_1" in school.pupils and support + plans:
        areas = [area_row(code, label, school.pupils, size, "both", code) for code, label in area_labels().items()]
        top = max(areas, key=lambda row: row.count)
        first = "Main need" if school.needs_ranked else "First need written"
        rows.append(replace(top, label=f"{first}: {inside_sentence(top.label)}", largest=True))
        notes.append("Of the four broad areas of need, only the one recorded most has a line.")
        if not school.needs_ranked:
            notes.append("The file does not say which need is the main one, so the first one written is counted.")
    if "need_1" not in school.pupils:
        notes.append("Your list has no types of need, so none is here.")
    with_sen = school.pupils["sen_provision"].isin(INCLUDED["both"])
    groups = [("with SEN", "all_sen", school.pupils[with_sen])]
    if school.whole_school:
        groups.append(("without SEN", "no_sen", school.pupils[~with_sen]))
    if "possible_sessions" in school.pupils:
        rows += [_absent(words, listed, _figure(_PERSISTENT.get(settings.covers), school, kind)) for words, kind, listed in groups]
        if settings.covers != UNKNOWN:
            notes.append("A pupil counts as absent who missed a tenth or more of the sessions open to them.")
        if settings.covers != YEAR:
            notes.append(EARLY)
    if "suspensions" in school.pupils:
        rows += [_suspended(words, listed) for words, _, listed in groups]
    gone = [f"no {word}" for column, word in (("possible_sessions", "attendance"), ("suspensions", "suspensions")) if column not in school.pupils]
    if gone:
        notes.append(f"Your list has {in_words(gone)}, so there is no line for {'that' if len(gone) == 1 else 'them'}.")
    return Result(
        view="nutshell",
        question=NUTSHELL_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=SUBJECTS["both"],
        whole=Row("all", "SEN support or EHC plan", support + plans, size, england["both"]),
        rows=tuple(rows),
        parts=False,
        overlapping=True,
        fixed_order=True,
        notes=tuple(notes),
        lacks=(
            *((ROLL_NEEDED,) if size is None else ()),
            *lacking(school, "year_group", "need_1", "possible_sessions", "suspensions", everyone=True),
            *(() if school.needs_ranked or "need_1" not in school.pupils else ("needs-not-ranked",)),
        ),
    )


def _absent(words: str, listed: pd.DataFrame, beside: Comparison | None) -> Row:
    known = listed[listed["possible_sessions"] > 0]
    missed = known["authorised_absence"].fillna(0) + known["unauthorised_absence"].fillna(0)
    away = int((missed * 10 >= known["possible_sessions"]).sum())
    return Row(f"absent {words}", f"Absent a tenth or more, {words}", away, len(known), beside, size_tells=True)


def _suspended(words: str, listed: pd.DataFrame) -> Row:
    known = listed["suspensions"].dropna()
    return Row(f"suspended {words}", f"Suspended at least once, {words}", int((known > 0).sum()), len(known), size_tells=True)


def _figure(indicator: str | None, school: School, kind: str) -> Comparison | None:
    """The figure for the same part of the year and the same phase, or nothing."""
    if indicator is None or not school.phase or indicator not in reference.indicators():
        return None
    return comparison(reference.figure(indicator, school.phase, kind))


def describe_nutshell(result: Result) -> str:
    """The finding: roll, SEN support and plans in one sentence, then what else stands out."""
    whole = result.whole
    rows = {row.key: row for row in result.rows}
    if whole.hidden or whole.size is not None and not whole.has_share:
        return "The numbers here are too small to show."
    if not whole.count:
        nobody = f"None of {pupils(whole.size)}" if whole.size else "No pupil"
        return f"{nobody} is recorded with SEN. If that cannot be right, open the list again and look at what each column was taken for."
    about = "about " if isinstance(result, SharedResult) else ""
    counted = f"{whole.count:,} of {about}{pupils(whole.size)} ({percent(whole.share)})" if whole.size else pupils(whole.count)
    first = f"{about}{counted} {'has' if counted == '1 pupil' else 'have'} SEN"
    parts = [f"{about}{rows[key].count:,} {words}" for key, words in (("K", "on SEN support"), ("E", "with an EHC plan")) if not rows[key].hidden]
    told = f"{first}: {' and '.join(parts)}." if parts else f"{first}."
    absent = rows.get("absent with SEN")
    if absent is not None and absent.has_share:
        told += f" Of those with SEN, {about}{absent.count:,} of {absent.size:,} missed a tenth or more of their sessions."
    return told[:1].upper() + told[1:]


def nutshell_key(result: Result) -> str:
    """The key as safe HTML: what dot, line and diamond are."""
    return dots_key(result)


def _cover_options(school: School) -> Options:
    """What attendance may cover; not asked of a list that has none."""
    return _COVERS if "possible_sessions" in school.pupils else ()


NUTSHELL_QUESTION = "What does our school look like on one page?"
NUTSHELL = define_view(
    name="nutshell",
    question=NUTSHELL_QUESTION,
    settings=NutshellSettings,
    compute=nutshell,
    draw=draw_group_dots,
    describe=describe_nutshell,
    table=share_table,
    key=nutshell_key,
    choices={"covers": Choice("The attendance covers", _cover_options)},
    read_as=(
        "Each line is one headline number. The dot is its share of the pupils named, with every rate that fits the count.",
        "The diamond is England, for schools of your phase. Absence has one only where it covers the same part of the year.",
    ),
    read_counts=(
        "Each bar is one headline number of pupils on your register.",
        "With the number on roll, each becomes a share of all pupils, and England stands beside it.",
    ),
    beware=(
        "It shows how things stand, not why. Each line has at least two explanations.",
        "A pupil on a part-time timetable has fewer possible sessions, so a few missed ones weigh more.",
    ),
)
