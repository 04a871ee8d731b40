"""The columns that hold facts about a pupil, and how the cells of each are read."""

from collections.abc import Callable, Sequence

from analysis.findings import Finding
from analysis.reading import dates, numbers, values
from analysis.reading.cell_findings import not_understood
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
    def told(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
        words = read(cells)
        return words, not_understood(words.count(UNKNOWN), heading)

    return told


def _days(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
    found, findings, lost = dates.read_and_told(cells, heading)
    words = [day.isoformat() if day else UNKNOWN if gone else "" for day, gone in zip(found, lost, strict=True)]
    return words, [*findings, *not_understood(sum(lost), heading)]


def suspension_kinds(cells: Sequence[str]) -> list[str]:
    """SUSP, PERM or LNCH."""
    known = values_of("suspension")

    def kind(cell: str) -> str:
        found = {known[word] for word in fold(cell).split() if word in known}
        return known.get(fold(cell)) or (found.pop() if len(found) == 1 else UNKNOWN)

    return values.translate(cells, kind)


FACT_READERS: dict[str, Reader] = {
    **dict.fromkeys(COUNTS, numbers.counts),
    **dict.fromkeys(FLAGS, _plainly(values.flags)),
    **dict.fromkeys(("reading_score", "spelling_score"), numbers.scores),
    **dict.fromkeys(DATES, _days),
    "ks2_reading": numbers.scaled_scores,
    "reading_age": numbers.reading_ages,
    "suspension_kind": lambda cells, _: (suspension_kinds(cells), []),  # what is told of it is told where they are counted
    "attendance_mark": numbers.counts,
}
