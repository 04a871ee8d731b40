"""Rows between the pupils that only name the group below them, such as "Year 7", and the lines of a printed page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.findings import Finding
from analysis.reading.folding import clean, fold
from analysis.reading.headings import IDENTITIES, recognise
from analysis.reading.values import UNKNOWN, year_groups

YEAR_HEADING = "Year group"
_GROUP = re.compile(r"^(?:(?:class|form|tutor group|reg group|registration group) \w{1,12}|(?:key stage|ks) ?\d|eyfs)\b|\b(?:class|form|tutor group)$")
_SAMPLE = 400
_PAGE = re.compile(r"^page \d+(?: of \d+)?$")


@dataclass(frozen=True)
class Sections:
    """Which rows below the headings only name a group, counted from 0, and the year group that each pupil's row stands under."""

    rows: frozenset[int]
    years: tuple[str, ...]

    @property
    def finding(self) -> Finding:
        """What was done with such rows."""
        did = "They were read as the year group of the pupils below them." if any(self.years) else "They were left out."
        return Finding("section-rows", "for information", "There are rows that only name a year group or class.", rows=len(self.rows), did=did, of="rows")


def find_sections(above: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], headings: Sequence[str]) -> Sections:
    """The rows that only name a group. The year groups are given where no column of the list has them.

    `above` are the rows above the headings: the first group may stand there.
    """
    fields = [recognise(heading)[0] for heading in headings]
    has_year = "year_group" in fields
    places = [n for n, field in enumerate(fields) if field in IDENTITIES]
    if not _tells_pupils_apart(rows, places):
        return Sections(frozenset(), ())
    year, found, years = next((year for row in reversed(above) if (year := _year_in(_lone(row)))), ""), set(), []
    for n, row in enumerate(rows):
        lone = _lone(row)
        named = _year_in(lone)
        if named or _GROUP.search(fold(lone)):
            found.add(n)
            year = named or year
        years.append("" if has_year or not _names_a_pupil(row, places) else year)
    return Sections(frozenset(found), tuple(years) if found else ())


def is_page_line(row: Sequence[str]) -> bool:
    """Whether a row is the foot of a printed page: "Report 12, page 1 of 3"."""
    filled = _filled(row)
    return len(filled) <= 3 and any(_PAGE.match(fold(cell)) for cell in filled)


def _tells_pupils_apart(rows: Sequence[Sequence[str]], places: Sequence[int]) -> bool:
    """Whether most rows have a name or a number: else a row with a year group alone may well be a pupil."""
    several = [row for row in rows[:_SAMPLE] if len(_filled(row)) > 1]
    return 2 * sum(1 for row in several if _names_a_pupil(row, places)) > len(several)


def _names_a_pupil(row: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a row has a name or a number: one without may be a further need of the pupil above."""
    return any(place < len(row) and row[place].strip() for place in places)


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell and not cell.isspace()]


def _lone(row: Sequence[str]) -> str:
    """The only filled cell of a row; "" where there are more or none."""
    filled = _filled(row)
    return clean(filled[0]) if len(filled) == 1 else ""


def _year_in(text: str) -> str:
    """The year group that a lone cell names in words: "Year 7", "RECEPTION", but no bare number or letter."""
    if len(fold(text)) < 2 or fold(text)[0].isdecimal():
        return ""
    (year,) = year_groups([text])
    return "" if year == UNKNOWN else year
