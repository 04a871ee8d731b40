"""Make the files of the invented schools, the same bytes each time.

    python tools/build_sample.py [folder]        (without a folder: data/sample)

The files are what a school's own systems would export in January 2026: no names, ordinary headings. How many pupils
have which provision and main need is set by hand in tools/samples, close to England's rates for the phase, apart from
the planted stories, which docs/facilitators tells. Who they are is drawn with a fixed seed, chosen so that chance adds
no second story.

Only `random()` of numpy's generator is used: its numbers do not change between versions of numpy.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from samples import census, cycles, houses, offers, provision, running, schools
from samples.facts import draw_facts
from samples.history import draw_children
from samples.lists import write_lists, write_table

SCHOOLS = (
    (schools.FOXGLOVE, offers.FOXGLOVE_OFFERS, offers.FOXGLOVE_HABITS, houses.FOXGLOVE_RUNNING),
    (schools.LARKSPUR, offers.LARKSPUR_OFFERS, offers.LARKSPUR_HABITS, houses.LARKSPUR_RUNNING),
    (schools.COWSLIP, offers.COWSLIP_OFFERS, offers.COWSLIP_HABITS, houses.COWSLIP_RUNNING),
    (schools.TEASEL, offers.TEASEL_OFFERS, offers.TEASEL_HABITS, houses.TEASEL_RUNNING),
)


def write_school(plan, offers_made, habits, house, folder: Path) -> Iterator[Path]:
    """The files of one school, written: the list of each January, and every other table."""
    children = draw_children(plan)
    draw_facts(plan, children)
    yield from write_lists(plan, children, folder)
    for name, headings, rows in (
        ("provision", provision.HEADINGS, provision.provision_rows(children, offers_made, plan.seed)),
        ("reviews", cycles.REVIEWS, cycles.review_rows(plan, children, habits)),
        ("plans", cycles.PLANS, cycles.plan_rows(plan, children, habits)),
        ("referrals", cycles.REFERRALS, cycles.referral_rows(plan, children, habits)),
        ("staff", running.STAFF, running.staff_rows(house)),
        ("budget", running.BUDGET, running.budget_rows(house)),
        ("survey", running.SURVEY, running.survey_rows(house, plan.seed)),
        ("time_log", running.TIME_LOG, running.time_rows(house, plan.seed)),
    ):
        yield write_table(folder / plan.file / f"{name}.csv", headings, rows)
    if plan is schools.COWSLIP:
        yield census.write_census(children, folder / plan.file / "school_census_2026.xml")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "data" / "sample"
    for school in SCHOOLS:
        for path in write_school(*school, target):
            print(path)
