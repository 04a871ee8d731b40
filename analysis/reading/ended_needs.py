"""Needs whose end date has passed: they are not read as needs of today, and are counted."""

from collections.abc import Sequence, Set
from datetime import date

from analysis.findings import Finding
from analysis.reading import dates
from analysis.reading.cell_findings import not_understood
from analysis.reading.vocabulary import is_missing

ENDED = "ended-needs"


def ended_finding(count: int, heading: str, without: Set[str]) -> list[Finding]:
    """What is told of so many needs that have ended."""
    if not count:
        return []
    what = "Some needs have an end date that has passed."
    did, instead = "They were not read.", "They are read as needs of today."
    return [Finding(ENDED, "worth knowing", what, heading, count, did, repair=ENDED, instead=instead, of="cells").under(without)]


def without_ended(needs: Sequence[list[str]], ends: list[str], heading: str, without: Set[str]) -> tuple[list[list[str]], list[Finding]]:
    """Columns of needs without those that are over by the column of end dates, and what is told about both."""
    days, findings, lost = dates.read_and_told(ends, heading)
    findings += not_understood(sum(lost), heading, did="These needs are read as needs of today.")
    today = date.today()
    over = [day is not None and day < today for day in days]
    count = sum(past and not is_missing(cell) for column in needs for past, cell in zip(over, column, strict=True))
    findings += ended_finding(count, heading, without)
    if ENDED in without:
        return list(needs), findings
    return [["" if past else cell for past, cell in zip(over, column, strict=True)] for column in needs], findings
