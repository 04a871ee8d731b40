"""Every bad or awkward file gets the answer that it must get, and the page stays alive."""

import re
import time

import pytest

from tests.corpus import cells, container, dialect, encoding, headings, hostile, injection, pupils, shape
from tests.corpus.case import Case
from tests.widgets.parts import do, everything, logged, plain
from widgets.picker import SchoolPicker
from widgets.session import Session

CASES = [case for part in (container, hostile, shape, encoding, dialect, headings, pupils, cells, injection) for case in part.CASES]
MOST_SECONDS = 5  # of the processor, not of the clock
_LIVE = re.compile(r"<(script|img|svg|a) ", re.IGNORECASE)
_LOADED = "Foxglove Primary (invented)"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_gets_its_answer(case: Case, caplog):
    caplog.set_level("DEBUG", "workbook")
    content = case.make()
    picker = SchoolPicker(Session())
    before = time.process_time()
    do(picker, "file", content)
    assert time.process_time() - before < MOST_SECONDS

    told = plain(picker.pieces["status"])
    assert "Something went wrong" not in told
    assert picker.session.school.label == _LOADED
    check = {"no": _refused, "ask": _asked, "fix": _said, "ok": _read}[case.outcome]
    check(case, picker, [record.getMessage() for record in caplog.records])
    _nothing_slips(picker, " ".join(logged(caplog)))


def _refused(case: Case, picker: SchoolPicker, log: list[str]) -> None:
    assert log == [f"told: {case.says}"]
    assert 'role="alert"' in picker.pieces["status"] and "data-take-focus" in picker.pieces["status"]
    assert len(re.findall(r"<p>", picker.pieces["status"])) == 2, "what is wrong, and what to do"
    assert picker.pieces["read"] == ""


def _read(case: Case, picker: SchoolPicker, log: list[str]) -> None:
    assert log == [] and picker.pieces["status"] == ""
    if case.pupils is not None:
        assert f"with {case.pupils} pupil{'' if case.pupils == 1 else 's'}" in plain(picker.pieces["read"])
    assert "data-take-focus" in picker.pieces["read"]


def _said(case: Case, picker: SchoolPicker, log: list[str]) -> None:
    _read(case, picker, log)
    found = {finding.code: finding for finding in picker.reading.findings}
    assert case.says in found
    assert found[case.says].what in plain(picker.pieces["read"])


def _asked(case: Case, picker: SchoolPicker, log: list[str]) -> None:
    _read(case, picker, log)
    assert f'name="{case.says}"' in picker.pieces["read"]


def _nothing_slips(picker: SchoolPicker, log: str) -> None:
    """No value of a pupil's row is on the page or in the log, and nothing of the file is live."""
    page = everything(picker)
    for planted in ("Zebedee", "Quillfeather", "Byron"):
        assert planted not in page and planted not in log
    assert "harm" not in log and "\x1b" not in log and "forged" not in log
    assert not _LIVE.search(picker.pieces["read"] + picker.pieces["status"])


def test_every_number_is_there():
    numbers = {case.number for case in CASES}
    missing = set(range(1, 183)) - numbers
    assert not missing - {181, 182}, "the name of a file is never sent: tests/browser/test_canary.py"
