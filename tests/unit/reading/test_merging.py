"""Several rows of one pupil into one."""

from analysis.reading.merging import natural, one_per_pupil
from analysis.reading.statuses import strength


def test_the_stronger_status_is_taken_whatever_the_order_of_the_rows():
    for cells in (["K", "E"], ["E", "K"]):
        assert one_per_pupil(cells, [0, 0], 1, strength) == (["E"], {0})


def test_a_blank_gives_way_and_disagrees_with_nothing():
    assert one_per_pupil(["", "K", "?", ""], [0, 0, 1, 1], 2, strength) == (["K", "?"], set())


def test_classes_sort_as_people_count():
    assert sorted(["10A", "7B", "9A", "7A", "Oak"], key=natural) == ["7A", "7B", "9A", "10A", "Oak"]


def test_a_raised_number_in_a_class_does_no_harm():
    """Found by changing bytes at random: "7\u00b9" counts as a digit for Python and as no number for int()."""
    assert sorted(["8A", "7\u00b9", "7A"], key=natural)[-1] == "8A"
