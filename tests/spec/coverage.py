"""How often the projection's range holds over simulated schools, beside two naive forecasts: `python -m tests.spec.coverage`."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.measures.binomial import ordinary_counts
from analysis.measures.projection.held_out import counts_of
from analysis.measures.projection.history import History, history_of
from analysis.measures.projection.simulation import LEVEL, NOTHING_KNOWN, Span, futures
from tests.schools_over_years import lists_over_years

SIZES = (90, 210, 420, 1_150)
AHEAD, SEEN = 3, 4
FORECASTS = ("projection", "no change", "straight line")
LARGE = 20  # from this middle count on, the range is asked to hold 75 to 85 times in 100


@dataclass
class Score:
    """How often a forecast's ranges held, and their average interval score (narrow is good, missing costs)."""

    held: list[bool] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    def add(self, span: Span, true: int) -> None:
        """One range against what came."""
        outside = max(span.low - true, true - span.high, 0)
        self.held.append(outside == 0)
        self.scores.append(span.high - span.low + 2 / (1 - LEVEL) * outside)

    @property
    def coverage(self) -> float:
        """The share of ranges that held."""
        return sum(self.held) / len(self.held)

    @property
    def interval_score(self) -> float:
        """The average score; lower is better."""
        return sum(self.scores) / len(self.scores)


def naive(history: History, name: str, line: bool) -> Iterator[Span]:
    """The rate of today, or the straight line through the rates so far, with the binomial range of that rate."""
    counts = [counts_of(history, place) for place in range(len(history.years))]
    rates = [count[name] / count["roll"] for count in counts]
    places = range(len(rates))
    middle = sum(places) / len(rates)
    slope = sum((place - middle) * rate for place, rate in zip(places, rates, strict=True)) / sum((place - middle) ** 2 for place in places)
    for ahead in range(1, AHEAD + 1):
        rate = sum(rates) / len(rates) + slope * (len(rates) - 1 + ahead - middle) if line else rates[-1]
        rate, roll = min(max(rate, 0.0), 1.0), counts[-1]["roll"]
        low, high = ordinary_counts(roll, rate, LEVEL)
        yield Span(low, round(rate * roll), high)


def compare(seeds: range, size: int) -> dict[tuple[str, bool], Score]:
    """The score of each forecast over schools of one size, apart for middle counts of 20 and more and below."""
    scores = {(name, large): Score() for name in FORECASTS for large in (True, False)}
    for seed in seeds:
        lists = lists_over_years(seed, size, changing=seed % 2 == 1, lists=SEEN + AHEAD)
        whole = history_of(lists)
        seen = history_of(lists[:SEEN])
        told = futures.__wrapped__(seen, NOTHING_KNOWN)
        for name, spans in told.items():
            if name == "roll":
                continue
            forecasts = (spans, tuple(naive(seen, name, line=False)), tuple(naive(seen, name, line=True)))
            for ahead in range(AHEAD):
                true = counts_of(whole, SEEN + ahead)[name]
                large = spans[ahead].middle >= LARGE
                for forecast, made in zip(FORECASTS, forecasts, strict=True):
                    scores[forecast, large].add(made[ahead], true)
    return scores


def main(schools: int = 200) -> None:
    """Print a line for each size and forecast."""
    for size in SIZES:
        for (forecast, large), score in compare(range(schools), size).items():
            if score.held:
                which = "20 or more" if large else "below 20"
                print(f"{size:>5} {which:>10} {forecast:>14}: {score.coverage:.1%} of {len(score.held)}, score {score.interval_score:.1f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
