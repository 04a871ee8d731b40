"""What a visit weighs on Jupyter's server, as on Binder: the pages one after another, on one processor where that can be set.

Run from the top of the repository: python bench/visits.py
"""

import shutil
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.parts.browsing import chromium  # noqa: E402
from bench.parts.serving import ROOT, served, weights  # noqa: E402

TOKEN = "for-this-measurement"
OPTIONS = (
    "--no-browser",
    "--port",
    "{port}",
    f"--ServerApp.root_dir={ROOT}",
    f"--ServerApp.token={TOKEN}",
    "--ServerApp.allow_root=True",
)
PAGES = ("index", "02_know_your_cohort") * 3
LIVE = ".live[data-ready]"
STAY = 5  # seconds on each page


def main() -> None:
    """Print the largest weight of all processes together, and how long each page took to be alive."""
    one_processor = ("taskset", "-c", "0") if shutil.which("taskset") else ()
    command = (*one_processor, sys.executable, "-m", "jupyter_server", *OPTIONS)
    with chromium() as browser, served(*command) as (site, server):
        seen, over = [], threading.Event()

        def weigh() -> None:
            while not over.wait(0.5):
                seen.append(sum(weights(server)))

        watch = threading.Thread(target=weigh)
        watch.start()
        page = browser.new_page()
        for name in PAGES:
            start = time.perf_counter()
            page.goto(f"{site}voila/render/notebooks/{name}.ipynb?token={TOKEN}", wait_until="commit")
            page.wait_for_selector(LIVE, timeout=120_000)
            print(f"{name:24} alive after {time.perf_counter() - start:5.1f} s, {seen[-1] if seen else 0:6.0f} MiB")
            time.sleep(STAY)
        over.set()
        watch.join()
    print(f"At most {max(seen):.0f} MiB, promised 1,000")


if __name__ == "__main__":
    main()
