"""The columns of a school's pupil table: their labels on screen, their codes and the order of their groups."""

import tomllib
from dataclasses import dataclass
from functools import cache

from analysis.paths import data_path

YEAR_GROUPS = ("Nursery", "Reception", *(f"Year {n}" for n in range(1, 15)))
PRIMARY_YEARS = YEAR_GROUPS[:8]
SECONDARY_YEARS = YEAR_GROUPS[8:]

SEN_PROVISIONS = {"N": "No SEN", "K": "SEN support", "E": "EHC plan", "monitoring": "Being monitored (not SEN)"}
WITH_SEN = ("K", "E")


@dataclass(frozen=True)
class Column:
    """One column of the pupil table: its name in code, its label on screen, and its groups in order.

    An empty `categories` means that the groups are whatever the school has (classes, ethnic groups).
    """

    name: str
    label: str
    categories: tuple[str, ...] = ()


PUPIL_COLUMNS = {
    column.name: column
    for column in (
        Column("year_group", "Year group", YEAR_GROUPS),
        Column("sex", "Sex", ("Girls", "Boys")),
        Column("fsm", "Free school meals", ("Eligible", "Not eligible")),
        Column("eal", "English as an additional language", ("EAL", "Not EAL")),
        Column("ethnic_group", "Ethnic group"),
        Column("birth_term", "Term of birth", ("Autumn born", "Spring born", "Summer born")),
        Column("class", "Class"),
        Column("sen_provision", "SEN provision", tuple(SEN_PROVISIONS)),
        Column("need_1", "Main need"),
    )
}
PUPIL_FACTS = {
    column.name: column
    for column in (
        # A column that the pupil list may hold beside the groups: counts, scores, dates and flags (1, 0 or missing).
        Column("pupil", "Pupil"),  # an id of this session only: joins lists and tables, and means nothing elsewhere
        Column("entered", "Date of joining"),
        Column("left", "Date of leaving"),
        Column("unit_or_resourced", "In a SEN unit or resourced provision"),
        Column("looked_after", "Looked after"),
        Column("possible_sessions", "Possible sessions"),
        Column("attended_sessions", "Sessions attended"),
        Column("authorised_absence", "Sessions missed, authorised"),
        Column("unauthorised_absence", "Sessions missed, unauthorised"),
        Column("part_time", "On a part-time timetable"),
        Column("suspensions", "Suspensions"),
        Column("suspended_sessions", "Sessions missed through suspension"),
        Column("reading_score", "Reading standard score"),
        Column("spelling_score", "Spelling standard score"),
        Column("reading_age_months", "Reading age in months"),
        Column("ks2_reading", "Key stage 2 reading scaled score"),
    )
}
GROUPING_COLUMNS = ("year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "class")


@cache
def _need_vocabulary() -> dict:
    return tomllib.loads(data_path("codes", "needs.toml").read_text("utf-8"))


def need_labels() -> dict[str, str]:
    """Each type of need of the school census with its label, in the order of the four broad areas.

    >>> need_labels()["ASD"]
    'Autism (ASD)'
    """
    return {need["code"]: need["label"] for need in _need_vocabulary()["need"]}


def need_areas() -> dict[str, str]:
    """Each type of need with its broad area ('' where it has none).

    >>> need_areas()["SLCN"]
    'communication'
    """
    return {need["code"]: need["area"] for need in _need_vocabulary()["need"]}


def area_labels() -> dict[str, str]:
    """The four broad areas of need of the SEND Code of Practice 2015, with their labels."""
    return {area["code"]: area["label"] for area in _need_vocabulary()["area"]}
