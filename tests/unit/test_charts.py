"""Charts: text that stays text, alt text, the same bytes twice, and nothing touched outside."""

import copy
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest

from analysis.charts.bars import draw_count_bars
from analysis.charts.dots import draw_group_dots
from analysis.charts.figure import chart_style, nice_top, svg_picture
from analysis.charts.funnel import draw_funnel
from analysis.disclosure import share
from analysis.results import HIDDEN
from analysis.samples import sample_school
from analysis.text import pupils
from analysis.views import VIEWS
from tests.schools import result_of, row_of, school_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>", "$x$", "$\\frac{1}{2}$", "{{7*7}}", "${7*7}", "</svg><img src=x>", "--><b>", "&lt;b&gt;",
    "]]>", "%s %d", "\\n", "javascript:x", '" onload="x', "'quoted'", "#12436d",
)  # fmt: skip


def drawing(figure, alt: str = "") -> ET.Element:
    return ET.fromstring(svg_picture(figure, alt))


def words(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", ["whole school", "register"])
def test_the_ways_on_and_off_the_register_stand_under_three_headings_with_their_sums(kind):
    """One run of bars left it to the reader to see where those who came on end and those who stayed begin."""
    school = sample_school()
    if kind == "register":
        lists = [replace(one, pupils=one.pupils[one.pupils["sen_provision"].isin(("K", "E"))]) for one in school.lists]
        school = replace(school, kind="register", pupils=lists[-1].pupils, earlier=tuple(lists[:-1]), roll=None)
    result = VIEWS["register_flow"].compute(school, VIEWS["register_flow"].settings())
    told = words(drawing(VIEWS["register_flow"].draw(result)))
    sums = {heading: sum(row.count for row in result.rows if row.under == heading) for heading in dict.fromkeys(row.under for row in result.rows)}
    heads = [f"{heading}: {pupils(count)}" for heading, count in sums.items()]
    assert [word for word in told if word in heads] == heads
    assert [heading.split()[0] for heading in sums] == ["Came", "Stayed", "Went"]
    assert sum(sums.values()) == result.whole.count


def test_a_heading_tells_no_sum_where_a_part_of_it_is_hidden():
    rows = tuple(replace(row_of(count, None, key=f"way {count}"), under="Came on") for count in (31, 12, 4))
    shared = share(replace(result_of(whole=row_of(47, None, key="all"), fixed_order=True), rows=rows))
    told = words(drawing(draw_count_bars(shared)))
    assert "Came on" in told and "hidden" in told


def test_a_sum_of_rounded_numbers_is_told_as_about_so_many():
    rows = tuple(replace(row_of(count, None, key=f"way {count}"), under="Came on") for count in (31, 12))
    shared = share(replace(result_of(whole=row_of(43, None, key="all"), fixed_order=True), rows=rows))
    assert "Came on: about 40 pupils" in words(drawing(draw_count_bars(shared)))


def chart_of(label: str) -> ET.Element:
    row = row_of(5, 60)
    return drawing(draw_group_dots(result_of(type(row)(label, label, 5, 60), row_of(8, 60, 0.2, "second"))))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_picture_has_its_alternative_text_and_a_role(view):
    school = sample_school()
    result = view.compute(school, view.settings())
    root = drawing(view.draw(result), view.describe(result))
    assert root.get("role") == "img"
    assert root.get("aria-label") == view.describe(result)


def test_without_a_sentence_the_question_is_the_alternative_text():
    assert drawing(draw_group_dots(result_of(row_of(5, 60)))).get("aria-label") == "How many?"


def test_alternative_text_is_escaped():
    alt = 'a "quoted" <b>word</b> & more'
    assert drawing(draw_group_dots(result_of(row_of(5, 60))), alt).get("aria-label") == alt


@pytest.mark.parametrize("label", [label for label in HOSTILE if label != "#12436d"])
def test_a_hostile_label_stays_the_letters_it_is(label):
    root = chart_of(label)
    assert label in words(root)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "defs", "style", "g", "path", "text", "tspan", "use", "clipPath", "rect"}
    assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on")]


@pytest.mark.parametrize("label", ["font-family: x", "font: 12px a", "#12436d"])
def test_a_label_that_looks_like_a_style_is_not_rewritten(label):
    """A class called "font-family: x" lost the end of its text element, and the picture could not be parsed."""
    assert label in words(chart_of(label))


def test_a_class_with_a_hostile_name_passes_through_a_whole_view_unharmed():
    view = VIEWS["who_is_on_the_register"]
    columns = {"class": [name for name in HOSTILE[:4] for _ in range(12)], "sen_provision": ["K", "N"] * 24}
    result = view.compute(school_of(columns), view.settings(group_by="class"))
    assert set(HOSTILE[:4]) <= set(words(drawing(view.draw(result), view.describe(result))))
    for html in (view.table(result), view.key(result)):
        assert "<script" not in html and "{{7*7}}" in html + view.table(result)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_drawing_twice_gives_the_same_bytes_and_leaves_the_result_as_it_was(view):
    result = view.compute(sample_school("secondary"), view.settings())
    before = copy.deepcopy(result)
    first, second = (svg_picture(view.draw(result), "alt") for _ in range(2))
    assert first == second
    assert result == before


def test_text_is_kept_as_text_in_the_readers_fonts():
    picture = svg_picture(draw_group_dots(result_of(row_of(5, 60, 0.2, "a group"))))
    assert "A group" in words(ET.fromstring(picture))
    assert not re.search(r"font-family: '?DejaVu", picture)
    assert "<metadata" not in picture


def test_colours_follow_the_page_and_are_fixed_in_a_copied_picture():
    figure = draw_group_dots(result_of(row_of(5, 60, 0.2)))
    assert "var(--ours, #12436d)" in svg_picture(figure)
    assert "var(" not in svg_picture(figure, for_page=False)


def test_jupyterlab_gets_the_copied_kind():
    figure = draw_group_dots(result_of(row_of(5, 60)))
    assert figure._repr_html_().startswith("<svg ") and "var(" not in figure._repr_html_()


def test_counts_words_and_comparisons_stand_in_the_chart():
    found = words(drawing(draw_group_dots(result_of(row_of(31, 418, 0.04, "speech"), row_of(2, 418, key="rare")))))
    assert {"Speech", "31 pupils", "clearly higher", "Rare", "2 pupils"} <= set(found)


def test_groups_of_different_size_say_of_how_many():
    found = words(drawing(draw_group_dots(result_of(row_of(9, 58), row_of(17, 60, key="b"), parts=False))))
    assert {"9 of 58", "17 of 60"} <= set(found)


def test_a_hidden_row_says_so_and_has_no_dot():
    shown = draw_group_dots(result_of(row_of(30, 420), row_of(40, 420, key="b")))
    hidden = draw_group_dots(result_of(row_of(30, 420), row_of(HIDDEN, 420, key="b"), whole=row_of(70, 420)))
    assert "hidden" in words(drawing(hidden))
    assert [len(figure.axes[0].collections[2].get_offsets()) for figure in (shown, hidden)] == [2, 1]


@pytest.mark.parametrize("rows", [(), (row_of(0, 0),), (row_of(HIDDEN, HIDDEN),)])
def test_nothing_to_show_is_still_a_picture(rows):
    assert drawing(draw_group_dots(result_of(*rows, whole=row_of(0, 0)))).get("role") == "img"


def test_the_funnel_names_our_school_with_count_and_share_on_its_own_size():
    figure = draw_funnel(result_of(whole=row_of(88, 418, 0.194, "all"), funnel=True))
    assert "Our school: 88 pupils, 21.1%" in words(drawing(figure))
    point = figure.axes[0].collections[-1].get_offsets()[0]
    assert tuple(point) == (418, 88 / 418)


def test_the_drawn_funnel_lines_are_those_of_the_result():
    result = result_of(whole=row_of(88, 418, 0.194, "all"), funnel=True)
    lines = draw_funnel(result).axes[0].lines
    low, lowest, high, highest = (line.get_ydata().tolist() for line in lines[:4])
    assert low == [one.inner[0] for one in result.lines] and high == [one.inner[1] for one in result.lines]
    assert lowest == [one.outer[0] for one in result.lines] and highest == [one.outer[1] for one in result.lines]
    assert lines[0].get_xdata().tolist() == [one.size for one in result.lines]


def test_a_funnel_without_a_figure_says_so():
    assert "No England figure is held for these lines." in words(drawing(draw_funnel(result_of(whole=row_of(8, 60), funnel=True))))


def test_a_funnel_with_hidden_numbers_does_not_blame_the_figures():
    shared = share(result_of(whole=row_of(8, 60, 0.194, "all"), funnel=True))
    assert "The numbers here are too small to show." in words(drawing(draw_funnel(shared)))
    assert "No England figure is held for these lines." not in words(drawing(draw_funnel(shared)))


@pytest.mark.parametrize("largest", [0.004, 0.03, 0.049, 0.05, 0.051, 0.2, 0.33, 0.5, 0.77, 1.0])
def test_an_axis_holds_its_largest_value_and_a_few_marks(largest):
    top, marks = nice_top(largest)
    assert top >= largest
    assert 2 <= len(marks) <= 6 and marks[0] == 0 and marks == sorted(marks)
    assert marks[-1] <= max(top, marks[1])


def test_the_style_does_not_leak():
    before = dict(matplotlib.rcParams)
    with chart_style():
        assert matplotlib.rcParams["svg.fonttype"] == "none"
    draw_group_dots(result_of(row_of(5, 60)))._repr_html_()
    assert dict(matplotlib.rcParams) == before


def test_drawing_never_imports_pyplot():
    code = (
        "import sys\nfrom analysis.samples import sample_school\nfrom analysis.views import VIEWS\nfrom analysis.charts.figure import svg_picture\n"
        "for view in VIEWS.values():\n    svg_picture(view.draw(view.compute(sample_school(), view.settings())))\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout == "False\n"
