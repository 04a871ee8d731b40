"""What a school's January lists say about how its register moves, as counts: no pupil is left in them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.columns import WITH_SEN, YEAR_GROUPS, need_areas
from analysis.measures.matching import matched
from analysis.school import PupilList

OTHER_AREA = "other"
AREAS = ("communication", "cognition", "semh", "sensory", OTHER_AREA)  # the codes of data/codes/needs.toml
STATES = ("N", "K", "E")  # a pupil who is being monitored has no SEN
LEFT = len(STATES)  # the place after the states: gone by the next list

Counts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Year:
    """One list counted: pupils by year group and provision, and those with SEN by year group and area of need."""

    academic_year: str
    provision: Counts
    area: Counts

    @property
    def roll(self) -> int:
        """All pupils of the list."""
        return sum(map(sum, self.provision))


@dataclass(frozen=True)
class Step:
    """Two lists a year apart, matched, the later one of `academic_year`: `moves` by year group, provision before and after (or left); `joined` by year
    group and provision; `new_areas` the areas of need of those who were not on the register before."""

    academic_year: str
    moves: tuple[Counts, ...]
    joined: Counts
    new_areas: tuple[int, ...]


@dataclass(frozen=True)
class History:
    """A school's lists, oldest first, and the steps between those that lie a year apart."""

    year_groups: tuple[str, ...]
    years: tuple[Year, ...]
    steps: tuple[Step, ...]

    def without_last(self) -> "History":
        """The same history one list shorter."""
        last = self.years[-1].academic_year
        return History(self.year_groups, self.years[:-1], tuple(step for step in self.steps if step.academic_year != last))


def history_of(lists: tuple[PupilList, ...]) -> History:
    """The counts of these lists, which all need year groups and SEN provision; pupils are matched where a list has ids."""
    last = lists[-1].pupils["year_group"].dropna()
    places = last.cat.codes
    groups = YEAR_GROUPS[places.min() : places.max() + 1] if len(places) else ()
    placed = [(one, _places(one.pupils, groups)) for one in lists]
    years = tuple(_counted(one.snapshot.academic_year, places, len(groups)) for one, places in placed)
    pairs = zip(placed[:-1], placed[1:], strict=True)
    steps = tuple(_step(before, after, len(groups)) for before, after in pairs if _years_apart(before[0], after[0]) == 1)
    return History(groups, years, steps)


def _years_apart(before: PupilList, after: PupilList) -> int:
    return int(after.snapshot.academic_year[:4]) - int(before.snapshot.academic_year[:4])


def _places(pupils: pd.DataFrame, groups: tuple[str, ...]) -> pd.DataFrame:
    """Each pupil's year group, provision and area as places in their lists; -1 for a year group that is not there any more."""
    areas = need_areas()
    needs = pupils["need_1"] if "need_1" in pupils else pd.Series(None, index=pupils.index, dtype=object)
    return pd.DataFrame(
        {
            "group": _found(pupils["year_group"], {group: place for place, group in enumerate(groups)}, -1),
            "state": _found(pupils["sen_provision"], {one: STATES.index(one) for one in WITH_SEN}, 0),
            "area": _found(needs, {code: AREAS.index(area) for code, area in areas.items() if area}, AREAS.index(OTHER_AREA)),
        },
        index=pupils.index,
        dtype=int,
    )


def _found(column: pd.Series, places: dict[str, int], otherwise: int) -> list[int]:
    return [places.get(one, otherwise) for one in column]


def _counted(academic_year: str, places: pd.DataFrame, groups: int) -> Year:
    places = places[places["group"] >= 0]
    provision, area = np.zeros((groups, len(STATES)), int), np.zeros((groups, len(AREAS)), int)
    np.add.at(provision, (places["group"], places["state"]), 1)
    with_sen = places[places["state"] > 0]
    np.add.at(area, (with_sen["group"], with_sen["area"]), 1)
    return Year(academic_year, _plain(provision), _plain(area))


def _step(before: tuple[PupilList, pd.DataFrame], after: tuple[PupilList, pd.DataFrame], groups: int) -> Step:
    (earlier, old), (later, new) = before, after
    pairs = matched(earlier.pupils, later.pupils)
    moves = np.zeros((groups, len(STATES), len(STATES) + 1), int)
    stayed_old, stayed_new = old.loc[pairs.before], new.loc[pairs.after]
    there = (stayed_old["group"] >= 0).to_numpy()
    np.add.at(moves, (stayed_old["group"][there], stayed_old["state"][there], stayed_new["state"].to_numpy()[there]), 1)
    gone = old.loc[pairs.gone]
    gone = gone[gone["group"] >= 0]
    np.add.at(moves, (gone["group"], gone["state"], LEFT), 1)
    joined = np.zeros((groups, len(STATES)), int)
    came = new.loc[pairs.came]
    came = came[came["group"] >= 0]
    np.add.at(joined, (came["group"], came["state"]), 1)
    identified = stayed_new[(stayed_old["state"] == 0).to_numpy() & (stayed_new["state"] > 0).to_numpy()]
    fresh = pd.concat([identified, came[came["state"] > 0]])
    areas = np.bincount(fresh["area"], minlength=len(AREAS))
    return Step(later.snapshot.academic_year, tuple(map(_plain, moves)), _plain(joined), tuple(areas.tolist()))


def _plain(counts: np.ndarray) -> Counts:
    return tuple(map(tuple, counts.tolist()))
