"""Pictures that were drawn when the browser edition was made stand for their very result, and for no list of one's own."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from analysis.samples import sample_school
from analysis.views import VIEWS
from widgets import drawn_before

VIEW = VIEWS["need_of_all_pupils"]


def result():
    school = sample_school()
    return VIEW.compute(school, VIEW.settings_for(school))


def never():
    raise AssertionError("It was drawn again.")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder that holds the kept pictures."""
    monkeypatch.setattr(drawn_before, "data_path", lambda name: tmp_path / name)
    drawn_before._kept.cache_clear()
    yield tmp_path
    drawn_before._kept.cache_clear()


def test_a_kept_picture_is_shown_for_its_very_result_only(kept, monkeypatch):
    monkeypatch.setattr(drawn_before, "noting", {})
    first = drawn_before.picture(result(), "words", lambda: "<svg>first</svg>")
    drawn_before.picture(replace(result(), invented=False), "words", lambda: "<svg>own</svg>")
    (kept / drawn_before.FILE).write_text(json.dumps(drawn_before.noting), "utf-8")
    assert list(drawn_before.noting.values()) == [first]  # nothing of a list of one's own

    monkeypatch.setattr(drawn_before, "noting", None)
    drawn_before._kept.cache_clear()
    assert drawn_before.picture(result(), "words", never) == first
    for other in (replace(result(), rows=result().rows[:-1]), replace(result(), invented=False)):
        assert drawn_before.picture(other, "words", lambda: "now") == "now"
    assert drawn_before.picture(result(), "other words", lambda: "now") == "now"


def test_the_name_of_a_result_is_the_same_in_every_process(kept, monkeypatch):
    monkeypatch.setattr(drawn_before, "noting", {})
    names = "import sys; sys.path.insert(0, '.'); from tests.widgets.test_drawn_before import every_name; print(every_name())"
    found = {
        subprocess.run(
            [sys.executable, "-c", names], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1 and len(found.pop().split()) == len(VIEWS)


def every_name() -> str:
    """The names of every View's first picture."""
    drawn_before.noting = {}
    school = sample_school()
    for view in VIEWS.values():
        drawn_before.picture(view.compute(school, view.settings_for(school)), "words", lambda: "")
    return " ".join(drawn_before.noting)
