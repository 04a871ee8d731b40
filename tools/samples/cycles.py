"""What is written down about pupils with SEN through the year: reviews, EHC plans, and requests to others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from samples.facts import normal
from samples.history import TODAY, Child, there
from samples.plan import SchoolPlan
from samples.pupils import choose

CENSUS_DAY = date(2026, 1, 15)
REVIEWS = ["Pupil", "First concern", "Cycle started", "Review due", "Review held", "Outcome", "Target", "Pupil's view recorded",
           "Parent's view recorded"]  # fmt: skip
PLANS = ["Pupil", "Plan made", "Last annual review", "Next annual review due", "Transfers in", "Provision in section F",
         "Hours a week in the plan", "Hours a week delivered", "Funding band"]  # fmt: skip
REFERRALS = ["Pupil", "Service", "Asked on", "Seen or decided on", "Agreed to assess on", "Draft plan on", "Outcome"]
ASSESSMENT = "EHC needs assessment"
CYCLES = ((date(2024, 9, 9), date(2024, 12, 13)), (date(2025, 1, 6), date(2025, 4, 4)), (date(2025, 4, 22), date(2025, 7, 11)),
          (date(2025, 9, 8), date(2025, 12, 12)), (date(2026, 1, 5), date(2026, 4, 1)))  # fmt: skip
TARGETS = {  # by main need; of each four, the last two say neither a measure nor a date
    "SLCN": ("By the end of term, follows an instruction with three key words in 4 of 5 tries (now 1 of 5), teaching assistant, daily.",
             "Uses 20 topic words in full sentences by the December check; starts at 6 words; speech group twice a week.",
             "To improve speaking and listening.", "To develop vocabulary."),
    "SEMH": ("Uses an agreed break card instead of leaving the room, from 2 to no more than 1 exit a day by the end of term, form tutor.",
             "Names the feeling and a strategy in 3 of 4 check-ins by half-term; baseline 0 of 4; learning mentor.",
             "To be calmer in class.", "To make better choices."),
    "ASD": ("Starts a written task within 3 minutes with a visual checklist, in 8 of 10 lessons by the end of term; now 2 of 10; teacher.",
            "Joins a planned game for 10 minutes, twice a week, by the December review; starts from 2 minutes; support assistant.",
            "To cope with change.", "To improve social skills."),
    "": ("Reads 90 words a minute from an unseen page by the end of term, from 62; reading group four times a week.",
         "Spells 25 of the 30 listed words by the December check, from 11; class teacher, ten minutes daily.",
         "To make progress in reading.", "To become more confident."),
}  # fmt: skip
SECTION_F = {
    "SLCN": "Speech and language programme set by a therapist, delivered daily by trained staff.",
    "ASD": "Visual timetable, planned transitions and an adult who knows the pupil available in all lessons.",
    "SEMH": "Daily check-in with a named role, and small-group teaching of regulation strategies.",
    "": "Small-group teaching in literacy and numeracy, with pre-teaching of key words.",
}


@dataclass(frozen=True)
class Service:
    """One service that pupils are referred to: how many weeks it takes, by the middle pupil, and which share it refuses."""

    name: str
    asked: int
    weeks: float
    refused: float = 0.05
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Habits:
    """How a school keeps its cycles. Each function takes a child, and the day a review is due."""

    held: Callable[[Child, date], float] = lambda child, due: 0.9
    delivered: Callable[[Child], float] = lambda child: 0.96  # share of the hours in a plan
    plan_reviewed: float = 0.9  # share of annual reviews held in time
    services: tuple[Service, ...] = ()
    concern_days: float = 45  # from a first concern to the first cycle, for the middle pupil
    measurable: float = 0.55  # share of targets with a measure and a date


def review_rows(plan: SchoolPlan, children: list[Child], habits: Habits) -> Iterator[list[object]]:
    """One row for each cycle of each pupil on SEN support, and of those with a concern that is not yet a cycle."""
    rng = np.random.default_rng([plan.seed, 4])
    for child in children:
        first = True
        for started, due in CYCLES:
            january = started.year + (started.month > 8)
            if not child.on_support(january) or child.joined >= started:
                continue
            new = first and not child.on_support(january - 1)
            lag = timedelta(days=round(habits.concern_days * 2.0 ** (1.1 * normal(rng))))
            yield _review(child, started - lag if new else None, started, due, habits, rng)
            first = False
    today = there(children, TODAY)
    for child in today:
        if child.sen[TODAY][0] == "N" and rng.random() < 0.012:
            concern = CENSUS_DAY - timedelta(days=round(20 + 200 * rng.random()))
            yield [f"{child.number:06}", _day(concern), "", _day(date(2026, 2, 13)), "", "", "", "No", "No"]


def _review(
    child: Child, concern: date | None, started: date, due: date, habits: Habits, rng: np.random.Generator
) -> list[object]:
    held, late, outcome, wording, which, pupil, parent = rng.random(7)
    done = due + timedelta(days=round(late * 24) - 10) if due < CENSUS_DAY and held < habits.held(child, due) else None
    if done and done > CENSUS_DAY:
        done = None
    need = next(iter([sen[1] for sen in child.sen.values() if sen[0] == "K"]), "")
    targets = TARGETS.get(need, TARGETS[""])
    target = targets[int(which * 2) + (0 if wording < habits.measurable else 2)]
    result = "Met" if outcome < 0.42 else "Partly met" if outcome < 0.8 else "Not met"
    voices = ("Yes" if done and pupil < 0.72 else "No", "Yes" if done and parent < 0.61 else "No")
    return [f"{child.number:06}", _day(concern), _day(started), _day(due), _day(done), result if done else "", target, *voices]


def plan_rows(plan: SchoolPlan, children: list[Child], habits: Habits) -> Iterator[list[object]]:
    """One row for each pupil with an EHC plan today."""
    rng = np.random.default_rng([plan.seed, 5])
    for child in there(children, TODAY):
        if not child.has_plan(TODAY):
            continue
        since = min(january for january in child.sen if child.has_plan(january))
        arrived_with_it = min(child.sen) == since
        start = child.joined - timedelta(days=420 if plan.phase == "primary" else 1500) if arrived_with_it else date(since - 1, 1, 20)
        made = start + timedelta(days=int(rng.random() * ((child.joined - start).days - 30 if arrived_with_it else 350)))
        reviews = (CENSUS_DAY - made).days // 365
        in_time, hours, given = rng.random(3)
        last = made + timedelta(days=365 * reviews - int(20 * rng.random())) if reviews else None
        if last and in_time >= habits.plan_reviewed:
            last = made + timedelta(days=365 * (reviews - 1)) if reviews > 1 else None
        need = child.sen[TODAY][1]
        promised = (10, 12.5, 15, 20, 25)[int(hours * 5)]
        year = child.year(TODAY)
        yield [
            f"{child.number:06}", _day(made), _day(last), _day((last or made) + timedelta(days=365)),
            f"Year {plan.last_year}" if year >= plan.last_year - 1 else "", SECTION_F.get(need, SECTION_F[""]), promised,
            round(min(1.0, habits.delivered(child) + 0.06 * (given - 0.5)) * promised * 2) / 2,
            {10: "Band 1", 12.5: "Band 1", 15: "Band 2", 20: "Band 3", 25: "Band 4"}[promised],
        ]  # fmt: skip


def referral_rows(plan: SchoolPlan, children: list[Child], habits: Habits) -> Iterator[list[object]]:
    """One row for each request of the last two years; a blank day has not come yet."""
    rng = np.random.default_rng([plan.seed, 6])
    today = there(children, TODAY)
    for service in habits.services:
        fit = [child for child in today if child.sen[TODAY][0] != "N" and (not service.needs or child.sen[TODAY][1] in service.needs)]
        if service.name == ASSESSMENT:
            yield from _assessments(service, fit, rng)
            continue
        for place in sorted(choose(np.ones(len(fit)), service.asked, rng)):
            yield _request(fit[place], service, rng)


def _request(child: Child, service: Service, rng: np.random.Generator) -> list[object]:
    asked = max(CENSUS_DAY - timedelta(days=7 + int(rng.random() * 690)), min(child.joined, CENSUS_DAY - timedelta(days=40)))
    seen = asked + timedelta(days=round(7 * service.weeks * 2.0 ** (0.6 * normal(rng))))
    refused = rng.random() < service.refused
    waiting = seen > CENSUS_DAY
    outcome = "" if waiting else "Refused" if refused else "Seen"
    return [f"{child.number:06}", service.name, _day(asked), "" if waiting else _day(seen), "", "", outcome]


def _assessments(service: Service, with_sen: list[Child], rng: np.random.Generator) -> Iterator[list[object]]:
    """Requests for an assessment: those that ended in a plan in the last year, and others refused or still open."""
    issued = [child for child in with_sen if child.has_plan(TODAY) and child.on_support(TODAY - 1)]
    support = [child for child in with_sen if child.on_support(TODAY)]
    for child in (*issued, *(support[place] for place in sorted(choose(np.ones(len(support)), service.asked - len(issued), rng)))):
        weeks = service.weeks * 2.0 ** (0.35 * normal(rng))
        back = 5 + int(rng.random() * (330 if child in issued else 400))
        end = CENSUS_DAY - timedelta(days=back) if child in issued else CENSUS_DAY + timedelta(days=round(weeks * 7) - back)
        asked = end - timedelta(days=round(weeks * 7))
        agreed, draft = asked + timedelta(days=round(weeks * 2)), asked + timedelta(days=round(weeks * 5.6))
        refused = child not in issued and end <= CENSUS_DAY
        end = agreed if refused else end
        outcome = "Plan issued" if child in issued else "Refused" if refused else ""
        reached = [_day(day) if day <= CENSUS_DAY else "" for day in (end, agreed, draft)]
        yield [f"{child.number:06}", service.name, _day(asked), reached[0], *(("", "") if refused else reached[1:]), outcome]


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
