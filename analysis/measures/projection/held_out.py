"""How well the projection would have done: the last list left out and projected from the lists before it."""

from dataclasses import dataclass

from analysis.measures.projection.history import AREAS, History
from analysis.measures.projection.simulation import futures

CHECK_RUNS = 1_000


@dataclass(frozen=True)
class HeldOut:
    """Of `asked` numbers of the last list, so many lay in the range that the lists before it gave."""

    held: int
    asked: int
    academic_year: str


def held_out(history: History) -> HeldOut | None:
    """The check for this history; None where fewer than three lists, or two steps, leave nothing to project from."""
    if len(history.years) < 3 or len(history.steps) < 2:
        return None
    told = futures(history.without_last(), ahead=1, runs=CHECK_RUNS)
    true = counts_of(history)
    spans = {name: spans[0] for name, spans in told.items() if name != "roll"}
    held = sum(span.low <= true[name] <= span.high for name, span in spans.items())
    return HeldOut(held, len(spans), history.years[-1].academic_year)


def counts_of(history: History, place: int = -1) -> dict[str, int]:
    """The counts of one list by the names that `futures` uses."""
    year = history.years[place]
    support, plans = (sum(group[state] for group in year.provision) for state in (1, 2))
    areas = {name: sum(group[n] for group in year.area) for n, name in enumerate(AREAS)}
    return {"roll": year.roll, "both": support + plans, "K": support, "E": plans} | areas
