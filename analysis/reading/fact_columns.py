"""The columns that hold facts about a pupil, and how the cells of each are read."""

from collections.abc import Callable, Sequence

from analysis.findings import Finding
from analysis.reading import dates, numbers, values
from analysis.reading.folding import fold
from analysis.reading.values import UNKNOWN
from analysis.reading.vocabulary import values_of

COUNTS = ("possible_sessions", "present_sessions", "activity_sessions", "authorised_absence", "unauthorised_absence",
           "suspensions", "suspension_sessions", "suspension_days")  # fmt: skip
FLAGS = ("part_time", "looked_after", "unit_or_resourced", "resourced")
SCORES = ("reading_score", "spelling_score", "ks2_reading")
DATES = ("entered", "left")
FACT_FIELDS = (*COUNTS, *FLAGS, *SCORES, "reading_age", *DATES, "suspension_kind")

Reader = Callable[[Sequence[str], str], tuple[list[str], list[Finding]]]


def _plainly(read: Callable[[Sequence[str]], list[str]]) -> Reader:
    return lambda cells, heading: (read(cells), [])


def _days(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
    found, order = dates.read_dates(cells)
    words = [day.isoformat() if day else "" if values.is_missing(cell) else UNKNOWN for day, cell in zip(found, cells, strict=True)]
    return words, list(dates.order_findings(order, heading, len(cells)))


def _suspension_kinds(cells: Sequence[str]) -> list[str]:
    known = values_of("suspension")
    return values.translate(cells, lambda cell: known.get(fold(cell), UNKNOWN))


FACT_READERS: dict[str, Reader] = {
    **dict.fromkeys(COUNTS, numbers.counts),
    **dict.fromkeys(FLAGS, _plainly(values.flags)),
    **dict.fromkeys(("reading_score", "spelling_score"), numbers.scores),
    **dict.fromkeys(DATES, _days),
    "ks2_reading": numbers.scaled_scores,
    "reading_age": numbers.reading_ages,
    "suspension_kind": _plainly(_suspension_kinds),
    "attendance_mark": numbers.counts,
}
