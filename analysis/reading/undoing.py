"""Repairs that cannot be undone, each with the reason in half a sentence, and what is only a remark."""

from collections.abc import Iterable

from analysis.findings import Finding

_NOT_UNDERSTOOD = "nothing in the file says what they mean"
_NO_LIST = "no list with SEN status stands on them"
_UNKNOWN_PUPIL = "nothing here says who they are"
LASTING = {
    "rows-above": "what stands above the headings is no pupil",
    "blank-rows": "there is nothing in them",
    "repeated-headings": "headings are no pupils",
    "side-by-side": "which cells of a row belong to one pupil is not in the file",
    "section-rows": "such a row is no pupil",
    "page-lines": "such a line is no pupil",
    "second-list": "its headings may be others; save it as a file of its own and add that",
    "shifted-rows": "otherwise these cells stand under the wrong headings",
    "encoding": "a file can only be read the way it was written",
    "lost-letters": "the file does not hold them any more",
    "hidden-marks": "they mean nothing",
    "workbook-extras": "such parts are never opened",
    "other-sheets": _NO_LIST,
    "hidden-sheets": _NO_LIST,
    "formulas-without-results": "the file does not hold their results",
    "number-in-powers": "the digits that are gone are not in the file",
    "names-column": "names are never kept",
    "comments": "words may name a child",
    "rows-disagree": "one of the two has to be read",
    "unknown-value": _NOT_UNDERSTOOD,
    "unknown-status": _NOT_UNDERSTOOD,
    "unknown-need": _NOT_UNDERSTOOD,
    "needs-not-understood": _NOT_UNDERSTOOD,
    "odd-number": _NOT_UNDERSTOOD,
    "hidden-numbers": "the numbers are not in the file",
    "no-scaled-score": "a letter is not a score",
    "decimal-comma": "one or two digits after a comma cannot be thousands",
    "bounded-scores": "the score itself is not in the file",
    "dates-as-numbers": "a number as it stands is no date",
    "two-digit-years": "a date needs a whole year",
    "more-in-cell": "the rest may name a child",
    "two-years": "a pupil has one year group",
    "error-cells": "the file does not hold what should stand there",
    "needs-without-status": "needs are counted for pupils with SEN only",
    "days-as-sessions": "a school day has two sessions",
    "nobody": "nothing says whose answers they are",
    "no-kind": "only suspensions are counted",
    "plan-column": "the SEN status itself only says yes or no",
    "already-there": "one of the two has to be read",
    "long-rows": "nothing says what these cells are",
    "day-and-month": "a date needs one order; if it is wrong, choose “Not used” for the column",
    "sessions-do-not-add-up": "nobody can attend more than was possible",
    "needs-without-sen": "needs are counted for pupils with SEN only",
    "no-sen-history": "a list needs a status for somebody",
    "older-history": "a pupil has one status today",
    "older-attendance": "years at another school are not sessions at yours",
    "permanent-exclusions": "an exclusion is not a suspension",
    "register-without-sen": "to count them, say below that the list is of every pupil",
    "no-suspensions": "such a list names nobody else",
    "not-joined": _UNKNOWN_PUPIL,
    "not-in-newest": "the school of today is the newest list",
    "tied": _UNKNOWN_PUPIL,
}
# Nothing was changed or left out, what was done says why, or a question beside the finding settles it.
REMARKS = frozenset(
    "results-not-read parts-not-read leavers previous-pupils subsidiary elsewhere register blank-status monitoring upn-check odd-age garbled-letters sessions-left-over"
    " status-by-content needs-not-ranked nsa-with-plan transfer-file fsm-is-other attendance-is-a-share few-pupils no-year-group no-need-column no-needs-in-census attendance-is-earlier joined another-term".split()
)


def why_it_lasts(finding: Finding) -> str:
    """Half a sentence on why what was done cannot be undone; "" where it can be, or where nothing was done."""
    return "" if finding.repair else LASTING.get(finding.code, "")


def cells_changed(findings: Iterable[Finding]) -> int:
    """How many cells were read in another way than they are written, or left out one by one; whole rows are not among them."""
    return sum(finding.cells_changed for finding in findings if finding.code not in REMARKS)
