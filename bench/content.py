"""How long the content takes to load: evidence, policy, words and every reference figure, each in a fresh Python.

Run from the top of the repository: python bench/content.py
"""

import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PROMISED = 150  # milliseconds, for everything together
_REPEATS = 7
# The import of the module itself is not content, so it stands before the clock.
LOADS = {
    "evidence, all": ("from analysis import evidence", "evidence.claims()"),
    "evidence, three cards": (
        "from analysis import evidence",
        "[evidence.claim(one) for one in ('sen-statistics-2026', 'dld-prevalence-scales', 'epi-identification-2021')]",
    ),
    "policy and the year": (
        "from analysis import crosswalk, policy, school_year",
        "policy.statements(), school_year.reporting_year(), crosswalk.need_crosswalk()",
    ),
    "words": ("from analysis import words", "words.glossary(), words.modules()"),
    "figures, England": ("from analysis import reference", "reference.england_rate('sen_support', 'primary')"),
    "figures, LAs": (
        "from analysis import local_figures as local",
        "local.figures('pct_pupils', 'primary', 'all_sen', '926'), local.spread('absence_persistent', 'primary', 'ehc_plan')",
    ),
    "indicators": ("from analysis import indicators", "indicators.indicators()"),
}


def milliseconds(imports: str, load: str) -> float:
    """One cold load in a Python of its own."""
    program = f"import time\n{imports}\nstart = time.perf_counter()\n{load}\nprint((time.perf_counter() - start) * 1000)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def median(imports: str, load: str) -> float:
    """The median of several cold loads."""
    return statistics.median(milliseconds(imports, load) for _ in range(_REPEATS))


def main() -> None:
    """Print each part, and everything together beside what was promised."""
    for name, (imports, load) in LOADS.items():
        print(f"{name:24} {median(imports, load):6.1f} ms")
    everything = [part for name, part in LOADS.items() if name != "evidence, three cards"]
    imports, loads = (dict.fromkeys(part) for part in zip(*everything, strict=True))
    print(f"{'everything':24} {median('; '.join(imports), '; '.join(loads)):6.1f} ms  promised {_PROMISED} ms")


if __name__ == "__main__":
    main()
