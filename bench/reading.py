"""How long reading takes: lists of 2,000 and 20,000 pupils, a census of 2,000, and a workbook.

Run from the top of the repository: python bench/reading.py
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis.reading import read_school  # noqa: E402
from tests.unit.reading.files import census, csv_of, school_rows, workbook_of  # noqa: E402

_PROMISES = {"csv 2,000": 0.5, "csv 20,000": 2.0, "census 2,000": 1.5}
_REPEATS = 3


def seconds(content: bytes) -> float:
    """The best of three readings."""
    times = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        read_school(content)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print each time beside what was promised."""
    small, large = school_rows(2_000), school_rows(20_000)
    files = {
        "csv 2,000": csv_of(small),
        "csv 20,000": csv_of(large),
        "census 2,000": census(small),
        "workbook 2,000": workbook_of({"Pupils": small}),
        "workbook 20,000": workbook_of({"Pupils": large}),
    }
    read_school(files["csv 2,000"])
    for name, content in files.items():
        promised = f"promised {_PROMISES[name]:.1f} s" if name in _PROMISES else ""
        print(f"{name:16} {len(content) / 1e6:5.1f} MB  {seconds(content):6.3f} s  {promised}")


if __name__ == "__main__":
    main()
