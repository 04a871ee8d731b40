"""How each number is worked out, on a school small enough to count by hand; `python -m tests.spec.method` prints the note.

The numbers here are written down, not computed with the workbook's own functions: the tests hold the workbook against them.
"""

from math import comb

from tests.spec import over_years

# year, sex, free school meals, SEN provision, first need
PUPILS = (
    ("Year 1", "Girls", "Eligible", "K", "SLCN"),
    ("Year 1", "Girls", "Not eligible", "K", "SLCN"),
    ("Year 1", "Boys", "Eligible", "E", "SLCN"),
    ("Year 1", "Boys", "Eligible", "K", "SEMH"),
    ("Year 1", "Girls", "Not eligible", "N", ""),
    ("Year 1", "Girls", "Not eligible", "N", ""),
    ("Year 1", "Girls", "Not eligible", "N", ""),
    ("Year 1", "Boys", "Not eligible", "N", ""),
    ("Year 1", "Boys", "Not eligible", "N", ""),
    ("Year 1", "Boys", "", "N", ""),
    ("Year 2", "Boys", "Not eligible", "K", ""),
    ("Year 2", "Boys", "Eligible", "monitoring", ""),
    ("Year 2", "Girls", "Eligible", "N", ""),
    ("Year 2", "Girls", "Not eligible", "N", ""),
    ("Year 2", "Girls", "Not eligible", "N", ""),
    ("Year 2", "Girls", "Not eligible", "N", ""),
    ("Year 2", "Girls", "Not eligible", "N", ""),
    ("Year 2", "Boys", "Not eligible", "N", ""),
    ("Year 2", "Boys", "Not eligible", "N", ""),
    ("Year 2", "Boys", "Not eligible", "N", ""),
)
COLUMNS = ("year_group", "sex", "fsm", "sen_provision", "need_1")

WITH_SEN = {"both": 5, "K": 4, "E": 1}
NEEDS = {"Speech, language and communication": 3, "Social, emotional and mental health": 1, "No need recorded": 1}
BY_YEAR = {"Year 1": (4, 10), "Year 2": (1, 10)}
BY_MEALS = {"Eligible": (3, 5), "Not eligible": (2, 14), "Not recorded": (0, 1)}
RANGE_OF_1_IN_10 = (0.00253, 0.44502)
RATE = 0.2
ORDINARY_OF_20 = (1, 8)  # at a rate of 20%
OUTER_OF_20 = (0, 10)
WILSON = {"Year 1": (0.1682, 0.6873), "Year 2": (0.0179, 0.4042)}
DIFFERENCE = (-0.0824, 0.5988)
SHARED = {"A": (31, 30), "B": (4, "hidden"), "C": (12, "hidden")}  # of 418, shown as 420


def at_most(count: int, size: int, rate: float) -> float:
    """The chance of this count or fewer, term by term."""
    return sum(comb(size, n) * rate**n * (1 - rate) ** (size - n) for n in range(count + 1))


def at_least(count: int, size: int, rate: float) -> float:
    """The chance of this count or more."""
    return 1 - at_most(count - 1, size, rate)


def _table(heads: tuple[str, ...], lines: list[tuple]) -> str:
    rows = [heads, tuple("---" for _ in heads), *lines]
    return "\n".join(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)


def method() -> str:
    """The note, as Markdown."""
    low, high = RANGE_OF_1_IN_10
    pupils = _table(("pupil", "year group", "sex", "free school meals", "SEN provision", "first need"),
                    [(n, *(cell or "not recorded" if column != 4 else cell for column, cell in enumerate(pupil)))
                     for n, pupil in enumerate(PUPILS, start=1)])  # fmt: skip
    tails = _table(
        ("count", "chance of this or fewer", "chance of this or more", "ordinary?"),
        [
            (n, f"{at_most(n, 20, RATE):.4f}", f"{at_least(n, 20, RATE):.4f}", "yes" if ORDINARY_OF_20[0] <= n <= ORDINARY_OF_20[1] else "no")
            for n in (0, 1, 2, 7, 8, 9, 10, 11)
        ],
    )
    return f"""# How each number is worked out

Every number is worked by hand here, on an invented school of 20 pupils, and the tests hold the workbook against it.
This page is printed by the tests: `python -m tests.spec.method > docs/method.md`.

## The school

{pupils}

K is SEN support, E an EHC plan, N no SEN. A pupil who is being monitored has no SEN.

## Pupils with SEN

Count the K and the E: {WITH_SEN["K"]} and {WITH_SEN["E"]}, so {WITH_SEN["both"]} of 20 pupils, 25%.

## Each need as a share of all pupils

Each pupil with SEN is counted once, under the first need, and divided by all pupils on roll, not by those with SEN.

{_table(("need", "pupils", "of", "share"), [(need, count, 20, f"{count * 5}%") for need, count in NEEDS.items()])}

## The share of each group

{_table(("group", "pupils with SEN", "of", "share"),
        [(group, count, size, f"{100 * count / size:.1f}%".replace(".0%", "%")) for group, (count, size) in (BY_YEAR | BY_MEALS).items()])}

What is not recorded is a line of its own. Nothing divided by nothing is undefined, never 0%.

## The range that fits a count

"Any underlying rate from {low:.1%} to {high:.1%} fits our count" is the exact binomial range at 95% (Clopper and Pearson, 1934). A rate fits when
neither tail is under 2.5%. For 1 of 10 pupils in Year 2:

- lowest rate: 1 or more must have a chance of 2.5%. 1 - (1 - p)^10 = 0.025, so p = 1 - 0.975^(1/10) = {low:.4f}.
- highest rate: 1 or fewer must have a chance of 2.5%. (1 - p)^10 + 10 p (1 - p)^9 = 0.025.
  At p = {high:.4f} the two terms are {(1 - high) ** 10:.4f} and {10 * high * (1 - high) ** 9:.4f}, together {at_most(1, 10, high):.4f}.

## Clearly higher, clearly lower, no clear difference

The same two tails decide every word. Beside a national rate of 20%, a school of 20 would have 4 on average.

{tails}

Both tails are 2.5% or more from {ORDINARY_OF_20[0]} to {ORDINARY_OF_20[1]} pupils: those are ordinary. A count above them is "clearly higher", one below "clearly lower".
5 of 20 is "no clear difference", and 20% lies in its range. Where neither nobody nor twice the usual number would stand out, it is "too few pupils to compare".

## The funnel

The solid lines are the ordinary counts as shares of each size: {ORDINARY_OF_20[0]}/20 and {ORDINARY_OF_20[1]}/20 here. For the broken lines a tail must be under 0.1%:
{OUTER_OF_20[0]} to {OUTER_OF_20[1]} of 20. So 1 to 8 is "ordinary for a school this size", 0, 9 and 10 are "worth a look", and from 11 on it is "look for the reason".

## The difference between two groups

Year 1 has 4 of 10, Year 2 has 1 of 10: a gap of 30 points. Its range is Newcombe's method 10 (1998), from the two Wilson ranges,
{WILSON["Year 1"][0]:.4f} to {WILSON["Year 1"][1]:.4f} and {WILSON["Year 2"][0]:.4f} to {WILSON["Year 2"][1]:.4f}:

- lowest: 0.3 - sqrt((0.4 - {WILSON["Year 1"][0]:.4f})^2 + ({WILSON["Year 2"][1]:.4f} - 0.1)^2) = {DIFFERENCE[0]:.4f}
- highest: 0.3 + sqrt(({WILSON["Year 1"][1]:.4f} - 0.4)^2 + (0.1 - {WILSON["Year 2"][0]:.4f})^2) = {DIFFERENCE[1]:.4f}

The range holds 0, so it is "no clear difference". Where highest and lowest are picked from many groups, 5% is shared out over all pairs of groups.

## What may be shared

Needs are first merged into the four broad areas. Then numbers below 10 are hidden and the rest rounded to the nearest 5.
Where SEN support or EHC plans are counted alone, a number is hidden too if the other one is below 10.
Where a hidden number could be found by adding and subtracting, the smallest shown one is hidden as well. The ways on to the register and off
it are held against the registers of both years, which another chart shows. Of 418 pupils, shown as 420:

{_table(("group", "exact", "shared"), [(group, *pair) for group, pair in SHARED.items()])}
{over_years.note()}"""


if __name__ == "__main__":
    print(method(), end="")
