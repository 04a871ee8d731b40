"""The measures over several years, worked by hand on a school of 20 pupils in two Januaries; part of the method note."""

from tests.spec.coverage_results import COVERAGE

# pupil, first January: year group and provision, second January: year group and provision ("" where not there)
TWO_JANUARIES = (
    ("a", "Year 1", "N", "Year 2", "K"), ("b", "Year 1", "N", "Year 2", "N"), ("c", "Year 1", "N", "Year 2", "N"),
    ("d", "Year 1", "N", "Year 2", "N"), ("e", "Year 1", "N", "Year 2", "N"), ("f", "Year 1", "N", "Year 2", "N"),
    ("g", "Year 1", "N", "Year 2", "N"), ("h", "Year 1", "N", "", ""), ("i", "Year 1", "K", "Year 2", "K"),
    ("j", "Year 1", "K", "Year 2", "E"), ("k", "Year 2", "N", "", ""), ("l", "Year 2", "N", "", ""), ("m", "Year 2", "K", "", ""),
    ("n", "Year 2", "E", "", ""), ("o", "", "", "Year 1", "N"), ("p", "", "", "Year 1", "N"), ("q", "", "", "Year 1", "K"),
    ("r", "", "", "Year 2", "K"), ("s", "", "", "Year 1", "N"), ("t", "Year 1", "K", "Year 2", "N"),
)  # fmt: skip

FLOW = {
    "Arrived with SEN from elsewhere": 2, "Identified here": 1, "SEN support, as before": 1, "SEN support to EHC plan": 1,
    "EHC plan, as before": 0, "EHC plan to SEN support": 0, "SEN support or plan ended, still here": 1, "Left the school": 0,
    "Left at the end of the phase": 2,
}  # fmt: skip
MOVES_FROM_YEAR_1 = {"N": (6, 1, 0, 1), "K": (1, 1, 1, 0)}  # to N, K, E, left
# One move of 8 to SEN support; 2 pupils' weight of 3% before counting, then 30 pupils' weight of the whole school's.
WHOLE_SCHOOL_RATE = (1 + 2 * 0.03) / (8 + 2)
YEAR_1_RATE = (1 + 30 * WHOLE_SCHOOL_RATE) / (8 + 30)


def how_it_did() -> str:
    """What the results come to, in two sentences; where a naive forecast scores better, it says so."""
    ours = {(size, which): (held, score, ranges) for size, which, forecast, held, score, ranges in COVERAGE if forecast == "projection"}
    large, small = ([held for (_, which), (held, *_) in ours.items() if which.startswith(start)] for start in ("20", "below"))
    beaten = [
        f"{size:,} pupils, {which}: {forecast}, {score:.1f} against {ours[size, which][1]:.1f}, over {ranges:,} ranges"
        for size, which, forecast, _, score, ranges in COVERAGE
        if forecast != "projection" and score < ours[size, which][1]
    ]
    held = f"The projection's range held in {min(large):.1%} to {max(large):.1%} where the middle count is 20 or more, and in {min(small):.1%} or more below that."
    best = f"Its score is the best but for this: {'; '.join(beaten)}." if beaten else "Its score is the best throughout."
    return f"{held}\n{best} The invented schools are simpler than real ones, so expect less of your own lists."



def note() -> str:
    """The part of the method note about several years, as Markdown."""
    flow = "\n".join(f"| {way} | {count} |" for way, count in FLOW.items())
    before = sum(provision in "KE" for _, _, provision, _, _ in TWO_JANUARIES if provision)
    after = sum(provision in "KE" for *_, provision in TWO_JANUARIES if provision)
    lines = "\n".join(
        f"| {size:,} | {which} | {forecast} | {coverage:.1%} | {score:.1f} | {ranges:,} |" for size, which, forecast, coverage, score, ranges in COVERAGE
    )
    return f"""
## A week

Hours are added up by the role of each task. 1.5 and 2 hours of planned leading, 6 of reviews, 5 of messages and 10 of teaching are 24.5 hours.
The planned hours of leading are 3.5 of them, 14.3%. Messages come up by themselves: 5 hours, 20.4%. The role takes leading, coordinating and
specialist work together: 14.5 hours. A time log is divided by the number of calendar weeks that it has entries in.

## Absent a tenth or more

Of four pupils with 30, 30, 0 and no possible sessions recorded, who missed 3, 2, 0 and 1, two can be counted, and one missed a tenth or more:
exactly a tenth counts. A figure stands beside it only where it is for the same part of the year.

## From one January to the next

Another school: 15 pupils in the first January and 15 in the second, matched by their number. {before} had SEN in the first, {after} in the second.
Everybody with SEN in either list is counted once, by the way they went:

| way | pupils |
| --- | --- |
{flow}

A pupil of the oldest year group who is gone "left at the end of the phase". A pupil without a number gets a line of their own.

## The years ahead

The projection moves pupils year by year. From Year 1, of 8 pupils without SEN 1 came on to SEN support: 1/8 is too little to build on.
So every rate is drawn towards the whole school's, which is itself held by a weight of two pupils at a usual rate (3% for this move):

- whole school: (1 + 2 x 0.03) / (8 + 2) = {WHOLE_SCHOOL_RATE:.4f}
- Year 1: (1 + 30 x {WHOLE_SCHOOL_RATE:.4f}) / (8 + 30) = {YEAR_1_RATE:.4f}

These are the middles. Each of 4,000 futures draws its own rates around them (Dirichlet), so few lists give a wide range. Then it lets
identification, plans and ending drift from year to year by about a quarter of their rate, draws the intake from the school's own intakes and
joiners from its own joiners, and moves every pupil. Areas of need: pupils who stay keep theirs, new ones are drawn from the areas of those
who came on to the register before. The range holds the middle 8 of 10 futures.

What is typed is a least. Joiners who are known come for certain, and others may come besides. Requests end in plans at England's rate;
only where a future has fewer new plans than that are more added. The expected roll sets the size of the intake.

### How often the range holds

200 invented schools of each size, four Januaries seen, three projected, eight numbers each (the register, SEN support, EHC plans, five areas).
Half of the schools change in a way the model does not know: identification rises, a review of the register, a wave of plans, a shrinking or a
needier intake. "No change" carries on today's share, "straight line" the line through the shares so far, both with binomial ranges of 80%.
The score is the width of the range and ten times the distance by which it misses (the interval score); lower is better.

| pupils | middle count | forecast | range held | score | ranges |
| --- | --- | --- | --- | --- | --- |
{lines}

{how_it_did()}

Run again with `python -m tests.spec.coverage`.
"""
