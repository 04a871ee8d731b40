"""A register that a SENCo typed herself: headings and words as people write them."""

import pytest

from analysis.errors import FileError, MissingColumns
from analysis.reading import look_at_file, read_school
from analysis.reading.looks import looks_like
from analysis.reading.needs import parse_needs
from analysis.reading.values import sen_statuses
from tests.unit.reading.files import csv_of


def test_stage_and_main_area_of_need_are_understood():
    school = read_school(
        b"Pupil,Yr,Stage,Main area of need\nA,3,K,SLCN\nB,4,SEN Support,Autism\nC,5,EHCP,SEMH \xe2\x80\x93 anxiety\n"
    )
    assert school.pupils["sen_provision"].tolist() == ["K", "K", "E"]
    assert school.pupils["need_1"].tolist() == ["SLCN", "ASD", "SEMH"]


def test_two_pupils_of_one_name_but_another_sex_stay_two():
    school = read_school(b"Name,Year,Gender,SEN Status\nSam Lee,4,M,K\nSam Lee,4,F,N\nJo Roe,4,F,N\nJo Roe,4,F,N\n")
    assert len(school.pupils) == 3


def look(*rows: list[str]):
    return look_at_file(csv_of(rows))


def codes(reading) -> set[str]:
    return {finding.code for finding in reading.findings}


@pytest.mark.parametrize("heading", ["SEN Support / EHCP", "Level of SEN", "On the register as", ""])
def test_the_column_of_status_is_found_by_what_stands_in_it_and_can_be_pointed_out(heading):
    """A register without the one heading that was asked for was refused, and told to be exported again by nobody."""
    head = ["Name", "Yr", heading, "Notes"]
    rows = [["Ada Byron", "3", "SEN Support", "x"], ["Bea Smith", "4", "EHCP", ""], ["Cy Neil", "4", "K", ""], ["Di Dyke", "5", "Watch list", ""]]
    reading = look(head, *rows)
    assert reading.school().pupils["sen_provision"].tolist() == ["K", "E", "K", "monitoring"]
    found = next(finding for finding in reading.findings if finding.code == "status-by-content")
    assert found.column == (heading or "Column 3") and "choose another meaning" in found.you_can
    with pytest.raises(MissingColumns):
        look_at_file(csv_of([head, *rows]), columns={heading or "Column 3": ""})


@pytest.mark.parametrize(
    "cells",
    [("N", "E", "N", "E"), ("No", "Yes", "No", "Yes"), ("None", "Support", "None", "None"), ("K", "K1", "K2", "L"), ("", "", "", "EHCP")],
    ids=["compass", "yes or no", "support of any kind", "other codes", "one cell"],
)
def test_a_column_that_only_might_be_a_status_is_not_taken_for_one(cells):
    with pytest.raises(MissingColumns):
        look(["Name", "Yr", "Set"], *[[f"A B{n}", "3", cell] for n, cell in enumerate(cells)])


def test_two_such_columns_are_asked_about():
    reading = look(["Name", "Yr", "Last year", "This year"], ["A B", "3", "SEN Support", "EHCP"], ["C D", "3", "SEN Support", "SEN Support"], ["E F", "4", "No SEN", "No SEN"])
    assert [question.name for question in reading.open_questions()][:1] == ["column:sen_provision"]


def test_two_columns_of_tick_boxes_are_support_and_plans():
    """As a form or an online sheet has them: a pupil with a plan is not ticked as SEN support."""
    reading = look(["Name", "Yr", "On SEN Support?", "Has EHCP?"], *[[f"A B{n}", "3", str(n < 3).upper(), str(n == 3).upper()] for n in range(9)])
    assert reading.open_questions() == ()
    assert reading.school().pupils["sen_provision"].tolist() == ["K", "K", "K", "E"] + ["N"] * 5
    assert "plan-flag-differs" not in codes(reading)


def test_codes_of_support_beside_plans_do_not_disagree_where_the_heading_says_support():
    reading = look(["Name", "Yr", "SEN Support", "EHCP"], ["A B", "3", "K", "N"], ["C D", "3", "N", "Y"], ["E F", "4", "N", "N"])
    assert reading.school().pupils["sen_provision"].tolist() == ["K", "E", "N"] and "plan-flag-differs" not in codes(reading)


def test_a_long_status_is_asked_about_where_each_of_its_words_is_one_about_sen():
    rows = [[f"A B{n}", "3", "SEN Support - EHCP applied for"] for n in range(3)] + [[f"C D{n}", "4", "EHCP since her mother rang us"] for n in range(3)]
    (asked,) = [question for question in look(["Name", "Yr", "SEN Status"], *rows, ["E F", "4", "K"]).questions if question.name.startswith("value:")]
    assert asked.text == "What does “SEN support EHCP applied for” mean as a SEN status?"


def test_needs_that_are_not_understood_are_not_called_missing():
    rows = [["A B", "3", "K", "see folder"], ["C D", "3", "K", "as last year"], ["E F", "4", "E", "•\tSpeech and language\n•\tASD"]]
    reading = look(["Name", "Yr", "SEN Status", "SEN Category"], *rows)
    assert "needs-not-understood" in codes(reading) and "no-need-column" not in codes(reading)


def test_bullets_part_needs():
    assert parse_needs("•\tSpeech and language\n•\tASD") == "SLCN~speech_and_language ASD"


def test_languages_under_eal_are_eal():
    reading = look(["Name", "Yr", "SEN Status", "EAL Status"], ["A B", "3", "K", "English"], ["C D", "3", "N", "Other than English"], ["E F", "3", "N", ""])
    assert reading.school().pupils["eal"].tolist()[:2] == ["Not EAL", "EAL"] and "unknown-value" not in codes(reading)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (["Pupil", "Intervention", "Staff", "Start", "End"], "a table about provision"),
        (["Pupil name", "Class", "Year", "Review due", "Review held", "Outcome"], "a table about reviews"),
    ],
)
def test_a_table_beside_a_list_says_where_it_belongs_where_it_is_opened_first(head, words):
    """It was told that its headings were not found, or that it should be exported again with SEN status."""
    with pytest.raises(FileError) as refusal:
        look(head, ["Ada Byron", *["x"] * (len(head) - 1)])
    assert words in refusal.value.what and "Add another file" in refusal.value.how


def test_what_a_column_looks_like_tells_blanks_from_one_entry():
    assert looks_like(["ASD", "ASD"]) == "the same entry in every row"
    assert looks_like(["ASD", ""]) == "blanks, and the same entry in the other rows"


NEEDS = ("ASD", "Speech and language", "SEMH")


def ticked(*rows: tuple[str, str, str], head: tuple[str, ...] = NEEDS):
    return look(["Name", "Yr", "SEN Status", *head, "Notes"], *[[f"A B{n}", "3", "K", *row, ""] for n, row in enumerate(rows)], *[[f"C D{n}", "3", "N", "", "", "", ""] for n in range(3)])


def test_needs_that_are_ticked_under_their_types_are_read_and_no_order_is_made_up():
    reading = ticked(("✓", "", ""), ("", "x", ""), ("", "", "Y"), ("x", "", "x"))
    school = reading.school()
    assert school.pupils["need_1"].tolist()[:3] == ["ASD", "SLCN", "SEMH"] and not school.needs_ranked
    found = next(finding for finding in reading.findings if finding.code == "needs-not-ranked")
    assert found.rows == 1 and "Write P" in found.you_can
    assert "need_order" not in [question.name for question in reading.questions]
    assert {use.heading: use.status for use in reading.columns}["SEMH"] == "read"


@pytest.mark.parametrize(("first", "second"), [("P", "S"), ("1", "2"), ("p", "✓")])
def test_a_place_in_order_among_the_ticks_gives_the_main_need(first, second):
    school = ticked((second, "", first), (first, "", ""), ("", first, second)).school()
    assert school.pupils["need_1"].tolist()[:3] == ["SEMH", "ASD", "SLCN"] and school.needs_ranked


def test_a_one_is_only_a_tick_where_no_two_stands():
    assert not ticked(("1", "", "1"), ("1", "", ""), ("", "1", "")).school().needs_ranked


@pytest.mark.parametrize(
    ("rows", "head"),
    [((("3 times", "", ""), ("x", "x", "")), NEEDS), ((("x", "", ""), ("", "x", "x")), ("SALT", "ELSA", "Lego therapy"))],
    ids=["more than ticks", "provision"],
)
def test_ticks_for_something_else_are_not_needs(rows, head):
    assert "no-need-column" in codes(ticked(*rows, head=head)) or "needs-not-ranked" not in codes(ticked(*rows, head=head))


def test_a_register_that_only_says_who_has_a_plan_asks_what_the_others_have():
    reading = look(["Name", "Yr", "EHCP"], *[[f"A B{n}", "3", "Y" if n < 2 else ""] for n in range(9)])
    (question,) = reading.open_questions()
    assert question.text == "What does “No plan” mean as a SEN status?" and "7 pupils" in question.why
    assert reading.school({question.name: "K"}).pupils["sen_provision"].tolist() == ["E"] * 2 + ["K"] * 7


def test_a_day_or_term_after_a_status_does_not_hide_it():
    dated = ["EHCP 12/01/2024", "K (since Sept 24)", "SEN Support from 2024-09-04", "E - added Autumn term 2025", "N"]
    assert sen_statuses(dated) == ["E", "K", "K", "E", "N"]
    assert sen_statuses(["see file 12/01/2024", "12/01/2024"]) == ["?", "?"]


def test_a_tick_is_a_yes_under_sen_support():
    reading = look(["Name", "Yr", "SEN SUPPORT", "EHCP"], ["A B", "3", "✓", ""], ["C D", "3", "", "✓"], ["E F", "3", "✔", ""])
    assert reading.school().pupils["sen_provision"].tolist() == ["K", "E", "K"]


def test_lists_side_by_side_are_said_and_a_need_that_is_repeated_is_not_one():
    """One of the two was left out without a word but the question which column of status to read."""
    side = ["Name", "SEN", "Need", "", "Name", "SEN", "Need"]
    reading = look(["Year 3", "", "", "", "Year 4", "", ""], side, ["A B", "K", "ASD", "", "C D", "E", "MLD"], ["E F", "K", "ASD", "", "G H", "K", "MLD"])
    assert next(finding for finding in reading.findings if finding.code == "side-by-side").severity == "serious"
    assert "column:sen_provision" in [question.name for question in reading.open_questions()]
    assert "side-by-side" not in codes(look(["Name", "Yr", "SEN Status", "SEN Need", "SEN Need"], ["A B", "3", "K", "ASD", "MLD"], ["C D", "3", "N", "", ""]))


def test_the_class_of_a_teacher_above_its_pupils_is_no_pupil():
    rows = [["Mrs Patel's class", "", ""], ["Ada Byron", "1", "K"], ["Mr Okoro's class", "", ""], ["Bea Smith", "2", "K"]]
    reading = look(["Name", "Yr", "SEN"], *rows)
    assert reading.pupils == 2 and "no-year-off-roll" not in codes(reading)
