"""The years before today's list: who was there in each January, and what was recorded for them then.

Worked backwards from the list of January 2026, which stays as it is. The pupils of one January are those of the next
who had joined by then, and others who left in between. How many had which provision is set by hand; who they were is drawn.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from samples.plan import SchoolPlan
from samples.pupils import NO_SEN, Pupil, Sen, choose, draw_pupil, draw_pupils, draw_sen

TODAY = 2026
JANUARIES = (2023, 2024, 2025, TODAY)
ENDED = 0.04  # of the pupils on SEN support, those without it a year later
NEW_PLANS = 0.08  # for each pupil with a plan, pupils on SEN support who have one a year later, at least
RELABELLED = 0.05  # of the pupils with SEN, those whose main need is another one a year later


@dataclass(eq=False)
class Child:
    """A pupil over the years: when they joined, and what was recorded in each January they were there."""

    pupil: Pupil
    joined: date
    sen: dict[int, Sen] = field(default_factory=dict)
    number: int = 0  # the admission number
    name: str = ""
    reading: float = 100.0  # what a reading test would find if it were exact
    often_absent: float = 0.0
    facts: dict = field(default_factory=dict)  # January: samples.facts.Facts

    def year(self, january: int) -> int:
        """The year group in that January."""
        return self.pupil.year - (TODAY - january)

    def then(self, january: int) -> Pupil:
        """The pupil as they were in that January."""
        return replace(self.pupil, year=self.year(january))

    def has_plan(self, january: int) -> bool:
        """Whether the pupil had an EHC plan then."""
        return self.sen.get(january, NO_SEN)[0] == "E"

    def on_support(self, january: int) -> bool:
        """Whether the pupil was on SEN support then."""
        return self.sen.get(january, NO_SEN)[0] == "K"


def draw_children(plan: SchoolPlan) -> list[Child]:
    """Everybody who was at the school in any of the Januaries, those of today first and in the order of its list."""
    rng = np.random.default_rng(plan.seed)
    pupils = draw_pupils(plan, rng)
    sen = draw_sen(plan, pupils, [("E", plan.ehc_plans), ("K", plan.sen_support)], rng)
    rng = np.random.default_rng([plan.seed, 1])
    children = [
        Child(pupil, _joined(plan, pupil, TODAY, rng), {TODAY: sen.get(place, NO_SEN)}) for place, pupil in enumerate(pupils)
    ]
    for january in reversed(JANUARIES[:-1]):
        stayed = [child for child in children if january + 1 in child.sen and child.joined < date(january, 1, 1)]
        left = _leavers(plan, stayed, january, rng)
        _record_earlier(plan, stayed, left, january, rng)
        children += left
    _number(children)
    return children


def there(children: list[Child], january: int) -> list[Child]:
    """The children of one January in the order of the registers."""
    listed = [child for child in children if january in child.sen]
    return listed if january == TODAY else sorted(listed, key=lambda child: (child.year(january), child.pupil.form, child.name))


def _joined(plan: SchoolPlan, pupil: Pupil, january: int, rng: np.random.Generator) -> date:
    """The day the pupil joined: with the intake, or on any school day since for the few who moved."""
    intake = date(TODAY - 1 - pupil.year + plan.first_year, 9, 3)
    days = (date(january, 1, 1) - intake).days
    moved, when = rng.random(2)
    if moved >= plan.moving * days / 365:
        return intake
    day = intake + timedelta(days=int(when * days))
    day = day.replace(month=9, day=3) if day.month in (7, 8) else day  # nobody joins in the summer holidays
    return day - timedelta(days=max(0, day.weekday() - 4))


def _leavers(plan: SchoolPlan, stayed: list[Child], january: int, rng: np.random.Generator) -> list[Child]:
    """The children of this January who had left by the next: the oldest year, and the few who moved."""
    leavers = []
    for year, today in plan.roll.items():
        missing = today + int(rng.random() * 3) - 1 - sum(child.year(january) == year for child in stayed)
        for _ in range(missing):
            form = plan.forms[int(rng.random() * len(plan.forms))]
            pupil = draw_pupil(plan, year + TODAY - january, form, rng)
            leavers.append(Child(pupil, _joined(plan, pupil, january, rng)))
    return leavers


def _record_earlier(plan: SchoolPlan, stayed: list[Child], left: list[Child], january: int, rng: np.random.Generator) -> None:
    """What was recorded a year earlier: as many on SEN support and with plans as the plan of the school says."""
    on_support, with_plan = plan.earlier[january]
    share = len(left) / (len(stayed) + len(left))
    plans_since = sum(child.has_plan(january + 1) for child in stayed)
    plans_left = max(round(with_plan * share), with_plan - plans_since + round(with_plan * NEW_PLANS))
    wanted = [("E", _mix(plan.ehc_plans, {}, plans_left, rng)),
              ("K", _mix(plan.sen_support, plan.growing, round(on_support * share), rng))]  # fmt: skip
    recorded = draw_sen(plan, [child.then(january) for child in left], wanted, rng)
    for place, child in enumerate(left):
        child.sen[january] = recorded.get(place, NO_SEN)
    for child in stayed:
        child.sen[january] = _need_before(plan, child.sen[january + 1], rng)

    plans = [child for child in stayed if child.has_plan(january)]
    rise = len(plans) + plans_left - with_plan
    for place in choose(np.array([1.0 + (child.year(january) == plan.first_year) for child in plans]), rise, rng):
        child = plans[place]
        child.sen[january] = ("K", *child.sen[january][1:])

    ended = round(on_support * ENDED)
    without = [child for child in stayed if child.sen[january] == NO_SEN]
    needs = _mix(plan.sen_support, plan.growing, ended, rng)
    again = draw_sen(plan, [child.then(january) for child in without], [("K", needs)], rng)
    for place, sen in again.items():
        without[place].sen[january] = sen

    supported = [child for child in stayed if child.on_support(january) and child.on_support(january + 1)]
    now = sum(child.on_support(january) for child in (*stayed, *left))
    if now < on_support:
        raise ValueError(f"{plan.file}, January {january}: only {now} pupils could be on SEN support.")
    likely = [plan.growing.get(child.sen[january][1], 1.0) for child in supported]
    for place in choose(np.array(likely), now - on_support, rng):
        supported[place].sen[january] = NO_SEN


def _mix(counts: dict[str, int], growing: dict[str, float], total: int, rng: np.random.Generator) -> dict[str, int]:
    """So many pupils, shared out over the needs as today but for those that have grown since."""
    needs = list(counts)
    shares = np.cumsum([count / growing.get(need, 1.0) ** 0.5 for need, count in counts.items()])
    drawn = [needs[int(np.searchsorted(shares, u * shares[-1], side="right"))] for u in rng.random(total)]
    return {need: drawn.count(need) for need in needs}


def _need_before(plan: SchoolPlan, sen: Sen, rng: np.random.Generator) -> Sen:
    """The provision of the next January with the need as it was recorded before, for a few another one."""
    provision, need, other = sen
    changed, which = rng.random(2)
    if provision != "K" or changed >= RELABELLED:
        return sen
    return (provision, "NSA" if which < 0.4 else "MLD" if which < 0.7 and other != "MLD" else need, other)


def _number(children: list[Child]) -> None:
    """Admission numbers in the order of joining, and the names that stand in for names."""
    for place, child in enumerate(children):
        child.name = f"Pupil {place + 1:03}"
    for place, child in enumerate(sorted(children, key=lambda child: (child.joined, child.name))):
        child.number = 2871 + place
