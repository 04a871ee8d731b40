"""The files that ask for most memory are read or refused within 400 MB, in a process of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import hostile, shape
from tests.unit.reading.files import census, csv_of, school_rows, workbook_of

MOST_MB = 400
_READ = """
import sys
from pathlib import Path
from analysis.errors import WorkbookError
from analysis.reading import look_at_file
for path in sys.argv[1:]:
    try:
        look_at_file(path).school()
    except WorkbookError as refusal:
        print(refusal.code)
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]  # getrusage counts the parent's as well
print(int(peak) // 1024)
"""
_HEAVY = {
    **{case.about: case.make for case in (*hostile.CASES, *shape.CASES) if case.number in (34, 41, 44, 45, 55, 57, 70)},
    "20,000 pupils": lambda: csv_of(school_rows(20_000)),
    "workbook of 20,000 pupils": lambda: workbook_of({"List": school_rows(20_000)}),
    "census of 5,500 pupils": lambda: census(school_rows(5_500)),
    "ten megabytes of notes": lambda: csv_of([row + ["note " * 90] for row in school_rows(18_000)])[:10_000_000],
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak memory of a process in this way")
def test_no_file_takes_more_memory_than_it_may(tmp_path):
    paths = []
    for n, make in enumerate(_HEAVY.values()):
        paths.append(tmp_path / f"file{n}")
        paths[-1].write_bytes(make())
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run([sys.executable, "-c", _READ, *paths], cwd=root, capture_output=True, text=True, timeout=280)
    assert told.returncode == 0, told.stderr
    assert int(told.stdout.split()[-1]) < MOST_MB, told.stdout
