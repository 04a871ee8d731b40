"""How fast a page opens and answers, what comes over the wire, what it weighs, and whether every page of a crowd comes.

Run from the top of the repository: python bench/opening.py [openings]
"""

import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402

from bench.parts.browsing import Marks, Opening, chromium, opened  # noqa: E402
from bench.parts.serving import served, weights  # noqa: E402

FRONT, MODULE = "voila/render/index.ipynb", "voila/render/02_know_your_cohort.ipynb"
PANEL = '.live[data-ready][data-name="panel need_of_all_pupils"]'
YEARS = f'{PANEL} select[name="year_group"]'
MARKS = Marks(chart=".live .scroll svg", control=f'{PANEL} select[name="include"]', answer=f"{PANEL} .finding")
SECONDARY = "?school=secondary"  # 1,150 pupils
PROMISES = {"first chart, ms": 4_000, "a change, ms": 120, "kernel, MiB": 200, "first page, kB": 1_500, "later page, kB": 100}
PEOPLE, WITHIN_SECONDS, CROWDS = 20, 5, 3
A_MOMENT = 1  # second, in which a person who has come to a control makes up her mind
REST = 4  # seconds between openings, in which a spare kernel gets ready


def openings(browser: Browser, address: str, count: int, again: bool = False) -> list[Opening]:
    """So many openings of an address, each by somebody new, or `again` by the same person."""
    context, found = browser.new_context(), []
    for _ in range(count + again):
        time.sleep(REST)
        page, opening = opened(context, address, MARKS)
        page.close()
        found.append(opening)
        if not again:
            context.close()
            context = browser.new_context()
    context.close()
    return found[again:]


def new_choices(browser: Browser, address: str, moment: float = 0) -> float:
    """Milliseconds from moving a control to the new words and picture, where a person came to the control a moment before:
    the median of five choices that were not made before."""
    page, _ = opened(browser.new_context(), address, MARKS)
    time.sleep(REST)
    if moment:
        page.focus(YEARS)
        time.sleep(moment)
    median = statistics.median(page.evaluate("window.changed", YEARS) for _ in range(5))
    page.context.close()
    return median


def earlier_choices(browser: Browser, address: str, count: int = 20) -> float:
    """The same for choices that were made before."""
    page, _ = opened(browser.new_context(), address, MARKS)
    again = [page.evaluate("window.changed()") for _ in range(count)]
    page.context.close()
    return statistics.median(again[2:])


def crowd(address: str) -> int:
    """How many of twenty people who open a page within five seconds get the whole of it."""

    def visit(place: int) -> bool:
        time.sleep(place * WITHIN_SECONDS / PEOPLE)
        try:
            with urlopen(address, timeout=120) as answer:
                return answer.read().rstrip().endswith(b"</html>")
        except OSError:
            return False

    with ThreadPoolExecutor(PEOPLE) as people:
        return sum(people.map(visit, range(PEOPLE)))


def settled(server: psutil.Process) -> list[float]:
    """The memory of all processes once none has come or gone for a while: spare kernels take their time."""
    known, since = -1, time.monotonic()
    while time.monotonic() - since < 2 * REST:
        if known != len(server.children(recursive=True)):
            known, since = len(server.children(recursive=True)), time.monotonic()
        time.sleep(0.5)
    return weights(server)


def page_weight(browser: Browser, address: str, server: psutil.Process, pages: int = 3) -> tuple[float, float]:
    """MiB of the largest kernel, and MiB that a further open page adds to all processes together."""
    context = browser.new_context()
    opened(context, address, MARKS)
    before = sum(settled(server))
    for _ in range(pages):
        opened(context, address, MARKS)
    after = settled(server)
    context.close()
    return max(after[1:]), (sum(after) - before) / pages


def main(count: int = 5) -> int:
    """Print each median beside what was promised; the number of promises that were not kept."""
    found: dict[str, float] = {}
    with chromium() as browser:
        with served() as (site, _):
            cold = opened(browser.new_context(), site + MODULE, MARKS)[1]
            found["cold: first chart, ms"] = cold.chart
        with served(settle=2 * REST) as (site, server):
            new = openings(browser, site + MODULE, count)
            for name, part in (("first chart", "chart"), ("controls answer", "answered")):
                found[f"{name}, ms"] = statistics.median(getattr(one, part) for one in new)
            found["first page, kB"] = statistics.median(one.wire for one in new) / 1000
            found["requests"] = statistics.median(one.requests for one in new)
            found["layout shift"] = max(one.shift for one in new)
            loaded = openings(browser, site + MODULE + SECONDARY, count)
            found["1,150 pupils: first chart, ms"] = statistics.median(one.chart for one in loaded)
            found["1,150 pupils: controls answer, ms"] = statistics.median(one.answered for one in loaded)
            later = openings(browser, site + MODULE, count, again=True)
            found["later page, kB"] = statistics.median(one.wire for one in later) / 1000
            found["later page: requests"] = statistics.median(one.requests for one in later)
            found["later page: first chart, ms"] = statistics.median(one.chart for one in later)
            found["a change, ms"] = new_choices(browser, site + MODULE + SECONDARY)
            found["a change after a moment, ms"] = new_choices(browser, site + MODULE + SECONDARY, A_MOMENT)
            found["a change to an earlier choice, ms"] = earlier_choices(browser, site + MODULE + SECONDARY)
            found["kernel, MiB"], found["a further page, MiB"] = page_weight(browser, site + MODULE, server)
        with served(settle=2 * REST) as (site, _):
            came = [crowd(site + MODULE) for _ in range(CROWDS)]
    for name, value in found.items():
        promised = f"   promised {PROMISES[name]:,}" if name in PROMISES else ""
        print(f"{name:40} {value:9,.2f}{promised}")
    print(f"{'pages that came':40} {sum(came)} of {CROWDS * PEOPLE}")
    return sum(found[name] > most for name, most in PROMISES.items()) + (sum(came) < CROWDS * PEOPLE)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
