"""Dates, and the term of birth."""

from datetime import date

import pytest

from analysis.reading.dates import birth_term, read_dates


@pytest.mark.parametrize(
    "cell",
    ["25/03/2014", "25-03-2014", "25.03.14", "25 Mar 2014", "25-Mar-14", "2014-Mar-25 00:00:00", "2014-03-25", "2014-03-25T00:00:00",
     "20140325", "41723", "March 25, 2014", "25th March 2014", "25/3/2014 00:00", "2014/03/25"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(cell):
    assert read_dates([cell])[0] == [date(2014, 3, 25)]


def test_a_date_that_does_not_exist_is_none():
    assert read_dates(["29/02/2025", "not a date", "", "99/99/2014"])[0] == [None] * 4


def test_the_column_decides_whether_the_day_comes_first():
    assert read_dates(["03/04/2014", "25/12/2013"]) == ([date(2014, 4, 3), date(2013, 12, 25)], "day first")
    assert read_dates(["03/04/2014", "12/25/2013"]) == ([date(2014, 3, 4), date(2013, 12, 25)], "month first")
    assert read_dates(["03/04/2014"]) == ([date(2014, 4, 3)], "either")


def test_dates_of_both_orders_in_one_column_are_left_out_where_either_fits():
    assert read_dates(["03/04/2014", "25/12/2013", "12/25/2013", "05/05/2014"])[0] == [
        None,
        date(2013, 12, 25),
        date(2013, 12, 25),
        date(2014, 5, 5),
    ]


@pytest.mark.parametrize(
    ("month", "term"), [(9, "Autumn born"), (12, "Autumn born"), (1, "Spring born"), (4, "Spring born"), (5, "Summer born"), (8, "Summer born")]
)  # fmt: skip
def test_the_term_of_birth_follows_the_school_year(month, term):
    assert birth_term(date(2014, month, 1)) == term
