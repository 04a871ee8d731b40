"""Lists that are not pupil lists: each is told apart by its headings and refused with what to load instead."""

from collections.abc import Sequence

from analysis.errors import FileError, MissingColumns
from analysis.reading.headings import WEAK, Heading

_EXPORT_WITH = "Export it again with SEN status, year group and main need."


def refuse_other_lists(headings: Sequence[Heading]) -> None:
    """Refuse a safeguarding log, a behaviour log, an attendance summary, or a list without SEN status."""
    named = [heading.field for heading in headings]
    sure_of_sen = any(heading.field == "sen_provision" and heading.strength > WEAK for heading in headings)
    if not sure_of_sen and named.count("safeguarding") >= 2:
        raise FileError(
            "This looks like a safeguarding log.",
            how="It was not read. Do not load it here. Load a pupil list with SEN status.",
            code="safeguarding-log",
        )
    if not sure_of_sen and named.count("behaviour") + named.count("behaviour_detail") >= 2 and "behaviour" in named:
        raise FileError(
            "This looks like a behaviour log, not a pupil list.",
            how="Load a pupil list first: one row for each pupil, with SEN status.",
            code="behaviour-log",
        )
    if "sen_provision" in named:
        return
    attendance = {"possible_sessions", "present_sessions", "attendance_percent", "absence"} & set(named)
    if len(attendance) >= 2:
        raise MissingColumns(
            "This is an attendance summary.",
            how="Load a pupil list first: one row for each pupil, with SEN status, year group and main need.",
            code="attendance-summary",
        )
    if "sen_ever" in named:
        raise MissingColumns(
            "This list says who had SEN at any time this year, not who has it now.",
            how="Export it again with the current SEN status.",
            code="no-current-sen",
        )
    raise MissingColumns("This list has no column for SEN status.", how=_EXPORT_WITH, code="no-sen-column")


def refuse_without_statuses() -> MissingColumns:
    """The refusal of a list whose column of SEN status says nothing that is one."""
    return MissingColumns(
        "No column of this list holds SEN status as N, K or E, or in words.", how=_EXPORT_WITH, code="no-sen-values"
    )
