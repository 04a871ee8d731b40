"""The school's lists of the same term, one a year, and what to say where a question needs another one."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis.columns import area_labels, need_areas
from analysis.errors import MissingColumns
from analysis.measures.projection import OTHER_AREA
from analysis.results import Row
from analysis.school import PupilList, School
from analysis.text import listed, sentence
from analysis.views.choosing import ALL, INCLUDED, OTHER_PROVISION
from analysis.views.define import Options

OTHER_LABEL = "Other or not specified"
ANOTHER_YEAR = "another-year"  # the code of an error that a message to the data manager would mend


@dataclass(frozen=True)
class YearlyLists:
    """The lists that can be set side by side, oldest first, and what was left out of them."""

    lists: tuple[PupilList, ...]
    notes: tuple[str, ...] = ()


def yearly_lists(school: School, least: int, what: str) -> YearlyLists:
    """The school's lists of one term, one for each school year, in order; fewer than `least` raise MissingColumns."""
    term = school.snapshot.term
    dated = [one for one in school.lists if one.snapshot.academic_year]
    same = [one for one in dated if one.snapshot.term == term]
    by_year = {one.snapshot.academic_year: one for one in same}
    lists = tuple(by_year[year] for year in sorted(by_year))
    notes = []
    if left := len(school.lists) - len(dated):
        notes.append(_left_out(left, "the school year is not known."))
    if left := len(dated) - len(same):
        notes.append(_left_out(left, "only lists of the same term can be compared."))
    if left := len(same) - len(lists):
        notes.append(_left_out(left, "another one is of the same term."))
    if missing := _missing_years(lists):
        notes.append(f"No list for {listed(missing)}.")
    if len(lists) < least:
        have = f"You have {_lists(len(lists))} of the same term" if lists else "The school year of your list is not known"
        mend = "Ask for the lists of earlier Januaries. The message below says what to ask for."
        if not lists:
            mend = "Open it again and add the list of another January: the page then asks which term each list is of."
        raise MissingColumns(
            f"{what} needs {_lists(least)} from the same term of different years. {have}.",
            " ".join(notes) if lists else "",
            mend,
            code=ANOTHER_YEAR,
        )
    return YearlyLists(lists, tuple(notes))


def ages_changed(lists: tuple[PupilList, ...]) -> bool:
    """Whether a year group of one list is missing from another, so that the lists count other ages."""
    held = [set(one.pupils["year_group"].dropna()) for one in lists if "year_group" in one.pupils]
    return any(one != held[0] for one in held)


def _lists(count: int) -> str:
    words = {0: "no list", 1: "one list", 2: "two lists", 3: "three lists"}
    return words.get(count, f"{count} lists")


def _left_out(count: int, because: str) -> str:
    return sentence(f"{_lists(count)} left out, because {because}")


def _missing_years(lists: tuple[PupilList, ...]) -> list[str]:
    starts = [int(one.snapshot.academic_year[:4]) for one in lists]
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(starts[0], starts[-1]) if year not in starts] if starts else []


def year_options(school: School) -> Options:
    """The school years of the lists that can be compared."""
    try:
        return tuple((one.snapshot.academic_year,) * 2 for one in yearly_lists(school, 1, "This").lists)
    except MissingColumns:
        return ()


def area_row(key: str, label: str, pupils: pd.DataFrame, size: int | None, include: str, area: str) -> Row:
    """How many pupils of one list have the provision and a main need in this area, among all areas."""
    parts = [
        Row(code, name, int(included(pupils, include, code).sum()), size, beside=_with_other(pupils, include, code))
        for code, name in (*area_labels().items(), (OTHER_AREA, OTHER_LABEL))
    ]
    parts.sort(key=lambda part: part.label)
    ours = next(part for part in parts if part.key == area)
    parts = tuple(replace(part, key=key) if part is ours else part for part in parts)
    return replace(ours, key=key, label=label, among=parts)


def provision_row(key: str, label: str, pupils: pd.DataFrame, size: int | None, include: str) -> Row:
    """How many pupils of one list have the provision."""
    return Row(key, label, int(included(pupils, include).sum()), size, beside=_with_other(pupils, include))


def _with_other(pupils: pd.DataFrame, include: str, area: str = ALL) -> int | None:
    other = OTHER_PROVISION.get(include)
    return int(included(pupils, other, area).sum()) if other else None


def included(pupils: pd.DataFrame, include: str, area: str = ALL) -> pd.Series:
    """True for each pupil with the included provision (and a main need in this broad area)."""
    counted = pupils["sen_provision"].isin(INCLUDED[include])
    if area == ALL:
        return counted
    if "need_1" not in pupils:
        return counted & (area == OTHER_AREA)
    known = need_areas()
    return counted & pd.Series([(known.get(need) or OTHER_AREA) == area for need in pupils["need_1"]], pupils.index, dtype=bool)
