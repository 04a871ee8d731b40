"""Invented schools with a list for each January: pupils who move up, are identified, leave and join, from a fixed seed."""

import random
from dataclasses import dataclass, field

import pandas as pd

from analysis.columns import PUPIL_COLUMNS
from analysis.school import PupilList, School, Snapshot
from tests.schools import NEED_WEIGHTS, PRIMARY, SECONDARY

CHANGES = ("identification rises", "a review of the register", "a wave of plans", "the intake shrinks", "the intake grows needier")


@dataclass
class Life:
    """How one invented school lives: rates in a year, and what changes (`change` is "" for a school that stays as it is)."""

    chance: random.Random
    years: tuple[str, ...]
    intake: int
    change: str
    when: int
    entry: tuple[float, float] = (0.07, 0.02)
    identify: float = 0.04
    end: float = 0.12
    plan: float = 0.04
    leave: float = 0.04
    needs: tuple[float, ...] = ()
    serial: int = 0
    pupils: list[dict] = field(default_factory=list)

    def rate(self, kind: str, january: int, place: int = 0) -> float:
        """The chance of one kind of change in one year."""
        times = 1.0
        if self.change == "identification rises" and kind == "identify":
            times = 1.15**january
        if self.change == "a review of the register" and january == self.when and kind in ("end", "identify"):
            times = 2.5 if kind == "end" else 0.6
        if self.change == "a wave of plans" and kind == "plan" and january >= self.when:
            times = 2.0
        if self.change == "the intake grows needier" and kind == "entry" and january >= self.when:
            times = 1.8
        if kind == "identify":
            times *= (1.3, 1.3, 1.1, 1.0, 0.8, 0.6, 0.5)[place]
        return times

    def join(self, january: int, place: int) -> None:
        """One pupil comes."""
        support, plans = (one * self.rate("entry", january) for one in self.entry)
        more = 1 + 0.5 * place
        drawn = self.chance.random()
        state = "E" if drawn < plans else "K" if drawn < plans + support * more else "N"
        self.serial += 1
        self.pupils.append({"pupil": f"p{self.serial}", "place": place, "state": state, "need": self.need() if state != "N" else None})

    def need(self) -> str:
        """A main need, in the school's own proportions."""
        return self.chance.choices(tuple(NEED_WEIGHTS), self.needs)[0]

    def one_year(self, january: int) -> None:
        """Everybody a year older."""
        draw = self.chance.random
        staying = []
        for pupil in self.pupils:
            pupil["place"] += 1
            if pupil["place"] >= len(self.years) or draw() < self.leave:
                continue
            place = pupil["place"] - 1
            if pupil["state"] == "N" and draw() < self.identify * self.rate("identify", january, place):
                pupil |= {"state": "K", "need": self.need()}
            elif pupil["state"] == "K":
                if draw() < self.plan * self.rate("plan", january):
                    pupil["state"] = "E"
                elif draw() < self.end * self.rate("end", january):
                    pupil |= {"state": "N", "need": None}
            staying.append(pupil)
        self.pupils = staying
        for place in range(1, len(self.years)):
            for _ in range(sum(draw() < self.leave for _ in range(self.intake))):
                self.join(january, place)
        shrunk = 0.93**january if self.change == "the intake shrinks" else 1.0
        for _ in range(max(round(self.chance.gauss(self.intake * shrunk, 0.04 * self.intake)), 1)):
            self.join(january, 0)

    def listed(self) -> pd.DataFrame:
        """The January list."""
        groups = [self.years[one["place"]] for one in self.pupils]
        return pd.DataFrame(
            {
                "pupil": pd.Series([one["pupil"] for one in self.pupils], dtype=object),
                "year_group": pd.Categorical(groups, PUPIL_COLUMNS["year_group"].categories, ordered=True),
                "sen_provision": pd.Categorical([one["state"] for one in self.pupils], PUPIL_COLUMNS["sen_provision"].categories, ordered=True),
                "need_1": pd.Series([one["need"] for one in self.pupils], dtype=object),
            }
        )


def lists_over_years(seed: int, size: int, changing: bool, lists: int = 7) -> tuple[PupilList, ...]:
    """So many January lists of one school of about this size, the first after a long settled time."""
    chance = random.Random(seed)
    years = SECONDARY if size >= 700 else PRIMARY
    life = Life(
        chance, years, max(size // len(years), 1),
        change=CHANGES[seed % len(CHANGES)] if changing else "",
        when=chance.randint(1, lists - 1),
        entry=(chance.uniform(0.04, 0.12), chance.uniform(0.01, 0.03)),
        identify=chance.uniform(0.02, 0.06), end=chance.uniform(0.08, 0.2), plan=chance.uniform(0.02, 0.07),
        leave=chance.uniform(0.02, 0.06),
        needs=tuple(weight * chance.uniform(0.3, 2) for weight in NEED_WEIGHTS.values()),
    )  # fmt: skip
    for _ in years:
        life.one_year(0)
    kept = []
    for january in range(lists):
        if january:
            life.one_year(january)
        kept.append(PupilList(Snapshot(f"{2022 + january}/{23 + january}", "spring"), life.listed()))
    return tuple(kept)


def school_over_years(lists: tuple[PupilList, ...], **parts) -> School:
    """A school whose list of today is the last one."""
    return School(lists[-1].pupils, "list 1", snapshot=lists[-1].snapshot, earlier=lists[:-1], **parts)
