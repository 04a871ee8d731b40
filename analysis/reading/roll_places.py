"""The place on the roll of each row, by enrolment, by a sign of being on roll and by the date of leaving."""

from collections.abc import Sequence
from datetime import date

from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.cell_findings import not_understood
from analysis.reading.text_table import ELSEWHERE, GUEST, LEFT, OFF_ROLL, PREVIOUS, SUBSIDIARY
from analysis.reading.values import UNKNOWN

_OF_ENROLMENT = {"subsidiary": SUBSIDIARY, "elsewhere": ELSEWHERE, "guest": GUEST, "previous": PREVIOUS}
_ON_ROLL = "These pupils were taken to be on roll."


def places_on_roll(enrolments: Sequence[str], signs: Sequence[str], leaving: Sequence[str], headings: tuple[str, str]) -> tuple[list[str], list[Finding]]:
    """The place of each row, and what is told of cells that were not understood.

    `headings` are those of the enrolments and of the signs; what is told of the dates stands beside their own column.
    """
    read, on_roll = values.enrolments(enrolments), values.flags(signs)
    findings = [
        finding
        for heading, cells in zip(headings, (read, on_roll), strict=True)
        for finding in not_understood(cells.count(UNKNOWN), heading, did=_ON_ROLL)
    ]
    days, _ = dates.read_dates(leaving)
    today = date.today()
    places = []
    for enrolment, on, day in zip(read, on_roll, days, strict=True):
        if day and day < today:
            places.append(LEFT)
        elif on == "no":
            places.append(OFF_ROLL)
        else:
            places.append(_OF_ENROLMENT.get(enrolment, ""))
    return places, findings
