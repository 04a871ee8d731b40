"""The first paint of a page: all its plain HTML about an invented school, made beforehand and sent before a kernel is there."""

import ast
import contextlib
import json
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.paths import write_whole
from server.code_stamp import contents_stamp, digest
from server.settings import FIRST_SCHOOL

BAKED = Path(sys.prefix) / "share" / "strategic-senco-workbook" / "first-paint"
BASE = "/the-address-of-this-server/"  # in a first paint as it is made; Binder gives each server another address
_STAMPS_KEPT = 3  # of this code, and of what it was before
_KERNEL = "the-kernel-of-this-page"
_END = '<script id="jupyter-config-data"'  # where the template begins to speak of the kernel
_LIVE = re.compile(
    r'<div class="still">(.*?)</div>\s*<script type="application/vnd\.voila\.cell-output\+json" data-model="([\w-]+)">.*?</script>',
    re.DOTALL,
)


@dataclass(frozen=True)
class FirstPaint:
    """A page in pieces: what is the same for everyone, the still picture of each live part, and the end with the kernel."""

    fixed: tuple[str, ...]
    models: tuple[str, ...]  # of the kernel that made it
    stills: Mapping[str, tuple[str, ...]]  # by invented school
    end: str

    @classmethod
    def of(cls, page: str, kernel: str) -> "FirstPaint | None":
        """The first paint in a whole page, about the school that it opens on; None where the page is of another form."""
        begin, mark, end = page.partition(_END)
        pieces = _LIVE.split(begin)
        if f'"{kernel}"' not in end or begin.count(" data-model=") != len(pieces) // 3:
            return None
        stills = {FIRST_SCHOOL: tuple(pieces[1::3])}
        return cls(tuple(pieces[::3]), tuple(pieces[2::3]), stills, mark + end.replace(kernel, _KERNEL))

    def about(self, school: str, stills: Mapping[str, str]) -> "FirstPaint":
        """The same with still pictures, by model, for one more school."""
        these = tuple(stills.get(model, still) for model, still in zip(self.models, self.stills[FIRST_SCHOOL], strict=True))
        return FirstPaint(self.fixed, self.models, {**self.stills, school: these}, self.end)

    def at(self, base_url: str) -> "FirstPaint":
        """The same for a server whose pages lie under this address."""
        fixed = tuple(piece.replace(BASE, base_url) for piece in self.fixed)
        return FirstPaint(fixed, self.models, self.stills, self.end.replace(BASE, base_url))

    def begin(self, school: str) -> str:
        """All that a person sees, about this invented school if there is such a one."""
        lives = [
            f'<div class="still">{still}</div>\n<script type="application/vnd.voila.cell-output+json" data-model=""></script>'
            for still in self.stills.get(school, self.stills[FIRST_SCHOOL])
        ]
        return "".join(piece for pair in zip(self.fixed, [*lives, ""], strict=True) for piece in pair)

    def finish(self, kernel: str, models: tuple[str, ...]) -> str:
        """The end of the page, once its kernel has made the live parts."""
        return self.end.replace(f'"{_KERNEL}"', f'"{kernel}", "models": {json.dumps(models)}')


def is_ours(cells: tuple[str, ...]) -> bool:
    """Whether a page is made by the workbook's own functions alone, so that it is the same at each opening.

    >>> is_ours(("from widgets import ask", 'ask("x", "What?")')), is_ours(("from widgets import ask", "print(ask)"))
    (True, False)
    """
    nodes = [node for cell in cells for node in ast.walk(_parsed(cell))]
    if any(isinstance(node, (ast.Import, ast.Attribute)) for node in nodes):
        return False
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    names = {one.name for node in imports for one in node.names}
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    return bool(imports) and all(one.module == "widgets" for one in imports) and all(call.id in names for call in calls)


def _parsed(cell: str) -> ast.AST:
    try:
        return ast.parse(cell)
    except SyntaxError:  # a "%magic", or a slip
        return ast.parse("import this")


def baked(notebook: str) -> FirstPaint | None:
    """The first paint that was baked from exactly this notebook, this code and these data, for this kind of host."""
    try:
        kept = json.loads(_file(notebook).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    stills = {school: tuple(these) for school, these in kept["stills"].items()}
    return FirstPaint(tuple(kept["fixed"]), tuple(kept["models"]), stills, kept["end"])


def bake(paint: FirstPaint, notebook: str) -> None:
    """Keep a first paint for servers that start later, where they may, and forget those that older code made."""
    with contextlib.suppress(OSError):
        write_whole(_file(notebook), json.dumps(asdict(paint)).encode())
        for old in sorted(BAKED.iterdir(), key=lambda one: one.stat().st_mtime)[:-_STAMPS_KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def made_before() -> Path:
    """The folder of what was made of this code and these data, for this kind of host; it need not be there."""
    return BAKED / contents_stamp()


def _file(notebook: str) -> Path:
    return made_before() / f"{digest((notebook.encode(),))}.json"
