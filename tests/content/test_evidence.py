"""The evidence cards: complete, dated, honest about what was read, and refused when they are not."""

import re

import pytest

from analysis.errors import SettingError, WorkbookError
from analysis.evidence import TOPICS, Claim, claim, claims
from analysis.records import by_id, read_records
from analysis.reference import england_rate, figure

WELL_MADE = {
    "id": '"made-up-2026"', "heading": '"A made-up card"', "topic": '"teaching"', "claim": '"Nothing was found."', "figure": '"0"',
    "unit": '"of pupils"', "population": '"No pupils"', "design": '"survey"', "strength": '"moderate"',
    "strength_why": '"Invented."', "caveat": '"It is invented."', "so_what": '"Ignore it."', "authors": '"Nobody"',
    "year": "2026", "title": '"Nothing"', "publisher": '"Nobody"', "url": '"https://example.org"',
    "seen": '"primary"', "read_on": "2026-11-23", "review_by": "2027-11-23", "modules": "[2]",
}  # fmt: skip


def read_card(folder, **changes: str | None) -> Claim:
    """A well-made card with some fields changed (None takes a field away), as the loader reads it."""
    fields = {name: value for name, value in (WELL_MADE | changes).items() if value is not None}
    path = folder / "cards.toml"
    path.write_text("[[claim]]\n" + "\n".join(f"{name} = {value}" for name, value in fields.items()), encoding="utf-8")
    return read_records(path, "claim", Claim)[0]


def test_module_2_has_a_card_for_each_of_its_three_questions():
    ids = {one.id for one in claims(module=2)}
    assert {"sen-statistics-2026", "summer-born-campbell-2021", "epi-identification-2021"} <= ids
    assert all(claims(module=module) for module in range(1, 7))


@pytest.mark.parametrize("card", claims(), ids=lambda card: card.id)
def test_each_card_carries_its_caveat_and_what_to_do(card):
    assert len(card.caveat.split()) >= 5
    assert len(card.so_what.split()) >= 5
    assert card.strength_why and card.population


@pytest.mark.parametrize("card", claims(), ids=lambda card: card.id)
def test_each_card_is_reviewed_twelve_months_after_it_was_read(card):
    assert card.review_by == card.read_on.replace(year=card.read_on.year + 1)


@pytest.mark.parametrize("card", claims(), ids=lambda card: card.id)
def test_each_card_has_short_sentences_and_names_that_hold_a_year_or_a_topic(card):
    for text in (card.claim, card.caveat, card.so_what, card.strength_why, card.heading):
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) < 25, sentence
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", card.id)
    assert card.url.startswith("http")


@pytest.mark.parametrize("card", claims(), ids=lambda card: card.id)
def test_a_card_read_at_second_hand_says_so_in_its_citation(card):
    if card.seen == "secondary":
        assert card.citation.endswith(f"What was read: {card.read_where}.")
    assert card.citation.startswith(f"{card.authors} ({card.year}).")


@pytest.mark.parametrize("card", claims(), ids=lambda card: card.id)
def test_cards_that_disagree_name_each_other(card):
    for other in card.contradicts:
        assert card.id in claim(other).contradicts


def test_the_figures_on_the_national_card_are_those_of_the_reference_figures():
    card = claim("sen-statistics-2026")
    for number in (
        england_rate("sen_support", "all_schools"),
        england_rate("ehc_plan", "all_schools"),
        figure("pct_pupils", "all_schools", "sen_support", academic_year="2024/25"),
        figure("pct_pupils", "all_schools", "ehc_plan", academic_year="2024/25"),
    ):
        assert f"{number.value:.1f}%" in card.claim
    for phase in ("primary", "secondary"):
        assert f"{england_rate('all_sen', phase).value}% in {phase}" in card.so_what


def test_strength_is_shown_in_dots_and_a_contested_claim_has_none(tmp_path):
    dots = {strength: read_card(tmp_path, strength=f'"{strength}"').strength_dots
            for strength in ("strong", "moderate", "emerging", "contested")}  # fmt: skip
    assert dots == {"strong": "●●●", "moderate": "●●○", "emerging": "●○○", "contested": ""}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"caveat": None}, "The field caveat is missing."),
        ({"caveat": '""'}, "The field caveat is empty."),
        ({"impact": '"+5 months"'}, "There is no field called impact."),
        ({"read_on": '"23/11/2026"'}, "Write a date such as 2026-11-23."),
        ({"review_by": "2026-11-23"}, "review_by is not after read_on"),
        ({"strength": '"proven"'}, "The strength 'proven' is not known."),
        ({"seen": '"headline"'}, "The field seen 'headline' is not known."),
        ({"seen": '"secondary"'}, "must say in which"),
        ({"topic": '"weather"'}, "The topic 'weather' is not known."),
        ({"phases": '["sixth form"]'}, "The phase 'sixth form' is not known."),
        ({"unit": None}, "A figure goes with what it counts."),
        ({"year": '"2026"'}, "Write a whole number."),
        ({"modules": "2"}, "Write a list."),
    ],
)
def test_a_card_with_a_fault_is_refused_in_words_that_say_what_to_mend(tmp_path, changes, message):
    with pytest.raises(WorkbookError, match=re.escape(message)) as refusal:
        read_card(tmp_path, **changes)
    assert "made-up-2026" in str(refusal.value)


def test_two_cards_with_one_id_are_refused(tmp_path):
    card = read_card(tmp_path)
    with pytest.raises(WorkbookError, match="Two records have the id made-up-2026. In data/evidence."):
        by_id((card, card), "In data/evidence.")


def test_an_unknown_id_is_met_with_the_ids_there_are():
    with pytest.raises(SettingError, match="no claim 'summer-born'.*summer-born-campbell-2021"):
        claim("summer-born")


def test_every_item_that_was_gathered_is_a_card():
    assert len(claims()) == 120
    assert {one.topic for one in claims()} == set(TOPICS)


def test_claims_are_found_by_module_topic_phase_strength_and_words():
    assert all(one.topic == "provision" for one in claims(topic="provision"))
    secondary = {one.id for one in claims(phase="secondary")}
    assert {"switch-on-2013", "cop-school-musts"} <= secondary  # a claim that belongs to no phase counts in each
    assert "neli-efficacy-2020" not in secondary
    assert {one.strength for one in claims(strength="contested")} == {"contested"}
    assert [one.id for one in claims(words="OVERLAYS reading")] == ["coloured-overlays"]
    assert claims(words="astrology") == ()


def test_a_claim_is_the_same_found_alone_or_among_all():
    assert all(claim(one.id) is one for one in claims())


@pytest.mark.parametrize("card", [card for card in claims() if card.strength == "contested"], ids=lambda card: card.id)
def test_a_contested_card_shows_another_side_or_says_who_disputes_it(card):
    assert card.contradicts or len(card.strength_why.split()) >= 8


@pytest.mark.parametrize("card", [card for card in claims() if "standardised mean" in card.unit or "progress" in card.unit],
                         ids=lambda card: card.id)  # fmt: skip
def test_an_effect_comes_with_its_range_or_says_that_none_was_given(card):
    assert card.range


def test_a_card_is_due_again_from_the_day_after_it_should_have_been_reviewed():
    card = claim("summer-born-campbell-2021")
    assert not card.overdue(card.review_by)
    assert card.overdue(card.review_by.replace(day=card.review_by.day + 1))
