"""The column of SEN status in a list whose headings do not say so, told by what stands in it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from analysis.findings import Finding
from analysis.reading.folding import clean, fold
from analysis.reading.headings import LIKELY, WEAK, Heading, recognise
from analysis.reading.values import flags, is_missing, sen_statuses

NO_PLAN = "No plan"  # a status that is asked about: see data/codes/values.toml

_CLEAR = ("N", "K", "E", "monitoring")
_SPEAKS_OF_SEN = re.compile(r"\b(?:sens?|send|ehcp?|statement|health and care plan)\b")
_SAMPLE = 400


def with_status(headings: Sequence[Heading], rows: Sequence[Sequence[str]], chosen: Collection[str]) -> tuple[Heading, ...]:
    """The headings; where none names SEN status, each column that holds it is taken for it.

    `chosen` are the headings whose meaning the user has chosen, which stays.
    """
    if any(heading.field == "sen_provision" for heading in headings):
        return tuple(headings)
    free = {heading.position for heading in headings if not heading.field and heading.text not in chosen}
    found = [place for place in free if _holds_statuses([row[place] for row in rows[:_SAMPLE]])]
    return tuple(replace(one, field="sen_provision", strength=LIKELY) if one.position in found else one for one in headings)


def with_plans_only(headings: Sequence[Heading], cells: dict[int, list[str]]) -> tuple[Heading, ...]:
    """The headings; where nothing but a column of plans says anything of SEN, it stands for the status.

    What the pupils without a plan have is asked: in `cells` they have "No plan".
    """
    plans = next((heading for heading in headings if heading.field == "plan_flag"), None)
    if plans is None or any(heading.field == "sen_provision" for heading in headings):
        return tuple(headings)
    has_plan = [flag == "yes" for flag in flags(cells[plans.position])]
    if not any(has_plan):
        return tuple(headings)
    cells[plans.position] = ["EHCP" if plan else NO_PLAN for plan in has_plan]
    return tuple(replace(one, field="sen_provision", strength=WEAK) if one is plans else one for one in headings)


def any_status(written: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column under a heading that names nothing holds SEN status."""
    free = [place for place, heading in enumerate(written) if not recognise(heading)[0]]
    return any(_holds_statuses([row[place] for row in rows[:_SAMPLE] if place < len(row)]) for place in free)


def told_by_content(before: Sequence[Heading], after: Sequence[Heading]) -> list[Finding]:
    """What is said of each column that was taken for SEN status by what stands in it."""
    return [
        Finding(
            "status-by-content",
            "worth knowing",
            "No heading says SEN status. It was found by what stands in a column.",
            new.text,
            did="This column was read as SEN status.",
            you_can="If that is wrong, choose another meaning for it in the table below.",
        )
        for old, new in zip(before, after, strict=True)
        if old.field != new.field and not old.field
    ]


def _holds_statuses(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are statuses, and some say SEN support or a plan in words, or are the codes of the census."""
    filled = [cell for cell in map(clean, cells) if not is_missing(cell)]
    if len(filled) < 2:
        return False
    statuses = sen_statuses(filled)
    if 10 * sum(status in _CLEAR for status in statuses) < 7 * len(filled):
        return False
    in_words = any(status in "KE" and _SPEAKS_OF_SEN.search(fold(cell)) for status, cell in zip(statuses, filled, strict=True))
    codes = {fold(cell) for cell in filled}
    return in_words or ("k" in codes and codes <= {"k", "e", "n"})
