"""Repairs are honest: each cell of a list that was changed or left out is counted by a finding or a question."""


import random
import re

import pytest

from tests.corpus import cells, container, dialect, encoding, headings, hostile, injection, pupils, shape
from tests.unit.reading.files import csv_of
from tests.unit.reading.ledger import account

PARTS = (container, hostile, shape, encoding, dialect, headings, pupils, cells, injection)
# Returns have elements, not cells: test_census.py and test_ctf.py count those.
_OTHERS = re.compile("title of a sheet$|census|transfer file")
LISTS = [case for part in PARTS for case in part.CASES if case.outcome != "no" and not _OTHERS.search(case.about)]


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case.name)
def test_every_changed_cell_of_the_corpus_is_told(case):
    content = case.make()
    assert account(content).balances, account(content)


HEAD = [
    "Adno", "Name", "DOB", "Sex", "Year Group", "Reg Group", "FSM", "EAL", "Ethnicity", "SEN Status", "EHCP", "Primary need", "Secondary need",
    "Need end date", "Enrolment Status", "Possible Sessions", "Sessions Attended", "Looked after", "Entry Date", "Reading Standard Score", "Reading age",
]  # fmt: skip
MESSY = {
    "DOB": ["25/12/2013", "13/04/2014", "2014-05-01", "41775", "13.04.14", "29/02/2015", "unknown", "soon", "14 Mar 2014", ""],
    "Sex": ["F", "M", "female", "x", "Non-binary", "-", ""],
    "Year Group": ["7", "Year 8", "Y9", "7A", "Year 7 (11-12)", "Year 6, Year 7", "2026", "R", "Nursery", "10.0", "Sixth"],
    "Reg Group": ["7A", "7B", "see file 12345", ""],
    "FSM": ["Y", "N", "yes", "1", "0", "perhaps", ""],
    "EAL": ["Y", "✓", ""],
    "Ethnicity": ["WBRI", "WBRI - White British", "BSOM", "Refused", "WOTH (Martian)", "Martian", ""],
    "SEN Status": ["N", "N", "N", "N", "K", "SEN Support", "E", "EHCP", "K - sees Ms Invented", "Monitoring", "no idea at all 999", "Unknown", "#REF!", "-", ""],
    "EHCP": ["Yes", "No", "No", "No", "applied for", ""],
    "Primary need": ["SLCN", "ASD", "asd", "SEMH - anxiety", "dyslexia", "waiting for tests", "Speech, Language and Communication Needs", "ASD (primary)", "ADHD", "None", "", ""],
    "Secondary need": ["", "", "MLD", "autism?", "Autism"],
    "Need end date": ["", "", "", "01/09/2020", "2030-01-01", "when ready"],
    "Enrolment Status": ["C", "C", "C", "Current", "M", "G", "S", "Q?", ""],
    "Possible Sessions": ["120", "1 20", "c", "many", "-5", "120", "130", ""],
    "Sessions Attended": ["110", "100", "200", "99", ""],
    "Looked after": ["Y", "N", "previously", ""],
    "Entry Date": ["01/09/2020", "13/09/2021", "45000", "last year", ""],
    "Reading Standard Score": ["88", "101", "<70", "Abs", "88,5", "300", ""],
    "Reading age": ["9:06", "16:00+", "9y 6m", "young", ""],
}


def messy(seed: int) -> bytes:
    """Sixty invented pupils, some in two rows that differ, with every spelling above."""
    chance = random.Random(seed)
    rows = [[str(1000 + n), f"Pupil{n} Invented", *(chance.choice(MESSY[name]) for name in HEAD[2:])] for n in range(60)]
    again = [row for row in rows if row[HEAD.index("Enrolment Status")] in ("C", "M") and row[4] in ("7", "Year 8", "Y9")][:6]
    rows += [[*row[:3], chance.choice("FM"), chance.choice(["7", "Year 8"]), *[""] * 4, chance.choice("NKE"), *[""] * (len(HEAD) - 10)] for row in again]
    rows.insert(20, [])
    rows.insert(40, HEAD)
    return csv_of([["SEN list"], HEAD, *rows, ["Total", "60"]])


@pytest.mark.parametrize("seed", range(12))
def test_every_changed_cell_of_a_messy_list_is_told(seed):
    assert account(messy(seed)).balances, account(messy(seed))


@pytest.mark.parametrize("told", ["analysis.reading.reducing.says_more", "analysis.reading.groups.not_understood", "analysis.reading.groups.disagreement"])
def test_the_account_does_not_balance_where_a_change_is_kept_silent(told, monkeypatch):
    monkeypatch.setattr(told, lambda *_, **__: [])
    assert not account(messy(0)).balances
