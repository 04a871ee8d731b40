"""The pupil lists of an invented school, as a school's own system would export them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from samples.history import JANUARIES, TODAY, Child, there
from samples.plan import SchoolPlan
from samples.pupils import NEED_LABELS

HEADINGS = ["Pupil", "Year Group", "Reg Group", "Date of Birth", "Sex", "Ethnicity", "EAL", "FSM",
            "SEN Status", "Primary need", "Secondary need", "Admission Number", "Date of admission"]  # fmt: skip


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


def _row(plan: SchoolPlan, child: Child, january: int) -> list[object]:
    pupil, year = child.pupil, child.year(january)
    provision, need, other = child.sen[january]
    return [
        child.name, f"Year {year}" if year else "Reception", plan.class_name(year, pupil.form),
        pupil.born.strftime("%d/%m/%Y"), "Male" if pupil.boy else "Female", pupil.ethnic_group,
        "Yes" if pupil.eal else "No", "Yes" if pupil.fsm else "No",
        provision, NEED_LABELS[need], NEED_LABELS[other],
        f"{child.number:06}", child.joined.strftime("%d/%m/%Y"),
    ]  # fmt: skip
