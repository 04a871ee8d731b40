"""Policy statements: dated, with a status, and never a proposal worded as a duty."""

from datetime import date

import pytest

from analysis.errors import SettingError, WorkbookError
from analysis.evidence import claims
from analysis.policy import STATUSES, Statement, overdue, statement, statements

A_DAY_IN_NOVEMBER = date(2026, 11, 24)


def a_statement(**changes) -> Statement:
    fields = {
        "id": "made-up", "status": "in force", "statement": "Schools must smile.", "applies_to": "all",
        "as_of": date(2026, 1, 1), "check_by": date(2026, 12, 31), "source": "Nobody", "url": "https://example.org",
        "read_how": "primary",
    }  # fmt: skip
    return Statement(**fields | changes)


def test_the_statements_that_module_2_needs_are_there_with_their_status():
    expected = {
        "cfa-2014-part-3": "in force",
        "school-census": "in force",
        "inclusion-strategy": "condition of grant",
        "areas-of-development": "proposed",
        "school-action": "ended",
    }
    assert {one: statement(one).status for one in expected} == expected


@pytest.mark.parametrize("one", statements(), ids=lambda one: one.id)
def test_each_statement_is_dated_and_has_a_source(one):
    assert one.as_of < one.check_by
    assert one.source and one.url.startswith("http")


@pytest.mark.parametrize("one", [one for one in statements() if one.status == "proposed"], ids=lambda one: one.id)
def test_a_proposal_says_that_it_is_one(one):
    assert "propos" in one.statement


@pytest.mark.parametrize("words", ["Schools must write a plan.", "A plan is required.", "Each school has a new duty."])
def test_a_proposal_worded_as_a_duty_is_refused_and_a_law_is_not(words):
    with pytest.raises(WorkbookError, match="A proposal is worded as a duty. In the statement made-up."):
        a_statement(status="proposed", statement=words)
    assert a_statement(status="in force", statement=words).statement == words


def test_statements_with_an_unknown_status_or_dates_out_of_order_are_refused():
    with pytest.raises(WorkbookError, match="'law' is not known"):
        a_statement(status="law")
    with pytest.raises(WorkbookError, match="'heard' is not|holds 'heard'"):
        a_statement(read_how="heard")
    with pytest.raises(WorkbookError, match="check_by is not after as_of"):
        a_statement(check_by=date(2025, 1, 1))


def test_nothing_is_overdue_on_the_day_these_statements_were_gathered():
    assert overdue(A_DAY_IN_NOVEMBER) == ()


def test_a_statement_is_overdue_from_the_day_after_it_should_have_been_checked():
    strategy = statement("inclusion-strategy")
    assert not strategy.overdue(date(2026, 12, 15))
    assert strategy.overdue(date(2026, 12, 16))
    assert strategy in overdue(date(2026, 12, 16))
    assert statement("school-census") not in overdue(date(2026, 12, 16))


def test_an_unknown_statement_is_met_with_those_there_are():
    with pytest.raises(SettingError, match="no policy statement 'senco-hours'.*inclusion-strategy"):
        statement("senco-hours")


def test_every_statement_that_was_gathered_is_held():
    assert len(statements()) == 24
    assert {one.status for one in statements()} == set(STATUSES)


@pytest.mark.release
def test_nothing_is_overdue_today():
    """Only `python tools/check.py --release` runs this: on other days the page says that a record is overdue."""
    assert [one.id for one in overdue(date.today())] == []
    assert [one.id for one in claims() if one.overdue(date.today())] == []
