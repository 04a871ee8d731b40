"""Who the pupils of an invented school are, and which of them have a provision and a main need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from samples.plan import SchoolPlan

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
    """One invented pupil before any SEN is recorded. `year` is that of January 2026, also for those who left before."""

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


Sen = tuple[str, str, str]  # provision, main need and second need ("" for none)
NO_SEN: Sen = ("N", "", "")
_SHARES = np.cumsum([share for share, _ in ETHNIC_GROUPS.values()])


def draw_pupil(plan: SchoolPlan, year: int, form: str, rng: np.random.Generator) -> Pupil:
    """One pupil of this year group."""
    day, sex, group, language, meals = rng.random(5)
    ethnic_group = list(ETHNIC_GROUPS)[int(np.searchsorted(_SHARES, group * _SHARES[-1], side="right"))]
    return Pupil(
        year=year,
        form=form,
        born=date(2020 - year, 9, 1) + timedelta(days=int(day * 365)),
        boy=bool(sex < 0.51),
        ethnic_group=ethnic_group,
        eal=bool(language < plan.eal * ETHNIC_GROUPS[ethnic_group][1]),
        fsm=bool(meals < plan.fsm),
    )


def draw_pupils(plan: SchoolPlan, rng: np.random.Generator) -> list[Pupil]:
    """The pupils of a school in the order of its registers."""
    return [
        draw_pupil(plan, year, plan.forms[place * len(plan.forms) // count], rng)
        for year, count in plan.roll.items()
        for place in range(count)
    ]


def choose(weights: np.ndarray, count: int, rng: np.random.Generator) -> list[int]:
    """So many places, drawn without putting back, each with a chance in proportion to its weight.

    The largest of log(u) / weight (Efraimidis and Spirakis, Information Processing Letters 97, 2006).
    """
    with np.errstate(divide="ignore"):
        order = np.argsort(np.log1p(-rng.random(len(weights))) / weights, kind="stable")
    return [int(place) for place in order[::-1][:count]]


def draw_sen(
    plan: SchoolPlan, pupils: Sequence[Pupil], wanted: Sequence[tuple[str, dict[str, int]]], rng: np.random.Generator
) -> dict[int, Sen]:
    """What is recorded for each pupil with SEN, by place in the list: so many pupils of each need as are wanted."""
    sen: dict[int, Sen] = {}
    for provision, counts in wanted:
        for need, count in counts.items():
            weights = np.array([weight(plan, pupil, need, provision) for pupil in pupils])
            weights[list(sen)] = 0
            for place in choose(weights, count, rng):
                sen[place] = (provision, need, second_need(plan, provision, need, rng))
    return sen


def weight(plan: SchoolPlan, pupil: Pupil, need: str, provision: str) -> float:
    """How likely this pupil is to be recorded with this need, against others."""
    boys = BOYS.get(need, 1.2)
    return plan.leaning(pupil, need, provision) * (boys if pupil.boy else 1) * (2 if pupil.fsm else 1)


def second_need(plan: SchoolPlan, provision: str, need: str, rng: np.random.Generator) -> str:
    """Another need beside the main one, for some: the commoner ones more often."""
    others = [other for other in plan.sen_support if other not in (need, "NSA", "")]
    other = others[int(rng.random() ** 2 * len(others))]
    return other if need and rng.random() < {"E": 0.6, "K": 0.35}[provision] else ""
