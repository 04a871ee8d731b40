"""The invented schools: the right size, close to England but for the planted stories, and the same bytes each time."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from analysis.columns import PUPIL_COLUMNS, YEAR_GROUPS, need_labels
from analysis.errors import SettingError
from analysis.measures.binomial import tail_at_least, tail_at_most
from analysis.paths import data_path
from analysis.reading import read_school
from analysis.reference import england_rate, figure, need_rate
from analysis.samples import SAMPLES, sample_school
from analysis.school import School, Snapshot
from analysis.school_tables import school_tables

CHECKOUT = Path(__file__).parents[2]
BUILD_SAMPLE = CHECKOUT / "tools" / "build_sample.py"
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
    files = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")}
    assert files == {path.relative_to(shipped) for path in shipped.rglob("*.*")}
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


def test_the_files_stay_small_enough_to_carry_with_every_page():
    assert sum(path.stat().st_size for path in data_path("sample").rglob("*.*")) < 3_000_000


def test_each_list_can_be_opened_as_ones_own_without_a_question_or_a_repair(school):
    today = data_path("sample", SAMPLES[school.sample].file)
    for path, one in zip((*sorted(today.with_suffix("").glob("january_*.csv")), today), school.lists, strict=True):
        own = read_school(path)
        assert (own.kind, own.questions, own.findings) == ("pupil list", (), ())
        groups = [column for column in PUPIL_COLUMNS if column in own.pupils]
        pd.testing.assert_frame_equal(own.pupils[groups], one.pupils[groups])


def test_the_census_of_the_village_school_holds_the_pupils_of_its_list():
    village, census = sample_school("village"), read_school(data_path("sample", "cowslip_village", "school_census_2026.xml"))
    assert (census.kind, census.snapshot.academic_year) == ("school census", "2025/26")
    for column in ("year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "sen_provision", "need_1"):
        assert census.pupils[column].astype(object).equals(village.pupils[column].astype(object)), column


def test_each_table_has_the_columns_of_its_template_and_pupils_of_the_lists(school):
    assert set(school.tables) == set(school_tables())
    known = {pupil for one in school.lists for pupil in one.pupils["pupil"]}
    for name, table in school_tables().items():
        frame = school.tables[name]
        assert list(frame.columns) == list(table.columns) and len(frame)
        for column in table.columns.values():
            written = frame[column.name].dropna()
            assert not column.required or len(written) == len(frame)
            assert not column.values or set(written) <= set(column.values), (name, column.name)
            assert {"date": "M", "number": "f"}.get(column.kind, "O") == frame[column.name].dtype.kind
        assert "pupil" not in frame or set(frame["pupil"]) <= known


def test_a_table_is_read_once_and_an_unknown_one_is_missing(school):
    assert school.tables["staff"] is school.tables["staff"]
    assert "homework" not in school.tables


def test_scores_and_sessions_are_possible(school):
    for one in school.lists:
        pupils = one.pupils
        missed = pupils["authorised_absence"] + pupils["unauthorised_absence"]
        assert (pupils["attended_sessions"] + missed == pupils["possible_sessions"]).all()
        assert pupils["reading_score"].dropna().between(69, 131).all()
        assert 94 < pupils["reading_score"].mean() < 102 and 12 < pupils["reading_score"].std() < 18
        assert ((pupils["suspended_sessions"] > 0) == (pupils["suspensions"] > 0)).all()
        assert 0.04 < missed.sum() / pupils["possible_sessions"].sum() < 0.11


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
