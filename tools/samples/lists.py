"""The pupil lists of an invented school, as a school's own system would export them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from samples.history import JANUARIES, TODAY, Child, there
from samples.plan import SchoolPlan
from samples.pupils import NEED_LABELS

HEADINGS = ["Pupil", "Year Group", "Reg Group", "Date of Birth", "Sex", "Ethnicity", "EAL", "FSM",
            "SEN Status", "Primary need", "Secondary need", "Admission Number", "Date of admission", "Looked After",
            "In a SEN unit or resourced provision", "Possible Sessions", "Present Sessions", "Authorised Absences",
            "Unauthorised Absences", "Part-time timetable", "Suspensions", "Sessions missed through suspension",
            "Reading standard score", "Spelling standard score", "Key stage 2 reading scaled score"]  # fmt: skip


def write_lists(plan: SchoolPlan, children: list[Child], folder: Path) -> list[Path]:
    """The list of each January: today's by the name of the school, the earlier ones in its folder."""
    return [write_table(list_path(plan, january, folder), HEADINGS, (_row(plan, child, january) for child in there(children, january)))
            for january in JANUARIES]  # fmt: skip


def list_path(plan: SchoolPlan, january: int, folder: Path) -> Path:
    """Where the list of one January lies."""
    return folder / f"{plan.file}.csv" if january == TODAY else folder / plan.file / f"january_{january}.csv"


def write_table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A csv file, written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def yes_no(flag: bool) -> str:
    """The flag in words."""
    return "Yes" if flag else "No"


def _row(plan: SchoolPlan, child: Child, january: int) -> list[object]:
    pupil, year = child.pupil, child.year(january)
    provision, need, other = child.sen[january]
    facts = child.facts[january]
    return [
        child.name, f"Year {year}" if year else "Reception", plan.class_name(year, pupil.form),
        pupil.born.strftime("%d/%m/%Y"), "Male" if pupil.boy else "Female", pupil.ethnic_group,
        yes_no(pupil.eal), yes_no(pupil.fsm),
        provision, NEED_LABELS[need], NEED_LABELS[other],
        f"{child.number:06}", child.joined.strftime("%d/%m/%Y"), yes_no(facts.looked_after), yes_no(facts.resourced),
        facts.possible, facts.possible - facts.authorised - facts.unauthorised, facts.authorised, facts.unauthorised,
        yes_no(facts.part_time), facts.suspensions, facts.suspended_sessions,
        *("" if one is None else one for one in (facts.reading, facts.spelling, facts.ks2_reading)),
    ]  # fmt: skip
