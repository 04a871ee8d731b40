"""Published percentages worked out again from published counts, and worked-out rates checked by hand."""

import csv
import re
from collections import defaultdict

import pytest

from analysis.paths import data_path
from analysis.reference import figure, need_rate


def need_sets() -> dict[tuple, dict[str, float]]:
    """Counts of pupils by main need for each phase, provision and year that the reference figures hold."""
    sets = defaultdict(dict)
    with data_path("reference", "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["indicator"] == "pupils_by_primary_need" and row["breakdown"] == "primary_need":
                sets[row["phase"], row["sen_provision"], row["academic_year"]][row["category"]] = float(row["value"])
    return sets


COMPLETE = {key: counts for key, counts in need_sets().items() if {"SLCN", "SEMH", "VI", "OTH"} <= counts.keys()}


def test_there_are_enough_complete_sets_to_check():
    assert len(COMPLETE) >= 20


@pytest.mark.parametrize("key", COMPLETE, ids="-".join)
def test_need_shares_follow_from_the_counts_of_pupils(key):
    """Shares are printed to 0.1 (half of which is rounding) and counts to 10, so 0.06 of a point is allowed."""
    phase, provision, year = key
    counts = COMPLETE[key]
    for need, count in counts.items():
        share = figure("primary_need_share", phase, provision, "primary_need", need, year)
        assert share.value == pytest.approx(100 * count / sum(counts.values()), abs=0.06), need


def test_the_rate_for_2024_25_follows_from_the_pupils_its_note_counts():
    rate = figure("pct_pupils", "state_funded_all", "all_sen", academic_year="2024/25")
    with_sen, pupils = (int(number.replace(",", "")) for number in re.findall(r"[\d,]{5,}", rate.note))
    assert rate.value == round(100 * with_sen / pupils, 1)


@pytest.mark.parametrize("year", ["2016/17", "2017/18", "2018/19", "2021/22", "2022/23", "2023/24"])
def test_the_two_provisions_add_up_to_all_pupils_with_sen(year):
    support, plan, both = (
        figure("pct_pupils", "state_funded_all", provision, academic_year=year).value
        for provision in ("sen_support", "ehc_plan", "all_sen")
    )
    assert support + plan == pytest.approx(both, abs=0.11)


@pytest.mark.parametrize(
    ("need", "provision", "by_hand"),
    [
        ("SLCN", "sen_support", 0.256 * 13.4),
        ("SLCN", "ehc_plan", 0.195 * 4.7),
        ("SLCN", "all_sen", 3.4304 + 0.9165),
        ("ASD", "all_sen", 1.2328 + 1.5510),
        ("SEMH", "all_sen", 2.9882 + 0.7285),
        ("NSA", "all_sen", 0.6298),
    ],
)
def test_need_rates_equal_the_numbers_worked_by_hand(need, provision, by_hand):
    assert need_rate(need, provision).value == pytest.approx(by_hand, abs=1e-9)


def test_need_rates_agree_with_the_counts_of_the_same_year():
    """The pupils with SEN support in 2023/24 are 13.4% of all, so their counts give all pupils, and the rates."""
    counts = COMPLETE["state_funded_all", "sen_support", "2023/24"]
    all_pupils = sum(counts.values()) / 0.134
    for need, count in counts.items():
        assert need_rate(need, "sen_support").value == pytest.approx(100 * count / all_pupils, abs=0.01), need
