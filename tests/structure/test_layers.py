"""Which room may import what, read from the code without running it; and what importing may do."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("analysis", "widgets", "server", "edition", "tools", "bench")
LONGEST = 300
VAGUE_NAMES = {"utils.py", "common.py", "helpers.py"}

# What a room, or a folder or file in it, may not import; the first names that fit count together.
FORBIDDEN = {
    "analysis": {"ipywidgets", "anywidget", "IPython", "widgets", "server", "edition", "tools", "matplotlib.pyplot"},
    "analysis/charts": {"analysis.reading", "analysis.measures"},
    "analysis/text.py": {"analysis.reading", "analysis.measures"},
    "analysis/tables.py": {"analysis.reading", "analysis.measures"},
    "widgets": {"pandas", "numpy", "matplotlib", "server", "edition", "tools"},
    "server": {"notebooks", "tools", "edition"},
    "edition": {"tools"},
    "edition/running.py": {"server"},  # goes into the page
    "notebooks": {"server", "tools", "edition"},
    "tools": {"tools"},
    "bench": {"tools"},
}
# The only packages from elsewhere that pages may import, since Pyodide can run them as well.
ALLOWED = {
    "analysis": {"analysis", "pandas", "numpy", "matplotlib", "openpyxl", "defusedxml", "icalendar", "docx"},
    "widgets": {"analysis", "widgets", "ipywidgets", "anywidget", "traitlets", "IPython"},
    "notebooks": {"analysis", "widgets"},
}
# Nothing on a page uses the network, runs a program, starts a thread, or makes code out of data.
UNSAFE_MODULES = set(
    "_thread aiohttp concurrent ctypes dill ftplib http.client http.server httpx joblib marshal multiprocessing pickle"
    " requests shelve smtplib socket socketserver ssl subprocess telnetlib threading urllib.request urllib3 webbrowser"
    " xmlrpc".split()
)
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
UNSAFE_METHODS = {"system", "popen", "fork", "execv", "spawnv", "startfile", "read_pickle", "to_pickle", "eval"}
# Only this file asks where the workbook runs.
HOST = "widgets/host.py"


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names that the code imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, modules: set[str]) -> bool:
    """Whether the name is one of the modules or lies inside one."""
    return any(name == module or name.startswith(module + ".") for module in modules)


def import_breaches(path: str, tree: ast.AST) -> Iterator[str]:
    """What the imports of a file break."""
    room = path.split("/")[0]
    forbidden = {name for place, names in FORBIDDEN.items() if within(path, {place}) or f"{path}/".startswith(f"{place}/")
                 for name in names}  # fmt: skip
    for name in imported(tree):
        top = name.split(".")[0]
        if within(name, forbidden):
            yield f"{room} may not import {name}"
        if name.endswith(".*"):
            yield f"star import from {name[:-2]}"
        if room in ALLOWED:
            if within(name, UNSAFE_MODULES):
                yield f"{name} must not be used on a page"
            if top not in ALLOWED[room] and (room == "notebooks" or top not in sys.stdlib_module_names):
                yield f"{top} is not on the list of what {room} may import"
    if any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree)):
        yield "relative import"


def call_breaches(path: str, tree: ast.AST) -> Iterator[str]:
    """What the calls in a file break."""
    if path.split("/")[0] not in ALLOWED:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in UNSAFE_CALLS:
                yield f"{node.func.id}() must not be used on a page"
            if isinstance(node.func, ast.Attribute) and node.func.attr in UNSAFE_METHODS:
                yield f".{node.func.attr}() must not be used on a page"
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") and path != HOST:
            yield f"only {HOST} may ask where it runs"


def breaches(path: str, code: str) -> list[str]:
    """Every rule that the code of this file, or of this notebook, breaks."""
    tree = ast.parse(code)
    found = [*import_breaches(path, tree), *call_breaches(path, tree)]
    if path.rsplit("/", 1)[-1] in VAGUE_NAMES:
        found.append("a name that says nothing")
    if path.endswith(".py") and len(code.splitlines()) > LONGEST:
        found.append(f"more than {LONGEST} lines")
    return found


def code_of(notebook: Path) -> str:
    """The code cells of a notebook, as one text."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def sources() -> dict[str, str]:
    """The code of every file and notebook of the project, by its path from the top."""
    files = [ROOT / "start.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    code = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    notebooks = {path.relative_to(ROOT).as_posix(): code_of(path) for path in (ROOT / "notebooks").glob("*.ipynb")}
    return code | notebooks


SOURCES = sources()


@pytest.mark.parametrize("path", SOURCES)
def test_every_file_keeps_to_its_room(path: str):
    assert breaches(path, SOURCES[path]) == []


def test_every_room_was_looked_at():
    rooms = {path.split("/")[0] for path in SOURCES}
    assert {"analysis", "widgets", "server", "tools", "start.py"} <= rooms


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    [
        ("analysis/school.py", "import ipywidgets", "analysis may not import ipywidgets"),
        ("analysis/school.py", "from widgets.panel import Panel", "analysis may not import widgets.panel.Panel"),
        ("analysis/school.py", "def f():\n    import server", "analysis may not import server"),
        ("analysis/views/x.py", "import matplotlib.pyplot as plt", "analysis may not import matplotlib.pyplot"),
        ("analysis/views/x.py", "from matplotlib import pyplot", "analysis may not import matplotlib.pyplot"),
        ("analysis/charts/bars.py", "from analysis.reading import read", "analysis may not import analysis.reading.read"),
        ("analysis/charts/bars.py", "from analysis import measures", "analysis may not import analysis.measures"),
        ("analysis/text.py", "import analysis.reading", "analysis may not import analysis.reading"),
        ("analysis/tables.py", "import analysis.measures", "analysis may not import analysis.measures"),
        ("widgets/panel.py", "import pandas as pd", "widgets may not import pandas"),
        ("widgets/panel.py", "from matplotlib.figure import Figure", "widgets may not import matplotlib.figure.Figure"),
        ("server/settings.py", "import tools.check", "server may not import tools.check"),
        ("notebooks/x.ipynb", "import os", "os is not on the list of what notebooks may import"),
        ("notebooks/x.ipynb", "import pandas", "pandas is not on the list of what notebooks may import"),
        ("analysis/x.py", "import scipy", "scipy is not on the list of what analysis may import"),
        ("analysis/x.py", "from urllib.request import urlopen", "urllib.request.urlopen must not be used on a page"),
        ("analysis/x.py", "import subprocess", "subprocess must not be used on a page"),
        ("widgets/x.py", "import threading", "threading must not be used on a page"),
        ("widgets/x.py", "from concurrent.futures import Executor", "concurrent.futures.Executor must not be used on a page"),
        ("analysis/x.py", "import pickle", "pickle must not be used on a page"),
        ("notebooks/x.ipynb", "eval('1')", "eval() must not be used on a page"),
        ("analysis/x.py", "table.eval('a+b')", ".eval() must not be used on a page"),
        ("analysis/x.py", "os.system('ls')", ".system() must not be used on a page"),
        ("analysis/x.py", "os.environ['HOME']", f"only {HOST} may ask where it runs"),
        ("analysis/x.py", "from analysis.text import *", "star import from analysis.text"),
        ("analysis/x.py", "from . import text", "relative import"),
        ("analysis/utils.py", "", "a name that says nothing"),
        ("tools/x.py", "\n" * 301, "more than 300 lines"),
    ],
)
def test_a_planted_breach_is_found(path: str, code: str, expected: str):
    assert expected in breaches(path, code)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("analysis/x.py", "import re\nfrom urllib.parse import quote\nimport pandas as pd\npattern = re.compile('a')"),
        ("analysis/text_grid.py", "from analysis.reading import grid"),
        ("widgets/host.py", "import os\nname = os.environ.get('BINDER_URL')"),
        ("notebooks/x.ipynb", "from widgets import Panel\nfrom analysis.samples import sample_school"),
    ],
)
def test_what_is_allowed_is_let_through(path: str, code: str):
    assert breaches(path, code) == []


IMPORT_ALL = """
import json, pkgutil, sys, threading
import anywidget, defusedxml, ipywidgets, openpyxl, pandas
import matplotlib, matplotlib.figure
style = lambda: {{key: matplotlib.rcParams[key] for key in matplotlib.rcParams if key != "backend"}}
before = style()
opened, root = [], {root!r}

def watch(event, arguments):
    if event == "open" and str(arguments[0]).startswith(root) and not str(arguments[0]).endswith((".py", ".pyc")):
        opened.append(str(arguments[0]))
    if event in ("socket.connect", "subprocess.Popen", "os.system"):
        opened.append(event)

sys.addaudithook(watch)
sys.path.insert(0, {path!r})
names = []
for room in {rooms!r}:
    names += [room] + [module.name for module in pkgutil.walk_packages(__import__(room).__path__, room + ".")]
for name in names:
    __import__(name)
json.dump({{"names": names, "opened": opened, "pyplot": "matplotlib.pyplot" in sys.modules,
           "threads": threading.active_count() - 1, "style": [key for key, value in style().items() if before[key] != value]}}, sys.stderr)
"""


def what_importing_does(path: Path, rooms: tuple[str, ...]) -> tuple[dict, str]:
    """What importing every module of these rooms did, and what it printed."""
    root = str(ROOT / "data") if path == ROOT else str(path)
    program = IMPORT_ALL.format(path=str(path), rooms=rooms, root=root)
    done = subprocess.run([sys.executable, "-B", "-c", program], cwd=path, capture_output=True, text=True, check=True)
    return json.loads(done.stderr), done.stdout


def test_importing_changes_nothing():
    did, printed = what_importing_does(ROOT, ("analysis", "widgets"))
    assert "analysis.columns" in did["names"]
    assert did == {"names": did["names"], "opened": [], "pyplot": False, "threads": 0, "style": []}
    assert printed == ""


def test_planted_side_effects_of_importing_are_found(tmp_path: Path):
    (tmp_path / "planted").mkdir()
    (tmp_path / "words.txt").write_text("words", encoding="utf-8")
    (tmp_path / "planted" / "__init__.py").write_text(
        "import matplotlib, pathlib, threading\n"
        "matplotlib.rcParams['font.size'] = 31\n"
        "print(pathlib.Path('words.txt').resolve().read_text())\n"
        "threading.Thread(target=threading.Event().wait, args=(5,), daemon=True).start()\n",
        encoding="utf-8",
    )
    did, printed = what_importing_does(tmp_path, ("planted",))
    assert did["opened"] == [str(tmp_path / "words.txt")]
    assert did["threads"] == 1
    assert did["style"] == ["font.size"]
    assert printed.startswith("words")
