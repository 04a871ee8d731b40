"""The invented schools: the right size, close to England but for the planted stories, and the same bytes each time."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from analysis.columns import YEAR_GROUPS, need_labels
from analysis.errors import SettingError
from analysis.measures.binomial import tail_at_least, tail_at_most
from analysis.paths import data_path
from analysis.reference import england_rate, figure, need_rate
from analysis.samples import SAMPLES, sample_school
from analysis.school import School, Snapshot

CHECKOUT = Path(__file__).parents[2]
BUILD_SAMPLE = CHECKOUT / "tools" / "build_sample.py"
ANSWER_KEY = CHECKOUT / "docs" / "facilitators" / "answer-key-module-2.md"
PLANTED = {  # needs that stand out from England
    "primary": {"SLCN"},
    "secondary": {"SEMH", "SLCN"},
    "village": set(),
    "draws_many": {"ASD", "SPLD", "SEMH"},
}
PLANTED_GROUPS = {"primary": {"birth_term"}, "secondary": {"eal"}, "village": set(), "draws_many": set()}
USUAL = [name for name in SAMPLES if name != "draws_many"]  # schools that have about as many pupils with SEN as others


def chance(count: int, size: int, rate: float) -> float:
    """The chance of a count at least this far out in its own direction, where the rate is from 0 to 1."""
    return min(tail_at_least(count, size, rate), tail_at_most(count, size, rate))


def ordinary(count: int, size: int, percentage: float) -> bool:
    return chance(count, size, percentage / 100) > 0.025


def counts(school: School, column: str) -> pd.DataFrame:
    """For each group of a column: pupils with SEN, and all pupils."""
    with_sen = school.pupils["sen_provision"].isin(["K", "E"])
    return with_sen.groupby(school.pupils[column], observed=True).agg(["sum", "size"])


@pytest.fixture(params=SAMPLES)
def school(request) -> School:
    return sample_school(request.param)


def test_the_files_come_out_byte_for_byte_the_same_when_built_again(tmp_path):
    subprocess.run([sys.executable, BUILD_SAMPLE, tmp_path], check=True, capture_output=True)
    shipped = data_path("sample")
    files = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv")}
    assert files == {path.relative_to(shipped) for path in shipped.rglob("*.csv")}
    assert {path for path in files if len(path.parts) == 1} == {Path(sample.file) for sample in SAMPLES.values()}
    for path in files:
        assert (tmp_path / path).read_bytes() == (shipped / path).read_bytes()


def test_each_school_says_that_it_is_invented_and_which_january_it_shows(school):
    assert "(invented)" in school.label
    assert school.invented and school.whole_school and school.needs_ranked
    assert school.snapshot == Snapshot("2025/26", "spring")
    assert school.phase == SAMPLES[school.sample].phase


def test_the_schools_have_the_size_that_their_description_gives(school):
    assert f"{school.size:,} pupils" in SAMPLES[school.sample].description
    assert school.size == {"primary": 418, "secondary": 1150, "village": 91, "draws_many": 898}[school.sample]


def test_the_files_hold_neither_names_nor_upns():
    for path in data_path("sample").rglob("*.csv"):
        cells = pd.read_csv(path, dtype=str)
        assert not {"UPN", "Name", "Surname", "Forename"} & set(cells.columns)
        if "Pupil" in cells:  # in a list what stands in for the name, in a table the admission number
            assert cells["Pupil"].str.fullmatch(r"Pupil \d{3,4}|\d{6}").all()


def test_nothing_in_the_files_needed_a_question_or_a_serious_repair(school):
    assert school.questions == ()
    assert [finding for finding in school.findings if finding.severity == "serious"] == []


@pytest.mark.parametrize("school", USUAL, indirect=True)
def test_provision_lies_within_what_chance_allows_at_the_rates_of_the_phase(school):
    by_provision = school.pupils["sen_provision"].value_counts()
    for provision, count in (
        ("sen_support", by_provision["K"]),
        ("ehc_plan", by_provision["E"]),
        ("all_sen", len(school.with_sen)),
    ):
        assert ordinary(int(count), school.size, england_rate(provision, school.phase).value), provision


@pytest.mark.parametrize("school", ["primary", "secondary"], indirect=True)
def test_pupils_as_a_whole_lie_within_what_chance_allows(school):
    language = figure("share_eal", school.phase, "all_pupils", "first_language", "other_than_english")
    meals = figure("share_fsm_eligible", school.phase, "all_pupils", "fsm", "eligible")
    assert ordinary(int((school.pupils["eal"] == "EAL").sum()), school.size, language.value)
    assert ordinary(int((school.pupils["fsm"] == "Eligible").sum()), school.size, meals.value)


def test_the_earlier_lists_are_those_of_the_three_januaries_before(school):
    assert [one.snapshot for one in school.earlier] == [Snapshot(f"{year}/{year - 1999}", "spring") for year in (2022, 2023, 2024)]
    for one in school.earlier:
        assert one.pupils["pupil"].is_unique and set(school.pupils.columns) == set(one.pupils.columns)
        assert abs(len(one.pupils) - school.size) <= 0.06 * school.size


def test_pupils_move_up_a_year_and_only_the_intake_and_a_few_others_are_new(school):
    for before, after in pairwise(school.lists):
        both = before.pupils.merge(after.pupils, on="pupil", suffixes=("_before", "_after"))
        older = both["year_group_before"].map(dict(pairwise(YEAR_GROUPS)))
        assert (older.astype(str) == both["year_group_after"].astype(str)).all()
        for same in ("sex", "birth_term", "ethnic_group", "entered"):
            assert both[f"{same}_before"].astype(object).equals(both[f"{same}_after"].astype(object))
        new = after.pupils[~after.pupils["pupil"].isin(before.pupils["pupil"])]
        first = after.pupils["year_group"].min()
        joined_later = new[new["year_group"] != first]
        assert 0 < len(joined_later) <= 0.07 * len(after.pupils)
        assert (new["entered"] >= f"{before.snapshot.academic_year[:4]}-12-01").all()


def test_some_pupils_come_on_to_the_register_some_leave_it_and_some_get_a_plan(school):
    before, after = school.lists[-2:]
    both = before.pupils.merge(after.pupils, on="pupil", suffixes=("_before", "_after"))
    moves = (both["sen_provision_before"].astype(str) + both["sen_provision_after"].astype(str)).value_counts()
    assert {"NN", "NK", "KK", "KN", "EE"} <= set(moves.index)
    assert moves["KK"] > moves["NK"] >= moves["KN"]


@pytest.mark.parametrize("school", USUAL, indirect=True)
@pytest.mark.parametrize("academic_year", ["2022/23", "2023/24", "2024/25"])
def test_in_earlier_years_provision_rose_as_in_england(school, academic_year):
    one = next(one for one in school.earlier if one.snapshot.academic_year == academic_year)
    by_provision = one.pupils["sen_provision"].value_counts()
    for provision, code in (("sen_support", "K"), ("ehc_plan", "E")):
        rate = figure("pct_pupils", school.phase, provision, "none", "total", academic_year)
        assert ordinary(int(by_provision[code]), len(one.pupils), rate.value), provision


def test_few_village_pupils_have_eal_and_more_pupils_than_usual_have_free_meals_where_many_have_send():
    village, draws_many = sample_school("village"), sample_school("draws_many")
    assert (village.pupils["eal"] == "EAL").mean() < 0.10
    assert 0.25 < (draws_many.pupils["fsm"] == "Eligible").mean() < 0.35


@pytest.mark.parametrize(("code", "provision"), [("K", "sen_support"), ("E", "ehc_plan")])
def test_boys_and_pupils_on_free_school_meals_have_their_usual_share_of_each_provision(school, code, provision):
    pupils = school.pupils[school.pupils["sen_provision"] == code]
    boys = figure("share_male", "all_schools", provision, "sex", "male")
    meals = figure("share_fsm_eligible", "state_funded_all", provision, "fsm", "eligible")
    assert ordinary(int((pupils["sex"] == "Boys").sum()), len(pupils), boys.value)
    assert ordinary(int((pupils["fsm"] == "Eligible").sum()), len(pupils), meals.value)


def test_only_the_planted_needs_stand_out_from_england(school):
    recorded = school.with_sen["need_1"].value_counts()
    outside = {
        need
        for need in need_labels()
        if (rate := need_rate(need, "all_sen")) and not ordinary(int(recorded.get(need, 0)), school.size, rate.value)
    }
    assert outside == PLANTED[school.sample]


def test_only_the_planted_groups_stand_out_from_their_own_school(school):
    """Sex and free school meals stand out in England too, and are tested above; the rest should be ordinary."""
    overall = 100 * len(school.with_sen) / school.size
    for column in {"year_group", "eal", "ethnic_group", "birth_term", "class"} - PLANTED_GROUPS[school.sample]:
        for group, (count, size) in counts(school, column).iterrows():
            assert ordinary(int(count), int(size), overall), (column, group)


def test_primary_story_speech_and_language_is_recorded_more_than_chance_allows():
    school = sample_school("primary")
    count = int((school.with_sen["need_1"] == "SLCN").sum())
    assert (count, school.size) == (31, 418)
    assert tail_at_least(count, school.size, need_rate("SLCN", "all_sen").value / 100) < 0.025


def test_primary_story_summer_born_pupils_are_on_the_register_more_than_autumn_born():
    by_term = counts(sample_school("primary"), "birth_term")
    assert by_term.loc["Summer born"].tolist() == [42, 138]
    assert by_term.loc["Autumn born"].tolist() == [24, 148]
    assert tail_at_least(42, 138, 88 / 418) < 0.025


def test_secondary_story_semh_piles_up_in_years_9_and_10():
    school = sample_school("secondary")
    semh = school.with_sen[school.with_sen["need_1"] == "SEMH"]
    in_9_and_10 = int(semh["year_group"].isin(["Year 9", "Year 10"]).sum())
    pupils_9_and_10 = int(school.pupils["year_group"].isin(["Year 9", "Year 10"]).sum())
    assert (in_9_and_10, len(semh)) == (41, 61)
    assert tail_at_least(in_9_and_10, len(semh), pupils_9_and_10 / school.size) < 0.001
    assert tail_at_least(len(semh), school.size, need_rate("SEMH", "all_sen").value / 100) < 0.025


def test_secondary_story_pupils_with_eal_are_recorded_half_as_often():
    by_language = counts(sample_school("secondary"), "eal")
    assert by_language.loc["EAL"].tolist() == [23, 225]
    assert by_language.loc["Not EAL"].tolist() == [179, 925]
    assert tail_at_most(23, 225, 202 / 1150) < 0.025


def test_secondary_story_speech_and_language_is_recorded_less_than_in_all_schools():
    school = sample_school("secondary")
    count = int((school.with_sen["need_1"] == "SLCN").sum())
    assert count == 30
    assert tail_at_most(count, school.size, need_rate("SLCN", "all_sen").value / 100) < 0.025


def test_the_answer_key_gives_the_counts_of_the_files():
    key = " ".join(ANSWER_KEY.read_text("utf-8").split())
    primary, secondary = sample_school("primary"), sample_school("secondary")
    by_term, by_language, by_class = counts(primary, "birth_term"), counts(secondary, "eal"), counts(primary, "class")
    for label, table, group in (
        ("summer-born pupils", by_term, "Summer born"),
        ("spring born", by_term, "Spring born"),
        ("autumn born", by_term, "Autumn born"),
        ("pupils with EAL", by_language, "EAL"),
        ("others", by_language, "Not EAL"),
    ):
        assert "{} of {} ".format(*table.loc[group]) + label in key
    assert "4B has {} of {} pupils".format(*by_class.loc["4B"]) in key
    for school in (primary, secondary):
        for provision, words in (("K", "SEN support"), ("E", "EHC plan")):
            assert f"| {words} | {(school.pupils['sen_provision'] == provision).sum()} |" in key
        assert f"| both together | {len(school.with_sen)} |" in key


@pytest.mark.parametrize("school", [name for name in SAMPLES if name != "village"], indirect=True)
def test_the_lists_are_as_awkward_as_real_ones(school):
    support = school.pupils[school.pupils["sen_provision"] == "K"]
    assert (support["need_1"] == "NSA").sum() >= 3
    assert (~support["need_1"].isin(list(need_labels()))).sum() >= 2  # nobody has filled in the need
    assert school.with_sen["need_2"].isin(list(need_labels())).sum() >= 20
    assert (school.pupils["ethnic_group"].value_counts() < 5).any()


def test_an_unknown_school_is_met_with_those_there_are():
    with pytest.raises(SettingError, match="no invented school 'nursery'. Choose one of: primary, secondary, village, draws_many"):
        sample_school("nursery")
