"""The numbers under a chart: headings that a screen reader can use, and the words of the rule."""

import xml.etree.ElementTree as ET

import pytest

from analysis.disclosure import share
from analysis.results import HIGHER, LOOK_FOR_REASON, UNRECORDED
from analysis.samples import sample_school
from analysis.tables import group_table
from analysis.views import VIEWS
from tests.schools import result_of, row_of


def table(result) -> ET.Element:
    return ET.fromstring(group_table(result)).find("table")


def cells(line: ET.Element) -> list[str]:
    return ["".join(cell.itertext()) for cell in line]


def test_every_column_and_every_line_has_a_heading_with_its_scope():
    found = table(result_of(row_of(5, 60, 0.2, "a"), row_of(3, 60, 0.1, "b")))
    assert [head.get("scope") for head in found.find("thead").iter("th")] == ["col"] * 7
    lines = found.find("tbody").findall("tr")
    assert len(lines) == 3
    for line in lines:
        assert [cell.tag for cell in line] == ["th", *["td"] * 6]
        assert line[0].get("scope") == "row"


def test_the_caption_says_what_is_counted_and_whose_it_is():
    assert table(result_of(row_of(5, 60))).findtext("caption") == "How many? Pupils with SEN (SEN support or EHC plan), list 1."


def test_a_line_holds_count_size_share_range_comparison_and_word():
    lines = table(result_of(row_of(31, 418, 0.042, "SLCN"))).find("tbody").findall("tr")
    assert cells(lines[0]) == ["Slcn", "31", "418", "7.4%", "5.1% to 10.4%", "4.2%", HIGHER]


def test_without_a_comparison_there_is_no_column_for_one():
    heads = cells(table(result_of(row_of(5, 60))).find("thead/tr"))
    assert heads == ["Group", "Pupils", "Of", "Share", "Range that fits (95%)"]


def test_a_missing_figure_is_said_except_where_none_could_be():
    found = table(result_of(row_of(5, 60, 0.2, "a"), row_of(4, 60, key="b"), row_of(3, 60, key=UNRECORDED)))
    assert [cells(line)[5] for line in found.find("tbody")] == ["20%", "no figure held", "–", "–"]


def test_the_year_of_the_comparison_stands_over_it():
    assert "England 2025/26" in cells(table(result_of(row_of(5, 60, 0.2))).find("thead/tr"))


def test_hidden_and_undefined_numbers_are_not_zeros():
    shared = share(result_of(row_of(4, 200, key="a"), row_of(3, 200, key="b"), row_of(0, 0, key="c"), parts=False))
    lines = [cells(line) for line in table(shared).find("tbody")]
    assert lines[0][1:] == ["hidden", "200", "–", "–"]
    assert lines[2][1:] == ["hidden", "hidden", "–", "–"]
    assert cells(table(result_of(row_of(0, 0))).find("tbody")[0])[1:] == ["0", "0", "–", "–"]


def test_rounded_numbers_are_called_rounded():
    heads = cells(table(share(result_of(row_of(31, 418), row_of(27, 418, key="b")))).find("thead/tr"))
    assert heads[1:3] == ["Pupils (rounded)", "Of (rounded)"]


def test_the_whole_of_a_funnel_gets_the_funnels_word():
    found = table(result_of(whole=row_of(200, 418, 0.19, "all"), funnel=True))
    assert cells(found.find("tbody")[-1])[-1] == LOOK_FOR_REASON


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", 'x" onload="y', "a & b"])
def test_labels_are_escaped(label):
    row = row_of(5, 60, key=label)
    html = group_table(result_of(row, school=label))
    assert "<script" not in html and 'x" onload' not in html
    assert ET.fromstring(html).find("table/tbody")[0][0].text == label.capitalize()


def test_a_line_that_is_the_whole_is_not_listed_again_as_the_whole():
    """ "Our school beside England" and "Our school" had the same numbers, one under the other."""
    view, school = VIEWS["where_we_stand_locally"], sample_school()
    assert view.table(view.compute(school, view.settings())).count("<tr>") == 2
    assert view.table(view.compute(school, view.settings(la="926"))).count("<tr>") == 4
