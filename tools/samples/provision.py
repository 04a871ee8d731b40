"""Who gets which provision, how much of it they had, and the scores before and after: one row a pupil in one round."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from samples.facts import RELIABILITY, normal, score
from samples.history import TODAY, Child, there
from samples.pupils import choose

HEADINGS = ["Pupil", "Provision", "Wave", "Need it is for", "Start date", "End date", "Minutes each time", "Times a week",
            "Number of weeks", "Planned sessions", "Attended sessions", "Group size", "Staff role", "Other cost (£)",
            "Funding source", "Score at the start", "Score at the end", "Test used", "Subject missed"]  # fmt: skip
ROUNDS = (  # start, end, and the January whose pupils it was for
    (date(2024, 9, 16), date(2024, 12, 13), 2025),
    (date(2025, 1, 13), date(2025, 4, 4), 2025),
    (date(2025, 9, 15), date(2025, 12, 12), TODAY),
)
LOWEST_CHOSEN = 75  # a pupil who scores lower gets something of their own
STREAM = 67  # chosen like the seeds of the schools: chance adds no story of its own
FUNDING = {"notional": "Notional SEN (in core budget)", "top-up": "Top-up from the local authority", "premium": "Pupil premium"}


@dataclass(frozen=True)
class Provision:
    """One provision of a school. `gain` is what it adds to a pupil's true score, in standard points, over a round."""

    name: str
    wave: str
    staff_role: str
    pupils: int  # in each round
    minutes: int
    times_a_week: int
    group_size: int
    need: str = ""
    weeks: int = 12
    attended: float = 0.88  # of the planned sessions
    test: str = ""
    gain: float = 0.0
    lowest_scores: bool = False  # given to those who scored lowest at the start, on the register or not
    with_plan: bool = False
    other_cost: int = 0
    funding: str = "notional"
    subject_missed: str = ""
    years: tuple[int, ...] = ()
    likely: Callable[[Child], float] = lambda child: 1.0


def provision_rows(children: list[Child], offers: tuple[Provision, ...], seed: int) -> Iterator[list[object]]:
    """The rows of the provision table, round by round."""
    rng = np.random.default_rng([seed, STREAM])
    for start, end, january in ROUNDS:
        listed = there(children, january)
        for offer in offers:
            for child, before in _pupils(offer, listed, january, rng):
                yield _row(offer, child, before, start, end, rng)


def _pupils(
    offer: Provision, listed: list[Child], january: int, rng: np.random.Generator
) -> Iterator[tuple[Child, int | None]]:
    """The pupils of one round, with the score at the start."""
    could = [child for child in listed if not offer.years or child.year(january) in offer.years]
    if offer.lowest_scores:
        tested = [(_tested(child.reading, rng), child) for child in could if not child.has_plan(january)]
        tested = [(before, child) for before, child in tested if before >= LOWEST_CHOSEN]
        order = sorted(range(len(tested)), key=lambda place: (tested[place][0], tested[place][1].number))
        yield from ((tested[place][1], tested[place][0]) for place in order[: offer.pupils])
        return
    provisions = ("E",) if offer.with_plan else ("K", "E")
    could = [child for child in could if child.sen[january][0] in provisions]
    weights = [offer.likely(child) * (8.0 if child.sen[january][1] == offer.need else 1.0) for child in could]
    for place in choose(np.array(weights), min(offer.pupils, len(could)), rng):
        yield could[place], _tested(could[place].reading, rng) if offer.test else None


def _tested(true_score: float, rng: np.random.Generator) -> int:
    """What one test says of a pupil: never twice quite the same."""
    return score(true_score + 15 * (1 - RELIABILITY) ** 0.5 * normal(rng))


def _row(offer: Provision, child: Child, before: int | None, start: date, end: date, rng: np.random.Generator) -> list[object]:
    planned = offer.times_a_week * offer.weeks
    came = min(max(offer.attended + 0.09 * normal(rng), 0.0), 1.0)
    after = None if before is None or rng.random() < 0.04 else _tested(child.reading + offer.gain * came, rng)
    return [
        f"{child.number:06}", offer.name, offer.wave, offer.need, start.strftime("%d/%m/%Y"), end.strftime("%d/%m/%Y"),
        offer.minutes, offer.times_a_week, offer.weeks, planned, round(planned * came), offer.group_size, offer.staff_role,
        offer.other_cost or "", FUNDING[offer.funding], *("" if one is None else one for one in (before, after)), offer.test,
        offer.subject_missed,
    ]  # fmt: skip
