"""Who is on roll: leavers and guests inside a list are left out and counted."""

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.findings import Finding, Question
from analysis.reading.choosing import LEAVE_OUT, answer
from analysis.reading.text_table import ELSEWHERE, GUEST, LEFT, NOT_COUNTED, OFF_ROLL, PREVIOUS, SUBSIDIARY, TextTable
from analysis.text import pupils

_NO_YEAR = "no year group"
_LEFT_OUT = {
    LEFT: ("leavers", "Some pupils have left."),
    GUEST: ("guests", "Some pupils are guests from another school."),
    PREVIOUS: ("previous-pupils", "Some pupils are former pupils."),
    OFF_ROLL: ("off-roll", "Some pupils are marked as not on roll."),
    _NO_YEAR: ("no-year-off-roll", "Some pupils have no year group, which in most systems means they have left."),
}
_KEPT = {
    SUBSIDIARY: ("subsidiary", "Some pupils are also registered at another school, which is their main one."),
    ELSEWHERE: ("elsewhere", "Some pupils attend a college or another provider."),
}


def pupils_on_roll(
    table: TextTable, years: Sequence[str] | None, count: int, choices: Mapping[str, str]
) -> tuple[list[int], list[Finding], tuple[Question, ...]]:
    """The running numbers of the pupils on roll, how many others there were and why, and whether leavers are asked about."""
    places: list[str | None] = [None] * count
    for pupil, place in zip(table.pupils, table.roll, strict=True):
        if places[pupil] is None or places[pupil] in NOT_COUNTED:
            places[pupil] = place
    if years is not None and not table.census:
        places = _without_a_year(places, years)
    counts = Counter(places)
    questions = _leavers_question(table, counts)
    counted = {LEFT, PREVIOUS} if any(answer(question, choices) == "count" for question in questions) else set()
    stay = [pupil for pupil, place in enumerate(places) if place not in _LEFT_OUT or place in counted]
    left_out = [
        Finding(
            code,
            "worth knowing",
            what,
            rows=counts[place],
            did="They were counted, as you chose." if place in counted else "They were left out of the counts.",
        )
        for place, (code, what) in _LEFT_OUT.items()
        if counts[place]
    ]
    kept = [
        Finding(
            code,
            "worth knowing",
            what,
            rows=counts[place],
            did="They are counted here.",
            you_can="The census counts them elsewhere.",
        )
        for place, (code, what) in _KEPT.items()
        if counts[place]
    ]
    return stay, left_out + kept, questions


def _leavers_question(table: TextTable, counts: Mapping[str, int]) -> tuple[Question, ...]:
    """Whether leavers count; a census says it by where they stand."""
    left = counts[LEFT] + counts[PREVIOUS]
    if table.census or not left:
        return ()
    options = ((LEAVE_OUT, "No, leave them out"), ("count", "Yes, count them"))
    return (
        Question(
            "leavers",
            "Should pupils who have left be counted?",
            options,
            default=LEAVE_OUT,
            why=f"This list marks {pupils(left)} as having left. A count of today is without them.",
        ),
    )


def _without_a_year(places: list[str | None], years: Sequence[str]) -> list[str | None]:
    """The places on the roll, where a blank year group among others that are filled means off roll."""
    blank = sum(1 for year in years if not year)
    if not blank or 2 * blank >= len(years):
        return places
    return [place or (_NO_YEAR if not year else "") for place, year in zip(places, years, strict=True)]
