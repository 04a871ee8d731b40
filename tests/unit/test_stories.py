"""Each story planted in an invented school is there, and the answer key tells it with the numbers of the files.

The name of a test says school, View and story. Where the View is there, it is asked; else a plain count of the data
stands in until it can be.
"""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.columns import WITH_SEN
from analysis.disclosure import share
from analysis.measures.binomial import tail_at_least, tail_at_most
from analysis.reference import england_rate, need_rate
from analysis.results import HIGHER, LOOK_FOR_REASON, LOWER, ORDINARY, Row
from analysis.samples import sample_school
from analysis.views.need_of_all_pupils import need_of_all_pupils
from analysis.views.unusual_or_chance import unusual_or_chance
from analysis.views.who_is_on_the_register import RegisterSettings, who_is_on_the_register

KEYS = Path(__file__).parents[2] / "docs" / "facilitators"
IN_WORDS = dict(enumerate("nought one two three four five six seven eight nine".split()))
RELIABILITY = 0.8  # of the reading test of the invented schools, as the answer key says
CENSUS_DAY = pd.Timestamp(2026, 1, 15)


@cache
def key(plant: str) -> str:
    """The answer key of a school, on one line."""
    return " ".join((KEYS / f"answer-key-{plant}.md").read_text("utf-8").split())


def needs(school: str) -> dict[str, Row]:
    """The rows of the View of needs, by need."""
    return {row.key: row for row in need_of_all_pupils(sample_school(school)).rows}


def by_group(school: str, group_by: str) -> dict[str, tuple[int, int]]:
    """Pupils with SEN and all pupils of each group, as the View of the register shows them."""
    result = who_is_on_the_register(sample_school(school), RegisterSettings(group_by=group_by))
    return {row.label: (row.count, row.size) for row in result.rows}


def with_need(pupils: pd.DataFrame, need: str) -> int:
    return int((pupils["sen_provision"].isin(WITH_SEN) & (pupils["need_1"] == need)).sum())


def over_time(school: str, count) -> list[int]:
    return [int(count(one.pupils)) for one in sample_school(school).lists]


def money(school: str, *sources: str) -> list[float]:
    """The sum of these funding lines, year by year."""
    budget = sample_school(school).tables["budget"]
    lines = budget[budget["source"].str.startswith(sources)]
    return lines.groupby("year")["amount"].sum().sort_index().tolist()


def with_pupils(school: str, table: str, *columns: str) -> pd.DataFrame:
    """A table with facts of the pupils of today beside it."""
    one = sample_school(school)
    return one.tables[table].merge(one.pupils[["pupil", *columns]], on="pupil")


def gains(school: str, provision: str) -> pd.DataFrame:
    given = sample_school(school).tables["provision"]
    return given[given["provision"] == provision].dropna(subset=["entry_measure", "exit_measure"]).eval(
        "gain = exit_measure - entry_measure"
    )


def waits(school: str, service: str) -> tuple[int, int]:
    """How many were referred, and how many of them have been seen."""
    asked = sample_school(school).tables["referrals"].query("service == @service")
    return len(asked), int(asked["seen"].notna().sum())


@pytest.mark.parametrize(
    ("school", "plant"), [("primary", "foxglove"), ("secondary", "larkspur"), ("village", "cowslip"), ("draws_many", "teasel")]
)
def test_the_key_opens_with_the_size_the_provision_and_the_rates_of_england(school: str, plant: str):
    one = sample_school(school)
    assert f"{one.size:,} pupils" in key(plant)
    for name, words, count in (
        ("sen_support", "SEN support", (one.pupils["sen_provision"] == "K").sum()),
        ("ehc_plan", "EHC plan", (one.pupils["sen_provision"] == "E").sum()),
        ("all_sen", "both together", len(one.with_sen)),
    ):
        rate = england_rate(name, one.phase)
        assert f"| {words} | {count} | {100 * count / one.size:.1f}% | {rate.value:.1f}% ({rate.academic_year}) |" in key(plant)
    assert 4 <= key(plant).count("**Story ") <= 6
    assert key(plant).count("- Ask: ") == key(plant).count("**Story ")


class TestFoxglove:
    def test_need_of_all_pupils_speech_and_language_is_recorded_more_than_elsewhere(self):
        shown = needs("primary")
        assert (shown["SLCN"].count, shown["SLCN"].size, shown["SLCN"].verdict) == (31, 418, HIGHER)
        assert [need for need, row in shown.items() if row.verdict in (HIGHER, LOWER)] == ["SLCN"]
        assert "31 pupils have it as their main need: 7.4% of all pupils" in key("foxglove")

    def test_who_is_on_the_register_summer_born_pupils_are_over_represented(self):
        shown = by_group("primary", "birth_term")
        assert [shown[term] for term in ("Summer born", "Spring born", "Autumn born")] == [(42, 138), (22, 132), (24, 148)]
        assert tail_at_least(*shown["Summer born"], 88 / 418) < 0.025
        assert "42 of 138 summer-born pupils" in key("foxglove")
        assert "22 of 132 spring born (16.7%) and 24 of 148 autumn born" in key("foxglove")

    def test_change_over_time_speech_and_language_grows_faster_than_the_budget(self):
        need = over_time("primary", lambda pupils: with_need(pupils, "SLCN"))
        paid = money("primary", "Notional SEN", "Top-up")
        register = over_time("primary", lambda pupils: pupils["sen_provision"].isin(WITH_SEN).sum())
        assert need[-1] / need[0] > 2.5 > 1.3 > paid[-1] / paid[0]
        assert "{}, {}, {} and {} pupils have it".format(*need) in key("foxglove")
        assert f"All pupils with SEN rise from {register[0]} to {register[-1]}" in key("foxglove")
        assert f"from £{paid[0]:,.0f} to £{paid[-1]:,.0f}" in key("foxglove")

    def test_review_health_reviews_collapse_in_year_4(self):
        reviews = with_pupils("primary", "reviews", "year_group")
        due = reviews[reviews["due"] == pd.Timestamp(2025, 12, 12)]
        year_4 = due["year_group"] == "Year 4"
        held, others = due[year_4]["done"].notna(), due[~year_4]["done"].notna()
        before = reviews[(reviews["due"] == pd.Timestamp(2025, 7, 11)) & (reviews["year_group"] == "Year 4")]
        assert tail_at_most(int(held.sum()), len(held), others.mean()) < 0.001
        assert f"{held.sum()} of {len(held)} in Year 4 were held" in key("foxglove")
        assert f"it was {others.sum()} of {len(others)}." in key("foxglove")
        assert f"had {before['done'].notna().sum()} of {len(before)}." in key("foxglove")

    def test_gains_reading_boost_is_regression_to_the_mean_only(self):
        boost, phonics = gains("primary", "Reading Boost"), gains("primary", "Phonics catch-up")
        usual = sample_school("primary").earlier[-1].pupils["reading_score"].mean()
        for_nothing = (1 - RELIABILITY) * (usual - boost["entry_measure"].mean())
        error = boost["gain"].std() / len(boost) ** 0.5
        assert boost["gain"].mean() > 3 * error  # it looks like a gain
        assert abs(boost["gain"].mean() - for_nothing) < error  # and is what the low start alone would give
        assert phonics["gain"].mean() > for_nothing + 3 * phonics["gain"].std() / len(phonics) ** 0.5
        assert f"{len(boost)} times a pupil has a score before and after" in key("foxglove")
        assert f"start at {boost['entry_measure'].mean():.1f} on average and rise by {boost['gain'].mean():.1f}" in key("foxglove")
        assert f"about {for_nothing:.1f} points for nothing" in key("foxglove")
        assert f"rises by {phonics['gain'].mean():.1f} points over {len(phonics)} pairs" in key("foxglove")

    def test_dose_nobody_comes_to_the_lunchtime_talk_club(self):
        given = sample_school("primary").tables["provision"].groupby("provision")[["attended_sessions", "planned_sessions"]].sum()
        attended = given["attended_sessions"] / given["planned_sessions"]
        assert attended["Lunchtime talk club"] < 0.25
        assert (attended.drop("Lunchtime talk club") > 0.8).all()
        assert "{:,.0f} of {:,.0f} planned sessions were attended".format(*given.loc["Lunchtime talk club"]) in key("foxglove")

    def test_small_differences_between_classes_are_no_story(self):
        shown = by_group("primary", "class")
        assert shown["4B"] == (10, 30) and shown["RB"] == (3, 29)
        assert tail_at_least(*shown["4B"], 88 / 418) > 0.025 < tail_at_most(*shown["RB"], 88 / 418)
        assert "4B has 10 of 30 pupils on the register and RB 3 of 29" in key("foxglove")


class TestLarkspur:
    def test_need_of_all_pupils_semh_is_high_and_piles_up_in_years_9_and_10(self):
        school = sample_school("secondary")
        shown = needs("secondary")
        assert (shown["SEMH"].count, shown["SEMH"].size, shown["SEMH"].verdict) == (61, 1150, HIGHER)
        semh = school.with_sen[school.with_sen["need_1"] == "SEMH"]
        in_9_and_10 = int(semh["year_group"].isin(["Year 9", "Year 10"]).sum())
        everyone = int(school.pupils["year_group"].isin(["Year 9", "Year 10"]).sum())
        assert tail_at_least(in_9_and_10, len(semh), everyone / school.size) < 0.001
        assert f"{in_9_and_10} of the 61 are in Years 9 and 10" in key("larkspur")

    def test_change_over_time_semh_grows(self):
        need = over_time("secondary", lambda pupils: with_need(pupils, "SEMH"))
        assert need == sorted(need) and need[-1] > 1.6 * need[0]
        assert "{}, {}, {} and {} pupils in the four Januaries".format(*need) in key("larkspur")

    def test_who_is_on_the_register_pupils_with_eal_are_recorded_half_as_often(self):
        shown = by_group("secondary", "eal")
        assert (shown["EAL"], shown["Not EAL"]) == ((23, 225), (179, 925))
        assert tail_at_most(*shown["EAL"], 202 / 1150) < 0.025
        assert "23 of 225 pupils with EAL are on the register (10.2%), and 179 of 925 others" in key("larkspur")

    def test_need_of_all_pupils_speech_and_language_is_recorded_less_than_elsewhere(self):
        shown = needs("secondary")
        assert (shown["SLCN"].count, shown["SLCN"].verdict) == (30, LOWER)
        assert shown["SLCN"].count < 0.65 * need_rate("SLCN", "all_sen").value / 100 * 1150
        assert "30 pupils, 2.6% of all pupils" in key("larkspur")

    def test_hidden_need_low_readers_with_eal_have_no_support(self):
        low = sample_school("secondary").pupils.query("reading_score < 85")
        without = low["sen_provision"] == "N"
        eal = low["eal"] == "EAL"
        assert tail_at_least(int(without[eal].sum()), int(eal.sum()), without[~eal].mean()) < 0.01
        assert f"Of {eal.sum()} pupils with EAL who score so low, {without[eal].sum()} are not on the register" in key("larkspur")
        assert f"Of {(~eal).sum()} others it is {without[~eal].sum()}." in key("larkspur")

    def test_waits_are_longest_for_mental_health(self):
        mental_health, psychology = "Child and adolescent mental health", "Educational psychology"
        asked, seen = waits("secondary", mental_health)
        table = sample_school("secondary").tables["referrals"]
        weeks = (table["seen"].fillna(CENSUS_DAY) - table["asked"]).dt.days.groupby(table["service"]).median() / 7
        assert weeks[mental_health] > 2 * weeks[psychology]
        assert f"Of {asked} pupils referred to child and adolescent mental health" in key("larkspur")
        assert f"{seen} have been seen, and {asked - seen} wait" in key("larkspur")
        assert "For educational psychology {1} of {0} have been seen".format(*waits("secondary", psychology)) in key("larkspur")

    def test_staff_confidence_is_lowest_for_the_need_that_grows(self):
        answers = sample_school("secondary").tables["survey"].query("who == 'Staff'")
        unsure = (answers["answer"] <= 2).groupby(answers["question"].str.rpartition(": ")[2]).sum()
        assert unsure.idxmax() == "Social, emotional and mental health"
        assert f"{unsure.max()} of 71 staff answer 1 or 2 of 5" in key("larkspur")
        assert (
            f"for cognition and learning it is {unsure['Cognition and learning']}, "
            f"for communication {unsure['Communication and interaction']}" in key("larkspur")
        )


class TestCowslip:
    def test_unusual_or_chance_the_rate_looks_high_and_is_ordinary(self):
        result = unusual_or_chance(sample_school("village"))
        assert (result.whole.count, result.whole.size, result.whole.funnel_word) == (20, 91, ORDINARY)
        assert result.whole.count / result.whole.size > 1.1 * result.whole.comparison.rate
        assert "20 of 91 pupils are on the register, 22.0% against 19.4% in England" in key("cowslip")

    def test_register_flow_four_of_five_plans_came_with_the_pupil(self):
        plans = over_time("village", lambda pupils: (pupils["sen_provision"] == "E").sum())
        first = pd.concat([one.pupils for one in sample_school("village").lists]).drop_duplicates("pupil")
        today = sample_school("village").pupils.query("sen_provision == 'E'")["pupil"]
        came_with_one = int((first[first["pupil"].isin(today)]["sen_provision"] == "E").sum())
        assert plans == sorted(plans) and plans[-1] == 5 and came_with_one == 4
        assert "In the four Januaries {}, {}, {} and {} pupils have a plan".format(*plans) in key("cowslip")
        assert f"Of the five today, {IN_WORDS[came_with_one]} already had it in their first list" in key("cowslip")

    def test_who_is_on_the_register_shows_others_no_group_and_says_so(self):
        exact = who_is_on_the_register(sample_school("village"))
        shared = share(exact)
        assert shared.rows and all(row.hidden for row in shared.rows)
        assert not shared.whole.hidden and "To protect pupils" in shared.hidden_because
        assert "about 20 of about 90 pupils" in key("cowslip")

    def test_gains_of_three_pupils_at_a_time_fit_no_gain_at_all(self):
        gained = gains("village", "Precision teaching")["gain"]
        error = gained.std() / len(gained) ** 0.5
        low, high = gained.mean() - 2.306 * error, gained.mean() + 2.306 * error  # t for 8 degrees of freedom
        assert len(gained) == 9 and gained.mean() > 5 and low < 0
        assert f"The mean gain is {gained.mean():.1f} points" in key("cowslip")
        assert f"from {-low:.1f} below nought to {high:.1f}" in key("cowslip")

    def test_use_of_time_is_twice_what_is_set_aside_and_mostly_reactive(self):
        log = sample_school("village").tables["time_log"]
        hours = log.groupby("planned")["minutes"].sum() / 60 / 6
        leading = log.query("role == 'Leader'")["minutes"].sum() / 60 / 6
        set_aside = sample_school("village").tables["staff"].query("role == 'SENCo'")["hours_a_week"].item()
        assert hours.sum() > 2 * set_aside and hours["Reactive"] > hours.sum() / 2
        assert f"{set_aside} hours a week are set aside" in key("cowslip")
        assert f"{hours.sum():.1f} hours a week were logged, {hours['Reactive']:.1f} of them reactive" in key("cowslip")
        assert f"{leading:.1f} hours a week went to leading" in key("cowslip")

    def test_waits_for_a_therapist_have_hardly_begun_to_end(self):
        asked, seen = waits("village", "Speech and language therapy")
        assert (asked, seen) == (9, 1)
        assert waits("village", "Educational psychology") == (3, 3)
        assert "Nine pupils were referred" in key("cowslip") and "one has been seen" in key("cowslip")


class TestTeasel:
    def test_unusual_or_chance_is_far_outside_the_lines(self):
        result = unusual_or_chance(sample_school("draws_many"))
        assert (result.whole.count, result.whole.size, result.whole.funnel_word) == (243, 898, LOOK_FOR_REASON)
        higher = {need: row.count for need, row in needs("draws_many").items() if row.verdict == HIGHER}
        assert higher == {"ASD": 60, "SPLD": 47, "SEMH": 47}
        assert "243 of 898 pupils" in key("teasel")
        assert "Autism (60), specific learning difficulty (47) and SEMH (47)" in key("teasel")

    def test_projection_each_september_brings_more_plans(self):
        def in_year_7(pupils: pd.DataFrame) -> int:
            return ((pupils["sen_provision"] == "E") & (pupils["year_group"] == "Year 7")).sum()

        plans, all_plans = over_time("draws_many", in_year_7), over_time("draws_many", lambda one: (one["sen_provision"] == "E").sum())
        assert plans == sorted(set(plans)) and plans[-1] >= 4 * plans[0]
        assert "Year 7 has {}, {}, {} and {} pupils with a plan".format(*plans) in key("teasel")
        assert f"All plans rise from {all_plans[0]} to {all_plans[-1]}" in key("teasel")
        joined = with_pupils("draws_many", "plans", "year_group", "entered").query("year_group == 'Year 7'")
        assert (joined["made"] < joined["entered"]).all() and f"each of the {len(joined)} in Year 7" in key("teasel")

    def test_who_pays_plans_grow_twice_as_fast_as_top_up(self):
        plans = over_time("draws_many", lambda pupils: (pupils["sen_provision"] == "E").sum())
        top_up, places = money("draws_many", "Top-up"), money("draws_many", "Place funding")
        more_plans, more_money = plans[-1] / plans[0] - 1, top_up[-1] / top_up[0] - 1
        assert more_plans > 1.8 * more_money
        assert f"plans rise by {100 * more_plans:.0f}%, top-up by {100 * more_money:.0f}%" in key("teasel")
        assert f"from £{places[0]:,.0f} to £{places[-1]:,.0f}" in key("teasel")

    def test_hours_promised_are_not_delivered_in_year_7(self):
        plans = with_pupils("draws_many", "plans", "year_group")
        hours = plans.groupby(plans["year_group"] == "Year 7")[["hours", "hours_delivered"]].sum()
        assert hours.loc[True, "hours_delivered"] < 0.72 * hours.loc[True, "hours"]
        assert hours.loc[False, "hours_delivered"] > 0.94 * hours.loc[False, "hours"]
        assert "promise {:.1f} hours a week and {:.1f} are delivered".format(*hours.loc[True]) in key("teasel")
        assert f"it is {hours.loc[False, 'hours_delivered']:.1f} of {hours.loc[False, 'hours']:.0f}." in key("teasel")

    def test_gaps_that_matter_sen_support_misses_more_school_than_plans_do(self):
        pupils = sample_school("draws_many").pupils
        missed = pupils["authorised_absence"] + pupils["unauthorised_absence"]
        by_provision = pupils["sen_provision"]
        absent = 100 * missed.groupby(by_provision, observed=True).sum() / pupils.groupby(by_provision, observed=True)["possible_sessions"].sum()
        persistent = (missed * 10 >= pupils["possible_sessions"]) & (by_provision == "K")
        assert absent["K"] > 1.5 * absent["E"] > absent["N"]
        assert f"missed {absent['K']:.1f}% of sessions in the autumn term, pupils with a plan {absent['E']:.1f}%" in key("teasel")
        assert f"others {absent['N']:.1f}%. {persistent.sum()} of the 180 on SEN support" in key("teasel")

    def test_family_voice_parents_of_pupils_on_sen_support_did_not_answer(self):
        school = sample_school("draws_many")
        parents = school.tables["survey"].query("who == 'Parent'")
        answered = parents.groupby("group").size() / parents["question"].nunique()
        on_roll = school.pupils["sen_provision"].value_counts()
        assert answered["SEN support"] / on_roll["K"] < 0.1 < 0.5 < answered["EHC plan"] / on_roll["E"]
        assert f"{answered['SEN support']:.0f} parents of the {on_roll['K']} pupils on SEN support answered" in key("teasel")
        assert f"{answered['EHC plan']:.0f} of the {on_roll['E']} with a plan" in key("teasel")
