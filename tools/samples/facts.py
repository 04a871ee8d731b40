"""What a list says of each pupil beside their groups: sessions, suspensions and scores.

Absence and suspension lie near England's for the phase and the provision: absence of pupils without SEN, on SEN support and
with a plan as in the figures of 2024/25; suspensions as in the autumn term of 2024/25, shared between the phases as in the
last year that tells them apart. They cover the autumn term before the January of the list.
"""

from dataclasses import dataclass
from datetime import date
from math import exp
from statistics import NormalDist

import numpy as np

from samples.history import JANUARIES, TODAY, Child
from samples.plan import SchoolPlan

SESSIONS = {2023: 146, 2024: 146, 2025: 148, TODAY: 148}  # open in the autumn term
ABSENCE = {  # percent of sessions missed, and how unequal it is
    "primary": ({"N": 4.5, "K": 6.7, "E": 8.4}, 0.80),
    "secondary": ({"N": 6.8, "K": 12.0, "E": 14.0}, 0.95),
}
ABSENCE_THEN = {2023: 1.10, 2024: 1.05, 2025: 1.02, TODAY: 1.0}
AUTHORISED = {"primary": 0.71, "secondary": 0.62}
SUSPENDED = {  # percent of pupils suspended in a term
    "primary": {"N": 0.15, "K": 1.5, "E": 2.5},
    "secondary": {"N": 2.0, "K": 8.0, "E": 8.0},
}
LOW_SCORE = {"SPLD": 18, "MLD": 18, "SLD": 30, "SLCN": 12, "DS": 28, "SEMH": 6, "ASD": 4, "NSA": 10, "": 8}  # standard points below
RELIABILITY = 0.8  # of a reading test: the share of the differences between pupils that it finds again
SCORED_FROM, SCORED_TO = 2, 10  # year groups that take a standardised reading test
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Facts:
    """One pupil in one January. A score of None was never taken."""

    possible: int
    authorised: int
    unauthorised: int
    suspensions: int
    suspended_sessions: int
    part_time: bool
    reading: int | None
    spelling: int | None
    ks2_reading: int | None
    looked_after: bool
    resourced: bool


def normal(rng: np.random.Generator) -> float:
    """A draw from the normal distribution."""
    return _NORMAL.inv_cdf(min(max(rng.random(), 1e-9), 1 - 1e-9))


def score(value: float, lowest: int = 69, highest: int = 131) -> int:
    """A standard score as a test gives it, with its lowest and highest."""
    return min(max(round(value), lowest), highest)


def draw_facts(plan: SchoolPlan, children: list[Child]) -> None:
    """Give each child what their lists say of them."""
    rng = np.random.default_rng([plan.seed, 2])
    for child in children:
        needs = {sen[1] for sen in child.sen.values() if sen[0] != "N"}
        missed = not needs and child.pupil.eal and rng.random() < plan.missed
        child.reading = 100 + 15 * (RELIABILITY**0.5 * normal(rng)) - max((LOW_SCORE.get(need, 3) for need in needs), default=0)
        child.reading -= 24 if missed else 3 * child.pupil.fsm
        child.often_absent = normal(rng)
        ks2, looked_after = 104.5 + (child.reading - 99) * 0.45 + 4 * normal(rng), rng.random() < 0.007
        in_base = "ASD" in needs and rng.random() < plan.resourced
        for january in JANUARIES:
            if january in child.sen:
                child.facts[january] = _draw(plan, child, january, score(ks2, 80, 120), looked_after, in_base and child.has_plan(january), rng)


def _draw(
    plan: SchoolPlan, child: Child, january: int, ks2: int, looked_after: bool, in_base: bool, rng: np.random.Generator
) -> Facts:
    provision, need, _ = child.sen[january]
    year = child.year(january)
    late = max(0, (child.joined - date(january - 1, 9, 3)).days)
    possible = max(4, SESSIONS[january] - round(late * 1.2))
    means, spread = ABSENCE[plan.phase]
    mean = means[provision] * ABSENCE_THEN[january] * (1.35 if child.pupil.fsm else 0.9) * plan.absence(child, january)
    rate = mean * exp(spread * (0.8 * child.often_absent + 0.6 * normal(rng)) - spread**2 / 2)
    missed = min(round(possible * min(rate, 95) / 100), possible)
    split, suspended, times, test, reading, spelling, part = rng.random(7)
    authorised = round(missed * min(1, max(0, AUTHORISED[plan.phase] + (split - 0.5) * 0.5)))
    chance = SUSPENDED[plan.phase][provision] / 100 * (2.2 if need == "SEMH" else 0.6 if provision != "N" else 1.0)
    often = (1 + int(times > 0.6) + int(times > 0.85)) if suspended < chance and year > 0 else 0
    taken = SCORED_FROM <= year <= SCORED_TO and test > 0.05
    return Facts(
        possible=possible,
        authorised=authorised,
        unauthorised=missed - authorised,
        suspensions=often,
        suspended_sessions=often * (2 + int(times * 6)),
        part_time=part < (0.03 if provision == "E" or need == "SEMH" else 0.0005),
        reading=score(child.reading + 15 * (1 - RELIABILITY) ** 0.5 * _NORMAL.inv_cdf(0.001 + 0.998 * reading)) if taken else None,
        spelling=score(child.reading * 0.8 + 20 + 9 * _NORMAL.inv_cdf(0.001 + 0.998 * spelling)) if taken else None,
        ks2_reading=ks2 if plan.phase == "secondary" else None,
        looked_after=looked_after,
        resourced=in_base,
    )
