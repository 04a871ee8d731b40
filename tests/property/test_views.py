"""What holds for every View and every school: Hypothesis makes the awkward ones."""

import copy
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.charts.figure import svg_picture
from analysis.columns import PUPIL_COLUMNS, need_labels
from analysis.disclosure import share
from analysis.errors import WorkbookError
from analysis.recipe import recipe
from analysis.results import HIDDEN
from analysis.samples import SAMPLES, sample_school
from analysis.school import PupilList, Roll, School, Snapshot
from analysis.views import VIEWS
from tests.schools import ON_ONE_LIST, PRIMARY, SECONDARY, school_of
from widgets.panel import Panel
from widgets.session import Session

QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
VIEW = st.sampled_from(tuple(VIEWS.values()))
NEED = st.sampled_from(("", *need_labels()))
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def schools(draw, least: int = 0, most: int = 80) -> School:
    """A whole school with any of the columns that a list may have, blanks and odd class names included."""
    years = draw(st.sampled_from((PRIMARY, SECONDARY, (*PRIMARY, *SECONDARY))))
    classes = draw(st.lists(TEXT, min_size=1, max_size=3))
    options = {
        "year_group": ("", *years), "sex": ("", "Girls", "Boys"), "fsm": ("", "Eligible", "Not eligible"), "eal": ("EAL", "Not EAL"),
        "ethnic_group": ("", "White - White British", "Asian - Indian"), "birth_term": ("", "Autumn born", "Summer born"),
        "class": ("", *classes),
    }  # fmt: skip
    kept = draw(st.sets(st.sampled_from(tuple(options))))
    statuses = draw(st.lists(st.sampled_from(("N", "N", "N", "K", "E", "monitoring")), min_size=least, max_size=most))
    columns = {
        name: draw(st.lists(st.sampled_from(groups), min_size=len(statuses), max_size=len(statuses)))
        for name, groups in options.items()
        if name in kept
    }
    columns["sen_provision"] = statuses
    for n in range(draw(st.integers(0, 2))):
        drawn = draw(st.lists(NEED, min_size=len(statuses), max_size=len(statuses)))
        columns[f"need_{n + 1}"] = [need if status in "KE" else "" for need, status in zip(drawn, statuses, strict=True)]
    now = school_of(columns, needs_ranked=draw(st.booleans()))
    if not draw(st.booleans()):
        return now
    ids = [f"p{n}" if draw(st.integers(0, 9)) else None for n in range(len(now.pupils))]
    pupils = now.pupils.assign(pupil=pd.Series(ids, dtype=object))
    earlier = tuple(
        PupilList(Snapshot(f"{2025 - back}/{26 - back}", draw(st.sampled_from(("spring", "autumn")))), _changed(draw, pupils))
        for back in range(draw(st.integers(1, 3)), 0, -1)
    )
    return replace(now, pupils=pupils, snapshot=Snapshot("2025/26", "spring"), earlier=earlier)


def _changed(draw, pupils: pd.DataFrame) -> pd.DataFrame:
    """The same pupils in another year: fewer of them, and other provisions."""
    fewer = pupils.iloc[: draw(st.integers(0, len(pupils)))].copy()
    moved = draw(st.lists(st.sampled_from(("N", "K", "E")), min_size=len(fewer), max_size=len(fewer)))
    fewer["sen_provision"] = pd.Categorical(moved, PUPIL_COLUMNS["sen_provision"].categories, ordered=True)
    return fewer


@st.composite
def questions(draw, some_schools=None):
    """A View, a school, and settings that the school offers."""
    view, school = draw(VIEW), draw(schools() if some_schools is None else some_schools)
    chosen = {name: draw(st.sampled_from([value for value, _ in one.options(school)])) for name, one in view.choices.items() if one.options(school)}
    return view, school, view.settings_for(school, **chosen)


def answer(view, school, chosen):
    """The result, or the sentence that says why there is none."""
    try:
        return view.compute(school, chosen)
    except WorkbookError as error:
        return str(error)


@QUICK
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_pupils_does_not_matter(asked, chance):
    view, school, chosen = asked
    places = list(range(len(school.pupils)))
    chance.shuffle(places)
    shuffled = replace(school, pupils=school.pupils.iloc[places])
    assert answer(view, shuffled, chosen) == answer(view, school, chosen)


@QUICK
@given(questions())
def test_an_answer_leaves_the_school_as_it_was(asked):
    view, school, chosen = asked
    before = copy.deepcopy(school.pupils)
    answer(view, school, chosen)
    assert school.pupils.equals(before) and list(school.pupils.columns) == list(before.columns)
    assert (school.pupils.dtypes == before.dtypes).all()


@QUICK
@given(questions())
def test_every_school_is_answered_drawn_described_and_listed_or_told_why_not(asked):
    view, school, chosen = asked
    result = answer(view, school, chosen)
    if isinstance(result, str):
        assert result.endswith((".", "?"))
        return
    for one in (result, share(result)):
        assert view.describe(one) and view.table(one) and view.key(one) is not None
        assert svg_picture(view.draw(one), view.describe(one)).startswith("<svg")


@QUICK
@given(questions(schools(least=1, most=1)))
def test_a_school_of_one_pupil_is_never_shared_with_a_number(asked):
    view, school, chosen = asked
    result = answer(view, school, chosen)
    if not isinstance(result, str) and result.about_pupils:
        shared = share(result)
        assert all(row.count is HIDDEN and row.size in (HIDDEN, None) for row in (*shared.rows, shared.whole))


@QUICK
@given(questions(schools(most=160)))
def test_sharing_never_shows_a_number_below_ten_or_one_that_is_not_rounded(asked):
    view, school, chosen = asked
    result = answer(view, school, chosen)
    if isinstance(result, str) or not result.about_pupils:
        return
    shared = share(result)
    for row in (*shared.rows, *shared.shown_rows, shared.whole):
        for number in (row.count, row.size):
            assert number in (HIDDEN, None) or (number >= 10 and number % 5 == 0)
        assert row.span is None or row.span[0] >= 10
    cells = re.findall(r"<td>([^<]*)</td><td>([^<]*)</td>", view.table(shared).partition("<tbody>")[2])
    assert not [cell for pair in cells for cell in pair if cell.isdigit() and int(cell) < 10]


@QUICK
@given(questions(schools(most=160)))
def test_parts_of_a_whole_add_up_to_it(asked):
    view, school, chosen = asked
    result = answer(view, school, chosen)
    if isinstance(result, str) or not result.rows or result.overlapping:
        return
    assert sum(row.count for row in result.rows) == result.whole.count
    if not result.parts and result.whole.size is not None:
        assert sum(row.size for row in result.rows) == result.whole.size
    assert all(0 <= row.count <= (row.count if row.size is None else row.size) for row in (*result.rows, result.whole))


@QUICK
@given(schools(least=2), st.sampled_from(("year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "class")))
def test_a_missing_group_is_named_in_the_message(school, column):
    view = VIEWS["who_is_on_the_register"]
    found = answer(view, school, view.settings(group_by=column))
    assert isinstance(found, str) is (column not in school.pupils)
    if isinstance(found, str):
        assert PUPIL_COLUMNS[column].label.lower() in found and school.label in found


@QUICK
@given(schools(least=2))
def test_a_missing_main_need_is_named_in_the_message(school):
    view = VIEWS["need_of_all_pupils"]
    found = answer(view, school, view.settings())
    assert isinstance(found, str) is ("need_1" not in school.pupils)
    assert not isinstance(found, str) or "main need" in found


@QUICK
@given(schools(least=1), st.integers(0, 40))
def test_a_register_with_any_roll_is_answered_or_told_why_not(school, more):
    pupils = school.with_sen.reset_index(drop=True)
    register = School(pupils, "list 1", kind="register", roll=Roll(len(pupils) + more) if len(pupils) + more else None)
    for view in VIEWS.values():
        result = answer(view, register, view.settings_for(register))
        if not isinstance(result, str):
            assert view.describe(result) and view.table(result) and view.draw(result)
            assert result.whole.size == register.size or not result.about_pupils


@settings(QUICK, max_examples=25)
@given(st.data())
def test_the_recipe_of_a_panel_gives_what_the_panel_shows(data):
    name, view = data.draw(st.sampled_from(tuple(SAMPLES))), data.draw(VIEW)
    school = sample_school(name)
    panel = Panel(view, Session(school))
    for setting, choice in view.choices.items():
        value = data.draw(st.sampled_from([value for value, _ in choice.options(school)]))
        panel._handle_custom_msg({"do": "set", "name": setting, "value": value}, [])
    code = re.sub("<[^>]*>", "", panel.pieces["more"].partition("<code>")[2].partition("</code>")[0])
    for entity, letter in (("&quot;", '"'), ("&#x27;", "'"), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")):
        code = code.replace(entity, letter)
    assert code == recipe(view, school, panel.settings)
    space: dict = {}
    exec(code.replace("print(", "str("), space)
    assert view.describe(space["result"]) in repr(panel)


@pytest.mark.parametrize("view", [*map(VIEWS.get, ON_ONE_LIST)], ids=ON_ONE_LIST)
def test_a_class_that_looks_like_code_stays_a_name(view):
    school = school_of({"year_group": ["Year 3"] * 20, "class": ["<script>x</script>"] * 20, "sen_provision": ["K"] * 10 + ["N"] * 10, "need_1": ["SLCN"] * 10 + [""] * 10})
    chosen = {"group_by": "class"} if "group_by" in view.choices else {}
    result = view.compute(school, view.settings_for(school, **chosen))
    assert "<script" not in view.table(result) + view.key(result) + svg_picture(view.draw(result), view.describe(result))
