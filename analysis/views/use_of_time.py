"""Where does my week go? Hours by role and by planned or reactive, from last week as remembered or from a time log."""

from dataclasses import field, make_dataclass

import pandas as pd

from analysis.charts.hours import draw_hours
from analysis.errors import SettingError
from analysis.results import Result, Row
from analysis.school import School
from analysis.tables import hours_table
from analysis.text import hours, percent
from analysis.time_tasks import ROLES, TASKS
from analysis.views.choosing import missing_table
from analysis.views.define import Choice, Options, Typed, define_view

MEMORY, LOG = "memory", "log"
ONE_WEEK = "One week is not a year. Do it again in a different month before you build on it."

TimeSettings = make_dataclass(
    "TimeSettings",
    [("source", str, field(default=MEMORY)), *((task.id, float, field(default=0)) for task in TASKS), ("allocated", float, field(default=0))],
    frozen=True,
    namespace={"__doc__": "Where the hours come from, the hours of each task last week, and the hours a week the school gives for the role."},
)
TimeSettings.__module__ = __name__
NOTHING_TYPED = TimeSettings()


def use_of_time(school: School, settings: TimeSettings = NOTHING_TYPED) -> Result:
    """Minutes a week by role, with those that were planned; nothing about pupils."""
    if settings.source == LOG:
        entries, weeks = _logged(school)
    else:
        if sum(getattr(settings, task.id) for task in TASKS) > 168:
            raise SettingError("These hours add up to more than a week has.", how="Check the boxes.", code="typed")
        entries, weeks = [(task.role, task.planned, 60 * getattr(settings, task.id)) for task in TASKS], 1
    total = round(sum(minutes for *_, minutes in entries) / weeks)
    rows = []
    for role in ROLES:
        own = [(planned, minutes / weeks) for name, planned, minutes in entries if name == role]
        spent, planned = round(sum(minutes for _, minutes in own)), round(sum(minutes for is_planned, minutes in own if is_planned))
        rows.append(Row(role, role, spent, total, beside=planned))
    if settings.allocated:
        rows.append(Row("allocated", "Given for the role", round(60 * settings.allocated), total, beside=round(60 * settings.allocated)))
    return Result(
        view="use_of_time",
        question=TIME_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject="hours in a SENCo's week",
        whole=Row("all", "All hours", total, total, beside=sum(row.beside for row in rows if row.key in ROLES)),
        rows=tuple(rows),
        parts=False,
        overlapping=True,
        notes=(f"An average of {weeks} weeks of your time log." if weeks > 1 else "From one week of your time log.",) if settings.source == LOG else (),
        about_pupils=False,
    )


def _logged(school: School) -> tuple[list[tuple[str, bool, float]], int]:
    """The entries of the time log, and how many weeks they lie in."""
    log = school.tables.get("time_log")
    if log is None or log.empty:
        raise missing_table("time_log", "Type last week from memory, or open a time log.")
    defaults = {task.label.casefold(): task for task in TASKS}
    entries = []
    for task, minutes, role, planned in zip(*(_column(log, name) for name in ("task", "minutes", "role", "planned")), strict=True):
        usual = defaults.get(str(task).casefold())
        known = role if role in ROLES else usual.role if usual else "Other role"
        is_planned = planned == "Planned" if planned in ("Planned", "Reactive") else usual.planned if usual else True
        entries.append((known, is_planned, 0.0 if pd.isna(minutes) else float(minutes)))
    dates = pd.to_datetime(log["date"]).dropna() if "date" in log else pd.Series(dtype="datetime64[ns]")
    weeks = len(set(zip(dates.dt.isocalendar().year, dates.dt.isocalendar().week, strict=True))) if len(dates) else 1
    return entries, max(weeks, 1)


def _column(log: pd.DataFrame, name: str) -> list:
    return list(log[name]) if name in log else [None] * len(log)


def describe_time(result: Result) -> str:
    """The finding: hours in all, the planned share of leading, what came up, and the time given beside the time used."""
    whole, rows = result.whole, {row.key: row for row in result.rows}
    if not whole.count:
        return "Type last week’s hours into the boxes, as you remember them. Three minutes are enough."
    leading = rows["Leader"]
    reactive = whole.count - whole.beside
    told = (
        f"{hours(whole.count)} in a week. {hours(leading.beside)} of them ({percent(leading.beside / whole.count)}) are planned leadership; "
        f"{hours(reactive)} ({percent(reactive / whole.count)}) answer what comes up."
    )
    if "allocated" in rows:
        used = sum(rows[role].count for role in ("Leader", "Coordinator", "Specialist"))
        told += f" The school gives {hours(rows['allocated'].count)} for the role, and it takes {hours(used)}."
    return told


def time_key(result: Result) -> str:
    """The key as safe HTML: full and hatched bars."""
    return (
        '<p><span class="mark ours" aria-hidden="true">■</span> planned, '
        f'<span class="mark ours" aria-hidden="true">▨</span> as it came up. {ONE_WEEK}</p>'
    )


def _source_options(school: School) -> Options:
    memory = (MEMORY, "Last week from memory")
    return (memory, (LOG, "Our time log")) if "time_log" in school.tables else (memory,)


def _boxes() -> dict[str, Typed]:
    boxes = {task.id: Typed(task.label, "hours", group=task.role, most=60) for task in TASKS}
    return boxes | {"allocated": Typed("Hours a week the school gives you for the role", "hours", group="Time you are given", most=60)}


TIME_QUESTION = "Where does my week go?"
USE_OF_TIME = define_view(
    name="use_of_time",
    question=TIME_QUESTION,
    settings=TimeSettings,
    compute=use_of_time,
    draw=draw_hours,
    describe=describe_time,
    table=hours_table,
    key=time_key,
    choices={"source": Choice("Hours from", _source_options)},
    typed=_boxes(),
    typed_heading="Last week from memory: hours",
    typed_open=True,
    read_as=(
        "Each bar is one role. The full part was planned, the hatched part came up.",
        "The role of each task is where it usually belongs. A meeting about one pupil is coordination, about all pupils leadership.",
    ),
    beware=(
        "Memory makes interruptions shorter and meetings longer. A log of two weeks is better.",
        "Reactive work is not wasted work. The question is whether it leaves room for the rest.",
    ),
)
