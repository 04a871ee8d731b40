"""Which day, term and year a list describes, as far as the file says."""

import re
from collections.abc import Iterable
from datetime import date

from analysis.reading.dates import read_dates
from analysis.school import Snapshot

TERMS = ("autumn", "spring", "summer")
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4})\b")
_MONTH = re.compile(rf"\b({'|'.join(month[:3] for month in _MONTHS)})[a-z]*,? (20\d\d)\b", re.IGNORECASE)
_TERM = re.compile(r"\b(autumn|aut|spring|spr|summer|sum)\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(20\d\d) ?[/\u2013-] ?(?:20)?(\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")


def snapshot_of_day(day: date) -> Snapshot:
    """The school year and term of a day.

    >>> snapshot_of_day(date(2026, 1, 15))
    Snapshot(academic_year='2025/26', term='spring', date='2026-01-15')
    """
    return Snapshot(_academic_year(day.year, day.month), _term(day.month), day.isoformat())


def snapshot_of_words(texts: Iterable[str]) -> Snapshot:
    """What the title of a list says about its day: "SEN register, 15 January 2026", "Autumn term 2025", "2024/25".

    >>> snapshot_of_words(["Spring term 2026"]).academic_year
    '2025/26'
    """
    words = " ".join(texts)[:2_000]
    days = [day for day in read_dates([match[0] for match in _DAY.finditer(words)])[0] if day and 2010 <= day.year <= 2060]
    if len(set(days)) == 1:
        return snapshot_of_day(days[0])
    months = {(int(year), _month(name)) for name, year in _MONTH.findall(words)}
    if len(months) == 1:
        ((year, month),) = months
        return Snapshot(_academic_year(year, month), _term(month))
    terms = {next(term for term in TERMS if term.startswith(found.lower())) for found in _TERM.findall(words)}
    term = terms.pop() if len(terms) == 1 else ""
    if pairs := {(first, second) for first, second in _YEARS.findall(words) if (int(first) + 1) % 100 == int(second)}:
        return Snapshot("/".join(pairs.pop()) if len(pairs) == 1 else "", term)
    years = set(_YEAR.findall(words))
    if term and len(years) == 1:
        start = int(years.pop()) - (term != "autumn")
        return Snapshot(f"{start}/{(start + 1) % 100:02}", term)
    return Snapshot("", term)


def known_as(snapshot: Snapshot) -> str:
    """The term and year in one word, "2025/26 spring", or "" where one of them is not known."""
    return f"{snapshot.academic_year} {snapshot.term}" if snapshot.academic_year and snapshot.term else ""


def snapshot_named(word: str, day: str = "") -> Snapshot:
    """The snapshot that `known_as` names."""
    year, _, term = word.partition(" ")
    return Snapshot(year, term, day)


def in_order(snapshot: Snapshot) -> tuple[str, int, str]:
    """A key that puts snapshots in the order of time."""
    return snapshot.academic_year, TERMS.index(snapshot.term) if snapshot.term in TERMS else -1, snapshot.date


def recent_terms(today: date, count: int = 18) -> list[str]:
    """The terms that a list may be of, newest first.

    >>> recent_terms(date(2026, 11, 24), 3)
    ['2026/27 autumn', '2025/26 summer', '2025/26 spring']
    """
    now = snapshot_of_day(today)
    year, term = int(now.academic_year[:4]), TERMS.index(now.term)
    found = []
    for _ in range(count):
        found.append(f"{year}/{(year + 1) % 100:02} {TERMS[term]}")
        year, term = (year - 1, 2) if term == 0 else (year, term - 1)
    return found


def _academic_year(year: int, month: int) -> str:
    start = year - (month < 9)
    return f"{start}/{(start + 1) % 100:02}"


def _term(month: int) -> str:
    return "autumn" if month >= 9 else "spring" if month <= 4 else "summer"


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower()[:3]))
