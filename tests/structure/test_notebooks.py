"""The template that every module's notebook follows, so that participants find their way in each of them."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.clean_notebooks import KEPT_TAG, KERNEL, clean, main

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Free in their form: the front page, the evidence, and the gallery of charts.
FREE = {"index.ipynb", "evidence.ipynb", "gallery.ipynb"}
MOST_LINES = 6

OPENING = ["title", "outcomes", "setup", "words", "why"]
CLOSING = ["plan", "extend", "sources", "next"]
ROUND = {"evidence": False, "ask": True, "look": True, "read": True, "check": False, "decide": False}  # needed or not
# A step may take several cells, named after it: "setup-lead" and "setup", or "evidence-2" and "evidence-2b".
STEP = re.compile(rf"({'|'.join(OPENING + CLOSING)}|(?:{'|'.join(ROUND)})-\d+)[a-z]?(?:-[a-z]+)?")

NOT_SHORT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Figures, dates and authors belong in data/, where their source stands beside them.
TYPED = re.compile(
    rf"\d[\d,.]*\s*(?:%|per cent|percent)|£\s*\d[\d,.]*|\b\d{{1,3}}(?:,\d{{3}})+\b|\b\d+\.\d+\b|\b\d{{3,}}\b"
    rf"|\b\d{{1,2}}\s+(?:{MONTHS})\b|\b(?:{MONTHS})\s+\d|\b[A-Z]\w+ et al\b"
)


def id_breaches(ids: list[str]) -> list[str]:
    """What is wrong with the names of the cells or with their order."""
    steps = [match[1] if (match := STEP.fullmatch(name)) else name for name in ids]
    steps = [step for place, step in enumerate(steps) if not place or step != steps[place - 1]]
    found = [f"the cell {name!r} is there twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    found += [f"the step {step!r} has no cell of that name" for step in steps if step not in ids]
    opening, middle, closing = steps[: len(OPENING)], steps[len(OPENING) : -len(CLOSING)], steps[-len(CLOSING) :]
    if opening != OPENING:
        found.append(f"begins with {opening}, not {OPENING}")
    if closing != CLOSING:
        found.append(f"ends with {closing}, not {CLOSING}")
    rounds = max([1, *(int(number) for number in re.findall(r"-(\d+)\b", " ".join(middle)))])
    for name, needed in [(f"{step}-{number + 1}", needed) for number in range(rounds) for step, needed in ROUND.items()]:
        if middle and middle[0] == name:
            middle.pop(0)
        elif needed:
            found.append(f"the step {name!r} is missing or out of place")
    return found + [f"the step {name!r} is out of place" for name in middle]


def code_breaches(name: str, code: str) -> list[str]:
    """What is wrong with a code cell."""
    lines = [line for line in code.splitlines() if line.strip()]
    found = []
    if len(lines) > MOST_LINES:
        found.append(f"{name}: {len(lines)} lines of code")
    if name.startswith("look-") and len(lines) != 1:
        found.append(f"{name}: {len(lines)} lines, not one")
    if any(isinstance(node, NOT_SHORT) for node in ast.walk(ast.parse(code))):
        found.append(f"{name}: holds a function, a class or a loop")
    return found


def heading_breaches(text: str) -> list[str]:
    """What is wrong with the headings of all Markdown cells together."""
    levels = [len(marks) for marks in re.findall(r"^(#+) ", re.sub(r"(?s)```.*?```", "", text), flags=re.MULTILINE)]
    found = []
    if levels.count(1) != 1 or levels[0] != 1:
        found.append(f"{levels.count(1)} headings of the first level, or it does not come first")
    found += [f"a heading of level {low} follows one of level {high}"
              for high, low in zip(levels, levels[1:], strict=False) if low > high + 1]  # fmt: skip
    return found


def breaches(notebook: dict, free: bool = False) -> list[str]:
    """Every rule that the notebook breaks; one that is free in its form keeps only some of them."""
    found = []
    if set(notebook["metadata"]) != {"title", "kernelspec"} or notebook["metadata"]["kernelspec"] != KERNEL:
        found.append(f"metadata holds {sorted(notebook['metadata'])}, not the title and our kernel")
    cells = notebook["cells"]
    for before, cell in zip([None, *cells], cells, strict=False):
        if set(cell["metadata"]) - {"tags"}:
            found.append(f"{cell['id']}: metadata other than tags")
        if cell["cell_type"] == "code":
            found += code_breaches(cell["id"], cell["source"])
            if not free and (before is None or before["cell_type"] != "markdown"):
                found.append(f"{cell['id']}: does not follow a Markdown cell")
            if cell["id"].startswith("check-") and KEPT_TAG not in cell["metadata"].get("tags", []):
                found.append(f"{cell['id']}: has no tag {KEPT_TAG}")
    if free:
        return found
    prose = {cell["id"]: cell["source"] for cell in cells if cell["cell_type"] == "markdown"}
    found += [f"{name}: {typed!r} is typed, not taken from data/" for name, text in prose.items() for typed in TYPED.findall(text)]
    return found + id_breaches([cell["id"] for cell in cells]) + heading_breaches("\n".join(prose.values()))


def good_notebook() -> nbformat.NotebookNode:
    """A small notebook that keeps every rule."""

    def words(name: str, text: str) -> nbformat.NotebookNode:
        return new_markdown_cell(text, id=name)

    def code(name: str, text: str, **metadata: object) -> nbformat.NotebookNode:
        return new_code_cell(text, id=name, metadata=metadata)

    cells = [
        words("title", "# A module"), words("outcomes", "## What you take away"), code("setup", "session = open_session()"),
        words("words", "## Words"), words("why", "## Why it matters"),
        code("evidence-1", "evidence('one-2025')"), words("ask-1", "## Who is here?\n\n### First, guess"),
        code("look-1", "panel(session)"), words("read-1", "Read it like this."),
        code("check-1", "print(1)", tags=[KEPT_TAG]), words("decide-1", "### Decide"),
        words("ask-2", "## And next year?"), code("look-2", "panel(session)"), words("read-2", "Each bar is 1 year group."),
        words("plan-lead", "## Your plan"), code("plan", "plan(session)"), words("extend", "## Go on"),
        code("sources", "sources()"), words("next", "## Next"),
    ]  # fmt: skip
    return new_notebook(cells=cells, metadata={"title": "A module", "kernelspec": dict(KERNEL)})


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_each_notebook_follows_the_template(path: Path):
    assert breaches(nbformat.read(path, as_version=4), free=path.name in FREE) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_each_notebook_is_in_the_form_that_is_committed(path: Path):
    assert clean(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


def test_there_are_a_front_page_and_a_module():
    names = {path.name for path in NOTEBOOKS}
    assert "index.ipynb" in names
    assert names - FREE


def test_a_good_notebook_breaks_no_rule():
    assert breaches(good_notebook()) == []


PLANTED = {
    "title: '45%' is typed, not taken from data/": lambda n: n.cells[0].update(source="# A module\n\n45% of pupils"),
    "why: '2025' is typed, not taken from data/": lambda n: n.cells[4].update(source="## Why\n\nIn 2025 this changed"),
    "why: '£6,000' is typed, not taken from data/": lambda n: n.cells[4].update(source="It costs £6,000"),
    "why: '31 December' is typed, not taken from data/": lambda n: n.cells[4].update(source="By 31 December"),
    "why: 'Sharples et al' is typed, not taken from data/": lambda n: n.cells[4].update(source="See Sharples et al"),
    "setup: 7 lines of code": lambda n: n.cells[2].update(source="a = 1\n" * 7),
    "look-1: 2 lines, not one": lambda n: n.cells[7].update(source="a = 1\nb = 2"),
    "setup: holds a function, a class or a loop": lambda n: n.cells[2].update(source="for a in []:\n    pass"),
    "look-1: holds a function, a class or a loop": lambda n: n.cells[7].update(source="def f(): pass"),
    "check-1: has no tag nbval-check-output": lambda n: n.cells[9].update(metadata={}),
    "setup: metadata other than tags": lambda n: n.cells[2].update(metadata={"scrolled": True}),
    "look-1: does not follow a Markdown cell": lambda n: n.cells.pop(6),
    "the step 'ask-1' is missing or out of place": lambda n: n.cells.pop(6),
    "the step 'look-2' is missing or out of place": lambda n: n.cells.pop(12),
    "the step 'read-2' is missing or out of place": lambda n: n.cells[13].update(id="read-3"),
    "the step 'look-2' has no cell of that name": lambda n: n.cells[12].update(id="look-2-lead"),
    "the step 'zebra' is out of place": lambda n: n.cells[13].update(id="zebra"),
    "the cell 'next' is there twice": lambda n: n.cells.append(n.cells[-1]),
    "2 headings of the first level, or it does not come first": lambda n: n.cells[4].update(source="# Why"),
    "a heading of level 4 follows one of level 2": lambda n: n.cells[4].update(source="#### Why"),
    "metadata holds ['kernelspec'], not the title and our kernel": lambda n: n.metadata.pop("title"),
    "metadata holds ['kernelspec', 'title', 'widgets'], not the title and our kernel": lambda n: n.metadata.update(widgets={}),
}


@pytest.mark.parametrize("expected", PLANTED)
def test_a_planted_breach_is_found(expected: str):
    notebook = good_notebook()
    PLANTED[expected](notebook)
    assert any(expected in found for found in breaches(notebook))


@pytest.mark.parametrize("place", ["begins", "ends"])
def test_a_missing_opening_or_closing_cell_is_found(place: str):
    notebook = good_notebook()
    notebook.cells.pop(1 if place == "begins" else -1)
    assert any(found.startswith(place) for found in breaches(notebook))


def used_notebook(tmp_path: Path) -> Path:
    """A notebook as it looks after somebody worked in it."""
    notebook = good_notebook()
    notebook.metadata.update(widgets={"state": "12 pupils"}, language_info={"name": "python"})
    notebook.cells[7].update(outputs=[new_output("display_data", {"text/plain": "12 pupils"})], execution_count=7)
    notebook.cells[9].update(
        outputs=[new_output("stream", name="stdout", text="1"), new_output("stream", name="stdout", text="2\n")],
        execution_count=8,
    )
    notebook.cells[9].metadata["execution"] = {"started": "now"}
    path = tmp_path / "used.ipynb"
    nbformat.write(notebook, path)
    return path


def test_cleaning_keeps_only_the_outputs_that_are_compared(tmp_path: Path):
    path = used_notebook(tmp_path)
    assert main([str(path)]) == 0
    cleaned = nbformat.read(path, as_version=4)
    assert breaches(cleaned) == []
    assert "12 pupils" not in path.read_text(encoding="utf-8")
    assert cleaned.cells[7].execution_count is None
    assert (cleaned.cells[9].execution_count, [output.text for output in cleaned.cells[9].outputs]) == (1, ["12\n"])
    assert [cell.id for cell in cleaned.cells] == [cell.id for cell in good_notebook().cells]


def test_cleaning_twice_gives_the_same_bytes(tmp_path: Path):
    path = used_notebook(tmp_path)
    main([str(path)])
    once = path.read_bytes()
    main([str(path)])
    assert path.read_bytes() == once
    assert json.loads(once)["nbformat"] == 4


def test_the_check_names_a_used_notebook_and_leaves_it(tmp_path: Path, capsys: pytest.CaptureFixture):
    path = used_notebook(tmp_path)
    before = path.read_bytes()
    assert main(["--check", str(path)]) == 1
    assert "used.ipynb needs cleaning" in capsys.readouterr().out
    assert path.read_bytes() == before
    main([str(path)])
    assert main(["--check", str(path)]) == 0
