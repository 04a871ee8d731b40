"""Make the pupil lists of the two invented schools, the same bytes each time.

    python tools/build_sample.py [folder]        (without a folder: data/sample)

Each list is what a school's own system would export in January 2026: no names, ordinary headings. How many pupils
have which provision and main need is set by hand, close to England's rates for the phase, apart from the planted
stories, which docs/facilitators/answer-key-module-2.md tells. Who they are is drawn with a fixed seed, chosen so that
chance adds no second story.

Only `random()` of numpy's generator is used: its numbers do not change between versions of numpy.
"""

import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

HEADINGS = ["Pupil", "Year Group", "Reg Group", "Date of Birth", "Sex", "Ethnicity", "EAL", "FSM",
            "SEN Status", "Primary need", "Secondary need"]  # fmt: skip

# As the school census words them.
NEED_LABELS = {
    "SPLD": "Specific Learning Difficulty",
    "MLD": "Moderate Learning Difficulty",
    "SLD": "Severe Learning Difficulty",
    "SEMH": "Social, Emotional and Mental Health",
    "SLCN": "Speech, Language and Communication Needs",
    "HI": "Hearing Impairment",
    "VI": "Vision Impairment",
    "PD": "Physical Disability",
    "ASD": "Autistic Spectrum Disorder",
    "DS": "Down Syndrome",
    "OTH": "Other Difficulty/Disability",
    "NSA": "SEN support but no specialist assessment of type of need",
    "": "",  # on SEN support, and nobody has filled in the need
}
# Of a hundred pupils in England (January 2022, primary and secondary schools, rounded), and of these the share with EAL
# (invented, so that about a fifth of all pupils have it).
ETHNIC_GROUPS = {
    "White - British": (64.0, 0.01),
    "Any Other White Background": (7.1, 0.75),
    "Pakistani": (4.5, 0.65),
    "Black - African": (4.0, 0.55),
    "Indian": (3.5, 0.60),
    "Any Other Mixed Background": (2.5, 0.20),
    "Any Other Ethnic Group": (2.2, 0.75),
    "Any Other Asian Background": (2.0, 0.65),
    "Bangladeshi": (1.8, 0.75),
    "White and Asian": (1.6, 0.15),
    "White and Black Caribbean": (1.6, 0.02),
    "Information Not Yet Obtained": (1.4, 0.20),
    "Black Caribbean": (1.0, 0.05),
    "White and Black African": (0.9, 0.15),
    "Any Other Black Background": (0.8, 0.35),
    "Chinese": (0.6, 0.70),
    "Gypsy / Roma": (0.3, 0.50),
    "White - Irish": (0.2, 0.00),
}
# How many times as likely a boy is as a girl to be recorded with a need; 1.2 for the others.
BOYS = {"SLCN": 2.0, "ASD": 2.6, "SEMH": 2.0, "SPLD": 1.3, "MLD": 1.4}


@dataclass(frozen=True)
class Pupil:
    """One invented pupil before any SEN is recorded."""

    year: int
    form: str
    born: date
    boy: bool
    ethnic_group: str
    eal: bool
    fsm: bool

    @property
    def season(self) -> str:
        """The season of birth within the school year: September to December, January to April, May to August."""
        return "autumn" if self.born.month >= 9 else "spring" if self.born.month <= 4 else "summer"


@dataclass(frozen=True)
class SchoolPlan:
    """What is set by hand for a school. `leaning` says how likely a pupil is to be recorded with a need, against others."""

    file: str
    seed: int
    roll: dict[int, int]  # year (0 is Reception): pupils
    forms: str
    fsm: float
    eal: float  # times the shares of ETHNIC_GROUPS
    sen_support: dict[str, int]  # main need: pupils
    ehc_plans: dict[str, int]
    leaning: Callable[[Pupil, str], float]


def primary_leaning(pupil: Pupil, need: str) -> float:
    """Planted: summer-born pupils twice as likely as autumn-born. The rest follows England.

    Speech and language falls with age, and literacy difficulties are found later, as in national counts by year group.
    """
    by_season = {"autumn": 1.0, "spring": 1.3, "summer": 2.0}[pupil.season]
    by_year = {
        "SLCN": (1.5, 1.7, 1.6, 1.4, 1.2, 1.0, 0.9),
        "SPLD": (0.0, 0.1, 0.4, 1.0, 1.4, 1.7, 1.8),
    }.get(need, (0.6, 0.8, 1.0, 1.1, 1.2, 1.2, 1.2))
    return by_season * by_year[pupil.year]


def secondary_leaning(pupil: Pupil, need: str) -> float:
    """Planted: SEMH piles up in Years 9 and 10, and pupils with EAL are half as likely to be recorded at all."""
    by_season = {"autumn": 1.0, "spring": 1.1, "summer": 1.2}[pupil.season]
    by_year = 3.5 if need == "SEMH" and pupil.year in (9, 10) else 1.0
    return by_season * by_year * (0.45 if pupil.eal else 1.0)


SCHOOLS = (
    SchoolPlan(
        file="foxglove_primary.csv",
        seed=692,
        roll={0: 58, 1: 60, 2: 59, 3: 61, 4: 60, 5: 60, 6: 60},
        forms="AB",
        fsm=0.24,
        eal=1.0,
        # Planted: 31 pupils with SLCN as their main need; England's rate would give about 18.
        sen_support={"SLCN": 25, "SEMH": 13, "MLD": 10, "SPLD": 8, "ASD": 5, "NSA": 3, "OTH": 2, "PD": 1, "HI": 1,
                     "VI": 1, "": 2},
        ehc_plans={"SLCN": 6, "ASD": 6, "SEMH": 2, "SLD": 1, "PD": 1, "DS": 1},
        leaning=primary_leaning,
    ),
    SchoolPlan(
        file="larkspur_secondary.csv",
        seed=446,
        roll={7: 232, 8: 234, 9: 230, 10: 228, 11: 226},
        forms="ABCDEFGH",
        fsm=0.22,
        eal=0.85,
        # Planted: 61 pupils with SEMH where England's rate would give about 43, and 30 with SLCN where it would give 50.
        sen_support={"SEMH": 52, "SPLD": 28, "SLCN": 24, "MLD": 24, "ASD": 15, "OTH": 6, "NSA": 4, "HI": 3, "PD": 3,
                     "VI": 1, "": 4},
        ehc_plans={"ASD": 14, "SEMH": 9, "SLCN": 6, "MLD": 3, "SPLD": 2, "PD": 2, "HI": 1, "SLD": 1},
        leaning=secondary_leaning,
    ),
)  # fmt: skip


def draw_pupils(plan: SchoolPlan, rng: np.random.Generator) -> list[Pupil]:
    """The pupils of a school in the order of its registers."""
    shares = np.cumsum([share for share, _ in ETHNIC_GROUPS.values()])
    pupils = []
    for year, count in plan.roll.items():
        for place in range(count):
            day, sex, group, language, meals = rng.random(5)
            ethnic_group = list(ETHNIC_GROUPS)[int(np.searchsorted(shares, group * shares[-1], side="right"))]
            pupils.append(
                Pupil(
                    year=year,
                    form=f"{year or 'R'}{plan.forms[place * len(plan.forms) // count]}",
                    born=date(2020 - year, 9, 1) + timedelta(days=int(day * 365)),
                    boy=bool(sex < 0.51),
                    ethnic_group=ethnic_group,
                    eal=bool(language < plan.eal * ETHNIC_GROUPS[ethnic_group][1]),
                    fsm=bool(meals < plan.fsm),
                )
            )
    return pupils


def draw_sen(plan: SchoolPlan, pupils: list[Pupil], rng: np.random.Generator) -> dict[int, tuple[str, str, str]]:
    """For each pupil with SEN, by place in the list: provision, main need and second need ("" for none).

    Drawn without putting back, each pupil with a chance in proportion to a weight: the largest of log(u) / weight
    (Efraimidis and Spirakis, Information Processing Letters 97, 2006).
    """
    sen: dict[int, tuple[str, str, str]] = {}
    for provision, counts, second in (("E", plan.ehc_plans, 0.6), ("K", plan.sen_support, 0.35)):
        for need, count in counts.items():
            boys = BOYS.get(need, 1.2)
            weights = np.array([plan.leaning(pupil, need) * (boys if pupil.boy else 1) * (2 if pupil.fsm else 1)
                                for pupil in pupils])  # fmt: skip
            weights[list(sen)] = 0
            with np.errstate(divide="ignore"):
                order = np.argsort(np.log1p(-rng.random(len(pupils))) / weights, kind="stable")
            for place in order[::-1][:count]:
                others = [other for other in plan.sen_support if other not in (need, "NSA", "")]
                other = others[int(rng.random() ** 2 * len(others))]  # the commoner ones more often
                sen[int(place)] = (provision, need, other if need and rng.random() < second else "")
    return sen


def write_school(plan: SchoolPlan, folder: Path) -> Path:
    """The file of one school, written."""
    rng = np.random.default_rng(plan.seed)
    pupils = draw_pupils(plan, rng)
    sen = draw_sen(plan, pupils, rng)
    path = folder / plan.file
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        for place, pupil in enumerate(pupils):
            provision, need, other = sen.get(place, ("N", "", ""))
            writer.writerow([
                f"Pupil {place + 1:03}", f"Year {pupil.year}" if pupil.year else "Reception", pupil.form,
                pupil.born.strftime("%d/%m/%Y"), "Male" if pupil.boy else "Female", pupil.ethnic_group,
                "Yes" if pupil.eal else "No", "Yes" if pupil.fsm else "No",
                provision, NEED_LABELS[need], NEED_LABELS[other],
            ])  # fmt: skip
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "data" / "sample"
    target.mkdir(parents=True, exist_ok=True)
    for school in SCHOOLS:
        print(write_school(school, target))
