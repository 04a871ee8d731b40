"""What columns are taken for, files that are put together, and blank tables, without a browser."""

import pytest

from tests.unit.reading.files import csv_of, ctf_of, ctf_pupil, school_rows
from tests.widgets.parts import do, plain
from widgets.picker import SchoolPicker
from widgets.session import Session

WHOLE = csv_of(school_rows(120))
BAD = csv_of([["Pupil", "House"], ["Pupil 1", "Red"], ["Pupil 2", "Blue"]])
ODD = csv_of([["Adno", "Year Group", "SEN Status", "Home group"], *([str(1 + n), str(1 + n % 6), "KNNN"[n % 4], f"{'R123456'[n % 7]}A"] for n in range(40))])
MORE = csv_of([["Adno", "Possible Sessions", "Present Sessions"], *([str(1 + n), "140", "133"] for n in range(39)), ["999", "140", "1"]])


@pytest.fixture(autouse=True)
def own_computer(monkeypatch):
    for name in ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_REF_URL", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def picker() -> SchoolPicker:
    return SchoolPicker(Session())


def test_each_column_is_shown_with_what_stands_in_it_and_no_value(picker):
    do(picker, "file", WHOLE)
    shown = plain(picker.pieces["read"])
    assert "No SEN, SEN support and EHC plan" in shown and "Autumn born" in shown and "words or codes, nearly all different" in shown
    assert 'aria-label="SEN Status is taken for"' in picker.pieces["read"]
    assert "Pupil7" not in shown


def test_a_column_can_be_taken_for_something_else_and_is_read_again(picker):
    do(picker, "file", ODD)
    assert "class" not in picker.reading.school().pupils
    do(picker, "column", ODD, name="column|1|Home group", value="class", values={}, file="1")
    assert list(picker.reading.school().pupils["class"].cat.categories)[:3] == ["RA", "1A", "2A"]
    assert '<option value="class" selected>' in picker.pieces["read"]
    do(picker, "column", ODD, name="column|1|SEN Status", value="", values={}, file="1")
    assert "is still in use" in picker.pieces["status"] and picker.reading.pupils == 40


def test_the_columns_that_were_changed_are_kept_by_their_headings_and_map_the_next_list(picker):
    do(picker, "file", ODD)
    assert 'name="keep_columns"' not in picker.pieces["read"]
    do(picker, "column", ODD, name="column|1|Home group", value="class", values={}, file="1")
    assert 'name="keep_columns"' in picker.pieces["read"]
    do(picker, "use_list", values={"keep_columns": "yes", "column|1|Home group": "class"})
    assert picker.session.columns == {"Home group": "class"}
    another = SchoolPicker(Session())
    do(another.session, "arrived", columns={"Home group": "class", "x": ["no"]})
    do(another, "file", ODD)
    assert "class" in another.reading.school().pupils


def test_columns_that_were_changed_are_not_kept_unless_that_is_wanted(picker):
    do(picker, "file", ODD)
    do(picker, "column", ODD, name="column|1|Home group", value="class", values={}, file="1")
    do(picker, "use_list", values={})
    assert picker.session.columns == {}
    do(picker.session, "forget")
    assert picker.session.columns == {}


TWICE = csv_of([["Adno", "Year Group", "SEN Status"], *([str(1 + n % 39), str(1 + n % 6), "KNNN"[n % 4]] for n in range(40)), ["Total", "40", ""]])


def test_a_repair_is_undone_and_done_again_and_the_totals_follow(picker):
    do(picker, "file", TWICE)
    shown = plain(picker.pieces["read"])
    assert "Rows in your file 41 10 0 Left out: totals, notes and repeated headings −1 – –" in shown
    assert "Left out: further rows of the same pupil −1 0 0 Pupils counted 39 10 0" in shown
    assert 'aria-label="Undo: Some pupils have more than one row."' in picker.pieces["read"]
    do(picker, "undo", TWICE, name="repair", value="rows-merged", values={}, file="1")
    shown = plain(picker.pieces["read"])
    assert "Pupils counted 40 10 0" in shown and "Undone: each row is read as a pupil of its own." in shown
    assert "Undone. The file was read again: 40 pupils." in plain(picker.pieces["status"])
    assert "data-take-focus" not in picker.pieces["read"]
    do(picker, "undo", TWICE, name="repair", value="total-row", values={}, file="1")
    assert picker.reading.without == {"rows-merged", "total-row"}
    do(picker, "undo", TWICE, name="repair", value="rows-merged", values={}, file="1")
    do(picker, "use_list", values={"repair": "total-row"})
    school = picker.session.school
    assert (school.size, school.without, school.choices) == (40, ("total-row",), ())


def test_what_was_undone_stays_undone_when_a_column_is_changed(picker):
    do(picker, "file", TWICE)
    do(picker, "undo", TWICE, name="repair", value="rows-merged", values={}, file="1")
    do(picker, "column", TWICE, name="column|1|Adno", value="", values={}, file="1")
    assert picker.reading.without == {"rows-merged"} and picker.reading.pupils == 40


def test_a_repair_that_stays_says_why(picker):
    do(picker, "file", csv_of([["Adno", "Year Group", "SEN Status"], ["1", "7", "K"], ["2", "7", "N"]], encoding="utf-16"))
    shown = plain(picker.pieces["read"])
    assert "They were read. This stays so: a file can only be read the way it was written." in shown
    assert 'data-do="undo"' not in picker.pieces["read"]


def test_a_common_transfer_file_says_what_it_is_before_and_after_it_is_used(picker):
    content = ctf_of([ctf_pupil(sen=[("2024-09-02", "K")]), *[ctf_pupil() for _ in range(11)]])
    do(picker, "file", content)
    assert plain(picker.pieces["read"]).startswith("What we read A common transfer file with 12 pupils")
    assert "data-change" not in picker.pieces["read"], "its columns are fixed"
    do(picker, "undo", content, name="repair", value="no-sen-history", values={}, file="1")
    assert "Undone: they are counted without a status." in plain(picker.pieces["read"])
    do(picker, "use_list", values={})
    assert "12 pupils in a common transfer file, perhaps not your whole roll" in plain(picker.pieces["school"])


def test_a_file_beside_the_list_is_joined_and_its_misses_are_told(picker):
    do(picker, "file", ODD)
    do(picker, "add_file", MORE, values={})
    shown = plain(picker.pieces["read"])
    assert "A file about 40 pupils" in shown and "This file was joined to your list. 39 pupils." in shown
    assert "Some pupils of this file are not in your list. 1 pupil. Row 41." in shown
    do(picker, "use_list", values={})
    assert picker.session.school.pupils["attended_sessions"].sum() == 39 * 133


def test_a_file_that_cannot_be_added_leaves_the_list_open(picker):
    do(picker, "file", ODD)
    do(picker, "add_file", BAD, values={})
    assert "is still in use" in picker.pieces["status"] and len(picker.readings) == 1
    do(picker, "use_list", values={})
    assert picker.session.school.size == 40


def test_an_added_file_can_be_left_out_again(picker):
    do(picker, "file", ODD)
    do(picker, "add_file", MORE, values={})
    do(picker, "drop_file", values={"value": "2"})
    do(picker, "use_list", values={})
    assert "attended_sessions" not in picker.session.school.pupils


def test_the_term_of_each_list_is_asked_where_there_are_two(picker):
    do(picker, "file", ODD)
    do(picker, "add_file", WHOLE, values={})
    assert 'name="snapshot"' in picker.pieces["read"] and 'name="2:snapshot"' in picker.pieces["read"]
    do(picker, "use_list", values={})
    assert picker.session.school.invented and "Choose the term of each list" in picker.pieces["status"]
    do(picker, "use_list", values={"snapshot": "2024/25 spring", "2:snapshot": "2025/26 spring"})
    assert [one.snapshot.academic_year for one in picker.session.school.lists] == ["2024/25", "2025/26"]
    assert picker.session.school.size == 120


@pytest.mark.parametrize("event", ["add_file", "column"])
def test_a_file_more_without_a_list_says_so(event, picker):
    do(picker, event, MORE, values={}, file="1")
    assert "Choose your file again" in plain(picker.pieces["status"])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_blank_table_can_be_downloaded(kind, picker):
    from base64 import b64decode

    do(picker, "template", values={"table": "reviews", "kind": kind})
    link = picker.pieces["status"]
    assert f'download="blank-reviews.{kind}"' in link
    content = b64decode(link.split("base64,")[1].split('"')[0])
    assert content.startswith(b"PK" if kind == "xlsx" else b"\xef\xbb\xbfAdmission number,Pupil name,First concern")
    do(picker, "template", values={"table": "../x", "kind": kind})
    assert "There is no such table" in plain(picker.pieces["status"])


def test_a_table_is_kept_beside_the_list(picker):
    reviews = csv_of([["Adno", "Review due", "Outcome"], *([str(1 + n), "13/02/2026", "Met"] for n in range(12))])
    do(picker, "file", ODD)
    do(picker, "add_file", reviews, values={})
    assert "Reviews: 12 rows. They are kept beside your list." in plain(picker.pieces["read"])
    do(picker, "use_list", values={})
    assert len(picker.session.school.tables["reviews"]) == 12


def test_each_repair_says_how_many_cells_it_changed_and_the_page_how_many_in_all(picker):
    head = ["Adno", "Year Group", "SEN Status", "Sex", "Primary need"]
    rows = [[str(n), "7A" if n < 3 else "7", "KNNN"[n % 4], "Q" if n == 5 else "F", "SLCN" if n in (4, 7) else ""] for n in range(1, 41)]
    do(picker, "file", csv_of([head, *rows]))
    shown = plain(picker.pieces["read"])
    assert "Some cells of this column say more than the workbook keeps. 2 cells. Column: Year Group." in shown
    assert "Some entries for sex were not understood. 1 cell. Column: Sex." in shown
    assert "Some pupils without SEN still have a need written. 1 pupil, 1 cell." in shown
    assert "4 cells were read in another way than written, or left out. Each is counted below." in shown
    do(picker, "file", csv_of([head, *([str(n), "7", "KNNN"[n % 4], "F", ""] for n in range(40))]))
    assert "in another way than written" not in plain(picker.pieces["read"])


def test_pupils_in_a_unit_are_shown_apart(picker):
    do(picker, "file", csv_of([["Adno", "Year Group", "SEN Status", "SEN Unit"], *([str(n), "7", "ENNN"[n % 4], "Y" if n in (0, 4) else "N"] for n in range(40))]))
    shown = plain(picker.pieces["read"])
    assert "2 pupils of these in a SEN unit or resourced provision, counted with all others." in shown
