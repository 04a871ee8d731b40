"""The plan so far: what goes in, and in which words."""

import re
from datetime import date

import pytest

from analysis.errors import WorkbookError
from analysis.plan import draft_plan, files, needs_paragraph, plan_file, risk_paragraph
from analysis.plan.page import plan_page
from analysis.plan.parts import plan_parts
from analysis.samples import sample_school
from analysis.school import School
from tests.schools import random_school, with_years

ANSWERS = {"1-plan-intent": "Taught well <first>.\nThen more.", "2-plan-needs": "About 90 pupils.", "2-decide-needs": "not for the plan", "1-plan-time": "  "}
CHARTS = {"projection": {"view": "projection", "requests": "3"}, "need_of_all_pupils": {"view": "x", "year_group": "all"}, "self_review": {"leadership_sure": "4"}}
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def draft():
    return draft_plan(sample_school(), ANSWERS, CHARTS, TODAY)

def test_only_answers_of_the_plan_go_in_in_their_order(draft):
    assert list(draft.sections) == ["What we are here to change", "Our pupils"]
    assert "not for the plan" not in str(draft.sections)
    assert [chart.question for chart in draft.charts] == ["How sure are we, and on what evidence?", "Which main needs does our register record?", "Where is our register heading in the next three years?"]
    assert len({part.answer for part in plan_parts()}) == len(plan_parts())


def test_own_pupils_are_in_the_plan_only_as_they_may_be_shared():
    school = with_years(random_school(3, size=203, phase="primary", sen=0.22))
    page = plan_page(draft_plan(school, {}, {"need_of_all_pupils": {}, "projection": {}, "register_flow": {}}, TODAY))
    words = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]*>", " ", page, flags=re.S)
    assert "203" not in words and "hidden" in words
    assert not [number for number in re.findall(r"about (\d+)", words) if int(number) < 10]


def test_without_the_library_the_plan_comes_as_a_page_that_says_so(draft, monkeypatch):
    monkeypatch.setattr(files, "find_spec", lambda _name: None)
    made = plan_file(draft)
    assert made.name.endswith(".html") and "Word files cannot be made here" in made.said
    page = made.made.decode()
    assert 'lang="en-GB"' in page and "Taught well &lt;first&gt;." in page and page.count("<svg") == 3


def test_a_chart_that_this_school_cannot_have_is_named():
    made = draft_plan(random_school(3, size=80), {"1-plan-intent": "x"}, {"projection": {}}, TODAY)
    assert made.charts == () and "heading" in made.left_out[0]


def test_an_empty_plan_is_not_made():
    with pytest.raises(WorkbookError, match="nothing in your plan yet"):
        draft_plan(sample_school(), {"2-decide-needs": "x"}, {}, TODAY)


@pytest.mark.parametrize("name", ["primary", "secondary", "village"])
def test_the_paragraph_holds_only_what_may_be_shared_and_the_words_of_the_rule(name):
    school = sample_school(name)
    words = needs_paragraph(school)
    assert f"of about {round(school.size / 5) * 5:,}" in words
    assert str(school.size) not in words or school.size % 5 == 0
    assert not re.search(r"\b(significant|rising|falling|increase|decrease)\b", words)


def test_a_register_still_gets_the_sentences_it_can_have():
    register = School(sample_school().with_sen.reset_index(drop=True), "list 1", kind="register")
    assert needs_paragraph(register) == (
        "The needs recorded most are in communication and interaction (about 40 pupils), cognition and learning (about 20 pupils) "
        "and social, emotional and mental health (about 15 pupils)."
    )
    assert risk_paragraph(register) == ""


def test_a_risk_names_the_top_of_the_shared_range():
    assert re.search(r"it holds [\d,]+ to ([\d,]+) pupils in 2026/27\. If it holds more than \1 by", risk_paragraph(sample_school()))


def test_the_drafted_words_name_whom_they_count_and_call_a_risk_a_risk():
    """ "It" stood for the register after a sentence about needs, and a register that may fall was said to grow."""
    school = sample_school()
    assert re.search(r"In 2022/23 about [\d,]+ of about [\d,]+ pupils \([\d.]+%\) had SEN\.", needs_paragraph(school))
    assert risk_paragraph(school).startswith("Our register may grow")


def test_a_chart_that_nobody_filled_in_is_not_drawn():
    draft = draft_plan(sample_school(), {}, {"use_of_time": {}, "nutshell": {}}, TODAY)
    assert [chart.question for chart in draft.charts] == ["What does our school look like on one page?"]
    assert draft.left_out == ("Where does my week go? Nothing was filled in yet.",)
