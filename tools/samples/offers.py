"""What each invented school does for its pupils with SEN, with what is planted in it."""

from datetime import date

from samples.cycles import ASSESSMENT, Habits, Service
from samples.history import TODAY, Child
from samples.provision import Provision

TA, HLTA, MENTOR, TEACHER, THERAPIST = (
    "Teaching assistant", "Higher level teaching assistant", "Learning mentor", "Specialist teacher", "Therapist (bought in)",
)  # fmt: skip
READING_TEST, LANGUAGE_TEST = "Reading standard score", "Language standard score"
THERAPY = "Speech and language therapy"
PSYCHOLOGY = "Educational psychology"
MENTAL_HEALTH = "Child and adolescent mental health"
PAEDIATRICS = "Community paediatrics (autism assessment)"


def foxglove_held(child: Child, due: date) -> float:
    """Planted: in autumn 2025 hardly any review of Year 4 was held."""
    return 0.2 if due.year == 2025 and due.month == 12 and child.year(TODAY) == 4 else 0.93


def teasel_delivered(child: Child) -> float:
    """Planted: Year 7 gets seven tenths of the hours that its plans promise."""
    return 0.70 if child.year(TODAY) == 7 else 0.97


FOXGLOVE_OFFERS = (
    Provision("Whole-class vocabulary teaching", "Universal", TEACHER, 24, 15, 5, 30, "SLCN"),
    Provision("Early language group", "Targeted", TA, 10, 20, 4, 3, "SLCN", test=LANGUAGE_TEST, gain=3, years=(0, 1)),
    Provision("Phonics catch-up", "Targeted", TA, 15, 20, 5, 4, "SPLD", test=READING_TEST, gain=7, lowest_scores=True,
              years=(1, 2, 3), funding="premium", subject_missed="Foundation subjects"),
    # Planted: the lowest scorers are chosen and nothing is added, so what they gain is regression to the mean.
    Provision("Reading Boost", "Targeted", TA, 24, 30, 3, 6, "SPLD", test=READING_TEST, gain=0, lowest_scores=True,
              years=(4, 5, 6), other_cost=12, funding="premium", subject_missed="Foundation subjects"),
    # Planted: nobody comes.
    Provision("Lunchtime talk club", "Targeted", TA, 14, 25, 3, 7, "SLCN", attended=0.22),
    Provision("Nurture group", "Targeted", HLTA, 8, 60, 3, 8, "SEMH", subject_missed="Mathematics"),
    Provision("Speech therapy programme", "Specialist", THERAPIST, 6, 30, 1, 1, "SLCN", other_cost=0),
    Provision("One-to-one support", "Specialist", TA, 14, 60, 10, 1, with_plan=True, attended=0.95, funding="top-up"),
)  # fmt: skip
LARKSPUR_OFFERS = (
    Provision("Quality-first checklists", "Universal", TEACHER, 60, 10, 5, 28),
    Provision("Reading fluency group", "Targeted", TA, 30, 25, 3, 5, "SPLD", test=READING_TEST, gain=4, lowest_scores=True,
              years=(7, 8), funding="premium", subject_missed="Modern languages"),
    Provision("Talk and vocabulary group", "Targeted", TA, 10, 30, 2, 5, "SLCN", test=LANGUAGE_TEST, gain=2, subject_missed="Art"),
    Provision("Mentoring", "Targeted", MENTOR, 34, 30, 1, 1, "SEMH", attended=0.78),
    Provision("Regulation group", "Targeted", MENTOR, 16, 50, 1, 6, "SEMH", attended=0.74, subject_missed="Geography"),
    Provision("Homework club", "Targeted", TA, 20, 60, 3, 12, attended=0.55),
    Provision("Counselling", "Specialist", THERAPIST, 10, 45, 1, 1, "SEMH", other_cost=38),
    Provision("In-class support", "Specialist", TA, 34, 60, 12, 1, with_plan=True, attended=0.94, funding="top-up"),
)  # fmt: skip
COWSLIP_OFFERS = (
    # Planted: three pupils gain a good deal, and three pupils show nothing.
    Provision("Precision teaching", "Targeted", TA, 3, 10, 5, 1, "SPLD", test=READING_TEST, gain=4, lowest_scores=True,
              years=(3, 4, 5, 6), attended=0.92),
    Provision("Talk group", "Targeted", TA, 4, 20, 3, 4, "SLCN", test=LANGUAGE_TEST, gain=2, years=(0, 1, 2)),
    Provision("Forest school morning", "Targeted", TEACHER, 4, 120, 1, 8, "SEMH", attended=0.9, subject_missed="Mathematics"),
    Provision("Speech therapy programme", "Specialist", THERAPIST, 2, 30, 1, 1, "SLCN"),
    Provision("One-to-one support", "Specialist", TA, 4, 60, 10, 1, with_plan=True, attended=0.95, funding="top-up"),
)  # fmt: skip
TEASEL_OFFERS = (
    Provision("Teaching with visual supports", "Universal", TEACHER, 90, 10, 5, 26, "ASD"),
    Provision("Reading fluency group", "Targeted", TA, 36, 25, 3, 5, "SPLD", test=READING_TEST, gain=4, lowest_scores=True,
              years=(7, 8, 9), funding="premium", subject_missed="Modern languages"),
    Provision("Social communication group", "Targeted", TA, 24, 40, 1, 6, "ASD", subject_missed="Geography"),
    Provision("Mentoring", "Targeted", MENTOR, 26, 30, 1, 1, "SEMH", attended=0.7),
    Provision("Talk and vocabulary group", "Targeted", TA, 12, 30, 2, 5, "SLCN", test=LANGUAGE_TEST, gain=2, subject_missed="Art"),
    Provision("Resourced provision teaching", "Specialist", TEACHER, 20, 60, 8, 6, "ASD", with_plan=True, attended=0.95,
              funding="top-up", likely=lambda child: 9.0 if child.facts[max(child.facts)].resourced else 0.05),
    Provision("In-class support", "Specialist", TA, 46, 60, 12, 1, with_plan=True, attended=0.9, funding="top-up"),
)  # fmt: skip

FOXGLOVE_HABITS = Habits(
    held=foxglove_held,
    services=(Service(THERAPY, 20, 18, needs=("SLCN", "ASD", "NSA")), Service(PSYCHOLOGY, 9, 16), Service(PAEDIATRICS, 7, 52),
              Service(ASSESSMENT, 9, 25, 0.3)),
)  # fmt: skip
LARKSPUR_HABITS = Habits(
    held=lambda _child, _due: 0.78,
    # Planted: the longest wait is for the need that grows.
    services=(Service(MENTAL_HEALTH, 34, 58, 0.25, ("SEMH",)), Service(PSYCHOLOGY, 18, 14), Service(THERAPY, 9, 16, needs=("SLCN", "ASD")),
              Service(ASSESSMENT, 14, 27, 0.3)),
    concern_days=70,
    measurable=0.4,
)  # fmt: skip
COWSLIP_HABITS = Habits(
    held=lambda _child, _due: 0.95,
    # Planted: more than half of those asked for a therapist are still waiting.
    services=(Service(THERAPY, 9, 62), Service(PSYCHOLOGY, 3, 14), Service(ASSESSMENT, 2, 24, 0.3)),
    measurable=0.7,
)
TEASEL_HABITS = Habits(
    held=lambda _child, _due: 0.85,
    delivered=teasel_delivered,
    plan_reviewed=0.75,
    services=(Service(PAEDIATRICS, 20, 60, needs=("ASD", "SLCN", "NSA", "SEMH")), Service(PSYCHOLOGY, 26, 15), Service(THERAPY, 14, 18),
              Service(MENTAL_HEALTH, 14, 40, 0.2, ("SEMH",)), Service(ASSESSMENT, 26, 27, 0.25)),
    measurable=0.6,
)  # fmt: skip
