"""One rule decides every word: over 500 random schools, range, word, table, sentence and funnel lines never disagree."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from analysis.disclosure import share
from analysis.measures.binomial import OUTER_LEVEL, ordinary_counts, rate_range
from analysis.results import HIGHER, LOOK_FOR_REASON, LOWER, NO_DIFFERENCE, ORDINARY, TOO_FEW, WORTH_A_LOOK, Result, Row
from analysis.text import percent
from analysis.views import VIEWS
from tests.schools import random_school

pytestmark = pytest.mark.slow
SCHOOLS = range(500)
MARKED = (HIGHER, LOWER)
_SENTENCES: dict[int, str] = {}  # by identity: the answers are kept as long as the module is
SETTINGS = {
    "need_of_all_pupils": ({}, {"include": "K"}, {"include": "E"}),
    "who_is_on_the_register": ({"group_by": "sex"},),
    "unusual_or_chance": ({}, {"include": "K"}, {"include": "E"}),
}


@cache
def answers(seed: int) -> tuple[Result, ...]:
    """The exact and the shared answers about one random school."""
    school = random_school(seed)
    exact = [VIEWS[name].compute(school, VIEWS[name].settings(**change)) for name, changes in SETTINGS.items() for change in changes]
    return (*exact, *map(share, exact))


def results() -> Iterator[Result]:
    for seed in SCHOOLS:
        yield from answers(seed)


@cache
def judged() -> tuple[tuple[Result, Row], ...]:
    """Every exact row that is held against a figure, each once."""
    return tuple((result, row) for result, row in compared() if not row.slack)


@cache
def compared() -> tuple[tuple[Result, Row], ...]:
    """Every row beside a figure, exact or rounded, each once."""
    return tuple(
        (result, row)
        for result in results()
        for row in dict.fromkeys((*result.rows, *result.shown_rows, result.whole))
        if row.judged
    )


def test_a_rounded_row_has_a_word_just_where_rounding_could_not_change_it():
    silent = 0
    for _, row in compared():
        if row.slack:
            ends = [
                replace(row, count=row.count + off, size=row.size - off, slack=0).verdict for off in (-row.slack, row.slack)
            ]
            assert row.verdict == (ends[0] if ends[0] == ends[1] else ""), row
            silent += not row.verdict
    assert silent > 100


def test_there_is_enough_to_judge_and_every_word_occurs():
    found = [row for _, row in judged()]
    assert len(found) > 10_000
    assert {row.verdict for row in found} == {HIGHER, LOWER, NO_DIFFERENCE, TOO_FEW}
    assert {row.funnel_word for row in found} == {ORDINARY, WORTH_A_LOOK, LOOK_FOR_REASON}


def test_a_row_is_marked_just_where_the_compared_rate_lies_outside_its_range():
    for _, row in judged():
        low, high = rate_range(row.count, row.size)
        rate = row.comparison.rate
        expected = HIGHER if rate < low else LOWER if rate > high else ""
        assert (row.verdict if row.verdict in MARKED else "") == expected, row


def test_a_row_is_marked_just_where_its_count_is_not_ordinary():
    for _, row in judged():
        low, high = ordinary_counts(row.size, row.comparison.rate)
        assert (row.verdict in MARKED) is not (low <= row.count <= high), row
        assert (row.verdict == HIGHER) is (row.count > high), row


def test_a_row_is_ordinary_in_the_funnel_just_where_it_is_not_marked():
    for _, row in judged():
        assert (row.funnel_word == ORDINARY) is (row.verdict not in MARKED), row


def test_a_row_is_worth_a_look_just_between_the_two_pairs_of_lines():
    for _, row in judged():
        low, high = ordinary_counts(row.size, row.comparison.rate, OUTER_LEVEL)
        assert (row.funnel_word == LOOK_FOR_REASON) is not (low <= row.count <= high), row


def test_the_drawn_lines_at_the_schools_size_are_its_ordinary_counts():
    funnels = [result for result in results() if result.funnel and result.whole.judged and not result.whole.slack]
    assert len(funnels) > 700
    for result in funnels:
        row = result.whole
        line = next(line for line in result.lines if line.size == row.size)
        assert line.inner == tuple(count / row.size for count in ordinary_counts(row.size, row.comparison.rate))
        inside = line.inner[0] <= row.share <= line.inner[1]
        within = line.outer[0] <= row.share <= line.outer[1]
        assert row.funnel_word == (ORDINARY if inside else WORTH_A_LOOK if within else LOOK_FOR_REASON), row


def test_the_table_holds_the_words_counts_shares_and_ranges_of_the_rule():
    for result in results():
        lines = ET.fromstring(VIEWS[result.view].table(result)).find("table/tbody")
        listed = [row for row in result.rows if not result.keep or row.hidden or row.count or row.comparison]
        rows = (*listed, result.whole)
        assert len(lines) == len(rows)
        for line, row in zip(lines, rows, strict=True):
            cells = ["".join(cell.itertext()) for cell in line]
            assert cells[0] == row.label
            assert cells[1] == ("hidden" if row.hidden else f"{row.count:,}")
            if row.has_share:
                assert cells[3:5] == [percent(row.share), f"{percent(row.range[0])} to {percent(row.range[1])}"]
            if row.judged:
                assert cells[6] == ((row.funnel_word if result.funnel and row is result.whole else row.verdict) or "–")


def sentence(result: Result) -> str:
    """What is written over the chart."""
    if id(result) not in _SENTENCES:
        _SENTENCES[id(result)] = VIEWS[result.view].describe(result)
    return _SENTENCES[id(result)]


def test_the_sentence_about_needs_marks_the_first_need_just_where_the_rule_does():
    for result in results():
        if result.view == "need_of_all_pupils" and not result.whole.hidden:
            told = re.search(r"Ours is (clearly higher|clearly lower)\.", sentence(result))
            named = [row for row in result.rows if sentence(result).startswith(f"{row.label} is the")]
            if named and named[0].judged:
                word = named[0].verdict
                assert (told[1] if told else "") == (word if word in MARKED else ""), sentence(result)


def test_the_sentence_about_needs_names_the_ordinary_counts():
    checked = 0
    for result in results():
        match = re.search(r"; ([\d,]+) to ([\d,]+) would be ordinary", sentence(result)) if result.view == "need_of_all_pupils" else None
        if match:
            row = next(row for row in result.rows if sentence(result).startswith(row.label))
            told = tuple(int(number.replace(",", "")) for number in match.groups())
            assert told == ordinary_counts(row.size, row.comparison.rate)
            checked += 1
    assert checked > 1_000


def test_the_sentence_about_needs_lists_the_other_marked_needs_and_no_others():
    for result in results():
        if result.view != "need_of_all_pupils" or " is the " not in sentence(result):
            continue
        top = next(row for row in result.rows if sentence(result).startswith(f"{row.label} is the"))
        for word in MARKED:
            listed = sentence(result).partition(f"{word.capitalize()} than England: ")[2].partition(". Clearly")[0]
            for row in result.judged_rows:
                if row.key not in (top.key, "others") and row.label != "Other or not specified":
                    named = f"{row.label[1:]} ({row.count:,})" in listed
                    assert named is (row.verdict == word), (row, sentence(result))


def test_the_sentence_under_a_funnel_says_the_funnels_word_and_the_ordinary_counts():
    says = {"": "That is close to the edge of a line.", ORDINARY: "That is ordinary for a school this size.", WORTH_A_LOOK: "That is worth a look.", LOOK_FOR_REASON: "Look for the reason."}
    for result in results():
        if result.funnel and result.whole.judged:
            low, high = ordinary_counts(result.whole.size, result.whole.comparison.rate)
            assert sentence(result).endswith(f"; {low:,} to {high:,} would be ordinary. {says[result.whole.funnel_word]}"), sentence(result)


def test_the_key_counts_the_marks_that_the_chart_shows():
    for result in results():
        if result.view == "need_of_all_pupils" and result.judged_rows:
            told = [row.verdict for row in result.judged_rows if row.verdict not in ("", TOO_FEW)]
            marked = sum(word in MARKED for word in told)
            key = VIEWS[result.view].key(result)
            assert (f"{len(told)} comparison" in key and f", {marked} marked." in key) if told else "comparison" not in key


@pytest.mark.parametrize("size", [30, 61, 418, 1500])
def test_the_rule_holds_for_every_count_of_a_size(size):
    for rate in (0.0007, 0.013, 0.052, 0.194, 0.5, 0.93):
        low, high = ordinary_counts(size, rate)
        for count in range(size + 1):
            lowest, highest = rate_range(count, size)
            assert (low <= count <= high) is (lowest <= rate <= highest), (count, size, rate)
