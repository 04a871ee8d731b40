"""Lists that are not pupil lists: each is told apart by its headings and refused with what to load instead."""

from collections.abc import Sequence

from analysis.errors import FileError, MissingColumns
from analysis.reading.fact_columns import FACT_FIELDS
from analysis.reading.headings import WEAK, Heading
from analysis.reading.table_columns import which_table
from analysis.school_tables import school_tables

_ATTENDANCE = ("possible_sessions", "present_sessions", "attendance_percent", "absence", "authorised_absence", "unauthorised_absence")
_ABOUT = {"plans": "EHC plans", "budget": "the budget", "survey": "answers to a survey", "time_log": "how time was spent"}
_EXPORT_WITH = "Export it again with SEN status, year group and main need."


def refuse_other_lists(headings: Sequence[Heading], beside: bool = False) -> None:
    """Refuse a safeguarding log, a behaviour log, an attendance summary, or a list without SEN status.

    `beside` a pupil list, a file without SEN status is welcome if it says something about pupils that can be found again.
    """
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
    if named.count("lesson_mark") >= 2:
        raise FileError(
            "This is attendance lesson by lesson. Lessons are not sessions.",
            how="Export the attendance summary, or the number of sessions under each code.",
            code="lesson-marks",
        )
    if beside:
        _refuse_what_cannot_be_joined(named)
        return
    attendance = {*_ATTENDANCE} & set(named)
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
    if table := which_table([heading.text for heading in headings]):
        raise another_table(table)
    raise MissingColumns("This list has no column for SEN status.", how=_EXPORT_WITH, code="no-sen-column")


def another_table(table: str) -> FileError:
    """The refusal of a provision map, a review tracker and the like where there is no list yet."""
    return FileError(
        f"This looks like a table about {_ABOUT.get(table, school_tables()[table].label.lower())}, not a list of pupils.",
        how="Open your list of pupils first. Under what we read of it, open “Add another file” and choose this one there.",
        code="another-table",
    )


def _refuse_what_cannot_be_joined(named: Sequence[str]) -> None:
    if not {"upn", "admission_no", "name_full", "surname"} & set(named):
        raise MissingColumns(
            "This file does not say which pupil each row is about.",
            how="Export it again with the UPN, the admission number or the name.",
            code="nobody-named",
        )
    if not {*FACT_FIELDS, "leaving_date", "attendance_mark", "attendance_code"} & set(named):
        raise MissingColumns(
            "This file has no column that the workbook can use.",
            how="Load a file with attendance, suspensions or test scores, or another year's list with SEN status.",
            code="nothing-to-join",
        )


def refuse_without_statuses() -> MissingColumns:
    """The refusal of a list whose column of SEN status says nothing that is one."""
    return MissingColumns(
        "No column of this list holds SEN status as N, K or E, or in words.", how=_EXPORT_WITH, code="no-sen-values"
    )
