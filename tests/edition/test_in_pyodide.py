"""The unit tests of `analysis/` pass with the Python and the libraries that a page of the browser edition has."""

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from edition.libraries import NO_PACKAGES, node
from tests.edition.site import pyodide_folder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ROOT = Path(__file__).resolve().parents[2]
TESTING = ("pytest", "_pytest", "pluggy", "iniconfig", "py", "hypothesis", "sortedcontainers", "pygments")
# What a page does not have: the server, the making of the site, the network, other programs, the library for Word files,
# and what only tests use (scipy and vobject, to compare with).
LEFT_OUT = (
    "--ignore=tests/unit/server",
    "--ignore=tests/unit/test_edition.py",
    "--ignore=tests/unit/test_refresh.py",
    "--ignore=tests/unit/test_binomial.py",
    "--ignore=tests/unit/test_plan_word.py",
    "--deselect=tests/unit/test_results.py::test_the_chance_of_a_mark_is_that_of_the_counts_outside",
    "--deselect=tests/unit/test_charts.py::test_drawing_never_imports_pyplot",
    "--deselect=tests/unit/test_samples.py::test_the_files_come_out_byte_for_byte_the_same_when_built_again",
    "--deselect=tests/unit/test_module_1.py::test_the_calendar_opens_in_another_library_with_the_same_days",
)


def test_the_unit_tests_pass_in_pyodide(site_folder: Path, tmp_path: Path):
    program = node()
    if program is None:
        pytest.skip("Node.js is not here, and without it Pyodide runs in a browser only")
    for name in TESTING:
        origin = Path(find_spec(name).origin)
        if origin.name != "__init__.py":
            shutil.copyfile(origin, tmp_path / "testing" / origin.name)
            continue
        source = origin.parent
        shutil.copytree(source, tmp_path / "testing" / name, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    (tmp_path / "lock.json").write_text(json.dumps(NO_PACKAGES), encoding="utf-8")
    places = [site_folder / "some" / "folder" / "assets", pyodide_folder(), ROOT, tmp_path / "testing", tmp_path / "lock.json"]
    options = [*"-q -m".split(), "not slow and not soak and not release", *"--capture=sys -p no:cacheprovider".split()]
    options += [*"-o addopts=--import-mode=importlib tests/unit tests/spec/test_method.py".split()]
    command = [program, str(Path(__file__).with_name("run.mjs")), *map(str, places), *options]
    done = subprocess.run([*command, *LEFT_OUT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 2000
