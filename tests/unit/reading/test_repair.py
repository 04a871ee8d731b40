"""Rows that a comma has split."""

import pytest

from analysis.errors import FileError
from analysis.reading.repair import repair_long_row

HEADINGS = ["UPN", "Surname", "Forename", "Sex", "Year"]


@pytest.mark.parametrize("row", [["1", "Owen", " James", "Ben", "M", "7"], ["1", "Owen", "Ben", " James", " Jo", "M", "7"]])
def test_the_surplus_is_gathered_in_the_names(row):
    repaired = repair_long_row(row, HEADINGS)
    assert len(repaired) == len(HEADINGS)
    assert (repaired[0], repaired[3], repaired[4]) == ("1", "M", "7")


@pytest.mark.parametrize("headings", [["UPN", "Sex", "Year"], ["Surname", "Sex", "Forename"]])
def test_a_row_is_refused_where_the_place_of_the_comma_is_not_sure(headings):
    with pytest.raises(FileError):
        repair_long_row(["1", "2", "3", "4"], headings)
