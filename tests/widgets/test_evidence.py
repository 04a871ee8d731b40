"""The cards and the library: what a sceptical reader must find, and how the evidence is found."""

from datetime import date

import pytest

from analysis import policy as policy_room
from analysis.evidence import claim, claims
from tests.widgets.parts import do, plain
from widgets import cards, evidence, evidence_library, module_sources, need_words, policy, policy_list
from widgets.evidence_cards import SECOND_HAND, card


@pytest.mark.parametrize("one", claims(), ids=lambda one: one.id)
def test_each_card_says_who_was_studied_how_sure_we_are_and_what_it_does_not_show(one):
    shown = plain(card(one, "here"))
    for text in (one.population, one.strength_why, one.caveat, one.figure, one.range.removeprefix("no range"), one.publisher):
        assert " ".join(text.split()).lower() in shown.lower()
    assert ("●" in shown) == (one.strength != "contested")
    assert (SECOND_HAND in shown) == (one.seen == "secondary")
    assert "23 November 2026" in shown


def test_claim_and_caveat_are_of_the_same_size():
    shown = card(claim("send-review-trial"), "here")
    assert "<p>A trial tested nasen" in shown
    assert '<p class="turn"><strong>But</strong> <span>Compatible with no effect' in shown
    assert "small" not in shown.split("rests-on")[0]


def test_findings_that_disagree_stand_together_in_both_directions():
    for one, other in (("switch-on-2013", "switch-on-2017"), ("switch-on-2017", "switch-on-2013")):
        shown = plain(evidence(one).markup)
        assert "point the other way" in shown or "points the other way" in shown
        assert claim(other).caveat in shown
    assert "the other way" not in evidence("summer-born-campbell-2021").markup


def test_no_id_stands_twice_in_the_library_or_on_a_card():
    library = evidence_library()
    for _ in range(11):
        do(library, "more")
    for markup in (library.pieces["found"], evidence("ta-structured-interventions-six-trials").markup):
        ids = [part.split('"')[0] for part in markup.split(' id="')[1:]]
        assert len(ids) == len(set(ids)) > 0


def test_a_card_past_its_review_says_so(monkeypatch):
    class Later(date):
        @classmethod
        def today(cls):
            return cls(2028, 1, 1)

    assert "Due to be read again" not in evidence("dld-prevalence-scales").markup
    monkeypatch.setattr("widgets.evidence_cards.date", Later)
    assert "Due to be read again by 23 November 2027" in evidence("dld-prevalence-scales").markup
    assert "Check this before you rely on it" not in policy("school-action").markup
    monkeypatch.setattr(cards, "date", Later)
    assert "to be checked again by 31 December 2027" in plain(policy("school-action").markup)


def test_every_policy_statement_is_listed_under_its_force():
    shown = plain(policy_list().markup)
    for one in policy_room.statements():
        assert plain(f"<p>{one.statement}</p>").strip() in shown
    assert "Proposed (7)" in shown


def test_the_types_of_need_stand_beside_both_sets_of_areas():
    shown = plain(need_words().markup)
    assert "Area proposed in 2026 (5 areas)" in shown
    assert shown.count("not read yet") == 14


def test_sources_of_a_module_stand_by_topic():
    shown = plain(module_sources(2).markup)
    assert "Identification and assessment" in shown and claim("summer-born-campbell-2021").citation in shown


def asked(library, **values):
    do(library, "find", values={"topic": "", "module": "", "phase": "", "strength": "", "words": ""} | values)
    return plain(library.pieces["count"])


def test_the_library_finds_by_every_filter_and_says_how_many():
    library = evidence_library()
    assert plain(library.pieces["count"]).strip() == "120 cards fit. 12 shown."
    assert asked(library, topic="inclusion").strip() == "4 cards fit."
    assert asked(library, words="overlays").strip() == "1 card fits."
    assert asked(library, strength="contested", topic="provision") != asked(library, topic="provision")
    assert "No card fits" in asked(library, words="astrology")
    do(library, "clear")
    assert "120 cards" in library.pieces["count"]


def test_more_cards_come_on_demand_and_the_first_new_one_takes_the_focus():
    library = evidence_library()
    do(library, "more")
    assert "24 shown" in library.pieces["count"]
    before = library.pieces["found"].split("data-take-focus")[0]
    assert before.count("<details id=\"library-") == 12 + 1  # the twelve seen before, and the one it stands in


@pytest.mark.parametrize("values", [{"module": "x"}, {"topic": "<b>"}, {"phase": "10"}])
def test_a_value_that_no_filter_offers_breaks_nothing(values):
    assert "card" in asked(evidence_library(), **values)


def test_words_that_were_typed_are_escaped():
    library = evidence_library()
    asked(library, words='"><img src=x>')
    assert "<img" not in "".join(library.pieces.values())
