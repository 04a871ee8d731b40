"""Brings notebooks into the form that is committed: `python tools/clean_notebooks.py [--check] [notebook ...]`.

A cell tagged `nbval-check-output` keeps its text output, with an execution count of 1; every other output goes.
So does the state of widgets, which would hold the numbers that a page showed. Cleaning twice changes nothing.
"""

import argparse
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
KEPT_TAG = "nbval-check-output"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
WIDGETS = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")


def clean_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """The outputs without widgets; text printed in several pieces is joined, as the pieces differ from run to run."""
    kept: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
            continue
        if "data" in output:
            output.data = {kind: value for kind, value in output.data.items() if kind not in WIDGETS}
            output.metadata = {}
        if "execution_count" in output:
            output.execution_count = 1
        kept.append(output)
    return kept


def clean(text: str) -> str:
    """The text of a notebook in the form that is committed."""
    notebook = nbformat.reads(text, as_version=4)
    title = notebook.metadata.get("title")
    notebook.metadata = NotebookNode({"kernelspec": KERNEL} | ({"title": title} if title else {}))
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = NotebookNode({"tags": tags} if tags else {})
        if cell.cell_type == "code":
            kept = KEPT_TAG in (tags or [])
            cell.outputs = clean_outputs(cell.outputs) if kept else []
            cell.execution_count = 1 if cell.outputs else None
    return nbformat.writes(notebook) + "\n"


def main(arguments: list[str]) -> int:
    """Cleans the notebooks, or with --check only names those that need it; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a notebook needs cleaning")
    parser.add_argument("notebooks", nargs="*", type=Path, help="all in notebooks/ when none is named")
    options = parser.parse_args(arguments)
    unclean = []
    for path in options.notebooks or sorted((ROOT / "notebooks").glob("*.ipynb")):
        before = path.read_bytes()
        after = clean(before.decode("utf-8")).encode("utf-8")
        if after == before:
            continue
        unclean.append(path)
        if not options.check:
            path.write_bytes(after)
    for path in unclean:
        print(f"{path.name} {'needs cleaning: run python tools/clean_notebooks.py' if options.check else 'cleaned'}")
    return int(options.check and bool(unclean))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
