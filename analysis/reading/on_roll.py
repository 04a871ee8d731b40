"""Who is on roll: leavers and guests inside a list are left out and counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.findings import Finding, Question
from analysis.reading.choosing import LEAVE_OUT, answer
from analysis.reading.text_table import ELSEWHERE, GUEST, LEFT, NOT_COUNTED, OFF_ROLL, PREVIOUS, SUBSIDIARY, TextTable
from analysis.text import pupils

_NO_YEAR = "no year group"
_LEFT_OUT = {
    LEFT: ("leavers", "Some pupils have left.", "Have left"),
    GUEST: ("guests", "Some pupils are guests from another school.", "Guests from another school"),
    PREVIOUS: ("previous-pupils", "Some pupils are former pupils.", "Former pupils"),
    OFF_ROLL: ("off-roll", "Some pupils are marked as not on roll.", "Marked as not on roll"),
    _NO_YEAR: ("no-year-off-roll", "Some pupils have no year group, which in most systems means they have left.", "No year group"),
}
_UNDOABLE = (GUEST, OFF_ROLL, _NO_YEAR)  # leavers are asked about
_KEPT = {
    SUBSIDIARY: ("subsidiary", "Some pupils are also registered at another school, which is their main one."),
    ELSEWHERE: ("elsewhere", "Some pupils attend a college or another provider."),
}


@dataclass(frozen=True)
class OnRoll:
    """The running numbers of the pupils on roll, those left out for each reason, and what was noticed and asked about them."""

    pupils: list[int]
    left: dict[str, list[int]]
    findings: list[Finding]
    questions: tuple[Question, ...]


def pupils_on_roll(table: TextTable, years: Sequence[str] | None, count: int, choices: Mapping[str, str]) -> OnRoll:
    """Who is on roll, and who is not and why."""
    places: list[str | None] = [None] * count
    for pupil, place in zip(table.pupils, table.roll, strict=True):
        if places[pupil] is None or places[pupil] in NOT_COUNTED:
            places[pupil] = place
    if years is not None and not table.form:
        places = _without_a_year(places, years)
    counts = Counter(places)
    questions = _leavers_question(table, counts)
    chosen = {LEFT, PREVIOUS} if any(answer(question, choices) == "count" for question in questions) else set()
    counted = chosen | {place for place in _UNDOABLE if _LEFT_OUT[place][0] in table.without}
    stay = [pupil for pupil, place in enumerate(places) if place not in _LEFT_OUT or place in counted]
    left_out = [
        Finding(
            code,
            "worth knowing",
            what,
            rows=counts[place],
            did="They were counted, as you chose." if place in chosen else "They were left out of the counts.",
            you_can=_choose_below(place, questions),
            repair=code if place in _UNDOABLE else "",
            instead="They are counted.",
        ).under(table.without)
        for place, (code, what, _) in _LEFT_OUT.items()
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
    left = {words: [n for n, one in enumerate(places) if one == place] for place, (_, _, words) in _LEFT_OUT.items() if place not in counted}
    return OnRoll(stay, left, left_out + kept, questions)


def _choose_below(place: str, questions: Sequence[Question]) -> str:
    if place in _UNDOABLE:
        return ""
    return "A question below asks whether they count." if questions else "The return itself says so."


def _leavers_question(table: TextTable, counts: Mapping[str, int]) -> tuple[Question, ...]:
    """Whether leavers count; a census says it by where they stand."""
    left = counts[LEFT] + counts[PREVIOUS]
    if table.form or not left:
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
