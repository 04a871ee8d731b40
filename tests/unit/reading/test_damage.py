"""Files with bytes changed at random: read or refused, never anything else."""

import random
import time
from contextlib import suppress

import pytest

from analysis.errors import WorkbookError
from analysis.reading import look_at_file
from tests.unit.reading.files import census, csv_of, ctf_of, ctf_pupil, school_rows, workbook_of

_ROWS = school_rows(30)
_PROVISION = [
    ["Adno", "Intervention", "Start", "End", "Length", "Times per week", "Ratio", "Cost"],
    *([str(n), "Precision teaching", "08/09/2025", "", "10 mins", "5", "1:6", "£15.50"] for n in range(20)),
]
_DOWNLOAD = "PupilMatchingRef,AcademicYear,CensusTerm,UPN,Surname,Forename,Sex,DOB,FSMeligible,NCyearActual,SENProvision,PrimarySENeedsType\n" + "".join(
    f"R{n},2023/2024,Spring,A{n},Oak, Elm,Ada,F,2014-10-0{1 + n % 9},1,7,{'KN'[n % 2]},SLCN\n" for n in range(20)
)
_WHOLE = {
    "csv": csv_of(_ROWS),
    "utf-16": csv_of(_ROWS, ";", "utf-16"),
    "workbook": workbook_of({"List": _ROWS}),
    "census": census(_ROWS),
    "transfer file": ctf_of([ctf_pupil(sen=[("2024-09-02", "K")], needs=[(1, "ASD", "2030-01-01")])] * 20),
    "provision map": workbook_of({"Cognition": _PROVISION, "Sensory": _PROVISION[:5]}),
    "provision as csv": csv_of(_PROVISION),
    "download": _DOWNLOAD.encode(),
    "suspensions": csv_of([["Adno", "Suspension Type", "Suspension Start", "Suspension days"], *([str(n), "SUSP", "03/11/2025", "2"] for n in range(20))]),
    "survey": csv_of([["Timestamp", "Role", "I know what to do for pupils with SEMH", "I know who to ask for help in school"], *(["10/13/2025 9:00", "Teacher", "Agree", "5"] for _ in range(20))]),
}
_TRIES = 30
_PARTS = 20
_MOST_SECONDS = 10


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


def read_or_refused(content: bytes, beside: bool, seed: object) -> None:
    """Reads the file and makes its school; every refusal is in words."""
    before = time.perf_counter()
    try:
        reading = look_at_file(content, beside=beside, key=b"k" * 32)
    except WorkbookError as refusal:
        assert refusal.what and refusal.code, seed
    else:
        if reading.is_list:
            with suppress(WorkbookError):  # a question that must be answered first
                reading.school()
    assert time.perf_counter() - before < _MOST_SECONDS, seed


@pytest.mark.soak
@pytest.mark.parametrize("part", range(_PARTS))
def test_ten_thousand_damaged_files_are_read_or_refused(part):
    """Each seed is fixed, so that a file that does harm can be made again."""
    for seed in range(part, 10_000, _PARTS):
        kind = list(_WHOLE)[seed // _PARTS % len(_WHOLE)]
        content = damaged(_WHOLE[kind], random.Random(seed))
        for beside in (False, True):
            read_or_refused(content, beside, seed)


@pytest.mark.parametrize("kind", _WHOLE)
def test_a_damaged_file_is_read_or_refused_in_words(kind):
    chance = random.Random(kind)
    for _ in range(_TRIES):
        read_or_refused(damaged(_WHOLE[kind], chance), False, kind)
