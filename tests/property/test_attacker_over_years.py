"""Nobody can work out a hidden number from a school's several lists either, all their tables taken together.

To what the attacker of one list has (see `test_attacker`) come the shares of every January by provision and area of need, the
flow of the register from each January to the next, and absence and suspension. The unknown numbers are now also the pupils
of each earlier list by provision and area, and those who went each way between two lists by provision before and after. What
they add up to is known: whoever is on SEN support in one list stayed, moved, ended or left by the next.
"""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.columns import area_labels
from analysis.disclosure import STEP, share
from analysis.measures.matching import matched
from analysis.results import HIDDEN, Row
from analysis.school import PupilList, School
from analysis.views.change_over_time import ChangeSettings, change_over_time
from analysis.views.choosing import ALL
from analysis.views.need_of_all_pupils import OTHER_AREA
from analysis.views.nutshell import nutshell
from analysis.views.projection import ProjectionSettings, projection
from analysis.views.register_flow import FlowSettings, register_flow
from tests.property.test_attacker import (
    CELLS,
    GROUPS,
    INCLUDES,
    MOST_SMALL,
    Told,
    bounds,
    closest,
    exact_tables,
    groups_add_up,
    may_cover,
    pinned_down,
    what_is_told,
)
from tests.schools import table_of
from tests.schools_over_years import lists_over_years, school_over_years

LISTS = 4
MANY = 100_000  # a number of pupils that bounds nothing, for rows that are not counted of any
STEPS = range(LISTS - 1)
LABELS = {**area_labels(), "other": OTHER_AREA}
# The ways of `register_flow`, by provision before and after.
WAYS = {
    "arrived": ("new>K", "new>E"),
    "identified": ("N>K", "N>E"),
    "K>K": ("K>K",),
    "K>E": ("K>E",),
    "E>E": ("E>E",),
    "E>K": ("E>K",),
    "ended": ("K>N", "E>N"),
    "left": ("K>gone", "E>gone"),
    "finished": ("K>done", "E>done"),
}
MOVES = tuple(move for moves in WAYS.values() for move in moves)
FACTS = ("absent with", "absent without", "suspended with", "suspended without", "without SEN")
NEW = [("list", place, provision, area) for place in range(LISTS - 1) for provision in "KE" for area in LABELS]
NEW += [("flow", step, move) for step in STEPS for move in MOVES]
NEW += list(FACTS)
PLACE = {cell: len(CELLS) + n for n, cell in enumerate(NEW)}


def adds(*cells, minus=()) -> np.ndarray:
    """The sum of these unknown numbers, less the others."""
    made = np.zeros(len(CELLS) + len(NEW))
    for cell in cells:
        made[PLACE[cell]] += 1
    for cell in minus:
        made[PLACE[cell]] -= 1
    return made


def today(provisions: str, area: str = ALL, year: str = ALL) -> np.ndarray:
    """The pupils of the last list with these provisions, of one area and year group or all."""
    made = np.zeros(len(CELLS) + len(NEW))
    for place, (by, group, provision, label) in enumerate(CELLS):
        if by == "need" and provision in provisions and area in (ALL, label) and year in (ALL, group):
            made[place] = 1
    return made


def listed(place: int, provisions: str, area: str = ALL) -> np.ndarray:
    """The pupils of one list with these provisions, of one area (by its label) or all."""
    if place == LISTS - 1:
        return today(provisions, area)
    codes = [code for code, label in LABELS.items() if area in (ALL, label)]
    return adds(*(("list", place, provision, code) for provision in provisions for code in codes))


def simulated(seed: int) -> School:
    """A simulated primary school of 90 to 640 pupils with four Januaries, absence and suspensions."""
    chance = np.random.default_rng(seed)
    lists = lists_over_years(seed, int(chance.integers(90, 640)), changing=seed % 2 == 1, lists=LISTS)
    pupils = lists[-1].pupils
    drawn = {by: list(chance.choice([group for group in groups if group != "Not recorded"], len(pupils))) for by, groups in GROUPS.items()}
    sen = pupils["sen_provision"].isin(("K", "E"))
    missed = np.where(chance.random(len(pupils)) < np.where(sen, 0.3, 0.12), 40, 5)
    facts = {"possible_sessions": 300, "authorised_absence": missed, "unauthorised_absence": 0,
             "suspensions": (chance.random(len(pupils)) < np.where(sen, 0.1, 0.03)).astype(int)}  # fmt: skip
    last = pd.concat([pupils, table_of(drawn)], axis=1).assign(**facts)
    return school_over_years((*lists[:-1], PupilList(lists[-1].snapshot, last)))


def told_of(name: tuple, row: Row, truth: int, small: bool, members: np.ndarray, most: float) -> Told:
    """What one shared row tells of its sum."""
    sized = replace(row, size=MANY) if row.size is None or row.size is HIDDEN and name[0] == "nutshell" else row
    return Told(name, row.label, *bounds(sized, most), truth, row.count is HIDDEN, small, members)


def told_by_years(school: School) -> list[Told]:
    """The shares of every list, by provision and area of need."""
    told = []
    for include, provisions in INCLUDES.items():
        exact = {area: change_over_time(school, ChangeSettings(include, area)) for area in (ALL, *area_labels())}
        if include == "both":
            exact["other"] = projection(school, ProjectionSettings("other"))
        shared = {area: share(result) for area, result in exact.items()}
        for place in range(LISTS):
            whole = shared[ALL].rows[place]
            parts = [one.rows[place] for area, one in shared.items() if area != ALL]
            table = ("years", include, place)
            cover = may_cover(table, SimpleNamespace(rows=parts, whole=whole))
            for area in exact:
                true, row = exact[area].rows[place], shared[area].rows[place]
                members = listed(place, provisions, ALL if area == ALL else LABELS[area])
                few = min(true.count, true.size - true.count) <= MOST_SMALL
                told.append(told_of((*table, area), row, true.count, few, members, guessed(true.count) if area == ALL else cover))
    return told


def guessed(count: int) -> float:
    """The attacker guesses right whether a hidden number is small."""
    return MOST_SMALL if count <= MOST_SMALL else np.inf


def told_by_flow(school: School, by_itself: bool) -> list[Told]:
    """The flow from each list to the next, and what its ways add up to; `by_itself` lets the gate forget the other tables."""
    told = []
    for step, (before, after) in enumerate(zip(school.lists, school.lists[1:], strict=False)):
        exact = register_flow(school, FlowSettings(after.snapshot.academic_year))
        shared = share(replace(exact, known=()) if by_itself else exact)
        ways = {**WAYS, "all": MOVES}
        for true, row in zip((exact.whole, *exact.rows), (shared.whole, *shared.rows), strict=True):
            members = adds(*(("flow", step, move) for move in ways[true.key]))
            told.append(told_of(("flow", "both", step), row, true.count, true.count <= MOST_SMALL, members, guessed(true.count)))
        moves = true_moves(before, after)
        assert {way: sum(moves[move] for move in WAYS[way]) for way in WAYS} == {row.key: row.count for row in exact.rows}
        for provision in "KE":
            left = [("flow", step, move) for move in MOVES if move[0] == provision]
            came = [("flow", step, move) for move in MOVES if move[-1] == provision]
            told.append(equal(listed(step, provision) - adds(*left)))
            told.append(equal(listed(step + 1, provision) - adds(*came)))
        if step == STEPS[-1]:  # whoever is in Reception today has arrived since the last list
            told += [
                at_least(adds(("flow", step, f"new>{provision}")) - today(provision, year="Reception"),
                         moves[f"new>{provision}"] - count_of(after, provision, "Reception"))
                for provision in "KE"
            ]  # fmt: skip
    return told


def count_of(one: PupilList, provision: str, year: str) -> int:
    """The pupils of one year group with a provision."""
    return int(((one.pupils["sen_provision"] == provision) & (one.pupils["year_group"] == year)).sum())


def true_moves(before: PupilList, after: PupilList) -> dict[str, int]:
    """How many pupils went each way, by provision before and after."""
    pairs = matched(before.pupils, after.pupils)
    old, new = before.pupils["sen_provision"].astype(object), after.pupils["sen_provision"].astype(object)
    oldest = before.pupils["year_group"][pairs.gone] == before.pupils["year_group"].max()
    went = [f"{one}>{other}" for one, other in zip(old[pairs.before], new[pairs.after], strict=True)]
    went += [f"{one}>{'done' if done else 'gone'}" for one, done in zip(old[pairs.gone], oldest, strict=True)]
    went += [f"new>{one}" for one in new[pairs.came]]
    return {move: went.count(move) for move in MOVES}


def equal(members: np.ndarray) -> Told:
    """Two sums that are known to be the same."""
    return Told(("known",), "", 0, 0, 0, False, False, members)


def at_least(members: np.ndarray, truth: int) -> Told:
    """One sum that is known to be no smaller than another."""
    return Told(("known",), "", 0, np.inf, truth, False, False, members)


def told_by_nutshell(school: School) -> list[Told]:
    """The largest area, absence and suspension, and the numbers of pupils that these are counted of."""
    exact = nutshell(school)
    shared = share(exact)
    shown = {row.key: row for row in shared.rows}
    rows = {row.key: (row, shown[row.key]) for row in exact.rows if row.key in shown}
    without = exact.whole.size - exact.whole.count
    told = [told_of_size(shared.whole.size, exact.whole.size, today("KE") + adds("without SEN"))]
    top = next((key for key in rows if key in LABELS), None)
    counts = {code: change_over_time(school, ChangeSettings("both", code)).rows[-1].count for code in area_labels()}
    told += [
        at_least(today("KE", LABELS[top]) - today("KE", label), counts[top] - counts[code]) for code, label in area_labels().items() if top not in (None, code)
    ]
    for words, members, size in (("with", today("KE"), exact.whole.count), ("without", adds("without SEN"), without)):
        for kind in ("absent", "suspended"):
            true, row = rows[f"{kind} {words} SEN"]
            mine = adds(f"{kind} {words}")
            told.append(told_of(("nutshell", "both", ALL), row, true.count, min(true.count, size - true.count) <= MOST_SMALL, mine, guessed(true.count)))
            told.append(at_least(members - mine, size - true.count))
            told.append(told_of_size(row.size, size, members))
    return told


def told_of_size(size: object, truth: int, members: np.ndarray) -> Told:
    """What the shown number of pupils, of which a row counts some, tells of it; it may be the number of those without SEN."""
    low, high = (0, np.inf) if size is HIDDEN else (size - STEP // 2, size + STEP // 2)
    return Told(("nutshell", "size", ALL), "size", low, high, truth, size is HIDDEN and truth <= MOST_SMALL, truth <= MOST_SMALL, members)


def everything(school: School, by_itself: bool) -> list[Told]:
    """All that the shared tables of a school with several lists tell."""
    one_list = [one for table, result in exact_tables(school).items() for one in what_is_told(table, result)] + groups_add_up()
    longer = [replace(one, members=np.concatenate([one.members, np.zeros(len(NEW))])) for one in one_list]
    return longer + told_by_years(school) + told_by_flow(school, by_itself) + told_by_nutshell(school)


def attack(school: School, by_itself: bool = False) -> tuple[int, list[tuple[Told, int, int]]]:
    """How many hidden numbers a school has, and those that the attacker pins down too closely."""
    return pinned_down(everything(school, by_itself))


SCHOOLS = range(40)
SOAK_SCHOOLS = range(1000, 1600)


@pytest.mark.slow
def test_the_attacker_of_several_lists_finds_no_hidden_number_and_none_within_five():
    """“EHC plan to SEN support” was known to lie in 0 to 2, since both Januaries' plans and those that stayed were shown."""
    hidden, known = closest({seed: simulated(seed) for seed in SCHOOLS}, attack)
    assert hidden > 5_000
    assert known == []


@pytest.mark.soak
@pytest.mark.xfail(raises=AssertionError, reason="not yet: in one of 480 schools two areas of need of one year keep five values (0 to 4); tables are protected one by one")
def test_the_attacker_of_several_lists_finds_no_hidden_number_in_six_hundred_schools():
    hidden, known = closest({seed: simulated(seed) for seed in SOAK_SCHOOLS}, attack)
    assert hidden > 80_000
    assert known == []


@pytest.mark.slow
def test_the_same_attacker_does_find_numbers_where_the_flow_is_protected_by_itself():
    """The control: the flow's own table hides its small numbers well, but not beside the shares of each year."""
    found = [one for seed in (1, 2, 14) for one in attack(simulated(seed), by_itself=True)[1]]
    assert len(found) > 5
