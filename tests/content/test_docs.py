"""The documents tell the truth: each promise names tests that exist, and each number in them is the code's own."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from analysis.disclosure import SMALLEST_BASE, SMALLEST_SHOWN, STEP
from server.lists import KEPT_SECONDS, MOST_LISTS
from server.settings import GONE_AFTER_SECONDS
from widgets.host import ALLOW_OWN_FILES

ROOT = Path(__file__).resolve().parents[2]
DOCS = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES = {path.relative_to(ROOT).as_posix(): path for path in (*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"))}
FOR_EVERYONE = ("privacy.md", "accessibility.md", "promises.md", "for-head-dpo-it.md", "hosting.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")
STATES = ("kept", "in part", "not yet")
LONGEST_SENTENCE = 25


@cache
def known_tests(path: str) -> dict[str, bool]:
    """The tests of a file, those in classes as `Class::test`, and whether each is expected to fail."""
    if not (ROOT / path).exists():
        return {}
    found = {}
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for one in inside:
            if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one.name.startswith("test_"):
                name = one.name if one is node else f"{node.name}::{one.name}"
                found[name] = any("xfail" in ast.unparse(mark) for mark in one.decorator_list)
    return found


def missing(text: str) -> list[str]:
    """The tests that a text names and that are not there."""
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if name not in known_tests(path)]


def expected_to_fail(text: str) -> list[str]:
    """The tests that a text names and that are known to fail."""
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if known_tests(path).get(name)]


def rows(text: str) -> dict[int, list[str]]:
    """The cells of each numbered line of a table, by its number."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| \d+ \| ", line)]
    return {int(cells[0]): cells[1:] for cells in lines}


def long_sentences(text: str) -> list[str]:
    """The sentences of the prose with more words than a reader should have to hold."""
    prose = "\n".join(line for line in text.splitlines() if not line.startswith(("|", "#")))
    parts = re.split(r"(?<=[.?!:])\s+(?=[\x22A-Z*`\[])|\n\s*\n|\n(?=[-\d])", re.sub(r"`[^`]+`", "x", prose))
    return [" ".join(part.split()) for part in parts if len(part.split()) > LONGEST_SENTENCE]


PRIVACY, PROMISES = rows(DOCS["privacy.md"]), rows(DOCS["promises.md"])


@pytest.mark.parametrize("name", DOCS)
def test_every_named_test_exists(name):
    assert missing(DOCS[name]) == []


def test_a_test_that_is_not_there_would_be_noticed():
    here = "tests/content/test_docs.py"
    assert missing(f"`{here}::test_every_named_test_exists` `{here}::test_no` `tests/no.py::test_x`") == [
        f"{here}::test_no", "tests/no.py::test_x",
    ]  # fmt: skip


@pytest.mark.parametrize("number", PRIVACY)
def test_each_promise_about_privacy_names_its_tests(number):
    promise, tests = PRIVACY[number]
    assert NAMED.search(tests)
    if expected_to_fail(tests):
        assert promise.startswith("Not yet: ")


def test_each_number_in_the_privacy_page_has_its_promise():
    pointed_at = {int(number) for number in re.findall(r"\[(\d+)\]", DOCS["privacy.md"].split("## In short")[1])}
    assert pointed_at == set(PRIVACY) == set(range(1, len(PRIVACY) + 1))


def test_the_numbers_in_the_privacy_page_are_those_of_the_code():
    text = " ".join(DOCS["privacy.md"].split())
    assert f"{KEPT_SECONDS // 3600} hours after a page last asked for it. At most {MOST_LISTS} lists" in text
    assert GONE_AFTER_SECONDS == 180 and "about three minutes after the page is closed" in text
    assert f"A count below {SMALLEST_SHOWN} is hidden. So is one that leaves fewer than {SMALLEST_SHOWN} over" in text
    assert f"rounded to the nearest {STEP}" in text
    assert f"only of {SMALLEST_BASE} pupils or more" in text
    assert f"{ALLOW_OWN_FILES}=yes" in text


def test_the_page_of_promises_has_every_row():
    assert list(PROMISES) == list(range(1, 31))


@pytest.mark.parametrize("number", PROMISES)
def test_a_promise_is_called_kept_only_with_tests_that_pass(number):
    _promise, state, tests, result = PROMISES[number]
    assert state in STATES
    assert result
    if state == "kept":
        assert NAMED.search(tests)
        assert expected_to_fail(tests) == []
    if state != "kept":
        assert "Missing: " in result


@pytest.mark.parametrize("name", FOR_EVERYONE)
def test_sentences_are_short(name):
    assert long_sentences(DOCS[name]) == []


def test_a_long_sentence_would_be_noticed():
    assert len(long_sentences("Short one. " + "word " * 26 + "end.\n\n- Short.\n")) == 1


def test_the_page_of_words_is_what_the_tool_prints():
    printed = subprocess.run([sys.executable, "tools/write_words.py"], cwd=ROOT, capture_output=True, check=True).stdout
    assert printed.decode("utf-8") == DOCS["words-we-use.md"], "python tools/write_words.py > docs/words-we-use.md"


def test_the_pages_about_the_tables_are_what_the_tool_writes(tmp_path):
    program = "import pathlib, sys; from tools import write_data_pages as one; [pathlib.Path(sys.argv[1], n + '.md').write_text(t, 'utf-8', newline='\\n') for n, t in one.pages().items()]"
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, check=True)
    written = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.md")}
    assert written == {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "data").glob("*.md")}, "python tools/write_data_pages.py"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page):
    links = LINK.findall(PAGES[page].read_text("utf-8"))
    assert [link for link in links if not (PAGES[page].parent / link).exists()] == []
