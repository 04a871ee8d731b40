"""The three questions: their settings, whom they count, of how many, and what they say when something is missing."""

import pytest

from analysis.columns import PUPIL_COLUMNS, need_labels
from analysis.errors import MissingColumns, SettingError, WorkbookError
from analysis.results import UNRECORDED
from analysis.school import Roll
from analysis.tables import group_table
from analysis.views import VIEWS, Choice, define_view
from analysis.views.choosing import pupils_counted, pupils_on_roll, year_options, years_of
from analysis.views.need_of_all_pupils import NeedSettings, describe_needs, need_of_all_pupils, needs_key
from analysis.views.unusual_or_chance import FunnelSettings, describe_funnel, funnel_key, unusual_or_chance
from analysis.views.who_is_on_the_register import RegisterSettings, describe_register, register_key, who_is_on_the_register
from tests.schools import ON_ONE_LIST, PRIMARY, random_school, register_of, school_of, school_with_needs, split

NEEDS, REGISTER, FUNNEL = (VIEWS[name] for name in ("need_of_all_pupils", "who_is_on_the_register", "unusual_or_chance"))

COUNTED = ("need_of_all_pupils", "nutshell")  # what a register answers before its roll is known


def without(school, column: str):
    return type(school)(school.pupils.drop(columns=column), school.label)


def counts(result) -> dict[str, tuple[int, int]]:
    return {row.label: (row.count, row.size) for row in result.rows}


def told(result) -> dict[str, tuple[int, int]]:
    """The rows that a chart shows."""
    return {row.label: (row.count, row.size) for row in result.shown_rows}


# Settings


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_first_setting_is_offered_by_both_samples_phases(view):
    for phase in ("primary", "secondary", "all-through"):
        school = random_school(4, size=200, phase=phase)
        settings = view.settings_for(school)
        for name, choice in view.choices.items():
            offered = dict(choice.options(school))
            assert getattr(settings, name) in offered or not offered and getattr(settings, name) == getattr(view.settings(), name)


def test_a_value_the_school_does_not_offer_is_refused_with_those_it_does():
    with pytest.raises(SettingError, match="Year groups cannot be 'Year 9' here. Choose one of: All, Reception"):
        NEEDS.settings_for(random_school(4, size=200, phase="primary"), year_group="Year 9")


@pytest.mark.parametrize(
    ("view", "change"), [(NEEDS, {"include": "X"}), (NEEDS, {"compare_with": "Mars"}), (REGISTER, {"group_by": "shoe"}), (FUNNEL, {"include": ""})]
)
def test_a_setting_outside_its_choices_is_always_a_setting_error(view, change):
    with pytest.raises(SettingError):
        view.settings_for(random_school(4, size=60), **change)


@pytest.mark.parametrize("make", [NeedSettings, FunnelSettings, RegisterSettings])
def test_settings_refuse_an_unknown_provision_when_they_are_made(make):
    with pytest.raises(SettingError, match="include='monitoring'"):
        make(include="monitoring")


def test_an_unknown_region_is_a_setting_error():
    with pytest.raises(SettingError, match="'Mercia' is not known"):
        unusual_or_chance(random_school(4, size=60, phase="primary"), FunnelSettings(compare_with="Mercia"))


def test_a_view_is_checked_when_it_is_defined():
    parts = vars(NEEDS)
    with pytest.raises(ValueError, match="needs a question"):
        define_view(**{**parts, "question": "Needs"})
    with pytest.raises(ValueError, match="choices without a setting: \\['colour'\\]"):
        define_view(**{**parts, "choices": {"colour": Choice("Colour", lambda school: ())}})
    with pytest.raises(ValueError, match="frozen dataclass"):
        define_view(**{**parts, "settings": dict})


# Whom they count


def test_sen_support_and_plans_add_up_and_monitoring_counts_as_neither():
    school = school_of({"sen_provision": split((5, "K"), (3, "E"), (2, "monitoring"), (10, "N"))})
    assert [len(pupils_counted(school, include)) for include in ("both", "K", "E")] == [8, 5, 3]
    assert pupils_on_roll(school) == 20


def test_one_year_group_counts_its_own_pupils_of_its_own_size():
    school = school_of({"year_group": split((5, "Year 1"), (15, "Year 2")), "sen_provision": split((4, "K"), (16, "N"))})
    assert len(pupils_counted(school, "both", "Year 1")) == 4
    assert (pupils_on_roll(school, "Year 1"), pupils_on_roll(school, "Year 2")) == (5, 15)


def test_year_groups_are_offered_in_order_and_only_those_there_are():
    school = school_of({"year_group": ("Year 10", "Reception", "Year 2"), "sen_provision": ("K", "N", "N")})
    assert [value for value, _ in year_options(school)] == ["all", "Reception", "Year 2", "Year 10"]


# Which needs


def test_needs_are_counted_once_under_the_first_and_stand_in_the_order_of_their_counts():
    school = school_of(
        {"sen_provision": split((6, "K"), (14, "N")), "need_1": split((3, "SEMH"), (2, "SLCN"), (15, "")), "need_2": split((6, "SLCN"), (14, ""))}
    )
    result = need_of_all_pupils(school, NeedSettings(compare_with="none"))
    assert list(told(result).items()) == [
        ("Social, emotional and mental health", (3, 20)), ("Speech, language and communication", (2, 20)), ("No need recorded", (1, 20)),
    ]  # fmt: skip
    assert result.whole.count == sum(row.count for row in result.rows)


@pytest.mark.parametrize("settings", [NeedSettings(), NeedSettings("K"), NeedSettings("E"), NeedSettings(year_group="Year 3")])
def test_every_need_has_a_row_and_so_has_none_recorded(settings):
    result = need_of_all_pupils(school_with_needs(60, {"SLCN": 3}), settings)
    assert {row.key for row in result.rows} == {*need_labels(), UNRECORDED}
    assert result.rows[-1].key == UNRECORDED and result.rows[-1].count == 0


def test_a_need_that_nobody_has_is_drawn_and_listed_only_beside_an_england_figure():
    school = school_with_needs(60, {"SLCN": 3})
    shown = {row.key: row.count for row in need_of_all_pupils(school).shown_rows}
    assert shown == {"SLCN": 3, "others": 0}
    assert "Autism" in group_table(need_of_all_pupils(school)) and "Down" not in group_table(need_of_all_pupils(school))
    alone = need_of_all_pupils(school, NeedSettings(compare_with="none"))
    assert [row.key for row in alone.shown_rows] == ["SLCN"]
    assert group_table(alone).count("<tr>") == 3  # its heads, speech and language, and the whole


@pytest.mark.parametrize("ranked", [True, False])
def test_each_row_of_one_provision_knows_the_number_with_the_other(ranked):
    school = school_of(
        {"sen_provision": ("K", "K", "E", "E", "E", "N"), "need_1": ("SLCN", "", "SLCN", "ASD", "", "")}, needs_ranked=ranked
    )
    rows = {include: need_of_all_pupils(school, NeedSettings(include)).rows for include in ("K", "E", "both")}
    for row, other, both in zip(*(sorted(found, key=lambda row: row.key) for found in rows.values()), strict=True):
        assert (row.beside, other.beside) == (other.count, row.count)
        assert both.count == row.count + other.count
    assert need_of_all_pupils(school, NeedSettings("K")).whole.beside == 3


@pytest.mark.parametrize("ranked", [True, False])
def test_rows_of_both_provisions_have_nothing_beside_them(ranked):
    school = school_of({"sen_provision": ("K", "E", "N"), "need_1": ("SLCN", "", "")}, needs_ranked=ranked)
    assert {row.beside for row in need_of_all_pupils(school).rows} == {None}


def test_unranked_needs_are_counted_under_each_and_compared_with_nothing():
    school = school_of(
        {"sen_provision": ("K", "K", "N"), "need_1": ("SLCN", "ASD", ""), "need_2": ("ASD", "", "")}, needs_ranked=False
    )
    result = need_of_all_pupils(school)
    assert told(result) == {"Speech, language and communication": (1, 3), "Autism (ASD)": (2, 3)}
    assert result.overlapping and result.judged_rows == ()
    assert "counted under both" in result.notes[0] and "none is shown" in result.notes[1]
    assert "is the need we record most: 2 of 3 pupils (66.7%)" in describe_needs(result)


def test_one_year_group_is_compared_with_nothing_and_says_so():
    result = need_of_all_pupils(random_school(4, size=200, phase="primary"), NeedSettings(year_group="Year 3"))
    assert not any(row.comparison for row in result.rows)
    assert "No England figure held for need in one year group." in result.notes
    assert needs_key(result).endswith("<p>No England figure is shown here.</p>")


def test_needs_that_tie_are_all_named_and_many_that_tie_are_counted():
    assert describe_needs(need_of_all_pupils(school_with_needs(60, {"SEMH": 2, "ASD": 2}))) == (
        "Autism (ASD) and social, emotional and mental health are the main needs we record most: 2 of 60 pupils (3.3%) each."
    )
    four = need_of_all_pupils(school_with_needs(60, {"SEMH": 2, "ASD": 2, "MLD": 2, "VI": 2}))
    assert describe_needs(four) == (
        "No need is recorded more than the others: 4 needs have 2 pupils each. Clearly higher than England: vision impairment (2)."
    )


def test_the_finding_is_told_in_pupils_beside_what_would_be_ordinary():
    sentence = describe_needs(need_of_all_pupils(school_with_needs(418, {"SLCN": 31})))
    assert sentence == (
        "Speech, language and communication is the main need we record most: 31 of 418 pupils (7.4%). "
        "At England's rate a school our size would record about 18; 10 to 27 would be ordinary. Ours is clearly higher."
    )


def test_a_register_without_recorded_needs_says_so():
    assert describe_needs(need_of_all_pupils(school_with_needs(60, {"": 5}))) == (
        "5 pupils with SEN (SEN support or EHC plan), and no need is recorded for any of them."
    )


# Who is on the register


def test_groups_come_in_their_own_order_with_what_is_not_recorded_last():
    school = school_of({"fsm": ("Not eligible", "Eligible", "", "Eligible"), "sen_provision": ("K", "K", "K", "N")})
    result = who_is_on_the_register(school, RegisterSettings("fsm"))
    assert list(counts(result).items()) == [("Eligible", (1, 2)), ("Not eligible", (1, 1)), ("Not recorded", (1, 1))]
    assert result.rows[-1].key == UNRECORDED


def test_a_group_in_which_nobody_has_sen_is_still_shown():
    school = school_of({"year_group": split((10, "Year 3"), (10, "Year 4")), "sen_provision": split((5, "K"), (15, "N"))})
    assert counts(who_is_on_the_register(school)) == {"Year 3": (5, 10), "Year 4": (0, 10)}


def test_a_group_that_the_school_does_not_have_is_not_shown():
    assert list(counts(who_is_on_the_register(random_school(4, size=200, phase="primary")))) == list(PRIMARY)


def test_older_figures_are_shown_without_a_word_and_only_for_both_provisions():
    school = random_school(4, size=200, phase="primary")
    both, support = (who_is_on_the_register(school, RegisterSettings("sex", include)) for include in ("both", "K"))
    assert all(row.comparison.older and row.verdict == "" for row in both.rows)
    assert not any(row.comparison for row in support.rows)
    assert "too old to judge by" in register_key(both)


def test_highest_and_lowest_are_named_with_room_for_all_the_pairs():
    school = school_of({"sex": split((100, "Girls"), (100, "Boys")), "sen_provision": split((5, "K"), (95, "N"), (40, "K"), (60, "N"))})
    assert describe_register(who_is_on_the_register(school, RegisterSettings("sex"))) == (
        "45 of 200 pupils (22.5%) have SEN (SEN support or EHC plan). "
        "The share is clearly higher among boys (40 of 100, 40%) than among girls (5 of 100, 5%)."
    )


def test_a_gap_that_chance_allows_is_no_clear_difference():
    school = school_of({"sex": split((50, "Girls"), (50, "Boys")), "sen_provision": split((8, "K"), (42, "N"), (10, "K"), (40, "N"))})
    assert describe_register(who_is_on_the_register(school, RegisterSettings("sex"))).endswith(
        "No clear difference between the groups."
    )


def test_a_gap_that_is_clear_between_two_groups_is_not_when_they_are_picked_from_six():
    """10 of 40 against 2 of 40 lies beyond chance alone, but not beyond the widest of fifteen gaps."""
    def sentence(*counts: int) -> str:
        classes = split(*((40, f"3{letter}") for letter, _ in zip("ABCDEF", counts, strict=False)))
        statuses = [status for count in counts for status in split((count, "K"), (40 - count, "N"))]
        return describe_register(who_is_on_the_register(school_of({"class": classes, "sen_provision": statuses}), RegisterSettings("class")))

    assert "clearly higher among 3A" in sentence(10, 2)
    assert sentence(10, 2, 6, 6, 6, 6).endswith("No clear difference between the groups.")


def test_groups_under_ten_are_never_called_highest_or_lowest():
    school = school_of({"class": split((9, "1A"), (30, "1B"), (30, "1C")), "sen_provision": split((9, "K"), (3, "K"), (27, "N"), (6, "K"), (24, "N"))})
    sentence = describe_register(who_is_on_the_register(school, RegisterSettings("class")))
    assert sentence.endswith("No clear difference between the groups.")
    tiny = school_of({"class": split((9, "1A"), (9, "1B")), "sen_provision": split((9, "K"), (9, "N"))})
    assert "too small to set side by side" in describe_register(who_is_on_the_register(tiny, RegisterSettings("class")))


# Unusual, or chance


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("primary", "England, primary schools, 2025/26"), ("secondary", "England, secondary schools, 2025/26"),
        ("all-through", "England, all state-funded schools, special schools included, 2024/25"),
    ],
)  # fmt: skip
def test_a_school_is_compared_with_its_own_phase_and_an_all_through_school_with_all(phase, words):
    school = random_school(4, size=200, phase=phase)
    assert unusual_or_chance(school).whole.comparison.words == words


def test_regions_are_offered_only_where_the_phase_has_figures_for_them():
    assert len(FUNNEL.choices["compare_with"].options(random_school(4, size=200, phase="primary"))) == 10
    assert len(FUNNEL.choices["compare_with"].options(random_school(4, size=200, phase="all-through"))) == 1


def test_the_sentence_names_the_region_and_gives_it_its_possessive():
    school = random_school(4, size=200, phase="primary")
    assert "At London's rate" in describe_funnel(unusual_or_chance(school, FunnelSettings("K", "London")))
    assert "At West Midlands' rate" in describe_funnel(unusual_or_chance(school, FunnelSettings("K", "West Midlands")))


def test_every_place_on_offer_has_a_figure_for_the_first_setting():
    school = random_school(4, size=200, phase="primary")
    for place, _ in FUNNEL.choices["compare_with"].options(school):
        assert unusual_or_chance(school, FunnelSettings(compare_with=place)).whole.judged, place


def test_a_region_has_the_sum_of_its_two_published_shares_for_both_provisions():
    school = random_school(4, size=200, phase="primary")
    both, support, plans = (unusual_or_chance(school, FunnelSettings(one, "London")).whole.comparison for one in ("both", "K", "E"))
    assert both.rate == pytest.approx(support.rate + plans.rate)
    assert both.words == support.words and both.note == "Worked out from published DfE figures."


def test_outside_the_lines_is_never_a_verdict():
    assert "it is not a verdict" in funnel_key(unusual_or_chance(random_school(4, size=200)))


# Registers


def test_a_register_with_its_roll_by_year_gives_the_answers_of_the_whole_school():
    whole = random_school(6, size=300, phase="primary")
    register = register_of(whole)
    for include in ("both", "K", "E"):
        assert need_of_all_pupils(register, NeedSettings(include)) == need_of_all_pupils(whole, NeedSettings(include))
        assert need_of_all_pupils(register, NeedSettings(include, "Year 4")) == need_of_all_pupils(whole, NeedSettings(include, "Year 4"))
        assert unusual_or_chance(register, FunnelSettings(include)) == unusual_or_chance(whole, FunnelSettings(include))
        assert who_is_on_the_register(register, RegisterSettings("year_group", include)) == who_is_on_the_register(
            whole, RegisterSettings("year_group", include)
        )


def test_a_register_with_one_total_has_no_year_groups_to_choose():
    register = register_of(random_school(6, size=300, phase="primary"), "total")
    assert years_of(register) == ()
    assert need_of_all_pupils(register).whole.size == unusual_or_chance(register).whole.size == 300
    with pytest.raises(MissingColumns, match="one number for the whole school") as error:
        who_is_on_the_register(register)
    assert error.value.code == "roll-needed"


@pytest.mark.parametrize("view", [VIEWS[name] for name in ON_ONE_LIST if name not in COUNTED], ids=lambda view: view.name)
def test_a_register_without_a_roll_asks_for_it(view):
    register = register_of(random_school(6, size=300), "unknown")
    with pytest.raises(MissingColumns, match="Type the number of pupils on roll") as error:
        view.compute(register, view.settings_for(register))
    assert error.value.code == "roll-needed"


@pytest.mark.parametrize("view", [*map(VIEWS.get, COUNTED)], ids=COUNTED)
def test_a_register_without_a_roll_is_counted_at_once_and_nothing_is_compared(view):
    """A SENCo who opened the register she has saw nothing but the question for the roll."""
    whole = random_school(6, size=300, phase="primary")
    result, known = (view.compute(one, view.settings_for(one)) for one in (register_of(whole, "unknown"), whole))
    kept = [row for row in known.rows if row.key not in ("absent without SEN", "suspended without SEN")]
    assert [(row.key, row.count, row.beside) for row in result.rows] == [(row.key, row.count, row.beside) for row in kept]
    assert (result.whole.count, result.whole.size) == (known.whole.count, None)
    assert result.counts_only and not any(row.comparison for row in (*result.rows, result.whole))
    assert result.lacks[0] == "roll-needed" and "not shares" in result.notes[0]
    assert "Each bar is a number of pupils" in view.key(result)
    assert "%" not in view.describe(result) + view.table(result) and "not known" not in view.table(result)


@pytest.mark.parametrize(("include", "whom"), [("both", "with SEN"), ("K", "on SEN support")])
def test_without_a_roll_the_commonest_need_is_told_of_the_pupils_on_the_register(include, whom):
    register = register_of(school_with_needs(60, {"SLCN": 5, "ASD": 2}), "unknown")
    assert describe_needs(need_of_all_pupils(register, NeedSettings(include))) == (
        f"Speech, language and communication is the main need we record most: 5 of 7 pupils {whom}."
    )


def test_what_a_list_has_nothing_for_is_not_asked_and_an_answer_kept_for_it_does_not_matter():
    """ "The attendance covers" was asked of lists without attendance, and "Compare with" where nothing can be compared."""
    view, school = VIEWS["nutshell"], random_school(6, size=300, phase="primary")
    assert view.choices["covers"].options(school) == ()
    assert view.settings_for(school, covers="year") == view.settings()
    register = register_of(school, "unknown")
    assert [name for name, one in NEEDS.choices.items() if one.options(register)] == ["include"]
    assert NEEDS.settings_for(register, year_group="Year 3", include="K") == NEEDS.settings(include="K")


def test_one_year_group_of_a_register_without_a_roll_is_not_counted():
    with pytest.raises(MissingColumns, match="Type the number of pupils on roll"):
        need_of_all_pupils(register_of(random_school(6, size=300), "unknown"), NeedSettings(year_group="Year 3"))


def test_a_register_cannot_be_split_by_what_only_the_whole_school_shows():
    with pytest.raises(MissingColumns, match="Sex needs a list of the whole school"):
        who_is_on_the_register(register_of(random_school(6, size=300)), RegisterSettings("sex"))


@pytest.mark.parametrize(
    ("roll", "where"), [(Roll(5), "the school"), (Roll.of_years({"Year 3": 5}), "the school"), (Roll.of_years({"Year 3": 1, "Year 4": 299}), "Year 3")]
)
def test_a_roll_smaller_than_the_register_is_refused(roll, where):
    """5 typed for a register of 60 gave shares of 1,200% and a range that fits no rate."""
    register = register_of(random_school(6, size=300, phase="primary", sen=0.2), "unknown")
    with pytest.raises(WorkbookError, match=f"The number on roll for {where} is smaller than the number of pupils in your list"):
        register.with_roll(roll)


def test_a_register_without_year_groups_cannot_be_compared_by_year_group():
    register = register_of(random_school(6, size=300, phase="primary"))
    register = type(register)(register.pupils.drop(columns="year_group"), "list 1", kind="register", roll=register.roll)
    with pytest.raises(MissingColumns, match="year group"):
        who_is_on_the_register(register)


# What is missing, and what is empty


@pytest.mark.parametrize("column", ["year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "class"])
def test_a_missing_group_is_named_by_its_label(column):
    school = without(random_school(4, size=60), column)
    with pytest.raises(MissingColumns, match=PUPIL_COLUMNS[column].label.lower()):
        who_is_on_the_register(school, RegisterSettings(column))


def test_a_missing_main_need_is_named():
    school = school_of({"sen_provision": ("K", "N")})
    with pytest.raises(MissingColumns, match="main need. In list 1."):
        need_of_all_pupils(school)


def test_missing_year_groups_are_named_when_one_is_asked_for():
    with pytest.raises(MissingColumns, match="year group"):
        need_of_all_pupils(without(random_school(4, size=60), "year_group"), NeedSettings(year_group="Year 3"))


@pytest.mark.parametrize("view", [*map(VIEWS.get, ON_ONE_LIST)], ids=ON_ONE_LIST)
def test_a_school_in_which_nobody_has_sen_is_described_without_a_rate_of_nothing(view):
    school = school_of({"year_group": ["Year 3"] * 30, "sen_provision": ["N"] * 30, "need_1": [""] * 30})
    result = view.compute(school, view.settings_for(school))
    assert result.whole.count == 0 and result.whole.size == 30
    assert view.describe(result) and view.table(result) and view.draw(result) and view.key(result)


@pytest.mark.parametrize("view", [*map(VIEWS.get, ON_ONE_LIST)], ids=ON_ONE_LIST)
@pytest.mark.parametrize("status", ["N", "K", "E"])
def test_a_school_of_one_pupil_is_answered(view, status):
    school = school_of({"year_group": ["Year 3"], "sen_provision": [status], "need_1": ["" if status == "N" else "SLCN"]})
    result = view.compute(school, view.settings_for(school))
    assert result.whole.size == 1 and result.whole.count == (status != "N")
    assert view.describe(result) and view.table(result) and view.draw(result) and view.key(result)


@pytest.mark.parametrize("view", [*map(VIEWS.get, ON_ONE_LIST)], ids=ON_ONE_LIST)
def test_a_school_of_nobody_is_answered_without_a_share(view):
    school = school_of({"year_group": [], "sen_provision": [], "need_1": []})
    result = view.compute(school, view.settings_for(school))
    assert not result.whole.has_share
    assert "%" not in view.describe(result)
    assert view.table(result) and view.draw(result) and view.key(result) is not None
