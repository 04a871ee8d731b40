"""What a cell means."""

import pytest

from analysis.reading import values


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("7", "Year 7"), ("Year 7", "Year 7"), ("Year  7", "Year 7"), ("Yr 7", "Year 7"), ("Y7", "Year 7"), ("7.0", "Year 7"),
        ("07", "Year 7"), ("7A", "Year 7"), ("R", "Reception"), ("Reception", "Reception"), ("YR", "Reception"), ("0", "Reception"),
        ("N1", "Nursery"), ("N2", "Nursery"), ("E2", "Nursery"), ("Year 7, Year 8", "Year 8"), ("13", "Year 13"), ("2026", "?"),
        ("X", "?"), ("", ""), ("-", ""), ("Year\u00a07", "Year 7"), ("\uff17", "Year 7"), ("Year 10", "Year 10"), ("Year 99", "?"),
        ("Year 1", "Year 1"), ("Year R", "Reception"), ("Y11", "Year 11"),
    ],
)  # fmt: skip
def test_a_year_group_is_understood_however_it_is_written(cell, label):
    assert values.year_groups([cell]) == [label]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("K", "K"), ("k", "K"), ("SEN Support", "K"), ("K - SEN Support", "K"), ("Support", "K"), ("E", "E"), ("EHCP", "E"),
        ("EHC Plan", "E"), ("E - EHCP", "E"), ("Education, Health and Care Plan", "E"), ("Statement", "E"), ("N", "N"),
        ("N - No SEN", "N"), ("No SEN", "N"), ("No special educational need", "N"), ("None", "N"), ("O", "N"),
        ("Monitoring", "monitoring"), ("Concern", "monitoring"), ("", ""), (".", ""), ("N/A", ""), ("#N/A", ""), ("S", "ask:S"),
        ("A", "ask:A"), ("P", "ask:P"), ("Y", "ask:Y"), ("Yes", "ask:YES"), ("School Action", "ask:School action"),
    ],
)  # fmt: skip
def test_a_sen_status_is_understood_or_asked_about(cell, status):
    assert values.sen_statuses([cell]) == [status]


def test_an_unknown_status_is_asked_about_by_name_only_if_several_pupils_share_it():
    assert values.sen_statuses(["Tier 2"] * 3) == ["ask:Tier 2"] * 3
    assert values.sen_statuses(["Tier 2", "her mother rang about a plan today"]) == ["?", "?"]
    assert values.sen_statuses(["Z", "JD", "T2", "T2"]) == ["ask:Z", "?", "ask:T2", "ask:T2"]


def test_yes_and_no_are_understood_and_a_blank_is_neither():
    cells = ["Y", "yes", "TRUE", "1", "1.0", "T", "✓", "N", "No", "F", "0", "0.0", "", ".", "-", "N/A", "perhaps"]
    expected = ["EAL"] * 7 + ["Not EAL"] * 5 + [""] * 4 + ["?"]
    assert values.yes_no(cells, "eal") == expected


def test_a_blank_is_no_only_in_a_column_that_never_says_no():
    assert values.fill_positive_list(["Eligible", "", ""], "fsm") == (["Eligible", "Not eligible", "Not eligible"], 2)
    assert values.fill_positive_list(["Eligible", "", "Not eligible"], "fsm") == (["Eligible", "", "Not eligible"], 0)
    assert values.fill_positive_list(["", ""], "fsm") == (["", ""], 0)


def test_a_column_of_ticks_alone_is_understood():
    assert values.yes_no(["✓", "", "✓"], "fsm") == ["Eligible", "", "Eligible"]


def test_a_language_tells_whether_english_is_an_additional_one():
    cells = ["ENG", "ENB", "POL", "Urdu", "English", "NOT", "REF", "ZZZ", ""]
    assert values.languages(cells) == ["Not EAL", "Not EAL", "EAL", "EAL", "Not EAL", "", "", "", ""]


def test_ethnic_groups_keep_irish_travellers_and_roma_apart():
    cells = [
        "WBRI",
        "White British",
        "WIRT",
        "WROM",
        "Gypsy / Roma",
        "AKPA",
        "REFU",
        "Refused",
        "Purple",
        "WENG - White - English",
    ]
    assert values.ethnic_groups_of(cells) == [
        "White - White British",
        "White - White British",
        "White - Traveller of Irish heritage",
        "White - Gypsy/Roma",
        "White - Gypsy/Roma",
        "Asian - Pakistani",
        "",
        "",
        "?",
        "White - White British",
    ]


def test_a_column_of_names_is_told_apart_from_a_column_of_classes():
    assert values.look_like_names(["Ada Byron", "Bea Smith", "Cy O’Neil", "Di van Dyke", "Eve Ng", "Flo Ray"])
    assert not values.look_like_names(["Red", "Blue"] * 10)
    assert not values.look_like_names(["7A", "7B", "8A", "8B", "9A", "9B"])


def test_a_name_among_the_classes_is_not_kept():
    cells = [
        "7A",
        "7A",
        "Mrs Oak",
        "Mrs Oak",
        "Zebedee Canary",
        "L999100120001",
        "a note that goes on for far too long to be a class",
    ]
    assert values.classes(cells) == ["7A", "7A", "Mrs Oak", "Mrs Oak", "?", "?", "?"]
