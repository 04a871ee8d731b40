"""Python and its libraries for the page: Pyodide's files, checked, and one archive of all that our pages import."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
import zipfile
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
PYODIDE = tomllib.loads((HERE / "pyodide.toml").read_text(encoding="utf-8"))
NO_PACKAGES = {"info": PYODIDE["info"], "packages": {}}  # in place of Pyodide's own list of packages: we bring ours
# Of what runs here too, only pure Python is taken: the same versions as environment.yml names.
OURS = ("ipywidgets", "comm", "anywidget", "psygnal", "traitlets", "typing-extensions", "openpyxl", "et-xmlfile", "defusedxml", "icalendar", "tzdata")
# No page uses these: a terminal, tests, scripts of other front ends, other languages' colours, time zones, other fonts than the charts'.
LEFT_OUT = (
    "*/tests/*", "*.pyi", "*.h", "*.a", "*.c", "*.pyx", "*.pxd", "*.typed", "*.dist-info/RECORD", "*.dist-info/licenses/*", "*.data/*",
    "*.dist-info/LICEN*", "IPython/terminal/*", "numpy/f2py/*", "numpy/_core/include/*", "anywidget/labextension/*", "anywidget/nbextension/*",
    "pytz/zoneinfo/*", "mpl_toolkits/*", "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/images/*", "matplotlib/mpl-data/fonts/afm/*", "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/fonts/ttf/STIX*", "matplotlib/mpl-data/fonts/ttf/cm*", "matplotlib/mpl-data/fonts/ttf/DejaVuS*Mono*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSerif*", "PIL/_webp*", "PIL/_imagingft*", "psygnal/_pyinstaller_util/*",
)  # fmt: skip
STANDING_IN = {  # IPython asks for these
    "IPython/terminal/__init__.py": "", "IPython/terminal/embed.py": "embed = None\n",
    "sqlite3.py": "class Connection: ...\nclass DatabaseError(Exception): ...\nOperationalError = IntegrityError = DatabaseError\n",
}  # fmt: skip
KEPT_LEXERS = ("__init__", "_mapping", "python", "special")
KEPT_ZONES = ("__init__", "UTC")  # calendar files are stamped in UTC, and Python knows it from here only


class BuildError(Exception):
    """The site cannot be made; the message says why and what to do."""


def pyodide_files(folder: Path | None, kept: Path) -> Path:
    """A folder with all of Pyodide's files that we use, each with the hash it must have.

    They are taken from `folder` where there is one; else those not yet in `kept` are fetched from Pyodide's own address.
    """
    wanted = {**PYODIDE["core"], **PYODIDE["wheels"]}
    place = folder or kept
    place.mkdir(parents=True, exist_ok=True)
    for name, digest in wanted.items():
        if not (place / name).is_file():
            if folder:
                raise BuildError(f"{folder} does not hold {name}. Give the folder of Pyodide {PYODIDE['info']['version']}.")
            fetch(PYODIDE["address"] + name, place / name)
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != digest:
            raise BuildError(f"{place / name} is not the file of Pyodide {PYODIDE['info']['version']}. Delete it and try again.")
    return place


def fetch(address: str, path: Path) -> None:
    """Write what is at the address to a file, whole or not at all."""
    try:
        with urlopen(address, timeout=60) as answer:
            content = answer.read()
    except (URLError, OSError) as problem:
        raise BuildError(
            f"{address} could not be fetched. Connect to the internet, or give a folder with Pyodide {PYODIDE['info']['version']}: "
            "--pyodide FOLDER."
        ) from problem
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def lay_out(pyodide: Path, folder: Path) -> None:
    """All the libraries as files under the folder, without what no page uses."""
    for name in PYODIDE["wheels"]:
        with zipfile.ZipFile(pyodide / name) as wheel:
            wheel.extractall(folder, [member for member in wheel.namelist() if wanted(member)])
    for name in OURS:
        for file in distribution(name).files or ():
            if wanted(str(file)) and file.parts[0] != ".." and file.suffix not in (".so", ".pyd", ".pyc"):
                target = folder / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.locate(), target)
    for name, text in STANDING_IN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def wanted(name: str) -> bool:
    """Whether a file of a library goes into the site.

    >>> wanted("pandas/core/frame.py"), wanted("pandas/tests/test_frame.py"), wanted("pygments/lexers/rust.py")
    (True, False, False)
    """
    if name.endswith("/") or any(fnmatch(name, pattern) for pattern in LEFT_OUT):
        return False
    if name.startswith("tzdata/"):
        return Path(name).parent.name in ("tzdata", "zoneinfo") and Path(name).stem in KEPT_ZONES
    return not name.startswith("pygments/lexers/") or Path(name).stem in KEPT_LEXERS


def node() -> str | None:
    """Node.js: the one that NODE names, else the machine's, else the one inside Playwright; None where there is none."""
    named = os.environ.get("NODE") or shutil.which("node")
    if named:
        return named
    try:
        from playwright._impl._driver import compute_driver_executable
    except ImportError:
        return None
    return str(compute_driver_executable()[0])


def compile_for_page(pyodide: Path, libraries: Path, workbook: Path) -> bytes | None:
    """Compile every module in the two folders with the page's own Python; the memory of that Python once it has started.

    Both let pages start sooner, and both need Node.js: without it nothing is done, and the answer is None.
    """
    program = node()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        lock, memory = Path(place, "lock.json"), Path(place, "memory")
        lock.write_text(json.dumps(NO_PACKAGES), encoding="utf-8")
        command = [program, HERE / "compile.mjs", *(path.resolve() for path in (pyodide, libraries, workbook)), lock, memory]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True)
        if done.returncode:
            raise BuildError(f"The libraries could not be compiled: {done.stderr[-2000:]}")
        return memory.read_bytes()


def tar_of(folder: Path) -> bytes:
    """The folder as a tar archive, the same bytes for the same files."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as whole:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            content = path.read_bytes()
            member = tarfile.TarInfo(path.relative_to(folder).as_posix())
            member.size = len(content)
            whole.addfile(member, io.BytesIO(content))
    return made.getvalue()
