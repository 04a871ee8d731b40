"""Bytes into text, and text without what does not matter."""

import pytest

from analysis.errors import FileError
from analysis.reading.decoding import decode
from analysis.reading.folding import clean, fold, squeeze


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp1252", "Windows-1252")],
)  # fmt: skip
def test_the_ladder_finds_the_encoding(codec, name):
    assert decode("Zoë’s list, with a note".encode(codec)) == ("Zoë’s list, with a note", name)


def test_bytes_that_windows_leaves_empty_do_no_harm():
    assert decode(b"caf\xe9 \x81")[0] == "café \x81"


def test_zero_bytes_in_ordinary_text_are_refused():
    with pytest.raises(FileError):
        decode(b"Name,\x00Year")


def test_hidden_marks_and_kinds_of_space_are_cleaned_away():
    assert clean("\ufeff SEN\u00a0\u200bstatus\u200f\n") == "SEN status"
    assert clean("e\u0301") == "é"


def test_folding_leaves_the_words_alone():
    assert fold("  E - EHC_Plan: ") == "e ehc plan"
    assert fold("\uff11\uff12") == "12"
    assert squeeze("SEN need(s)") == squeeze("sen_needs") == "senneeds"
