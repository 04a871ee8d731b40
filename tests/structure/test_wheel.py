"""The wheel holds all that the pages need: packages, data, the page template and the server's settings."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADS = """
import sys
sys.path.insert(0, {folder!r})
import analysis, widgets, server.settings
from analysis.paths import data_path
assert analysis.__file__.startswith({folder!r}), analysis.__file__
assert widgets.__file__.startswith({folder!r}), widgets.__file__
assert data_path().is_relative_to({folder!r}), data_path()
for path in {data!r}:
    assert data_path(*path.split("/")).read_bytes(), path
resources = server.settings.workbook_settings().VoilaConfiguration.resources
assert len(resources["modules"]) == 6
assert "#getting-ready" in resources["style"]
print("loaded")
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this repository, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def files_under(folder: str) -> list[str]:
    """The files of a folder of the checkout, from that folder on."""
    return sorted(
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def test_the_wheel_works_in_an_empty_folder(wheel: zipfile.ZipFile, tmp_path: Path):
    site, empty = tmp_path / "site", tmp_path / "empty"
    wheel.extractall(site)
    empty.mkdir()
    program = LOADS.format(folder=str(site), data=files_under("data"))
    done = subprocess.run([sys.executable, "-c", program], cwd=empty, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("loaded\n", "")


def test_every_data_file_is_in_the_wheel(wheel: zipfile.ZipFile):
    files = files_under("data")
    assert len(files) > 5
    assert {f"analysis/_data/{path}" for path in files} <= set(wheel.namelist())


def test_the_template_and_the_settings_go_where_jupyter_looks(wheel: zipfile.ZipFile):
    shared = {name.split(".data/data/")[1] for name in wheel.namelist() if ".data/data/" in name}
    assert shared == {
        *(f"share/jupyter/voila/templates/workbook/{path}" for path in files_under("server/template")),
        "etc/jupyter/jupyter_server_config.py",
        "etc/ipython/ipython_kernel_config.py",
    }


def test_the_wheel_holds_no_tests_tools_or_notebooks(wheel: zipfile.ZipFile):
    tops = {name.split("/")[0] for name in wheel.namelist() if "dist-info" not in name and ".data/" not in name}
    assert tops == {"analysis", "widgets", "server"}
