"""Thousands of possible futures of a register, and the range that holds four in five of them.

Each future draws its own rates from what the school's lists allow (Dirichlet around the counts of each year group, shrunk
towards the whole school's), lets the rates of identification and of ending support drift from year to year, and then moves,
adds and takes away pupils one school year at a time.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.measures.projection.history import AREAS, LEFT, STATES, History, Step, Year

RUNS = 4_000
AHEAD = 3
LEVEL = 0.8
SEED = 20_260_101  # the same lists give the same answer every time

# What a pupil without SEN, on SEN support or with a plan may do in a year, before any list is counted. It weighs as much as
# two pupils, only so that a move nobody has made yet stays possible.
BEFORE_COUNTING = np.array([[0.92, 0.03, 0.002, 0.048], [0.10, 0.80, 0.04, 0.06], [0.01, 0.02, 0.91, 0.06]])
WEIGHT = 2.0
# A year group's own rates count as much as the whole school's once it has shown this many pupils in that state.
SHRINK = 30.0
# How far identification and ending may drift in a year, as a part of the rate: a new SENCo, a review, a change of threshold.
# Set so that four in five ranges hold over simulated schools of which half change; see docs/method.md.
DRIFT = 0.25


@dataclass(frozen=True)
class Known:
    """What the user knows of the coming year: joiners on SEN support and with plans and their area of need, the number on
    roll, requests for an assessment in progress, and the share of requests that end in a plan."""

    support: int = 0
    plans: int = 0
    area: str = ""
    roll: int = 0
    requests: int = 0
    granted: float = 1.0


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class Span:
    """The middle future, and the lowest and highest of the middle four in five."""

    low: int
    middle: int
    high: int


@lru_cache(maxsize=8)
def futures(history: History, known: Known = NOTHING_KNOWN, ahead: int = AHEAD, runs: int = RUNS) -> dict[str, tuple[Span, ...]]:
    """For "roll", "both", "K", "E" and each area of need: the span of each coming year."""
    chance = np.random.default_rng(SEED)
    rates = _Rates(history, runs, chance)
    now = np.array(history.years[-1].provision)
    pupils = np.broadcast_to(now, (runs, *now.shape)).copy()
    area = np.broadcast_to(np.array(history.years[-1].area), (runs, len(now), len(AREAS))).copy()
    drift = np.zeros((runs, 3))
    told: dict[str, list[np.ndarray]] = {}
    for year in range(ahead):
        drift += chance.normal(0, DRIFT, drift.shape)
        pupils, area = _next_year(pupils, area, rates, drift, known if year == 0 else NOTHING_KNOWN, chance)
        totals = {"roll": pupils.sum((1, 2)), "both": pupils[:, :, 1:].sum((1, 2)), "K": pupils[:, :, 1].sum(1), "E": pupils[:, :, 2].sum(1)}
        totals |= {name: area[:, :, place].sum(1) for place, name in enumerate(AREAS)}
        for name, counts in totals.items():
            told.setdefault(name, []).append(counts)
    return {name: tuple(map(_span, years)) for name, years in told.items()}


def _span(counts: np.ndarray) -> Span:
    tail = (1 - LEVEL) / 2
    ordered = np.sort(counts)
    low, middle, high = (int(ordered[round(part * (len(ordered) - 1))]) for part in (tail, 0.5, 1 - tail))
    return Span(low, middle, high)


class _Rates:
    """The rates of every future, drawn once: `moves` by future, year group, provision before and after."""

    def __init__(self, history: History, runs: int, chance: np.random.Generator):
        groups = len(history.year_groups)
        moves = np.sum([step.moves for step in history.steps], axis=0) if history.steps else np.zeros((groups, 3, 4))
        moves[-1:] = 0  # everybody leaves the oldest year group
        whole = _dirichlet(moves.sum(0) + WEIGHT * BEFORE_COUNTING, runs, chance)
        self.moves = _dirichlet(moves + SHRINK * whole[:, None], None, chance)
        entries = np.array([year.provision[0] for year in history.years if sum(year.provision[0])]).reshape(-1, len(STATES))
        usual = entries.sum(0) + WEIGHT * np.array([0.9, 0.08, 0.02])
        self.entry = _dirichlet(usual, runs, chance)
        self.intake = _intakes(entries.sum(1), runs, chance)
        joined = np.sum([_joined(step, history.years[-1]) for step in history.steps] or [np.zeros((groups, 3))], axis=0)
        years = max(len(history.steps), 1)
        self.joining = chance.standard_gamma(np.broadcast_to(joined.sum(1) + 0.1, (runs, groups))) / years
        self.joining[:, 0] = 0
        self.joiners = _dirichlet(joined.sum(0) + WEIGHT * np.array([0.85, 0.12, 0.03]), runs, chance)
        now = np.array(history.years[-1].area).sum(0) + 0.5
        new = np.sum([step.new_areas for step in history.steps], axis=0) if history.steps else np.zeros(len(AREAS))
        self.area = _dirichlet(new + 4 * now / now.sum(), runs, chance)

    def of_year(self, drift: np.ndarray) -> np.ndarray:
        """The rates of one year: each way on to, up and off the register multiplied by how far it has drifted."""
        moves = self.moves.copy()
        on, up, off = np.exp(drift - DRIFT**2 / 2).T[:, :, None]
        for before, after, times in ((0, 1, on), (0, 2, up), (1, 2, up), (1, 0, off)):
            moves[:, :, before, after] *= times
        return moves / moves.sum(-1, keepdims=True)


def _joined(step: Step, now: Year) -> np.ndarray:
    """The joiners of a step by year group. The youngest is the intake; where the year group below was not there yet, those
    who will now come from it are taken off."""
    joined = np.array(step.joined, float)
    joined[0] = 0
    for group in range(1, len(joined)):
        came, below = joined[group].sum(), sum(now.provision[group - 1])
        if came and below and not np.sum(step.moves[group - 1]):
            joined[group] *= max(came - below, 0) / came
    return joined


def _dirichlet(weights: np.ndarray, runs: int | None, chance: np.random.Generator) -> np.ndarray:
    """Shares that fit the weights, for each future."""
    shape = weights if runs is None else np.broadcast_to(weights, (runs, *weights.shape))
    drawn = chance.standard_gamma(np.maximum(shape, 1e-3)) + 1e-12
    return drawn / drawn.sum(-1, keepdims=True)


def _intakes(sizes: np.ndarray, runs: int, chance: np.random.Generator) -> np.ndarray:
    """The usual size of an intake and how far one strays from it, as (middle, spread) for each future."""
    if not len(sizes):
        return np.zeros((runs, 2))
    spread = max(float(sizes.std(ddof=1)) if len(sizes) > 1 else float(sizes[0]) ** 0.5, 1.0)
    free = max(len(sizes) - 1, 1)
    own = np.minimum(spread * np.sqrt(free / chance.chisquare(free, runs)), 3 * spread)
    middle = sizes.mean() + own * chance.standard_normal(runs) / len(sizes) ** 0.5
    return np.stack([middle, own], axis=1)


def _next_year(pupils, area, rates: _Rates, drift, known: Known, chance) -> tuple[np.ndarray, np.ndarray]:
    """Everybody a year older: moved, identified, left, joined, admitted."""
    moves = rates.of_year(drift)
    moved = np.stack([chance.multinomial(pupils[:, :-1, state], moves[:, :-1, state]) for state in range(len(STATES))], axis=2)
    if known.requests:
        _grant(moved, known, chance)
    older = moved[:, :, :, :LEFT].sum(2)
    still = moved[:, :, 1:, 1:LEFT].sum((2, 3))  # with SEN before and after
    area = _thinned(area[:, :-1], still, chance)
    pupils = np.concatenate([np.zeros_like(older[:, :1]), older], axis=1)
    area = np.concatenate([np.zeros_like(area[:, :1]), area], axis=1)
    came = chance.poisson(rates.joining)
    pupils = pupils + chance.multinomial(came, rates.joiners[:, None])
    pupils[:, 0] += _admitted(pupils.sum((1, 2)), rates, known, chance)
    fresh = pupils[:, :, 1:].sum(2) - area.sum(2)
    given = np.zeros_like(area[:, 0])
    if known.area:
        given[:, AREAS.index(known.area)] = np.minimum(fresh[:, 0], known.support + known.plans)
        fresh[:, 0] -= given.sum(1)
    area = area + chance.multinomial(fresh, rates.area[:, None])
    area[:, 0] += given
    return pupils, area


def _admitted(staying: np.ndarray, rates: _Rates, known: Known, chance) -> np.ndarray:
    """The new intake by provision; joiners who are known come at least."""
    middle, spread = rates.intake.T
    size = np.rint(np.maximum(middle + spread * chance.standard_normal(len(middle)), 0)).astype(int)
    if known.roll:
        size = np.maximum(known.roll - staying, 0)
    size = np.maximum(size, known.support + known.plans)
    intake = chance.multinomial(size, rates.entry)
    if known.support or known.plans:
        intake[:, 1:] = np.maximum(intake[:, 1:], [known.support, known.plans])
        intake[:, 0] = np.maximum(size - intake[:, 1:].sum(1), 0)
    return intake


def _grant(moved: np.ndarray, known: Known, chance) -> None:
    """Where fewer pupils moved from SEN support to a plan than requests are granted, let more of them move."""
    granted = chance.binomial(known.requests, known.granted, len(moved))
    lacking = np.maximum(granted - moved[:, :, 1, 2].sum(1), 0)
    while lacking.any():
        group = np.argmax(moved[:, :, 1, 1], axis=1)
        runs = np.flatnonzero((lacking > 0) & (moved[np.arange(len(moved)), group, 1, 1] > 0))
        if not len(runs):
            return
        moved[runs, group[runs], 1, 1] -= 1
        moved[runs, group[runs], 1, 2] += 1
        lacking[runs] -= 1


def _thinned(area: np.ndarray, still: np.ndarray, chance) -> np.ndarray:
    """The areas of need of those who stay on the register, drawn without putting back from those of their year group."""
    left, drawn = still.copy(), np.zeros_like(area)
    rest = area.sum(2)
    for place in range(area.shape[2] - 1):
        rest = rest - area[:, :, place]
        drawn[:, :, place] = chance.hypergeometric(area[:, :, place], rest, left)
        left = left - drawn[:, :, place]
    drawn[:, :, -1] = left
    return drawn
