"""The first paint: what it keeps of a page, about which school, and when it is out of date."""

import os

import pytest

from server import code_stamp, first_paint
from server.first_paint import BASE, FirstPaint, is_ours
from server.settings import FIRST_SCHOOL
from widgets.session import DEFAULT_SCHOOL

JSON = '<script type="application/vnd.voila.cell-output+json" data-model="{0}">{{"data": "{0}"}}</script>'
PAGE = (
    f'<body data-base-url="{BASE}"><h1>Title</h1>'
    f'<div class="still"></div>\n{JSON.format("a1")}<p>Between</p>'
    f'<div class="still"><div class="panel"><div>418 pupils</div></div></div>\n{JSON.format("b2")}'
    f'<script id="jupyter-config-data" type="application/json">{{"baseUrl": "{BASE}", "kernelId": "k-1"}}</script></body>'
)


@pytest.fixture
def paint() -> FirstPaint:
    return FirstPaint.of(PAGE, "k-1")


def test_it_holds_what_a_person_sees_and_nothing_of_the_kernel_that_made_it(paint: FirstPaint):
    begin = paint.begin("")
    assert begin.count("418 pupils") == 1
    assert begin.index("Title") < begin.index("Between") < begin.index("418 pupils")
    for word in ("k-1", "a1", "b2", "jupyter-config-data"):
        assert word not in begin


def test_the_end_names_the_kernel_of_this_page_and_its_parts_in_order(paint: FirstPaint):
    assert '"kernelId": "k-2", "models": ["c3", "d4"]' in paint.finish("k-2", ["c3", "d4"])
    assert "k-1" not in paint.finish("k-2", [])


def test_each_invented_school_has_its_own_pictures_and_any_other_name_the_first_one(paint: FirstPaint):
    both = paint.about("secondary", {"b2": "1,150 pupils"})
    assert "1,150 pupils" in both.begin("secondary") and "418" not in both.begin("secondary")
    assert "418 pupils" in both.begin("elsewhere") and "1,150" not in both.begin("elsewhere")
    assert "1,150" not in paint.begin("secondary")


def test_it_is_for_any_address(paint: FirstPaint):
    assert 'data-base-url="/user/x/"' in paint.at("/user/x/").begin("")
    assert '"baseUrl": "/user/x/"' in paint.at("/user/x/").finish("k-2", [])


@pytest.mark.parametrize("page", [PAGE.replace("jupyter-config", "other"), PAGE.replace('class="still"', 'class="moved"', 1)])
def test_a_page_of_another_form_has_none(page: str):
    assert FirstPaint.of(page, "k-1") is None


@pytest.mark.parametrize(
    "cells",
    [
        ("print('now')",),
        ("import datetime\ndatetime.date.today()",),
        ("from widgets import ask", "ask('x', 'y').name"),
        ("from analysis import read_school", "read_school('my.csv')"),
        ("%run other.py",),
        (),
    ],
)
def test_a_page_that_does_more_than_show_the_workbooks_parts_has_none(cells: tuple[str, ...]):
    assert not is_ours(cells)


def test_what_is_baked_comes_back_until_the_notebook_or_the_code_changes(paint: FirstPaint, tmp_path, monkeypatch):
    monkeypatch.setattr(first_paint, "BAKED", tmp_path)
    first_paint.bake(paint, "a notebook")
    assert first_paint.baked("a notebook") == paint
    assert first_paint.baked("a changed notebook") is None
    monkeypatch.setattr(first_paint, "contents_stamp", lambda: "changed code")
    assert first_paint.baked("a notebook") is None


def test_what_older_code_made_is_forgotten(paint: FirstPaint, tmp_path, monkeypatch):
    monkeypatch.setattr(first_paint, "BAKED", tmp_path)
    for version in range(5):
        monkeypatch.setattr(first_paint, "contents_stamp", lambda now=f"code {version}": now)
        first_paint.bake(paint, "a notebook")
        os.utime(tmp_path / f"code {version}", (version, version))
    assert first_paint.baked("a notebook") == paint
    assert {one.name for one in tmp_path.iterdir()} == {"code 2", "code 3", "code 4"}


def test_where_nothing_may_be_written_nothing_is_kept_and_nothing_fails(paint: FirstPaint, tmp_path, monkeypatch):
    (tmp_path / "a file").touch()
    monkeypatch.setattr(first_paint, "BAKED", tmp_path / "a file" / "first-paint")
    first_paint.bake(paint, "a notebook")
    assert (tmp_path / "a file").stat().st_size == 0


def test_what_falls_due_on_a_day_changes_what_pages_are_made_of(monkeypatch):
    before = code_stamp._contents_stamp("now", "2000-01-01")
    assert code_stamp._contents_stamp("now", "2000-01-02") == before
    assert code_stamp._contents_stamp("now", "9999-01-01") != before


def test_what_is_baked_on_a_public_server_is_not_used_on_ones_own(monkeypatch):
    monkeypatch.setattr(code_stamp, "code_stamp", lambda: os.environ.get("BINDER_REQUEST", ""))
    own = code_stamp.contents_stamp()
    monkeypatch.setenv("BINDER_REQUEST", "yes")
    assert code_stamp.contents_stamp() != own


def test_a_change_of_any_file_that_pages_are_made_of_is_seen(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    figure = tmp_path / "data" / "figure.csv"
    figure.write_text("1", encoding="utf-8")
    monkeypatch.setattr(code_stamp, "ROOT", tmp_path)
    monkeypatch.setattr(code_stamp, "_LOOK_AGAIN", -1)
    before = code_stamp.code_stamp()
    assert code_stamp.code_stamp() == before
    figure.write_text("2", encoding="utf-8")
    os.utime(figure, (0, 0))
    assert code_stamp.code_stamp() != before


def test_pages_open_on_the_school_that_the_session_begins_with():
    assert FIRST_SCHOOL == DEFAULT_SCHOOL
