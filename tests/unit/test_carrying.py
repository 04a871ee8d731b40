"""A list carried from one page to the next arrives as it left, and nothing else is taken for one."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from analysis import samples
from analysis.carrying import pack, unpack
from analysis.errors import FileError
from analysis.reading import read_school
from analysis.samples import sample_school
from analysis.school import PupilList, Roll, Snapshot
from analysis.views import VIEWS

REGISTER = b"Year Group,SEN Status,Primary Need,Class\n7,K,SLCN,7A\n8,E,ASD,8B\n8,K,,8B\n"


@pytest.mark.parametrize("name", ["primary", "secondary"])
def test_a_carried_school_gives_the_same_answers(name: str):
    school = sample_school(name)
    carried = unpack(pack(school))
    pd.testing.assert_frame_equal(carried.pupils, school.pupils, check_categorical=True)
    for view in VIEWS.values():
        here, there = (view.compute(one, view.settings_for(one)) for one in (school, carried))
        assert view.describe(there) == view.describe(here)
        assert there.rows == here.rows


def test_an_invented_school_that_lies_ready_is_that_school(tmp_path, monkeypatch):
    """Reading its four lists was a second of every first page of the browser edition."""
    read = sample_school("village")
    (tmp_path / "village").write_bytes(pack(read))
    monkeypatch.setattr(samples, "packed_path", lambda name: tmp_path / name)
    ready = sample_school.__wrapped__("village")
    assert (ready.sample, ready.label, ready.invented, ready.snapshot) == (read.sample, read.label, read.invented, read.snapshot)
    assert [one.snapshot for one in ready.lists] == [one.snapshot for one in read.lists]
    assert set(ready.tables) == set(read.tables)
    assert sample_school.__wrapped__("primary").pupils.equals(sample_school("primary").pupils)  # none lies ready: its file is read


def test_a_carried_register_keeps_its_roll_its_answers_and_its_blanks():
    school = read_school(REGISTER, roll=Roll.of_years({"Year 7": 100, "Year 8": 110}), label="list 2")
    carried = unpack(pack(school))
    assert (carried.label, carried.kind, carried.roll, carried.choices) == ("list 2", "register", school.roll, school.choices)
    assert carried.pupils["need_1"].isna().tolist() == [False, False, True]
    assert not carried.invented


def test_repairs_that_were_undone_are_carried():
    school = read_school(REGISTER, without={"notes-below"})
    assert unpack(pack(school)).without == school.without == ("notes-below",)


def test_earlier_lists_and_other_tables_are_carried_as_they_are():
    reviews = pd.DataFrame(
        {"pupil": ["p1", "p2"], "due": pd.to_datetime(["2025-10-01", None]), "hours": [1.5, None], "outcome": pd.Series(["Met", None], dtype=object)}
    )
    before = sample_school().pupils.head(3).assign(reading_score=[90.0, None, 101.0])
    earlier = PupilList(Snapshot("2024/25", "spring", "2025-01-16"), before)
    carried = unpack(pack(replace(sample_school(), earlier=(earlier,), tables={"reviews": reviews})))
    assert carried.lists[0].snapshot == earlier.snapshot
    pd.testing.assert_frame_equal(carried.lists[0].pupils, before.reset_index(drop=True))
    pd.testing.assert_frame_equal(carried.tables["reviews"], reviews, check_dtype=False)
    assert carried.tables["reviews"]["due"].dtype.kind == "M"


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\x80\x04pickle",
        b"[]",
        b"{}",
        json.dumps({"format": 1}).encode(),
        pack(read_school(REGISTER)).replace(b'"codes": [0', b'"codes": [99'),
        pack(read_school(REGISTER)).replace(b'"label"', b'"lable"'),
    ],
)
def test_anything_else_is_refused_in_a_sentence(packed: bytes):
    with pytest.raises(FileError, match="could not be carried"):
        unpack(packed)
