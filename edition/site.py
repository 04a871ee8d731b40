"""The whole site of the browser edition: pages, scripts, Python and its libraries, with relative addresses only."""

import gzip
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat

from analysis.paths import data_path
from edition.libraries import NO_PACKAGES, PYODIDE, compile_for_page, lay_out, pyodide_files, tar_of
from edition.still_pages import answered, still_page
from server.settings import NOTEBOOKS, ROOT, TEMPLATE
from widgets import made_before, warm
from widgets.host import MADE_FOR_BROWSER

PAGE = Path(__file__).with_name("page")
FOR_THE_ROOM = "workbook-for-a-room.zip"
FOR_WHOEVER_DECIDES = "for-head-dpo-it"
KEPT = "strategic-senco-workbook"  # the name under which a browser keeps the site's own files
_SOURCES = ("analysis", "widgets")
_KEEPING = [ROOT / "widgets" / "page" / f"{name}.js" for name in ("keeping", "answers", "citing", "plan")]
_IN_THE_PAGE = ("meanwhile", "swapping", "link")
_SESSION = "from widgets import open_session\n\nsession = open_session()"


def build_site(out: Path, pyodide: Path | None, kept: Path, say: Callable[[str], None] = print) -> None:
    """Make the site in the folder `out`, which must be empty or a site made before. `kept` keeps what was fetched."""
    files = pyodide_files(pyodide, kept)
    for earlier in (out / "assets", out / FOR_THE_ROOM):
        shutil.rmtree(earlier) if earlier.is_dir() else earlier.unlink(missing_ok=True)
    assets = out / "assets"
    assets.mkdir(parents=True)
    pages = _answers()
    with tempfile.TemporaryDirectory() as folder:
        python, libraries, workbook = (Path(folder, name) for name in ("python", "libraries", "workbook"))
        python.mkdir()
        for name in PYODIDE["core"]:
            shutil.copyfile(files / name, python / name)
        lay_out(files, libraries)
        lay_out_workbook(workbook)
        made_before.keep(workbook / "data")
        memory = compile_for_page(files, libraries, workbook)
        if memory is None:
            say("Node.js was not found, so the modules are not compiled: pages will start some seconds later.")
        packed = {path.name: gzip.compress(tar_of(path), mtime=0) for path in (python, libraries, workbook)}
        if memory is not None:
            packed["memory"] = gzip.compress(memory, mtime=0)
    about = {
        "script": _asset(assets, "page.js", _joined(TEMPLATE / "models.js", *_KEEPING, *(PAGE / f"{name}.js" for name in _IN_THE_PAGE))),
        "worker": _asset(assets, "worker.js", _joined(PAGE / "worker.js")),
        # Every web host knows this ending, and none unpacks such a file by itself.
        "files": [{"holds": name, "bytes": len(one), "address": f"assets/{_asset(assets, f'{name}.bin', one)}"} for name, one in packed.items()],
        "pages": list(pages),
        "kept": KEPT,
        "lock": NO_PACKAGES,
    }
    shutil.copyfile(PAGE / "offline.js", out / "offline.js")
    for name, notebook in pages.items():
        (out / f"{name}.html").write_text(still_page(notebook, name, about), encoding="utf-8")
    _zip_for_a_room(out)


def lay_out_workbook(folder: Path) -> None:
    """What the page's Python needs of this repository."""
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in _SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
    shutil.copytree(data_path(), folder / "data")
    (folder / "edition").mkdir()
    for name in ("__init__", "running"):
        shutil.copyfile(Path(__file__).with_name(f"{name}.py"), folder / "edition" / f"{name}.py")
    (folder / "notebooks").mkdir()
    for name, notebook in _notebooks().items():
        nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")


def _notebooks() -> dict[str, nbformat.NotebookNode]:
    """Every notebook by name, and the page for whoever must say yes, which is a document."""
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    words = (ROOT / "docs" / f"{FOR_WHOEVER_DECIDES}.md").read_text(encoding="utf-8")
    title = words.split("\n")[0].lstrip("# ")
    cells = [nbformat.v4.new_markdown_cell(words, id="words"), nbformat.v4.new_code_cell(_SESSION, id="session")]
    document = nbformat.v4.new_notebook(metadata={"title": title}, cells=cells)
    return {**notebooks, FOR_WHOEVER_DECIDES: document}


def _asset(assets: Path, name: str, content: bytes) -> str:
    """The file's name among the assets: one that changes with what it holds."""
    path = assets / f"-{hashlib.sha256(content).hexdigest()[:12]}.".join(name.split("."))
    path.write_bytes(content)
    return path.name


def _joined(*sources: Path) -> bytes:
    return "\n".join(source.read_text(encoding="utf-8") for source in sources).encode()


def _answers() -> dict[str, nbformat.NotebookNode]:
    """Every notebook with what its cells answer; the pictures of every invented school on it are noted."""
    os.environ[MADE_FOR_BROWSER] = "yes"  # before the pages are run: what they say about privacy depends on it
    made_before.note()
    pages = {}
    try:
        for name, notebook in _notebooks().items():
            pages[name] = answered(notebook, name)
            warm.stills()
        return pages
    finally:
        del os.environ[MADE_FOR_BROWSER]


def _zip_for_a_room(out: Path) -> None:
    """The whole site as one file in the site, for a laptop that serves it to a room."""
    site = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != FOR_THE_ROOM]
    with zipfile.ZipFile(out / FOR_THE_ROOM, "w") as whole:
        for path in site:
            packed = zipfile.ZIP_STORED if path.suffix == ".bin" else zipfile.ZIP_DEFLATED
            whole.write(path, Path("workbook", path.relative_to(out)), packed)
