"""Nobody can work out a hidden number: an attacker who knows the rule tries every table of a school at once.

The attacker has all shared need tables of a primary school: SEN support, EHC plans and both, for the school and for each
year group. The unknown numbers are the pupils of each year, provision and broad area. What is shown bounds sums of them
(a shown 40 lies between 38 and 42), what is hidden bounds them too (0 to 9, unless it may be the second cell), and linear
programmes find the lowest and highest value of each hidden number that fits everything. All pairs of filters are in it,
because all tables are used together.
"""

from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from analysis.columns import area_labels
from analysis.disclosure import SMALLEST_SHOWN, STEP, share
from analysis.results import HIDDEN, Result
from analysis.views.choosing import ALL
from analysis.views.need_of_all_pupils import OTHER_AREA, NeedSettings, need_of_all_pupils
from tests.schools import PRIMARY, random_school

AREAS = (*area_labels().values(), OTHER_AREA)
INCLUDES = {"both": ("K", "E"), "K": ("K",), "E": ("E",)}
YEARS = (ALL, *PRIMARY)
WHOLE = "whole"
CELLS = [(year, provision, area) for year in PRIMARY for provision in "KE" for area in AREAS]
NARROWEST = 5
# What the published rule lets a hidden number be. Where the gate hides larger ones as well, the attacker must know it.
MOST_HIDDEN = {"both": SMALLEST_SHOWN - 1, "K": SMALLEST_SHOWN - 1, "E": SMALLEST_SHOWN - 1}

Table = tuple[str, str]  # include, year group


@dataclass
class Told:
    """What one table tells about one sum: the bounds that follow from the published rule, and the true number."""

    table: Table
    row: str
    low: int
    high: float
    truth: int
    hidden: bool
    members: np.ndarray = field(repr=False)


def members(table: Table, row: str) -> np.ndarray:
    """Which of the unknown numbers a row adds up."""
    include, year = table
    return np.array(
        [
            year in (ALL, cell_year) and provision in INCLUDES[include] and row in (WHOLE, area)
            for cell_year, provision, area in CELLS
        ],
        dtype=float,
    )


def exact_tables(seed: int) -> dict[Table, Result]:
    """The exact results of a simulated primary school, under every filter."""
    chance = np.random.default_rng(seed)
    school = random_school(seed, size=int(chance.integers(90, 640)), phase="primary", sen=float(chance.uniform(0.12, 0.26)), plans=0.27)
    return {
        (include, year): need_of_all_pupils(school, NeedSettings(include, year)) for include in INCLUDES for year in YEARS
    }


def true_areas(result: Result) -> dict[str, int]:
    """The exact number of pupils in each broad area."""
    totals = dict.fromkeys(AREAS, 0)
    for row in result.rows:
        totals[row.merge_into] += row.count
    return totals


def shown_bounds(count: int) -> tuple[int, int]:
    """Between which counts a shown one lies."""
    return max(SMALLEST_SHOWN, count - STEP // 2), count + STEP // 2


def what_is_told(table: Table, result: Result) -> list[Told]:
    """What the shared table says about its whole and about each area, by the published rule."""
    shared = share(result)
    truth = true_areas(result)
    listed = {row.label: row.count for row in shared.rows}
    told = []
    most = MOST_HIDDEN[table[0]]
    if shared.whole.count is HIDDEN:
        told.append(Told(table, WHOLE, 0, most, result.whole.count, True, members(table, WHOLE)))
    else:
        told.append(Told(table, WHOLE, *shown_bounds(shared.whole.count), result.whole.count, False, members(table, WHOLE)))
    shown = [count for count in listed.values() if count is not HIDDEN]
    hidden = [label for label, count in listed.items() if count is HIDDEN]
    # Two hidden cells may be a small one and its cover, which is no larger than the smallest one shown.
    cover = max(most, min((shown_bounds(count)[1] for count in shown), default=np.inf)) if len(hidden) == 2 else most
    for area in AREAS:
        if area not in listed:  # a table leaves out what nobody has
            told.append(Told(table, area, 0, 0, truth[area], False, members(table, area)))
        elif listed[area] is HIDDEN:
            told.append(Told(table, area, 0, cover, truth[area], True, members(table, area)))
        else:
            told.append(Told(table, area, *shown_bounds(listed[area]), truth[area], False, members(table, area)))
    return told


def widths(told: list[Told], narrowest: int = NARROWEST) -> list[tuple[Told, int, int]]:
    """Each hidden number with the lowest and highest whole value that fits everything told.

    Every solution found is a school that fits, so a number that two of them hold far enough apart is not asked about again.
    """
    limits = csr_matrix(np.array([one.members for one in told] + [-one.members for one in told]))
    bounds = np.array([one.high for one in told] + [-float(one.low) for one in told])
    kept = np.isfinite(bounds)
    limits, bounds = limits[kept], bounds[kept]
    sums = np.array([one.members for one in told])
    low, high = (np.array([one.truth for one in told], dtype=float) for _ in range(2))
    found = []
    for place, one in enumerate(told):
        if not one.hidden:
            continue
        for sign in (1, -1):
            if high[place] - low[place] >= narrowest:
                break
            answer = linprog(sign * one.members, A_ub=limits, b_ub=bounds, bounds=(0, None), method="highs")
            assert answer.status in (0, 3), answer.message
            if answer.status == 3:  # no upper limit at all
                high[place] = np.inf
                continue
            values = sums @ answer.x
            low, high = np.minimum(low, values), np.maximum(high, values)
        top = high[place] if np.isinf(high[place]) else int(np.floor(high[place] + 1e-6))
        found.append((one, int(np.ceil(low[place] - 1e-6)), top))
    return found


def attack(seed: int) -> tuple[int, list[tuple[Told, int, int]]]:
    """How many hidden numbers a simulated school has, and those that the attacker pins down too closely."""
    told = [one for table, result in exact_tables(seed).items() for one in what_is_told(table, result)]
    for one in told:
        if not one.low <= one.truth <= one.high:
            raise RuntimeError(f"the attacker's rule is not the published one: {one}")
    found = widths(told)
    return len(found), [(one, low, high) for one, low, high in found if high - low < NARROWEST]


def naive_told(table: Table, result: Result) -> list[Told]:
    """The same table where only numbers from 1 to 4 are hidden and all else is exact."""
    rows = {WHOLE: result.whole.count, **true_areas(result)}
    return [
        Told(table, row, 1, 4, count, True, members(table, row))
        if 0 < count < 5
        else Told(table, row, count, count, count, False, members(table, row))
        for row, count in rows.items()
    ]


def recovered(found: list[tuple[Told, int, int]]) -> list[tuple[str, str, str, int]]:
    """The hidden numbers of which the attacker is certain."""
    return [(*one.table, one.row, one.truth) for one, low, high in found if low == high]


SCHOOLS = range(100)
SOAK_SCHOOLS = range(1000, 3000)
LEAK = (
    "a broad area that nobody has is left out of a shared table, so its 0 is known; and SEN support, EHC plans and both "
    "are shared side by side, so that a hidden number of plans follows from the other two"
)


def closest(seeds: range) -> tuple[int, list[str]]:
    """How many hidden numbers the schools have, and a line for each that is known too well."""
    hidden, known = 0, []
    for seed in seeds:
        number, narrow = attack(seed)
        hidden += number
        known += [f"school {seed}, {one.table}, {one.row}: {one.truth} lies in {low} to {high}" for one, low, high in narrow]
    return hidden, known


@pytest.mark.slow
@pytest.mark.xfail(raises=AssertionError, reason="not yet: " + LEAK)
def test_the_attacker_finds_no_hidden_number_and_none_within_five():
    hidden, known = closest(SCHOOLS)
    assert hidden > 5_000
    assert known == []


@pytest.mark.soak
@pytest.mark.xfail(raises=AssertionError, reason="not yet: " + LEAK)
def test_the_attacker_finds_no_hidden_number_in_two_thousand_schools():
    hidden, known = closest(SOAK_SCHOOLS)
    assert hidden > 100_000
    assert known == []


def test_the_same_attacker_does_find_numbers_below_5_beside_true_totals():
    """The control: an attack that could never succeed would prove nothing."""
    found = []
    for seed in range(6):
        told = [one for table, result in exact_tables(seed).items() for one in naive_told(table, result)]
        found += recovered(widths(told, narrowest=1))
    assert len(found) > 20
