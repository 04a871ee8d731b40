"""Percentages that publishers print, worked out again from the counts they print, and from a second reading.

A published percentage is rounded to one decimal, so half a tenth is what rounding may take; two decimals, half a
hundredth. Anything beyond is a difference between sources, and has to be written down with its reason.
"""

import csv
import re
from collections import defaultdict

import pytest

from analysis.local_figures import PHASES, figures, spread
from analysis.paths import data_path
from analysis.reference import figure, years

ROUNDED_TO_A_TENTH = 0.0501
# numerator, denominator, percentage: counts of the same place and year
RATIOS = (
    ("ehc_requests_refused", "ehc_requests", "ehc_requests_refused_pct"),
    ("send_tribunal_appeals", "send_appealable_decisions", "send_tribunal_appeal_rate"),
    ("ehc_review_meetings", "ehc_reviews_expected", "ehc_review_meetings_pct"),
)
STARTS = {"absence_persistent": 10, "absence_severe": 50}  # the least absence, in percent, that counts


def rows_of(name: str) -> list[dict[str, str]]:
    with data_path("reference", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BENCHMARKS = rows_of("benchmarks")
VALUES = {tuple(row.values())[:6]: float(row["value"]) for row in BENCHMARKS}
CHECKS = rows_of("crosschecks")


def ratios() -> list[tuple[str, float, float]]:
    """Each published percentage with both of its counts: what it is, as printed, as worked out."""
    found = []
    for numerator, denominator, percentage in RATIOS:
        for (indicator, *place), printed in VALUES.items():
            counts = (VALUES.get((numerator, *place)), VALUES.get((denominator, *place)))
            if indicator == percentage and all(counts):
                found.append(("-".join([indicator, *place[2:]]), printed, 100 * counts[0] / counts[1]))
    return found


def bands() -> list[tuple[str, float, float]]:
    """Each published rate of persistent and severe absence with the published bands that make it up."""
    shares = defaultdict(dict)
    for row in BENCHMARKS:
        if row["indicator"] == "absence_band_share":
            lowest = int(re.match(r"\d+", row["category"])[0])
            shares[row["phase"], row["sen_provision"], row["academic_year"]][lowest] = float(row["value"])
    found = []
    for (phase, provision, year), by_band in shares.items():
        assert sum(by_band.values()) == pytest.approx(100, abs=0.01)
        for indicator, start in STARTS.items():
            printed = VALUES.get((indicator, phase, provision, "none", "total", year))
            if printed is not None:
                worked_out = sum(share for lowest, share in by_band.items() if lowest >= start)
                found.append((f"{indicator}-{phase}-{provision}-{year}", printed, worked_out))
    return found


def test_there_is_enough_to_check():
    assert len(ratios()) == 72
    assert len(bands()) == 96


@pytest.mark.parametrize(("what", "printed", "worked_out"), ratios(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_printed_percentage_follows_from_its_counts(what, printed, worked_out):
    assert printed == pytest.approx(worked_out, abs=ROUNDED_TO_A_TENTH)


@pytest.mark.parametrize(("what", "printed", "worked_out"), bands(), ids=lambda value: value if isinstance(value, str) else "")
def test_rates_of_absence_follow_from_their_bands(what, printed, worked_out):
    assert printed == pytest.approx(worked_out, abs=0.0075)  # bands have three decimals, rates two


@pytest.mark.parametrize("year", ["2018/19", "2019/20"])
@pytest.mark.parametrize("provision", ["sen_support", "ehc_plan"])
def test_the_share_of_all_pupils_follows_from_the_headcounts(provision, year):
    with_it, everyone = (figure("pupils", "all_schools", one, academic_year=year).value for one in (provision, "all_pupils"))
    printed = figure("pct_pupils", "all_schools", provision, academic_year=year).value
    assert printed == pytest.approx(100 * with_it / everyone, abs=ROUNDED_TO_A_TENTH)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("provision", ["sen_support", "ehc_plan"])
@pytest.mark.parametrize("year", ["2020/21", "2022/23", "2024/25"])
def test_england_lies_within_its_regions_and_its_local_authorities(phase, provision, year):
    england = figure("pct_pupils", phase, provision, academic_year=year).value
    among = spread("pct_pupils", phase, provision, year)
    assert among.p10 < england < among.p90
    region = [row for row in BENCHMARKS if row["indicator"] == "pct_pupils" and row["breakdown"] == "region"
              and (row["phase"], row["sen_provision"], row["academic_year"]) == (phase, provision, year)]  # fmt: skip
    assert min(float(row["value"]) for row in region) <= england <= max(float(row["value"]) for row in region)


def test_a_region_of_one_year_is_asked_for_as_it_was_published():
    held = years("pct_pupils", "primary", "sen_support", "region", "London")
    assert len(held) >= 5
    for year in held:
        london = next(one for one in figures("pct_pupils", "primary", "sen_support", "301", year) if one.place == "London")
        assert london.value == VALUES["pct_pupils", "primary", "sen_support", "region", "London", year]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check["check"])
def test_two_readings_agree_or_the_difference_has_a_reason(check):
    """Two sources for one number. Those that agree do so within rounding: counts within a rounding of either, percents
    within half a point where one source prints whole percents, else within a tenth."""
    first, second = float(check["value_a"]), float(check["value_b"])
    assert float(check["difference"]) == pytest.approx(first - second, abs=0.006)
    if check["verdict"] == "DISAGREE":
        assert len(check["comment"].split()) >= 4
        return
    whole = first == int(first) or second == int(second)
    allowed = max(0.1, 0.002 * abs(first)) if max(first, second) > 100 else 0.5 if whole else 0.101
    assert abs(first - second) <= allowed


def test_the_disagreements_are_those_that_were_found_and_no_more():
    assert sum(check["verdict"] == "DISAGREE" for check in CHECKS) == 14
    assert {check["verdict"] for check in CHECKS} == {"agree", "DISAGREE"}


NAMED = re.compile(r"^(\w+) (\w+) (\w+) (\w+)=(\w+) (\d{4}/\d{2})$")


@pytest.mark.parametrize("check", [check for check in CHECKS if NAMED.match(check["check"])], ids=lambda check: check["check"])
def test_the_figure_we_hold_is_one_of_the_two_that_were_read(check):
    held = VALUES[NAMED.match(check["check"]).groups()]
    assert any(held == pytest.approx(float(check[name]), abs=ROUNDED_TO_A_TENTH) for name in ("value_a", "value_b"))
