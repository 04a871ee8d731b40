"""What a change of a control costs, in parts and in the page, with schools of 418, 1,150 and 20,000 pupils.

Run from the top of the repository: python bench/changing.py
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis.charts.figure import svg_picture  # noqa: E402
from analysis.reading import read_school  # noqa: E402
from analysis.samples import sample_school  # noqa: E402
from analysis.views import VIEWS  # noqa: E402
from bench.opening import MARKS, MODULE, YEARS  # noqa: E402
from bench.parts.browsing import chromium, opened  # noqa: E402
from bench.parts.serving import served  # noqa: E402
from tests.browser.driving import open_file  # noqa: E402
from tests.unit.reading.files import csv_of, school_rows  # noqa: E402

LARGE = 20_000


def milliseconds(work: Callable[[], object], repeats: int = 9) -> float:
    """The median of so many times."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def parts(name: str, school) -> None:
    """Print what counting, drawing and writing the picture take for each View."""
    for view in VIEWS.values():
        settings = view.settings_for(school)
        result = view.compute(school, settings)
        count, draw = (
            milliseconds(lambda v=view, s=settings: v.compute(school, s)),
            milliseconds(lambda v=view, r=result: v.draw(r)),
        )
        whole = milliseconds(lambda v=view, r=result: svg_picture(v.draw(r)))
        print(f"{name:16} {view.name:24} counted {count:6.1f}  drawn {draw:6.1f}  written {whole - draw:6.1f}")


def in_the_page(rows: bytes | None, query: str = "") -> float:
    """The median of changes to new choices, for an own list or for the school that the address names."""
    with chromium() as browser, served(settle=8) as (site, _):
        page, _ = opened(browser.new_context(), site + MODULE + query, MARKS)
        if rows:
            open_file(page, rows)
            page.get_by_role("button", name="Use this list").click(timeout=60_000)
            page.locator("header [data-school-in-use]").get_by_text("List 1").wait_for(timeout=60_000)
        time.sleep(4)
        return statistics.median(page.evaluate("window.changed", YEARS) for _ in range(5))


def main() -> None:
    """Print the parts, then the change in the page."""
    large = csv_of(school_rows(LARGE))
    schools = {
        "418 pupils": sample_school("primary"),
        "1,150 pupils": sample_school("secondary"),
        "20,000 pupils": read_school(large),
    }
    for name, school in schools.items():
        parts(name, school)
    for name, rows, query in (("1,150 pupils", None, "?school=secondary"), ("20,000 pupils", large, "")):
        print(f"{name:16} in the page {in_the_page(rows, query):6.0f} ms")


if __name__ == "__main__":
    main()
