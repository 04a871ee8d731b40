"""The gate: what is merged, rounded and hidden before a result may be shared."""

import re
from dataclasses import replace

import pytest

from analysis.columns import area_labels
from analysis.disclosure import WHY_HIDDEN, rounded, share
from analysis.results import HIDDEN, KnownSum, SharedResult
from analysis.samples import sample_school
from analysis.views import VIEWS
from analysis.views.need_of_all_pupils import OTHER_AREA, NeedSettings, describe_needs, need_of_all_pupils
from analysis.views.nutshell import nutshell
from analysis.views.unusual_or_chance import FunnelSettings, unusual_or_chance
from analysis.views.who_is_on_the_register import RegisterSettings, who_is_on_the_register
from tests.schools import NOT_ABOUT_PUPILS, result_of, row_of, school_of, school_with_needs, split


def shared_counts(result) -> dict[str, object]:
    return {row.label: row.count for row in share(result).rows}


def shared_needs(size: int, needs: dict[str, int]) -> dict[str, object]:
    return shared_counts(need_of_all_pupils(school_with_needs(size, needs)))


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (22, 20), (23, 25), (418, 420), (1152, 1150)])
def test_counts_are_rounded_to_the_nearest_five(count, shown):
    assert rounded(count) == shown


def test_needs_are_merged_into_the_four_broad_areas_and_one_row_for_the_rest():
    labels = set(shared_needs(400, {"SLCN": 20, "ASD": 15, "MLD": 30, "SEMH": 12, "PD": 11, "OTH": 6, "NSA": 5, "": 9}))
    assert labels == {*area_labels().values(), OTHER_AREA}


def test_an_area_is_the_sum_of_its_needs_before_anything_is_rounded():
    counts = shared_needs(400, {"SLCN": 7, "ASD": 7, "MLD": 30, "SEMH": 12, "PD": 11, "OTH": 2, "NSA": 4, "": 6})
    assert counts["Communication and interaction"] == 15  # 14 pupils, and neither need alone would be shown
    assert counts[OTHER_AREA] == 10  # 2 and 4 and 6


@pytest.mark.parametrize(("count", "shown"), [(0, HIDDEN), (1, HIDDEN), (9, HIDDEN), (10, 10)])
def test_numbers_below_ten_are_hidden(count, shown):
    result = result_of(row_of(40, 200), row_of(count, 200, key="one"), row_of(3, 200, key="other"), row_of(4, 200, key="last"))
    assert shared_counts(result)["One"] is shown


@pytest.mark.parametrize(("count", "shown"), [(91, HIDDEN), (99, HIDDEN), (100, HIDDEN), (90, 90)])
def test_a_number_is_hidden_too_where_those_left_over_are_below_ten(count, shown):
    result = result_of(row_of(count, 100), row_of(20, 100, key="second"), row_of(30, 100, key="third"), parts=False)
    assert share(result).rows[0].count in (shown,)


def test_a_single_hidden_number_takes_the_smallest_shown_one_with_it():
    result = result_of(row_of(31, 418, key="a"), row_of(4, 418, key="b"), row_of(12, 418, key="c"))
    assert [row.count for row in share(result).rows] == [30, HIDDEN, HIDDEN]


def test_a_table_with_nothing_to_hide_keeps_every_number():
    result = result_of(row_of(31, 418, key="a"), row_of(14, 418, key="b"), row_of(12, 418, key="c"))
    assert [row.count for row in share(result).rows] == [30, 15, 10]


def test_two_hidden_numbers_need_no_third():
    result = result_of(row_of(31, 418, key="a"), row_of(4, 418, key="b"), row_of(6, 418, key="c"), row_of(25, 418, key="d"))
    assert [row.count for row in share(result).rows] == [30, HIDDEN, HIDDEN, 25]


def test_needs_that_overlap_cannot_be_subtracted_so_nothing_is_hidden_to_cover():
    result = result_of(row_of(31, 418, key="a"), row_of(4, 418, key="b"), row_of(12, 418, key="c"), overlapping=True)
    assert [row.count for row in share(result).rows] == [30, HIDDEN, 10]


@pytest.mark.parametrize(("size", "shown"), [(9, HIDDEN), (1, HIDDEN), (0, HIDDEN), (10, 10), (61, 60)])
def test_sizes_are_rounded_and_those_below_ten_hidden(size, shown):
    assert share(result_of(row_of(0, size), row_of(0, 40, key="b"), parts=False)).rows[0].size is shown


def test_no_percentage_is_given_of_fewer_than_twenty():
    for size in range(20):
        for count in range(size + 1):
            assert not share(result_of(row_of(count, size), row_of(30, 60, key="b"), parts=False)).rows[0].has_share
    assert share(result_of(row_of(10, 20), row_of(30, 60, key="b"), parts=False)).rows[0].share == 0.5


def test_shares_and_ranges_are_worked_out_from_the_rounded_numbers():
    result = result_of(row_of(31, 418, 0.05, key="a"), row_of(27, 418, key="b"))
    first = share(result).rows[0]
    assert first.share == 30 / 420
    assert first.range == row_of(30, 420).range


def test_sharing_says_why_numbers_are_hidden():
    shared = share(result_of(row_of(31, 418), row_of(27, 418, key="b")))
    assert isinstance(shared, SharedResult)
    assert shared.hidden_because == WHY_HIDDEN
    for word in ("below 10", "nearest 5", "More are hidden where one could be worked out"):
        assert word in WHY_HIDDEN


def test_sharing_leaves_the_exact_result_as_it_was():
    result = need_of_all_pupils(sample_school())
    before = repr(result)
    share(result)
    assert repr(result) == before


def test_sharing_what_is_shared_changes_no_number():
    once = share(who_is_on_the_register(sample_school()))
    assert [row.size for row in once.rows] == [60] * 7
    assert once.whole.count == rounded(once.whole.count)


@pytest.mark.parametrize("view", [VIEWS[name] for name in VIEWS if name not in NOT_ABOUT_PUPILS], ids=lambda view: view.name)
@pytest.mark.parametrize("name", ["primary", "secondary"])
def test_a_shared_answer_holds_no_exact_number_of_the_result(view, name):
    """88 of 418 pupils is told as about 90 of about 420, in words, table, key and picture; so is the roll under a funnel."""
    from analysis.charts.figure import svg_picture

    school = sample_school(name)
    exact = view.compute(school, view.settings())
    shared = share(exact)
    numbers = {number for row in (*exact.rows, exact.whole) for number in (row.count, row.size)}
    told = {number for number in numbers if number and number >= 10 and number % 5}
    assert told  # the samples have numbers that rounding changes
    picture = re.sub(r"<[^>]*>", " ", svg_picture(view.draw(shared)))
    for words in (view.describe(shared), view.key(shared), re.sub(r"<[^>]*>", " ", view.table(shared)), picture):
        pupils_told = {int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:of|pupils)|of ([\d,]+)\b", words) for n in n if n}
        assert pupils_told & told == set()
    assert {row.count for row in (*shared.rows, shared.whole)} & told == set()


@pytest.mark.parametrize("include", ["both", "K", "E"])
@pytest.mark.parametrize("view", [view for view in VIEWS.values() if "include" in view.choices], ids=lambda view: view.name)
def test_a_village_school_is_told_what_is_hidden_and_still_what_can_be_said(view, include):
    """Of 91 pupils 15 are on SEN support and 5 have a plan, so that each of the two gives the other away."""
    school = sample_school("village")
    shared = share(view.compute(school, view.settings_for(school, include=include)))
    words, table = view.describe(shared), re.sub(r"<[^>]*>", " ", view.table(shared))
    assert re.search(r"[Aa]bout 20 of about 90 pupils|too small", words) and words.endswith(".")
    assert "To protect pupils, numbers below 10 are hidden" in shared.hidden_because
    assert " 90 " in table and ("hidden" in table or shared.whole.count == 20)
    told = {int(number) for number in re.findall(r"(\d+) (?:of|pupils)", words)}
    assert all(number >= 10 and number % 5 == 0 for number in told)
    assert shared.whole.hidden == (include != "both")


def test_the_funnel_of_a_shared_result_is_drawn_for_the_rounded_roll():
    exact = unusual_or_chance(sample_school(), FunnelSettings())
    shared = share(exact)
    sizes = [line.size for line in shared.lines]
    assert exact.whole.size == 418
    assert 420 in sizes and 418 not in sizes
    assert sizes[-1] == round(420 * 1.6) != round(418 * 1.6)


def test_a_shared_table_lists_every_broad_area_so_that_a_zero_cannot_be_told_from_a_hidden_number():
    """With one year chosen there is no comparison, and a need that nobody has had no row: that it was 0 could be read off."""
    school = school_with_needs(420, {"SLCN": 84, "SEMH": 70, "MLD": 70})
    shared = share(need_of_all_pupils(school, NeedSettings(year_group="Year 3")))
    assert {row.label for row in shared.rows} == {*area_labels().values(), OTHER_AREA}


def test_the_order_of_shared_rows_says_nothing_about_hidden_numbers():
    """The rows were ordered by exact counts, so the order of two hidden areas told which of them was the larger."""
    one = shared_needs(420, {"SLCN": 40, "SEMH": 9, "PD": 1, "MLD": 30, "OTH": 20})
    other = shared_needs(420, {"SLCN": 40, "SEMH": 1, "PD": 9, "MLD": 30, "OTH": 20})
    assert list(one.items()) == list(other.items())


def test_the_commonest_shared_area_is_the_one_with_most_pupils():
    """Areas stood in the order of their largest single need: 20 in one need came before 15 and 15 in two."""
    result = need_of_all_pupils(school_with_needs(420, {"SLCN": 20, "SPLD": 15, "MLD": 15, "SEMH": 12, "PD": 12, "OTH": 12}))
    assert describe_needs(share(result)).startswith("Cognition and learning is the main need we record most: about 30")


def test_two_hidden_numbers_are_not_known_from_a_total_that_both_must_fill():
    """9 and 9 under a total shown as 20 look just as 6 and 12 do, so that nobody can tell which it was."""
    nines = share(result_of(row_of(9, 200, key="a"), row_of(9, 200, key="b")))
    others = share(result_of(row_of(6, 200, key="a"), row_of(12, 200, key="b")))
    assert [row.count for row in nines.rows] == [row.count for row in others.rows] == [HIDDEN, HIDDEN]
    assert nines.whole.count == others.whole.count == 20


def test_sen_support_and_plans_side_by_side_do_not_give_a_hidden_number_of_plans():
    """40 on SEN support and 40 with either were shown, so that no more than 4 pupils could have a plan."""

    def shown(include: str):
        return share(unusual_or_chance(school, FunnelSettings(include))).whole.count

    statuses = split((39, "K"), (1, "E"), (360, "N"))
    school = school_of({"year_group": ["Year 3"] * 400, "sen_provision": statuses})
    assert shown("E") is HIDDEN
    assert shown("both") is HIDDEN or shown("K") is HIDDEN


def test_a_number_of_one_provision_is_hidden_where_the_other_is_below_ten():
    rows = [replace(row_of(count, 418, key=key), beside=beside) for key, count, beside in (("a", 40, 9), ("b", 41, 10), ("c", 42, 30), ("d", 9, 30))]
    shared = share(result_of(*rows))
    assert shared.rows[0].hidden and shared.rows[3].hidden and shared.rows[2].count == 40
    assert all(row.beside is None for row in (*shared.rows, shared.whole))


@pytest.mark.parametrize("counts", [(9, 9, 31, 25), (1, 0, 31, 25)])
def test_hidden_numbers_that_leave_each_other_little_room_take_the_smallest_shown_one_with_them(counts):
    """9 and 9 under a rest of about 18, or 1 and 0 under one of about 0, could not be much else."""
    rows = [row_of(count, 418, key=key) for count, key in zip(counts, "abcd", strict=True)]
    whole = row_of(sum(counts), 418, key="all")
    shared = share(result_of(*rows, whole=whole))
    assert [row.hidden for row in shared.rows][:2] == [True, True]
    assert shared.rows[2].count == 30


def test_pupils_without_a_recorded_need_are_shown_where_needs_are_not_ranked():
    school = school_of({"sen_provision": split((40, "K"), (60, "N")), "need_1": split((20, "SLCN"), (80, ""))}, needs_ranked=False)
    assert shared_counts(need_of_all_pupils(school))["No need recorded"] == 20


def test_nine_girls_and_nine_boys_are_not_known_from_the_register_and_the_funnel_together():
    """Both were hidden, so no more than 9 each; the funnel told about 20, which is 18 at least."""
    school = school_of({"sex": split((100, "Girls"), (100, "Boys")), "sen_provision": split((9, "K"), (91, "N"), (9, "K"), (91, "N"))})
    by_sex = share(who_is_on_the_register(school, RegisterSettings("sex")))
    funnel = share(unusual_or_chance(school, FunnelSettings()))
    assert [row.hidden for row in by_sex.rows] == [True, True]
    assert by_sex.whole.count is funnel.whole.count is HIDDEN or by_sex.whole.count == funnel.whole.count


def test_the_whole_of_one_provision_is_shown_where_only_the_other_one_is_small_in_each_row():
    """100 pupils on SEN support in five areas, 2 with plans in each: the number on SEN support was hidden, and shown elsewhere."""
    areas = ("SLCN", "MLD", "SEMH", "PD", "OTH")
    needs = split(*((20, need) for need in areas), *((2, need) for need in areas), (290, ""))
    school = school_of({"sen_provision": split((100, "K"), (10, "E"), (290, "N")), "need_1": needs})
    assert share(unusual_or_chance(school, FunnelSettings("K"))).whole.count == 100
    assert share(need_of_all_pupils(school, NeedSettings("K"))).whole.count == 100


def test_what_is_left_by_both_provisions_together_is_hidden_too():
    """12 on SEN support and 11 with plans of 25 pupils were both shown, which left two without SEN."""
    result = result_of(replace(row_of(12, 25), beside=11), parts=False)
    assert share(result).rows[0].count is HIDDEN
    assert share(result_of(replace(row_of(12, 33), beside=11), parts=False)).rows[0].count == 10


def with_attendance(size: int, needs: dict[str, int]):
    school = school_with_needs(size, needs)
    return nutshell(replace(school, pupils=school.pupils.assign(possible_sessions=100, authorised_absence=20, unauthorised_absence=0)))


def test_the_number_without_sen_is_not_told_by_its_absence_where_the_register_is_hidden():
    """Of 90 pupils, 9 had SEN, which was hidden; "81 without SEN" stood beside it, shown as 80."""
    rows = {row.key: row for row in share(with_attendance(90, {"SLCN": 9})).rows}
    assert rows["absent without SEN"].size is HIDDEN and rows["absent without SEN"].count is HIDDEN
    assert {row.key: row.size for row in share(with_attendance(90, {"SLCN": 12})).rows}["absent without SEN"] == 80


def test_the_area_recorded_most_is_not_named_where_its_number_is_hidden():
    """Its name alone said that no other area has more, which with ten pupils in all left each of them four at most."""
    exact = with_attendance(200, {"SLCN": 8, "MLD": 1, "SEMH": 1})
    assert "communication" in {row.key for row in exact.rows}
    assert "communication" not in {row.key for row in share(exact).rows}
    assert "communication" in {row.key for row in share(with_attendance(200, {"SLCN": 20, "MLD": 15})).rows}


def test_pupils_who_stayed_with_a_plan_are_hidden_where_they_leave_few_for_those_who_did_not():
    """13 plans in January, shown as 15, and 12 of them a year later, shown as 10, left 0 to 3 who went back to SEN support."""
    rows = tuple(row_of(count, 400, key=key) for key, count in (("E>E", 12), ("E>K", 0), ("K>K", 40), ("K>E", 0), ("other", 30)))
    result = result_of(*rows, fixed_order=True)
    assert shared_counts(result)["E>e"] == 10
    known = replace(result, known=(KnownSum(13, ("E>E", "E>K"), whole_of_it=False),))
    assert shared_counts(known) == {"E>e": HIDDEN, "E>k": HIDDEN, "K>k": 40, "K>e": HIDDEN, "Other": 30}
    assert share(known).known == ()


def test_the_whole_is_hidden_where_only_it_tells_what_came_on():
    """82 in either list and 80 in the earlier one leave two who came on, though both ways on are hidden."""
    rows = (row_of(1, 400, key="arrived"), row_of(1, 400, key="identified"), row_of(50, 400, key="stayed"), row_of(30, 400, key="left"))
    result = result_of(*rows, fixed_order=True)
    known = replace(result, known=(KnownSum(-80, ("arrived", "identified"), taken=("all",)),))
    assert share(result).whole.count == 80
    assert share(known).whole.count is HIDDEN
    assert [row.count for row in share(known).rows][2:] == [50, 30]
