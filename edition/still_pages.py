"""The pages of the browser edition as they read before any script runs: our template, with every answer in its place."""

import asyncio
import base64
import hashlib
import json
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from voila.exporter import VoilaExporter
from voila.paths import collect_template_paths

from edition.running import run_cells
from server.settings import CELL_ERROR, TEMPLATE, page_resources

OWN_TEMPLATE = Path(__file__).with_name("page")
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",
}
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_LINK = re.compile(r'href="([\w-]+)\.ipynb')


def answered(nb: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """The notebook with what its cells answer, run here. RuntimeError where one of them fails."""
    outputs = run_cells(nb)
    failed = [cell for cell, ones in outputs.items() if any(one["output_type"] == "error" for one in ones)]
    if failed:
        raise RuntimeError(f"{name}: these cells failed: {', '.join(failed)}")
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(one) for one in outputs[cell.id]]
    return nb


def still_page(nb: nbformat.NotebookNode, name: str, about: Mapping[str, Any]) -> str:
    """One answered notebook as an HTML page; `about` is what its script needs to know of the site."""
    return with_policy(linked(asyncio.run(_rendered(nb, name, about))))


def linked(page: str) -> str:
    """The page with the addresses of its neighbours in this site.

    >>> linked('<a href="02_know_your_cohort.ipynb#choose-school">')
    '<a href="02_know_your_cohort.html#choose-school">'
    """
    return _LINK.sub(r'href="\1.html', page)


def with_policy(page: str) -> str:
    """The page with its content security policy: nothing but this site, and of scripts in the page only these."""
    digests = [hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page)]
    scripts = " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)
    rules = {**_POLICY, "script-src": f"{_POLICY['script-src']} {scripts}"}
    policy = "; ".join(f"{name} {sources}" for name, sources in rules.items())
    first = '<meta charset="utf-8">'
    return page.replace(first, f'{first}\n<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


async def _rendered(nb: nbformat.NotebookNode, name: str, about: Mapping[str, Any]) -> str:
    exporter = VoilaExporter(
        template_name="lab",
        template_file="edition.html.j2",
        template_paths=[str(OWN_TEMPLATE), str(TEMPLATE), *collect_template_paths(["voila", "nbconvert"], "lab")],
        anchor_link_text=" ",
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_input_prompt=True,
    )
    resources = {**page_resources(), "base_url": "", "metadata": {"name": name}}
    resources["style"] += (OWN_TEMPLATE / "python.css").read_text(encoding="utf-8")
    words = {
        "main_js": "",
        "kernel_start": lambda _notebook: "",
        "cell_generator": _cells,
        "script": about["script"],
        "about": json.dumps({**about, "page": name, "failed": CELL_ERROR}).replace("</", "<\\/"),
    }
    pieces = exporter.generate_from_notebook_node(nb, resources=resources, extra_context=words, page_config={})
    return "".join([piece async for piece, _ in pieces])


async def _cells(nb: nbformat.NotebookNode, _kernel: str) -> AsyncIterator[nbformat.NotebookNode]:
    for cell in nb.cells:
        yield cell
