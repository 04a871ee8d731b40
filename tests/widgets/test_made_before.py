"""What was made beforehand stands for its very school and its very result, and for no list of one's own."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from analysis import paths, samples
from analysis.samples import SAMPLES, packed_path, sample_school
from analysis.views import VIEWS
from tests.widgets.parts import panel_with
from widgets import made_before, warm

VIEW = VIEWS["need_of_all_pupils"]


def result():
    school = sample_school()
    return VIEW.compute(school, VIEW.settings_for(school))


def never(*_arguments):
    raise AssertionError("It was drawn again.")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder that holds the kept pictures."""
    monkeypatch.setattr(paths, "made_before", tmp_path)
    made_before._kept.cache_clear()
    yield tmp_path
    made_before._kept.cache_clear()
    sample_school.cache_clear()


def test_a_kept_picture_is_shown_for_its_very_result_only(kept):
    made_before.note()
    first = made_before.picture(result(), "words", lambda: "<svg>first</svg>")
    made_before.picture(replace(result(), invented=False), "words", lambda: "<svg>own</svg>")
    made_before.keep(kept)
    assert list(json.loads((kept / made_before.PICTURES).read_text("utf-8")).values()) == [first]  # nothing of a list of one's own
    assert {file.name for file in kept.iterdir()} == {made_before.PICTURES, *(packed_path(name).name for name in SAMPLES)}

    assert made_before.picture(result(), "words", never) == first
    for other in (replace(result(), rows=result().rows[:-1]), replace(result(), invented=False)):
        assert made_before.picture(other, "words", lambda: "now") == "now"
    assert made_before.picture(result(), "other words", lambda: "now") == "now"


def test_what_is_kept_later_stands_beside_what_was_kept_before(kept):
    """A server keeps what it made after each page."""
    for words in ("the first page", "the second page"):
        made_before.note()
        made_before.picture(result(), words, lambda: "<svg></svg>")
        made_before.keep(kept)
    for words in ("the first page", "the second page"):
        assert made_before.picture(result(), words, never) == "<svg></svg>"
    assert made_before.noting is None


def test_of_an_invented_school_nothing_is_read_or_drawn_again_by_kernels_that_start_later(kept, monkeypatch):
    made_before.note()
    panel = panel_with()
    warm.begin(str(kept))
    warm.stills()
    warm.keep()

    monkeypatch.setattr(sys.modules["widgets.panel"], "svg_picture", never)
    monkeypatch.setattr(samples, "read_school", never)
    sample_school.cache_clear()
    later = panel_with()
    for name in SAMPLES:
        warm.use_school(name)
        assert "<svg" in later.pieces["chart"]
    panel.close()
    later.close()


def test_the_name_of_a_result_is_the_same_in_every_process(kept, monkeypatch):
    monkeypatch.setattr(made_before, "noting", {})
    names = "import sys; sys.path.insert(0, '.'); from tests.widgets.test_made_before import every_name; print(every_name())"
    found = {
        subprocess.run(
            [sys.executable, "-c", names], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1 and len(found.pop().split()) == len(VIEWS)


def every_name() -> str:
    """The names of every View's first picture."""
    made_before.noting = {}
    school = sample_school()
    for view in VIEWS.values():
        made_before.picture(view.compute(school, view.settings_for(school)), "words", lambda: "")
    return " ".join(made_before.noting)
