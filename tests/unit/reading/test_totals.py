"""The totals before and after: every row of the file is either a pupil who is counted or is named among those left out."""

import pytest

from analysis.reading import look_at_file
from tests.corpus import cells, headings, pupils, shape
from tests.unit.reading.files import census_of, census_pupil, csv_of

HEAD = ["Adno", "Year Group", "SEN Status", "Enrolment Status"]
LIST = csv_of(
    [
        HEAD,
        ["1", "7", "K", "C"],
        ["1", "7", "K", "C"],
        ["2", "7", "K", "C"],
        ["3", "8", "E", "C"],
        ["4", "8", "E", "G"],
        ["5", "", "K", ""],
        *([str(n), "9", "N", "C"] for n in range(10, 16)),
        ["", "", "", ""],
        ["Total", "", "12", ""],
    ]
)


def lines(content: bytes, choices=None, without=frozenset()) -> list[tuple]:
    """Each line of the totals."""
    return [(one.words, one.count, one.support, one.plans) for one in look_at_file(content, without=without).totals(choices)]


def test_each_row_is_a_pupil_or_is_left_out_with_the_reason():
    assert lines(LIST) == [
        ("Rows in your file", 13, 4, 2),
        ("Totals, notes and repeated headings", 1, None, None),
        ("Further rows of the same pupil", 1, 1, 0),
        ("Guests from another school", 1, 0, 1),
        ("No year group", 1, 1, 0),
        ("Pupils counted", 9, 2, 1),
    ]


def test_what_is_undone_is_counted_again():
    found = lines(LIST, without=frozenset({"guests", "rows-merged"}))
    assert found[0] == ("Rows in your file", 13, 4, 2) and found[-1] == ("Pupils counted", 11, 3, 2)
    assert [words for words, *_ in found[1:-1]] == ["Totals, notes and repeated headings", "No year group"]


def test_an_answer_gives_a_status_to_the_rows_as_well():
    content = csv_of([HEAD, ["1", "7", "S", "C"], ["2", "7", "S", "C"], *([str(n), "9", "N", "C"] for n in range(10, 16))])
    assert lines(content, {"value:sen_provision:S": "K"})[0][2:] == (2, 0)
    assert lines(content, {"value:sen_provision:S": "E"})[-1][2:] == (0, 2)


def test_a_register_names_those_without_sen():
    content = csv_of([HEAD, *([str(n), "7", "K", "C"] for n in range(20)), ["90", "7", "N", "C"]])
    assert lines(content, {"whole_roll": "no"})[1:] == [("Pupils without SEN, in a register", 1, 0, 0), ("Pupils counted", 20, 20, 0)]
    assert lines(content, {"whole_roll": "yes"})[1:] == [("Pupils counted", 21, 20, 0)]


def test_a_census_counts_pupils_and_those_no_longer_on_roll():
    content = census_of([census_pupil(status="K"), census_pupil(status="E", element="PupilNoLongerOnRoll"), census_pupil()])
    assert lines(content) == [("Pupils in your file", 3, 1, 1), ("Have left", 1, 0, 1), ("Pupils counted", 2, 1, 0)]


CASES = [case for part in (shape, headings, pupils, cells) for case in part.CASES if case.outcome != "no"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_totals_of_every_list_tie(case):
    reading = look_at_file(case.make())
    first, *left, last = reading.totals()
    assert first.count - sum(one.count for one in left) == last.count == reading.pupils
    for kind in ("support", "plans"):
        assert getattr(first, kind) - sum(getattr(one, kind) or 0 for one in left) == getattr(last, kind)
        assert all((getattr(one, kind) or 0) >= 0 for one in left)
