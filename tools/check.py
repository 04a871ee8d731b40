"""Checks the workbook: `python tools/check.py`, about a minute.

    --all [...]   everything, as `python start.py test` does; more arguments go to pytest
    --bench       measures the speed: every script in bench/
    --soak        the long runs with full counts, started by hand
    --release     what must hold before a release, such as no overdue policy record
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUICK = ["analysis", "widgets", "edition", "start.py", "tests/structure", "tests/unit", "tests/content", "tests/spec"]
ON_A_SERVER = ["tests/browser"]  # about half of the time


def run(*command: str) -> bool:
    """Whether the command, run with this Python, succeeded."""
    print("\n$ python", *command, flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT).returncode == 0


def tests(*arguments: str) -> bool:
    """Whether pytest succeeded."""
    return run("-m", "pytest", *arguments)


def every_test() -> bool:
    """Whether all tests succeeded: those of pages from a server in one process, and meanwhile the others in a second."""
    others = ["-m", "pytest", "-p", "no:cacheprovider", *(f"--ignore={folder}" for folder in ON_A_SERVER)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        beside = subprocess.Popen([sys.executable, *others], cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        on_a_server = tests(*ON_A_SERVER)
        print("\n$ python", *others, flush=True)
        ended = beside.wait()
        said.seek(0)
        print(said.read(), flush=True)
    return on_a_server and ended == 0


def tidy() -> bool:
    """Whether the code and the notebooks are in the form that is committed."""
    return all([run("-m", "ruff", "check", "--quiet", "."), run("tools/clean_notebooks.py", "--check")])


def check(task: str, others: list[str]) -> bool:
    """Whether the checks of this task succeeded. Every check runs, also after one that failed."""
    match task:
        case "--bench":
            return all([run(str(script.relative_to(ROOT))) for script in sorted(ROOT.glob("bench/*.py"))])
        case "--soak":
            return tests("-m", "soak", *others)
        case "--release":
            return tests("-m", "release", *others)
        case "--all":
            return all([tidy(), tests(*others) if others else every_test()])
        case "":
            folders = [folder for folder in QUICK if (ROOT / folder).exists()]
            return all([tidy(), tests("-m", "not slow and not soak and not release", *folders)])
    raise SystemExit(f"Unknown: {task}.\n{__doc__}")


if __name__ == "__main__":
    task, *others = sys.argv[1:] or [""]
    sys.exit(not check(task, others))
