"""The workbook beside Dash, Shiny and Streamlit doing the same job, in one run: medians, and ratios to the best of them.

Each peer needs an environment of its own with the peer, pandas, matplotlib, openpyxl and defusedxml:

    python bench/peers/compare.py dash=PYTHON shiny=PYTHON streamlit=PYTHON [openings]
"""

import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from bench.opening import A_MOMENT, MARKS, MODULE, SECONDARY, new_choices  # noqa: E402
from bench.parts.browsing import Marks, chromium, opened  # noqa: E402
from bench.parts.serving import served  # noqa: E402

RADIO = "input[type=radio]:not(:checked)"
CHARTS = {"dash": "#chart", "shiny": "#chart svg", "streamlit": "[data-testid=stImage] img, [data-testid=stImage] svg"}
# The peers remember no choice and draw none ahead, so their changes are all alike.
ASPECTS = ("chart", "answered", "change", "after a moment", "earlier choice", "wire")


def commands(pythons: dict[str, str]) -> dict[str, tuple[list[str], str, Marks]]:
    """For each to be compared: how to start it, the page, and what to look for there."""
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    starts = {name: [python, str(HERE / f"in_{name}.py"), "{port}"] for name, python in pythons.items()}
    if "streamlit" in starts:
        python, script, _ = starts["streamlit"]
        starts["streamlit"] = [python, "-m", "streamlit", "run", script, "--server.port", "{port}", *quiet]
    peers = {name: (start, "", Marks(CHARTS[name], RADIO, "#finding")) for name, start in starts.items()}
    ours = [sys.executable, "-m", "server", "--port", "{port}"]
    return {"workbook": (ours, MODULE, MARKS), "workbook, 1,150 pupils": (ours, MODULE + SECONDARY, MARKS), **peers}


def main(words: list[str]) -> None:
    """Print a table of medians, then ours over the best peer's."""
    pythons = dict(word.split("=") for word in words if "=" in word)
    count = next((int(word) for word in words if word.isdigit()), 5)
    found = {}
    with chromium() as browser:
        for name, (command, path, marks) in commands(pythons).items():
            rows = []
            with served(*command, settle=8) as (site, _):
                opened(browser.new_context(), site + path, marks)[0].context.close()
                for _ in range(count):
                    time.sleep(4)
                    page, one = opened(browser.new_context(), site + path, marks)
                    again = statistics.median(page.evaluate("window.changed()") for _ in range(8))
                    page.context.close()
                    new = [new_choices(browser, site + path, moment) for moment in (0, A_MOMENT)] if marks is MARKS else [again] * 2
                    rows.append((one.chart, one.answered, *new, again, one.wire / 1000))
            found[name] = [statistics.median(column) for column in zip(*rows, strict=True)]
            print(f"{name:24}" + "".join(f"{value:10,.0f}" for value in found[name]), flush=True)
    best = [min(found[peer][place] for peer in pythons) for place in range(len(ASPECTS))]
    for name in ("workbook", "workbook, 1,150 pupils"):
        ratios = (f"{aspect} {ours / peer:.2f}" for aspect, ours, peer in zip(ASPECTS, found[name], best, strict=True))
        print(f"{name} over the best peer:", ", ".join(ratios))


if __name__ == "__main__":
    main(sys.argv[1:])
