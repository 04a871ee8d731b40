"""How fast the browser edition is: its first chart, Python in the page, the next module, a change, a list of 2,000 pupils.

Builds the site and serves it here. Run from the top of the repository: python bench/edition.py [visits]
"""

import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import BrowserContext, Page  # noqa: E402

from bench.opening import MARKS, YEARS  # noqa: E402
from bench.parts.browsing import chromium, opened  # noqa: E402
from edition.site import FOR_THE_ROOM, build_site  # noqa: E402
from tests.browser.driving import open_file  # noqa: E402
from tests.edition.site import KEPT, Site, pyodide_folder, ready, serving  # noqa: E402
from tests.unit.reading.files import csv_of, school_rows  # noqa: E402

MODULE = "02_know_your_cohort.html"
OPEN_FOR = 60  # seconds that a page is open before the next module is asked for
# From a click on a module's number until its last panel is live, in milliseconds.
TO_MODULE = """([number, last]) => new Promise((done) => {
  const start = performance.now();
  document.querySelectorAll("header nav a")[number - 1].click();
  const look = () => document.querySelector(`.live[data-ready][data-name="panel ${last}"]`)
    ? done(performance.now() - start) : requestAnimationFrame(look);
  look();
})"""
WANTED = {
    "first chart, s": 1,
    "Python there, first visit, s": 12,
    "Python there, second visit, s": 8,
    "module 1 after module 2, s": 3,
    "module 2 after module 1, s": 3,
    "a change to a new choice, ms": 150,
    "a change to an earlier choice, ms": 150,
    "a list of 2,000 pupils, s": 1,
    "size of the site, MB": 80,
    "fetched by a first visit, MB": 45,
}


def megabytes(paths: list[Path]) -> float:
    """The size of these files together."""
    return sum(path.stat().st_size for path in paths) / 1e6


def visit(context: BrowserContext, site: Site, found: dict[str, list[float]], which: str) -> Page:
    """One visit to module 2 until the network could go; the times go to `found`."""
    page, opening = opened(context, site.address + MODULE, MARKS, timeout=120)
    found["first chart, s"].append(opening.chart / 1000)
    found[f"Python there, {which} visit, s"].append(opening.ready / 1000)
    ready(page)
    return page


def read_a_list(page: Page) -> float:
    """Seconds from choosing a file until what was read of it is shown."""
    content = csv_of(school_rows(2_000))
    start = time.perf_counter()
    open_file(page, content)
    page.locator(".what-was-read").wait_for()
    return time.perf_counter() - start


def main(visits: int = 3) -> int:
    """Print each median beside what was wanted; how many were missed."""
    found: dict[str, list[float]] = {name: [] for name in WANTED}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build_site(folder, pyodide_folder(), KEPT)
        found["size of the site, MB"].append(megabytes([path for path in folder.rglob("*") if path.is_file()]))
        with chromium() as browser, contextmanager(serving)(folder) as site:
            for _ in range(visits):
                context = browser.new_context(bypass_csp=True)  # what looks for the marks is a script that the pages would not allow
                site.asked.clear()
                page = visit(context, site, found, "first")
                asked = [folder / path.lstrip("/").split("?")[0] for path in site.asked]
                assert not any(path.name == FOR_THE_ROOM for path in asked)
                found["fetched by a first visit, MB"].append(megabytes([path for path in asked if path.is_file()]))
                page.close()
                page = visit(context, site, found, "second")
                time.sleep(OPEN_FOR)
                for number, last in ((1, "the_year"), (2, "projection")):
                    name = f"module {number} after module {3 - number}, s"
                    found[name].append(page.evaluate(TO_MODULE, [number, last]) / 1000)
                    ready(page)
                # In this order: of a single year group the two choices that it goes between may say the same.
                found["a change to an earlier choice, ms"] += [page.evaluate("window.changed()") for _ in range(10)][2:]
                found["a change to a new choice, ms"] += [page.evaluate("window.changed", YEARS) for _ in range(5)]
                found["a list of 2,000 pupils, s"].append(read_a_list(page))
                context.close()
    middle = {name: statistics.median(values) for name, values in found.items()}
    for name, value in middle.items():
        print(f"{name:34} {value:8.2f}   wanted {WANTED[name]:3}   from {min(found[name]):.2f} to {max(found[name]):.2f}")
    return sum(middle[name] > most for name, most in WANTED.items())


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
