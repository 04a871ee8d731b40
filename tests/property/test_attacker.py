"""Nobody can work out a hidden number: an attacker who knows the rule tries every table of a school at once.

The attacker has all shared tables of a primary school: its needs for SEN support, EHC plans and both, for the school and for
each year group, and its register by year group, sex, free meals, language and term of birth. The unknown numbers are the
pupils of each year, provision and broad area, and those of each other group and provision. What is shown bounds sums of them
(a shown 40 lies between 38 and 42), what is hidden bounds them too (0 to 9, unless something else may have hidden it), and
linear programmes find the lowest and highest value of each hidden number that fits everything. All pairs of filters are in
it, because all tables are used together. The order of the rows is fixed, which is held against every table on the way.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from analysis.columns import area_labels
from analysis.disclosure import SMALLEST_BASE, SMALLEST_SHOWN, STEP, share
from analysis.results import HIDDEN, Result, Row
from analysis.school import School
from analysis.views.choosing import ALL
from analysis.views.need_of_all_pupils import OTHER_AREA, NeedSettings, need_of_all_pupils
from analysis.views.unusual_or_chance import FunnelSettings, unusual_or_chance
from analysis.views.who_is_on_the_register import RegisterSettings, who_is_on_the_register
from tests.schools import PRIMARY, random_school, register_of, school_of, split

AREAS = tuple(sorted((*area_labels().values(), OTHER_AREA)))
INCLUDES = {"both": ("K", "E"), "K": ("K",), "E": ("E",)}
YEARS = (ALL, *PRIMARY)
GROUPS = {
    "sex": ("Girls", "Boys"),
    "fsm": ("Eligible", "Not eligible", "Not recorded"),
    "eal": ("EAL", "Not EAL"),
    "birth_term": ("Autumn born", "Spring born", "Summer born"),
}
GROUPINGS = ("year_group", *GROUPS)
WHOLE = "whole"
CELLS = [("need", year, provision, area) for year in PRIMARY for provision in "KE" for area in AREAS]
CELLS += [(by, group, provision, "") for by, groups in GROUPS.items() for group in groups for provision in "KE"]
NARROWEST = 5
MOST_SMALL = SMALLEST_SHOWN - 1
PUSHES = 12

Table = tuple[str, str, str]  # "need", "funnel" or a group; include; year group


@dataclass
class Told:
    """What one table tells about one sum: the bounds that follow from the published rule, and the true number."""

    table: Table
    row: str
    low: float
    high: float
    truth: int
    hidden: bool
    small: bool  # whether the pupils, or those left over, are so few that the number is hidden for their sake
    members: np.ndarray = field(repr=False)


def members(table: Table, row: str) -> np.ndarray:
    """Which of the unknown numbers a row adds up."""
    kind, include, year = table
    if kind in GROUPS and row != WHOLE:
        chosen = [by == kind and group == row for by, group, _, _ in CELLS]
    else:
        years = {row} if kind == "year_group" and row != WHOLE else set(PRIMARY if year == ALL else (year,))
        areas = {row} if kind == "need" and row != WHOLE else set(AREAS)
        chosen = [by == "need" and group in years and area in areas for by, group, _, area in CELLS]
    return np.array([one and cell[2] in INCLUDES[include] for one, cell in zip(chosen, CELLS, strict=True)], dtype=float)


def exact_tables(school: School) -> dict[Table, Result]:
    """The exact results of a primary school, under every filter."""
    tables: dict[Table, Result] = {}
    for include in INCLUDES:
        tables |= {("need", include, year): need_of_all_pupils(school, NeedSettings(include, year)) for year in YEARS}
        tables |= {(by, include, ALL): who_is_on_the_register(school, RegisterSettings(by, include)) for by in GROUPINGS}
        tables["funnel", include, ALL] = unusual_or_chance(school, FunnelSettings(include))
    return tables


def simulated(seed: int) -> School:
    """A simulated primary school of 90 to 640 pupils."""
    chance = np.random.default_rng(seed)
    return random_school(seed, size=int(chance.integers(90, 640)), phase="primary", sen=float(chance.uniform(0.12, 0.26)), plans=0.27)


def true_rows(table: Table, result: Result) -> dict[str, int]:
    """The exact number of pupils in each row that a shared table holds."""
    totals = dict.fromkeys(AREAS, 0) if table[0] == "need" else {}
    for row in result.rows:
        label = row.merge_into or row.label
        totals[label] = totals.get(label, 0) + row.count
    return totals


def bounds(row: Row, hidden_high: float) -> tuple[float, float]:
    """Between which numbers the count of a row lies; a hidden one reaches up to `hidden_high`."""
    roll = SMALLEST_SHOWN - 1 if row.size is HIDDEN else np.inf if row.size is None else row.size + STEP // 2
    if row.count is HIDDEN:
        small_base = row.size is HIDDEN or row.size is not None and row.size < SMALLEST_BASE  # hidden whatever it is
        return 0, min(roll, np.inf if small_base else hidden_high)
    return max(SMALLEST_SHOWN, row.count - STEP // 2), min(row.count + STEP // 2, roll - SMALLEST_SHOWN)


def may_cover(table: Table, shared: Result) -> float:
    """How large a hidden row may be by the published rule.

    One provision is hidden, however large, where the other is small. Of both together a hidden number is small, or it is the
    smallest that was left and covers another one, which never happens where the whole is hidden as well.
    """
    shown = [row.count + STEP // 2 for row in shared.rows if row.count is not HIDDEN]
    if table[1] != "both":
        return np.inf
    hidden = len(shared.rows) - len(shown)
    if hidden < 2 or shared.whole.count is HIDDEN:
        return MOST_SMALL
    return min(shown, default=np.inf)


def what_is_told(table: Table, result: Result) -> list[Told]:
    """What the shared table says about its whole and about each row, by the published rule."""
    shared = share(result)
    truth = true_rows(table, result)
    listed = [row.label for row in shared.rows]
    if table[0] == "need" and listed != list(AREAS):
        raise RuntimeError(f"the rows are not all there in their fixed order: {table}, {listed}")
    sizes = {row.label: row.size for row in result.rows}
    rows = {WHOLE: (shared.whole, result.whole.count, result.whole.size)}
    rows |= {row.label: (row, truth[row.label], sizes.get(row.label, result.whole.size)) for row in shared.rows}
    # A whole of both provisions is hidden where it is small, or else as a cover for small rows. The attacker guesses right.
    most_rows = MOST_SMALL if result.whole.count <= MOST_SMALL else MOST_SMALL * len(shared.rows)
    most = {WHOLE: most_rows if table[1] == "both" else np.inf}
    cover = may_cover(table, shared)
    return [
        Told(
            table,
            label,
            *bounds(row, most.get(label, cover)),
            count,
            row.count is HIDDEN,
            count < SMALLEST_SHOWN or size is not None and size - count < SMALLEST_SHOWN,
            members(table, label),
        )
        for label, (row, count, size) in rows.items()
    ]


def groups_add_up() -> list[Told]:
    """That the groups of a register add up to the years, whatever they are grouped by."""
    return [
        Told((by, include, ALL), "all groups", 0, 0, 0, False, False, sum(members((by, include, ALL), row) for row in groups) - members((by, include, ALL), WHOLE))
        for by, groups in GROUPS.items()
        for include in "KE"
    ]


def joined(told: list[Told]) -> list[Told]:
    """The same with one line for each sum: what several tables tell about it is put together."""
    sums: dict[bytes, Told] = {}
    for one in told:
        known = sums.setdefault(one.members.tobytes(), one)
        low, high = max(known.low, one.low), min(known.high, one.high)
        sums[one.members.tobytes()] = replace(known, low=low, high=high, hidden=known.hidden and one.hidden, small=known.small or one.small)
    return list(sums.values())


def enough(one: Told) -> int:
    """How far apart the lowest and the highest value of a hidden number must lie.

    A small number must keep five other values at least. A large one is hidden only to cover a small one, or because the other
    provision is small: it is not to be known exactly.
    """
    return NARROWEST if one.small else 1


def widths(told: list[Told], naive: bool = False) -> list[tuple[Told, int, int]]:
    """Each hidden number with the lowest and highest whole value that fits everything told.

    Every solution found is a school that fits, so a number that two of them hold far enough apart is not asked about again.
    The first solutions push all hidden numbers at once, up or down, and so settle most of them.
    """
    told = joined(told)
    sums = np.array([one.members for one in told])
    limits = LinearConstraint(csr_matrix(sums), [one.low for one in told], [one.high for one in told])
    low, high = (np.array([one.truth for one in told], dtype=float) for _ in range(2))
    most = max(one.truth for one in told) * 2 + 100.0  # above any number in the school
    chance = np.random.default_rng(0)
    hidden = [place for place, one in enumerate(told) if one.hidden]
    pushes = [chance.normal(size=sums.shape[1]) for _ in range(PUSHES)]
    for push, place in [(push, None) for push in pushes] + [(sign * sums[p], p) for p in hidden for sign in (1, -1)]:
        if place is not None and high[place] - low[place] >= (1 if naive else enough(told[place])):
            continue
        answer = milp(push, constraints=limits, bounds=Bounds(0, most))  # fractions allowed: a plain linear programme
        assert answer.status == 0, answer.message
        values = sums @ answer.x
        low, high = np.minimum(low, values), np.maximum(high, values)
    return [(told[p], int(np.ceil(low[p] - 1e-6)), int(np.floor(high[p] + 1e-6))) for p in hidden]


def attack(school: School) -> tuple[int, list[tuple[Told, int, int]]]:
    """How many hidden numbers a school has, and those that the attacker pins down too closely."""
    return pinned_down([one for table, result in exact_tables(school).items() for one in what_is_told(table, result)] + groups_add_up())


def pinned_down(told: list[Told]) -> tuple[int, list[tuple[Told, int, int]]]:
    """How many hidden numbers there are in what is told, and those that the attacker pins down too closely."""
    for one in told:
        if not one.low <= one.truth <= one.high:
            raise RuntimeError(f"the attacker's rule is not the published one: {one}")
    found = widths(told)
    return len(found), [(one, low, high) for one, low, high in found if high - low < enough(one)]


def naive_told(table: Table, result: Result) -> list[Told]:
    """The same table where only numbers from 1 to 4 are hidden and all else is exact."""
    rows = {WHOLE: result.whole.count, **true_rows(table, result)}
    return [
        Told(table, row, 1, 4, count, True, True, members(table, row))
        if 0 < count < 5
        else Told(table, row, count, count, count, False, False, members(table, row))
        for row, count in rows.items()
    ]


def recovered(found: list[tuple[Told, int, int]]) -> list[tuple[str, str, str, str, int]]:
    """The hidden numbers of which the attacker is certain."""
    return [(*one.table, one.row, one.truth) for one, low, high in found if low == high]


SCHOOLS = range(100)
SOAK_SCHOOLS = range(1000, 3000)


def closest(schools: dict[int, School], attack: Callable = attack) -> tuple[int, list[str]]:
    """How many hidden numbers the schools have, and a line for each that is known too well."""
    hidden, known = 0, []
    for seed, school in schools.items():
        number, narrow = attack(school)
        hidden += number
        known += [f"school {seed}, {one.table}, {one.row}: {one.truth} lies in {low} to {high}" for one, low, high in narrow]
    return hidden, known


@pytest.mark.slow
def test_the_attacker_finds_no_hidden_number_and_none_within_five():
    hidden, known = closest({seed: simulated(seed) for seed in SCHOOLS})
    assert hidden > 5_000
    assert known == []


def test_a_register_that_was_shared_before_its_roll_was_known_tells_the_attacker_nothing_more():
    """The counts of a register without a roll, and all tables of the whole school after it, held together."""
    hidden = 0
    for seed in range(6):
        school = simulated(seed)
        register = register_of(school, "unknown")
        tables = {("need", include, ALL): need_of_all_pupils(register, NeedSettings(include)) for include in INCLUDES}
        first = [one for table, result in tables.items() for one in what_is_told(table, result)]
        later = [one for table, result in exact_tables(school).items() for one in what_is_told(table, result)]
        for told in (first, [*first, *later, *groups_add_up()]):
            found, known = pinned_down(told)
            hidden += found
            assert known == []
    assert hidden > 300


@pytest.mark.soak
@pytest.mark.xfail(raises=AssertionError, reason="not yet: a few numbers keep four or five values; tables are protected one by one")
def test_the_attacker_finds_no_hidden_number_in_two_thousand_schools():
    hidden, known = closest({seed: simulated(seed) for seed in SOAK_SCHOOLS})
    assert hidden > 100_000
    assert known == []


def school_by_year(counts: tuple[int, ...]) -> School:
    """A primary school with 60 pupils in each year group, so many of them on SEN support."""
    years, statuses, needs = [], [], []
    for year, count in zip(PRIMARY, counts, strict=True):
        years += [year] * 60
        statuses += split((count, "K"), (60 - count, "N"))
        needs += split(*((count // 5 + (n < count % 5), need) for n, need in enumerate(("SLCN", "SEMH", "MLD", "PD", "OTH"))), (60 - count, ""))
    same = {"sex": "Girls", "fsm": "Eligible", "eal": "EAL", "birth_term": "Autumn born"}
    return school_of(
        {"year_group": years, "sen_provision": statuses, "need_1": needs, **{by: [group] * len(years) for by, group in same.items()}}
    )


@pytest.mark.xfail(raises=AssertionError, reason="not yet: tables are protected one by one, and the year groups' wholes stand in several")
@pytest.mark.parametrize("counts", [(9,) * 7, (12,) * 6 + (6,)], ids=["all nine", "one small year"])
def test_year_groups_cannot_be_found_from_the_number_of_the_whole_school(counts):
    """Seven hidden year groups under a school shown as 65 have nine each; six shown as 10 and a school of 80 leave 6 to 9."""
    assert attack(school_by_year(counts))[1] == []


def test_the_same_attacker_does_find_numbers_below_5_beside_true_totals():
    """The control: an attack that could never succeed would prove nothing."""
    found = []
    for seed in range(6):
        told = [one for table, result in exact_tables(simulated(seed)).items() for one in naive_told(table, result)]
        found += recovered(widths(told + groups_add_up(), naive=True))
    assert len(found) > 20
