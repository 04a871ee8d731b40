"""A school, its roll and its phase."""

import pytest

from analysis.errors import WorkbookError
from analysis.school import Roll, School
from tests.schools import random_school, register_of, school_of, split


@pytest.mark.parametrize("total", [0, -3])
def test_a_roll_of_nobody_is_refused(total):
    with pytest.raises(WorkbookError, match="above 0"):
        Roll(total)


def test_a_year_group_below_nothing_is_refused():
    with pytest.raises(WorkbookError, match="above 0"):
        Roll.of_years({"Year 7": 100, "Year 8": -1})


def test_year_groups_must_add_up_to_the_roll():
    assert Roll.of_years({"Year 7": 100, "Year 8": 90}).total == 190
    with pytest.raises(WorkbookError, match="do not add up"):
        Roll(200, {"Year 7": 100, "Year 8": 90})


@pytest.mark.parametrize(
    ("years", "phase"),
    [
        (("Reception", "Year 6"), "primary"), (("Nursery", "Year 1"), "primary"), (("Year 7", "Year 13"), "secondary"),
        (("Year 6", "Year 7"), ""), (("", ""), ""),
    ],
)  # fmt: skip
def test_the_phase_is_that_of_every_year_group_or_none(years, phase):
    assert school_of({"year_group": years, "sen_provision": ("K", "N")}).phase == phase


def test_a_list_without_year_groups_has_no_phase():
    assert school_of({"sen_provision": ("K", "N")}).phase == ""


def test_pupils_being_monitored_are_on_roll_and_have_no_sen():
    school = school_of({"sen_provision": split((2, "K"), (1, "E"), (4, "monitoring"), (3, "N"))})
    assert (len(school.with_sen), school.size) == (3, 10)


def test_the_size_of_a_register_is_its_roll_and_not_its_length():
    whole = random_school(5, size=120)
    assert register_of(whole).size == register_of(whole, "total").size == 120
    assert register_of(whole, "unknown").size is None
    assert register_of(whole, "unknown").with_roll(Roll(77)).size == 77


def test_only_samples_are_invented():
    assert School(random_school(1, size=30).pupils, "x", sample="primary").invented
    assert not random_school(1, size=30).invented
