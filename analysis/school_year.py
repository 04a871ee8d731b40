"""The reporting year of a mainstream school: what falls when, for whom, and what stands behind it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.errors import WorkbookError
from analysis.paths import data_path
from analysis.records import by_id, read_records

FORCES = ("in force", "condition of grant", "guidance", "local", "practice")
DAY_UNKNOWN = date.max  # an event without a day of its own: its `when` says in words when it falls


@dataclass(frozen=True)
class Event:
    """One thing that falls due in the year: on a day (`on`), or at a time said in words (`when`), never both.

    `rule` says how the day was worked out, or that the rule needs checking.
    """

    id: str
    what: str
    for_whom: str
    force: str
    url: str = ""
    on: date = DAY_UNKNOWN
    when: str = ""
    rule: str = ""

    def __post_init__(self):
        if self.force not in FORCES:
            raise WorkbookError(f"The force {self.force!r} is not known.", f"In the event {self.id}.", f"Use one of: {', '.join(FORCES)}.")
        if (self.on == DAY_UNKNOWN) != bool(self.when):
            raise WorkbookError("An event has either a day or words for when it falls.", f"In the event {self.id}.", "Fill in on or when.")

    @property
    def written(self) -> str:
        """When it falls, in words: "21 January 2027" or "September"."""
        return self.when or f"{self.on.day} {self.on:%B %Y}"


@cache
def reporting_year() -> tuple[Event, ...]:
    """Every event: those with a day in the order of the days, then the others in the order of the file.

    >>> reporting_year()[0].written
    '1 October 2026'
    """
    events = by_id(read_records(data_path("policy", "year.toml"), "event", Event), "In year.toml.").values()
    return tuple(sorted(events, key=lambda event: event.on))


@cache
def events_to_check() -> tuple[Event, ...]:
    """Events that schools expect in a calendar and whose day nobody has read for this workbook: each says whom to check it with."""
    return tuple(by_id(read_records(data_path("policy", "year_to_check.toml"), "event", Event), "In year_to_check.toml.").values())
