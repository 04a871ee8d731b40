"""Numbers and sentences, as chart, table and words write them."""

import pytest

from analysis.text import are, inside_sentence, listed, percent, pupils, sentence, whole


@pytest.mark.parametrize(
    ("share", "places", "written"),
    [
        (0.125, 0, "13%"), (0.135, 0, "14%"), (0.145, 0, "15%"), (0.005, 0, "1%"), (0.0005, 1, "0.1%"), (0.0025, 1, "0.3%"),
        (0.1225, 1, "12.3%"), (0.0745, 1, "7.5%"), (0.28500000000000003, 0, "29%"), (0.2849999, 0, "28%"),
        (0, 1, "0%"), (1, 1, "100%"), (1, 0, "100%"), (0.1, 1, "10%"), (0.999, 0, "100%"), (0.9996, 1, "100%"), (0.2, 0, "20%"),
    ],
)  # fmt: skip
def test_halves_of_a_percentage_go_up_and_needless_zeros_go(share, places, written):
    assert percent(share, places) == written


def test_every_half_of_a_thousandth_goes_up():
    for n in range(1000):
        tenths = n + 1
        assert percent((2 * n + 1) / 2000) == f"{tenths // 10}.{tenths % 10}%".replace(".0%", "%")


@pytest.mark.parametrize(("number", "written"), [(0.5, "1"), (1.5, "2"), (2.5, "3"), (1150.5, "1,151"), (21.7, "22"), (0, "0"), (1e6, "1,000,000")])
def test_whole_numbers_round_halves_up_and_mark_thousands(number, written):
    assert whole(number) == written


def test_one_pupil_is_one_pupil():
    assert (pupils(0), pupils(1), pupils(2), pupils(1150)) == ("0 pupils", "1 pupil", "2 pupils", "1,150 pupils")


@pytest.mark.parametrize(("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_are_joined_as_in_speech(words, joined):
    assert listed(words) == joined


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Autism (ASD)", "autism (ASD)"), ("EHC plan", "EHC plan"), ("SEN support", "SEN support"), ("Year 7", "Year 7"),
        ("Reception", "Reception"), ("Down syndrome", "Down syndrome"), ("Not EAL", "not EAL"), ("", ""),
    ],
)  # fmt: skip
def test_labels_keep_their_capital_only_where_it_is_a_name_or_an_abbreviation(label, inside):
    assert inside_sentence(label) == inside


def test_a_subject_says_what_pupils_are_or_have():
    assert are("with an EHC plan") == "have an EHC plan"
    assert are("with SEN (SEN support or EHC plan)") == "have SEN (SEN support or EHC plan)"
    assert are("on SEN support") == "are on SEN support"


def test_a_sentence_begins_with_a_capital_and_leaves_the_rest():
    assert sentence("about 90 of about 420 pupils have SEN") == "About 90 of about 420 pupils have SEN"
    assert sentence("") == ""
