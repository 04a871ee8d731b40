"""The four invented schools, each with what is planted in its lists. Told in docs/facilitators, proved in tests."""

from samples.history import Child
from samples.plan import SchoolPlan
from samples.pupils import Pupil


def foxglove_leaning(pupil: Pupil, need: str, _provision: str) -> float:
    """Planted: summer-born pupils twice as likely as autumn-born. The rest follows England.

    Speech and language falls with age, and literacy difficulties are found later, as in national counts by year group.
    """
    by_season = {"autumn": 1.0, "spring": 1.3, "summer": 2.0}[pupil.season]
    by_year = {
        "SLCN": (1.5, 1.7, 1.6, 1.4, 1.2, 1.0, 0.9),
        "SPLD": (0.0, 0.1, 0.4, 1.0, 1.4, 1.7, 1.8),
    }.get(need, (0.6, 0.8, 1.0, 1.1, 1.2, 1.2, 1.2))
    return by_season * by_year[pupil.year]


def larkspur_leaning(pupil: Pupil, need: str, _provision: str) -> float:
    """Planted: SEMH piles up in Years 9 and 10, and pupils with EAL are half as likely to be recorded at all."""
    by_season = {"autumn": 1.0, "spring": 1.1, "summer": 1.2}[pupil.season]
    by_year = 3.5 if need == "SEMH" and pupil.year in (9, 10) else 1.0
    return by_season * by_year * (0.45 if pupil.eal else 1.0)


def cowslip_leaning(pupil: Pupil, need: str, _provision: str) -> float:
    """Nothing is planted in who is recorded: in a school so small chance alone draws patterns enough."""
    return {"SLCN": 1.6, "SPLD": 0.1}.get(need, 0.8) if pupil.year < 3 else 1.0


def teasel_leaning(pupil: Pupil, _need: str, provision: str) -> float:
    """Planted: each September brings more pupils with a plan than the one before."""
    return {7: 2.2, 8: 1.6, 9: 1.1, 10: 0.9, 11: 0.7}[pupil.year] if provision == "E" else 1.0


def teasel_absence(child: Child, january: int) -> float:
    """Planted: pupils on SEN support miss more school than such pupils do elsewhere, those with a plan less."""
    return {"N": 1.0, "K": 1.45, "E": 0.6}[child.sen[january][0]]


FOXGLOVE = SchoolPlan(
    file="foxglove_primary",
    seed=692,
    roll={0: 58, 1: 60, 2: 59, 3: 61, 4: 60, 5: 60, 6: 60},
    forms="AB",
    fsm=0.24,
    eal=1.0,
    # Planted: 31 pupils with SLCN as their main need; England's rate would give about 18.
    sen_support={"SLCN": 25, "SEMH": 13, "MLD": 10, "SPLD": 8, "ASD": 5, "NSA": 3, "OTH": 2, "PD": 1, "HI": 1,
                 "VI": 1, "": 2},
    ehc_plans={"SLCN": 6, "ASD": 6, "SEMH": 2, "SLD": 1, "PD": 1, "DS": 1},
    leaning=foxglove_leaning,
    earlier={2023: (57, 10), 2024: (61, 12), 2025: (66, 15)},
    moving=0.03,
    growing={"SLCN": 5.0},  # planted: speech and language doubles in three years
)  # fmt: skip
LARKSPUR = SchoolPlan(
    file="larkspur_secondary",
    seed=446,
    roll={7: 232, 8: 234, 9: 230, 10: 228, 11: 226},
    forms="ABCDEFGH",
    fsm=0.22,
    eal=0.85,
    # Planted: 61 pupils with SEMH where England's rate would give about 43, and 30 with SLCN where it would give 50.
    sen_support={"SEMH": 52, "SPLD": 28, "SLCN": 24, "MLD": 24, "ASD": 15, "OTH": 6, "NSA": 4, "HI": 3, "PD": 3,
                 "VI": 1, "": 4},
    ehc_plans={"ASD": 14, "SEMH": 9, "SLCN": 6, "MLD": 3, "SPLD": 2, "PD": 2, "HI": 1, "SLD": 1},
    leaning=larkspur_leaning,
    earlier={2023: (141, 27), 2024: (148, 30), 2025: (156, 34)},
    moving=0.02,
    growing={"SEMH": 4.0},
    missed=0.14,  # planted: low readers with EAL whom nobody has looked at
)  # fmt: skip
COWSLIP = SchoolPlan(
    file="cowslip_village",
    seed=2,
    roll={0: 12, 1: 13, 2: 14, 3: 12, 4: 13, 5: 14, 6: 13},
    forms="A",
    classes={0: "Class 1", 1: "Class 1", 2: "Class 2", 3: "Class 2", 4: "Class 3", 5: "Class 3", 6: "Class 3"},
    fsm=0.20,
    eal=0.25,
    sen_support={"SLCN": 4, "SPLD": 3, "SEMH": 3, "MLD": 2, "ASD": 1, "NSA": 1, "": 1},
    ehc_plans={"ASD": 2, "SLCN": 1, "SEMH": 1, "PD": 1},
    leaning=cowslip_leaning,
    earlier={2023: (13, 1), 2024: (13, 2), 2025: (14, 4)},  # planted: five plans where there was one
    moving=0.05,
)
TEASEL = SchoolPlan(
    file="teasel_secondary",
    seed=210,
    roll={7: 186, 8: 184, 9: 180, 10: 176, 11: 172},
    forms="ABCDEF",
    fsm=0.30,
    eal=0.8,
    # Planted: 243 of 898 pupils with SEN; England's rate for secondary schools would give about 158.
    sen_support={"SEMH": 38, "SPLD": 44, "SLCN": 32, "MLD": 25, "ASD": 24, "OTH": 5, "HI": 3, "PD": 3, "NSA": 3,
                 "VI": 1, "": 2},
    ehc_plans={"ASD": 36, "SEMH": 9, "SLCN": 7, "MLD": 4, "SPLD": 3, "PD": 2, "HI": 1, "SLD": 1},
    leaning=teasel_leaning,
    earlier={2023: (166, 35), 2024: (171, 43), 2025: (176, 53)},
    moving=0.03,
    growing={"ASD": 3.0},
    resourced=0.55,
    absence=teasel_absence,
)  # fmt: skip
