"""Files with bytes changed at random: read or refused, never anything else."""

import random

import pytest

from analysis.errors import WorkbookError
from analysis.reading import look_at_file
from tests.unit.reading.files import census, csv_of, ctf_of, ctf_pupil, school_rows, workbook_of

_ROWS = school_rows(30)
_WHOLE = {
    "csv": csv_of(_ROWS),
    "utf-16": csv_of(_ROWS, ";", "utf-16"),
    "workbook": workbook_of({"List": _ROWS}),
    "census": census(_ROWS),
    "transfer file": ctf_of([ctf_pupil(sen=[("2024-09-02", "K")], needs=[(1, "ASD", "2030-01-01")])] * 20),
}
_TRIES = 60


def damaged(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        place = chance.randrange(len(spoiled))
        match chance.randrange(3):
            case 0:
                spoiled[place] = chance.randrange(256)
            case 1:
                del spoiled[place : place + chance.randrange(1, 40)]
            case _:
                spoiled[place:place] = chance.randbytes(4)
    return bytes(spoiled)


@pytest.mark.soak
def test_ten_thousand_damaged_files_are_read_or_refused():
    """Each seed is fixed, so that a file that does harm can be made again."""
    for seed in range(10_000):
        kind = list(_WHOLE)[seed % len(_WHOLE)]
        content = damaged(_WHOLE[kind], random.Random(seed))
        for beside in (False, True):
            try:
                look_at_file(content, beside=beside, key=b"k" * 32)
            except WorkbookError as refusal:
                assert refusal.what and refusal.code, seed


@pytest.mark.parametrize("kind", _WHOLE)
def test_a_damaged_file_is_read_or_refused_in_words(kind):
    chance = random.Random(kind)
    for _ in range(_TRIES):
        try:
            look_at_file(damaged(_WHOLE[kind], chance))
        except WorkbookError as refusal:
            assert refusal.what and refusal.code
