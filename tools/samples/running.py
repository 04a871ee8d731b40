"""How an invented school runs: staff, money, what people answered, and where the SENCo's hours went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

STAFF = ["Role", "Cost an hour, with on-costs (£)", "Hours a week"]
BUDGET = ["Funding source", "Amount (£)", "Year"]
SURVEY = ["Who answered", "Group", "Question", "Answer (1 to 5)"]
TIME_LOG = ["Date", "Minutes", "Task", "Role", "Planned or reactive"]
YEARS = ("2022/23", "2023/24", "2024/25", "2025/26")
FIRST_DAY, WEEKS = date(2025, 11, 3), 6
TASKS = {  # task: role, share of entries that are reactive, usual minutes
    "Strategy and school improvement": ("Leader", 0.1, 60),
    "Training or coaching staff": ("Leader", 0.2, 50),
    "Leadership meetings": ("Leader", 0.1, 60),
    "Annual reviews": ("Coordinator", 0.15, 80),
    "Paperwork for plans and requests": ("Coordinator", 0.4, 70),
    "Arranging and tracking provision": ("Coordinator", 0.4, 40),
    "Meeting and calling parents": ("Coordinator", 0.6, 35),
    "Meeting outside services": ("Coordinator", 0.35, 50),
    "Emails and messages": ("Coordinator", 0.8, 35),
    "Observing and assessing pupils": ("Specialist", 0.2, 50),
    "Teaching a small group": ("Specialist", 0.05, 40),
    "Advising a teacher": ("Specialist", 0.5, 20),
    "Teaching a class": ("Teaching and cover", 0.0, 60),
    "Covering for an absent colleague": ("Teaching and cover", 1.0, 55),
    "Responding to an incident": ("Other role", 1.0, 40),
    "Lunch and break duty": ("Other role", 0.1, 25),
}
AREAS = ("Communication and interaction", "Cognition and learning", "Social, emotional and mental health", "Sensory and physical")
STAFF_ASKED = (*(f"I feel confident teaching pupils with needs in: {area}" for area in AREAS),
               "I know where to turn for advice on SEND")  # fmt: skip
PARENTS_ASKED = ("My child gets the support they need", "I am listened to in meetings", "I know who to speak to about SEND",
                 "I know what happens next for my child")  # fmt: skip
PUPILS_ASKED = ("Lessons are explained so that I can follow", "I know who helps me", "My views change what happens")


@dataclass(frozen=True)
class Running:
    """What is set by hand: roles, funding lines by year, mean answers, and how often each task fills the SENCo's hours."""

    staff: tuple[tuple[str, float, float], ...]
    budget: dict[str, tuple[int, int, int, int]]
    staff_answers: dict[str, tuple[int, tuple[float, ...]]]  # group: how many answered, mean of each question
    parent_answers: dict[str, tuple[int, tuple[float, ...]]]
    pupil_answers: dict[str, tuple[int, tuple[float, ...]]]
    hours_a_week: float
    tasks: dict[str, float]  # share of the entries
    more_reactive: float = 0.0


def staff_rows(running: Running) -> Iterator[list[object]]:
    """One row for each role."""
    return (list(role) for role in running.staff)


def budget_rows(running: Running) -> Iterator[list[object]]:
    """One row for each funding line in each year."""
    return ([source, amount, year] for place, year in enumerate(YEARS) for source, amounts in running.budget.items()
            for amount in [amounts[place]])  # fmt: skip


def survey_rows(running: Running, seed: int) -> Iterator[list[object]]:
    """One row for each answer."""
    rng = np.random.default_rng([seed, 7])
    for who, groups, questions in (
        ("Staff", running.staff_answers, STAFF_ASKED),
        ("Parent", running.parent_answers, PARENTS_ASKED),
        ("Pupil", running.pupil_answers, PUPILS_ASKED),
    ):
        for group, (count, means) in groups.items():
            for _ in range(count):
                for question, mean in zip(questions, means, strict=True):
                    yield [who, group, question, _answer(mean, rng)]


def _answer(mean: float, rng: np.random.Generator) -> int:
    """An answer from 1 to 5: four questions to oneself, each with yes as likely as the mean asks for."""
    return 1 + sum(bool(rng.random() < (mean - 1) / 4) for _ in range(4))


def time_rows(running: Running, seed: int) -> Iterator[list[object]]:
    """One row for each entry of six weeks, until the hours of each week are full."""
    rng = np.random.default_rng([seed, 8])
    shares = np.cumsum(list(running.tasks.values()))
    for week in range(WEEKS):
        minutes = running.hours_a_week * 60 * (0.9 + 0.2 * rng.random())
        entries = []
        while minutes > 0:
            which, length, reactive, day = rng.random(4)
            task = list(running.tasks)[int(np.searchsorted(shares, which * shares[-1], side="right"))]
            role, often, usual = TASKS[task]
            took = max(5, 5 * round(usual * (0.5 + length) / 5))
            minutes -= took
            how = "Reactive" if reactive < min(1.0, often + running.more_reactive) else "Planned"
            entries.append((FIRST_DAY + timedelta(days=7 * week + int(day * 5)), took, task, role, how))
        for when, *entry in sorted(entries):
            yield [when.strftime("%d/%m/%Y"), *entry]
