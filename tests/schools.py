"""Builders of invented schools for the tests: small ones written out, and random ones from a fixed seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.columns import PRIMARY_YEARS, PUPIL_COLUMNS, SECONDARY_YEARS
from analysis.results import Comparison, Result, Row
from analysis.school import PupilList, Roll, School, Snapshot

PRIMARY = PRIMARY_YEARS[1:]
SECONDARY = SECONDARY_YEARS[:5]
# The Views that count the pupils of one list; the others need earlier lists, or count hours or marks.
ON_ONE_LIST = ("need_of_all_pupils", "who_is_on_the_register", "unusual_or_chance", "where_we_stand_locally", "nutshell")
NOT_ABOUT_PUPILS = ("use_of_time", "self_review", "the_year")
ETHNIC_GROUPS = ("White - White British", "Asian - Pakistani", "Black - Black African")
# About England's shares of the types of need, with both provisions together.
NEED_WEIGHTS = {
    "SLCN": 25, "ASD": 13, "SPLD": 12, "MLD": 13, "SLD": 2, "PMLD": 1, "SEMH": 21, "HI": 2, "VI": 1, "MSI": 1, "PD": 3, "OTH": 4,
    "NSA": 4,
}  # fmt: skip


def table_of(columns: Mapping[str, Sequence[str | None]]) -> pd.DataFrame:
    """One row a pupil: groups as ordered categories, needs as codes, "" and None as missing."""
    made = {}
    for name, cells in columns.items():
        filled = [cell or None for cell in cells]
        if name.startswith("need_"):
            made[name] = pd.Series(filled, dtype=object)
        else:
            groups = PUPIL_COLUMNS[name].categories or sorted({cell for cell in filled if cell})
            made[name] = pd.Series(pd.Categorical(filled, categories=list(groups), ordered=True))
    return pd.DataFrame(made)


def school_of(columns: Mapping[str, Sequence[str | None]], **parts) -> School:
    """A school of one's own with these columns."""
    return School(table_of(columns), **{"label": "list 1", **parts})


def split(*counts: tuple[int, str]) -> list[str]:
    """So many cells of each value, one after another."""
    return [value for count, value in counts for _ in range(count)]


def school_with_needs(size: int, needs: Mapping[str, int], provision: str = "K", **parts) -> School:
    """A whole primary school of `size` in which so many pupils have each main need ("" for none recorded)."""
    with_sen = [need for need, count in needs.items() for _ in range(count)]
    without = size - len(with_sen)
    years = [PRIMARY[n % len(PRIMARY)] for n in range(size)]
    return school_of(
        {
            "year_group": years,
            "sen_provision": [provision] * len(with_sen) + ["N"] * without,
            "need_1": with_sen + [""] * without,
        },
        **parts,
    )


def random_school(seed: int, size: int | None = None, phase: str = "", sen: float | None = None, plans: float = 0.25) -> School:
    """A whole school made up from a seed: every grouping column, a few blanks, needs in the usual proportions."""
    chance = random.Random(seed)
    phase = phase or chance.choice(("primary", "secondary", "all-through"))
    size = round(30 * 50 ** chance.random()) if size is None else size  # 30 to 1,500, more of the smaller ones
    sen = chance.uniform(0.05, 0.4) if sen is None else sen
    weights = [weight * chance.uniform(0.3, 2) for weight in NEED_WEIGHTS.values()]

    def drawn(groups: Sequence[str], shares: Sequence[float] | None = None) -> list[str]:
        return chance.choices(groups, shares, k=size)

    years = drawn({"primary": PRIMARY, "secondary": SECONDARY}.get(phase, (*PRIMARY, *SECONDARY)))
    statuses = drawn(("N", "K", "E"), (1 - sen, sen * (1 - plans), sen * plans))
    recorded = [status != "N" and chance.random() > 0.03 for status in statuses]
    first = [need if known else "" for need, known in zip(drawn(tuple(NEED_WEIGHTS), weights), recorded, strict=True)]
    second = [
        need if known and need != main and chance.random() < 0.3 else ""
        for need, main, known in zip(drawn(tuple(NEED_WEIGHTS), weights), first, recorded, strict=True)
    ]
    return school_of(
        {
            "year_group": years,
            "sex": drawn(("Girls", "Boys")),
            "fsm": drawn(("Eligible", "Not eligible", ""), (25, 73, 2)),
            "eal": drawn(("EAL", "Not EAL"), (20, 80)),
            "ethnic_group": drawn((*ETHNIC_GROUPS, ""), (70, 15, 10, 5)),
            "birth_term": drawn(("Autumn born", "Spring born", "Summer born")),
            "class": [f"{year} {letter}" for year, letter in zip(years, drawn("AB"), strict=True)],
            "sen_provision": statuses,
            "need_1": first,
            "need_2": second,
        }
    )


def with_years(school: School, years: int = 2) -> School:
    """The same school with ids and earlier lists, in which the first pupils were not there yet and every ninth had no SEN."""
    pupils = school.pupils.assign(pupil=[f"p{n}" for n in range(len(school.pupils))])
    earlier = []
    for back in range(years, 0, -1):
        before = pupils.iloc[3 * back :].copy()
        before.loc[before.index % 9 < back, "sen_provision"] = "N"
        earlier.append(PupilList(Snapshot(f"{2025 - back}/{26 - back}", "spring"), before))
    return replace(school, pupils=pupils, snapshot=Snapshot("2025/26", "spring"), earlier=tuple(earlier))


def register_of(school: School, roll: str = "by year") -> School:
    """The same school as its register: pupils with SEN only, with the roll "by year", in "total" or "unknown"."""
    pupils = school.with_sen.reset_index(drop=True)
    sizes = school.pupils["year_group"].value_counts(sort=False)
    by_year = {str(year): int(count) for year, count in sizes.items() if count}
    rolls = {"by year": Roll.of_years(by_year), "total": Roll(len(school.pupils)), "unknown": None}
    return School(pupils, school.label, kind="register", roll=rolls[roll])


@dataclass(frozen=True)
class PlainSettings:
    """Settings of a result that no View made."""


def row_of(count: int, size: int, rate: float | None = None, key: str = "group", older: bool = False, merge_into: str = "") -> Row:
    """One group, beside England at `rate` where one is given."""
    compared = None if rate is None else Comparison(rate, "England, primary schools, 2025/26", ("lait",), older)
    return Row(key, key.capitalize(), count, size, compared, merge_into)


def result_of(*rows: Row, whole: Row | None = None, **parts) -> Result:
    """A result with these rows; unless the whole is given, it is their sum."""
    size = max((row.size for row in rows), default=0)
    whole = whole or Row("all", "All pupils", sum(row.count for row in rows), size)
    given = {
        "view": "a_view", "question": "How many?", "settings": PlainSettings(), "school": "list 1", "invented": False,
        "subject": "with SEN (SEN support or EHC plan)",
    }  # fmt: skip
    return Result(**{**given, **parts}, whole=whole, rows=tuple(rows))
