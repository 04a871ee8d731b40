"""Repairs are honest in the files beside a pupil list as well: tables of every kind, and attendance, suspensions and scores."""

import random
from collections import Counter
from datetime import date

import pytest

from analysis.reading import read_school
from analysis.school_tables import TableColumn, school_tables
from tests.unit.reading.files import csv_of

ROWS = 40
LIST = csv_of([["Adno", "Year Group", "SEN Status"], *([str(n), "7", "KNNN"[n % 4]] for n in range(1, ROWS + 1))])
# What may stand in a cell, what is read of it, and how many findings must count it.
DATES = [("25/12/2025", date(2025, 12, 25), 0), ("03/04/2025", date(2025, 4, 3), 0), ("2025-05-06", date(2025, 5, 6), 0), ("45908", date(2025, 9, 8), 1),
    ("13.04.25", date(2025, 4, 13), 1), ("13/04/2025 or so", date(2025, 4, 13), 1), ("29/02/2025", None, 1), ("soon", None, 1), ("n/a", None, 0), ("", None, 0)]  # fmt: skip
FLAGS = [("Yes", 1.0, 0), ("n", 0.0, 0), ("✓", 1.0, 0), ("perhaps", None, 1), ("", None, 0)]
NUMBERS = [("12", 12.0, 0), ("£1,234.50", 1234.5, 0), ("7 per week", 7.0, 0), ("7 or so", 7.0, 1), ("many", None, 1), ("-", None, 0)]
OF_COLUMN = {
    "minutes": [("30", 30.0, 0), ("30 mins", 30.0, 0), ("1 hr 15", 75.0, 0), ("0:45", 45.0, 0), ("30-45", 30.0, 1), ("a while", None, 1)],
    "times_a_week": [("3", 3.0, 0), ("daily", 5.0, 0), ("twice", 2.0, 0), ("as needed", None, 1)],
    "group_size": [("6", 6.0, 0), ("1:6", 6.0, 0), ("group of 4", 4.0, 0), ("2:1", None, 1), ("small", None, 1)],
    "entry_measure": [("80", 80.0, 0), ("<70", 69.0, 1), (">130", 131.0, 1), ("x", None, 1)],
    "exit_measure": [("80", 80.0, 0), ("<70", 69.0, 1), ("80*a", 80.0, 1), ("", None, 0)],
    "answer": [("4", 4.0, 0), ("agree", 4.0, 0), ("5 - strongly agree", 5.0, 0), ("4 mostly", 4.0, 1), ("no idea", None, 1)],
}


def choices_for(column: TableColumn) -> list[tuple[str, object, int]]:
    """What may stand in a column of a table."""
    if column.values:
        return [*((value.upper(), value, 0) for value in column.values), ("something else", None, 1), ("", None, 0)]
    words = [("one", "one", 0), ("two words", "two words", 0), ("N/A", None, 0)]
    return {"date": DATES, "flag": FLAGS, "number": OF_COLUMN.get(column.name, NUMBERS)}.get(column.kind, words)


def same(kept: object, meant: object) -> bool:
    """Whether a cell of a table is what it should be."""
    if meant is None:
        return kept is None or kept != kept
    return kept.date() == meant if isinstance(meant, date) else kept == meant


def told_by_column(school) -> Counter[str]:
    """How many cells the findings count under each heading."""
    told: Counter[str] = Counter()
    for one in school.findings:
        told[one.column] += one.cells_changed
    return +told


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", school_tables())
def test_every_changed_cell_of_a_table_is_told(name, seed):
    chance, table = random.Random(f"{name} {seed}"), school_tables()[name]
    columns = [column for column in table.columns.values() if column.kind != "pupil"]
    has_pupil = len(columns) < len(table.columns)
    drawn = [[chance.choice(choices_for(column)) for column in columns] for _ in range(ROWS)]
    for place, column in enumerate(columns):
        drawn[0][place] = choices_for(column)[0]  # the first date shows that the day comes first
    head = [*(["Adno"] if has_pupil else []), *(column.label for column in columns)]
    rows = [[*([str(n)] if has_pupil else []), *(written for written, _, _ in row)] for n, row in enumerate(drawn, start=1)]
    school = read_school(LIST, also=[csv_of([head, *rows])])
    kept = school.tables[name]
    filled = [row for row in drawn if has_pupil or any(written for written, _, _ in row)]
    assert len(kept) == len(filled)
    expected: Counter[str] = Counter()
    for place, column in enumerate(columns):
        expected[column.label] = sum(count for *_, count in (row[place] for row in drawn))
        assert all(same(cell, row[place][1]) for cell, row in zip(kept[column.name], filled, strict=True)), column.name
    assert told_by_column(school) == +expected


COUNTS = [("140", 140.0, 0), ("1 20", 120.0, 0), ("c", None, 1), ("many", None, 1), ("-5", None, 1), ("", None, 0)]
FACTS = {
    "Possible Sessions": ("possible_sessions", COUNTS),
    "Suspensions": ("suspensions", [("2", 2.0, 0), ("0", 0.0, 0), ("lots", None, 1), ("", None, 0)]),
    "Looked after": ("looked_after", [("Y", 1.0, 0), ("no", 0.0, 0), ("before", None, 1), ("", None, 0)]),
    "Part-time timetable": ("part_time", [("Y", 1.0, 0), ("N", 0.0, 0), ("mornings", None, 1)]),
    "Date of joining": ("entered", DATES),
    "Reading standard score": ("reading_score", [("88", 88.0, 0), ("<70", 69.0, 1), ("88,5", 88.5, 1), ("Abs", None, 1), ("300", None, 1), ("", None, 0)]),
    "KS2 Reading": ("ks2_reading", [("104", 104.0, 0), ("A", None, 1), ("130", None, 1), ("", None, 0)]),
    "Reading age": ("reading_age_months", [("9:06", 114.0, 0), ("9y 6m", 114.0, 0), ("16:00+", 192.0, 1), ("young", None, 1), ("", None, 0)]),
}


@pytest.mark.parametrize("seed", range(6))
def test_every_changed_cell_of_a_second_file_about_pupils_is_told(seed):
    chance = random.Random(seed)
    drawn = [[chance.choice(pool) for _, pool in FACTS.values()] for _ in range(ROWS)]
    for place, (_, pool) in enumerate(FACTS.values()):
        drawn[0][place] = pool[0]
    rows = [[str(n), *(written for written, _, _ in row)] for n, row in enumerate(drawn, start=1)]
    school = read_school(LIST, also=[csv_of([["Adno", *FACTS], *rows])])
    expected: Counter[str] = Counter()
    for place, (heading, (name, _)) in enumerate(FACTS.items()):
        expected[heading] = sum(count for *_, count in (row[place] for row in drawn))
        assert all(same(cell, row[place][1]) for cell, row in zip(school.pupils[name], drawn, strict=True)), name
    assert told_by_column(school) == +expected
