"""England's figures: what is held, in which words, and what is refused."""

import csv

import pytest

from analysis import reference
from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.reference import england_rate, figure, need_rate, read_figures, read_sources, regions, source

CENSUS_TYPES = ("SLCN", "ASD", "SPLD", "MLD", "SLD", "PMLD", "SEMH", "HI", "VI", "MSI", "PD", "OTH", "NSA")


def rows_of(name: str) -> list[dict[str, str]]:
    with data_path("reference", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_newest_year_is_given_unless_a_year_is_asked_for():
    assert england_rate("all_sen", "primary").academic_year == "2025/26"
    assert england_rate("all_sen", "primary").value == 19.4
    assert figure("pct_pupils", "primary", "all_sen", academic_year="2024/25").value == 18.2


def test_nothing_held_gives_none_and_never_a_figure_of_another_phase_or_year():
    assert figure("pct_pupils", "primary", "all_sen", academic_year="2016/17") is None
    assert england_rate("sen_support", "special") is None
    assert england_rate("sen_support", "") is None
    assert figure("pct_pupils", "primary", "all_sen", "ethnicity", "Any other ethnic group") is None


def test_a_mistyped_name_is_refused_with_the_names_that_are_known():
    with pytest.raises(SettingError, match="'K' is not known. Choose one of: all_pupils, all_sen"):
        england_rate("K", "primary")
    with pytest.raises(SettingError, match="'infants' is not known"):
        england_rate("sen_support", "infants")
    with pytest.raises(SettingError, match="'Mercia' is not known"):
        england_rate("sen_support", "primary", "Mercia")
    with pytest.raises(SettingError, match="'pct_pupil' is not known"):
        figure("pct_pupil", "primary", "sen_support")


def test_each_of_the_nine_regions_has_a_rate_in_both_phases():
    assert len(regions()) == 9
    for region in regions():
        for phase in ("primary", "secondary"):
            rate = england_rate("sen_support", phase, region)
            assert 8 < rate.value < 20
            assert rate.words == f"{region}, {phase} schools, 2024/25"


def test_words_name_the_place_the_schools_the_group_and_the_year():
    assert england_rate("all_sen", "primary").words == "England, primary schools, 2025/26"
    boys = figure("pct_pupils_absence_base", "secondary", "all_sen", "sex", "male")
    assert boys.words == "England, secondary schools, boys, 2022/23"
    assert "special schools included" in need_rate("ASD", "ehc_plan").words


def test_a_need_rate_is_marked_as_worked_out_and_says_how():
    rate = need_rate("SLCN", "all_sen")
    assert rate.derived
    assert rate.academic_year == "2023/24"
    assert rate.phase == "state_funded_all"
    assert "25.6% of the 13.4% who are pupils on SEN support" in rate.note
    assert "19.5% of the 4.7% who are pupils with an EHC plan" in rate.note
    assert "special schools included" in rate.note
    assert rate.sources == ("cin_sen_2324",)


def test_a_need_without_a_figure_in_either_provision_has_no_rate():
    assert need_rate("DS", "ehc_plan") is None
    assert need_rate("DS", "all_sen") is None
    assert need_rate("UNK", "all_sen") is None


def test_the_need_year_is_the_newest_with_every_type_of_need_and_both_rates():
    def complete(year: str) -> bool:
        return all(
            figure("pct_pupils", "state_funded_all", provision, academic_year=year)
            and figure("primary_need_share", "state_funded_all", provision, "primary_need", need, year)
            for provision in ("sen_support", "ehc_plan")
            for need in CENSUS_TYPES
        )

    years = {row["academic_year"] for row in rows_of("benchmarks") if row["indicator"] == "primary_need_share"}
    assert max(year for year in years if complete(year)) == reference.NEED_YEAR


def test_figures_marked_as_worked_out_are_those_whose_note_says_so():
    assert figure("pct_pupils_absence_base", "primary", "all_sen").derived
    assert not england_rate("all_sen", "primary").derived


def test_a_figure_whose_source_is_missing_stops_the_load(tmp_path):
    sources = read_sources(data_path("reference", "sources.csv"))
    bad = tmp_path / "benchmarks.csv"
    bad.write_text(
        "indicator,phase,sen_provision,breakdown,category,academic_year,value,unit,source_id,note\n"
        "pct_pupils,primary,all_sen,none,total,2025/26,19.4,percent,hearsay,\n",
        encoding="utf-8",
    )
    with pytest.raises(WorkbookError, match="not listed: hearsay. In benchmarks.csv, pct_pupils, primary, .*2025/26"):
        read_figures(bad, sources)


def test_every_source_says_who_when_and_on_what_terms_and_each_has_a_use():
    used = {row[name] for file in ("benchmarks", "la_values", "la_distribution", "local_authorities")
            for row in rows_of(file) for name in ("source_id",)}  # fmt: skip
    used |= {row[name] for row in rows_of("crosschecks") for name in ("source_a", "source_b")}
    cited = set(read_sources(data_path("reference", "sources.csv")))
    assert used == cited
    for source_id in cited:
        one = source(source_id)
        assert one.publisher and one.title and one.url.startswith("http") and one.read_as
        assert one.read_on == "2026-11-23"
    assert "Open Government Licence v3.0" in source("lait").attribution
    assert "Open Government Licence" not in source("nasen_2026").attribution
    with pytest.raises(SettingError, match="'hearsay' is not known"):
        source("hearsay")


def test_no_figure_is_held_twice_and_percentages_lie_between_0_and_100():
    rows = rows_of("benchmarks")
    keys = [tuple(row.values())[:6] for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(0 <= float(row["value"]) <= 100 for row in rows if row["unit"] == "percent")
