"""J: saved copies. What the page's own script makes of each, run by Node without a browser."""

import json
import subprocess
from pathlib import Path

import pytest

from edition.libraries import node

PAGE = Path(__file__).resolve().parents[2] / "widgets" / "page"
GOLDEN = Path(__file__).resolve().parents[1] / "browser" / "golden"
# The script with a browser's storage, and a file of which the size is known before anything is read.
PROGRAM = """
const held = new Map();
globalThis.localStorage = {
  setItem: (name, value) => held.set(name, value), getItem: (name) => held.get(name) ?? null, removeItem: (name) => held.delete(name),
};
globalThis.document = { querySelectorAll: () => [] };
const { script, here, content, size } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const { store, readCopy, takeCopy, lostBy } = new Function(script + "; return { store, readCopy, takeCopy, lostBy };")();
for (const [name, value] of Object.entries(here)) store.keep(name, value);
const before = JSON.stringify([...held]);
let read = false;
const file = { size: size ?? content.length, text: async () => ((read = true), content) };
readCopy(file)
  .then((items) => ({ lost: lostBy(items), answers: takeCopy(items) }), (problem) => ({ refused: problem.message }))
  .then((said) => {
    const names = [...held.keys()].map((key) => key.slice(PREFIX.length));
    const values = Object.fromEntries(names.map((name) => [name, store.value(name)]));
    console.log(JSON.stringify({ ...said, read, values, same: before === JSON.stringify([...held]) }));
  });
""".replace("PREFIX", json.dumps("strategic-senco-workbook:"))
HERE = {"answer:2-expected-needs": "Mine", "school": "primary"}


def opened(content: str, here: dict | None = None, size: int | None = None) -> dict:
    """What is said of a saved copy, and what the browser then keeps."""
    given = {"script": (PAGE / "keeping.js").read_text("utf-8"), "here": HERE if here is None else here, "content": content, "size": size}
    done = subprocess.run([node(), "-e", PROGRAM], input=json.dumps(given), capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def copy_of(items: dict | None = None, **changes: object) -> str:
    """A saved copy with one answer, changed as the test wants."""
    items = {"answer:2-plan-needs": {"value": "From the copy", "at": 1}} if items is None else items
    return json.dumps({"kind": "strategic-senco-workbook", "version": 1, "saved": "2026-11-24T20:00:00.000Z", "items": items} | changes)


def item(value: object, name: str = "answer:x") -> str:
    """A saved copy with this item."""
    return copy_of({name: {"value": value, "at": 1}})


ROWS = [{"upn": "R201100018042", "sen": "K"}, {"upn": "T20110001804V", "sen": "N"}]
NESTED = "[" * 100_000 + "]" * 100_000
REFUSED = {
    "184 newer version": (copy_of(version=2), "saved by a newer version of the workbook. Open it there, or update"),
    "184 version in words": (copy_of(version="two"), "not a saved copy"),
    "185 cut short": (copy_of()[:-30], "not complete"),
    "185 empty": ("", "not complete"),
    "187 nested without an end": ("[" * 200_000, "not complete"),
    "187 nested to a great depth": (NESTED, "not a saved copy"),
    "187 nested in an item": (copy_of()[:-1] + f', "more": {NESTED}}}', "rows of a table"),
    "191 rows in an answer": (item(ROWS), "rows of a table"),
    "191 rows under a name of their own": (item(ROWS, "pupils"), "rows of a table"),
    "191 rows beside the items": (copy_of(pupils=ROWS), "rows of a table"),
    "191 rows deep inside": (item({"tables": {"pupils": [["R201100018042", "K"]]}}, "later"), "rows of a table"),
    "191 rows by pupil in settings": (item({"p1": {"sen": "K"}}, "settings:x"), "rows of a table"),
    "191 columns of numbers in settings": (item({"sen": ["K", "N"]}, "settings:x"), "rows of a table"),
    "191 a file in settings": (item({"include": "UPN,SEN\n" * 1_000}, "settings:x"), "not a saved copy"),
    "192 a picture": ("\x89PNG\r\n\x1a\n" + "\0" * 40, "not complete, or it is not a saved copy"),
    "192 a list": ("UPN,Name,SEN\n1,A,K\n", "not a saved copy"),
    "192 other JSON": ('{"cells": [], "nbformat": 4}', "not a saved copy"),
    "192 nothing at all": ("null", "not a saved copy"),
    "192 an odd item": (copy_of({"answer:a": 5}), "not a saved copy"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_copy_is_refused_with_what_to_do_and_nothing_is_lost(case):
    content, words = REFUSED[case]
    said = opened(content)
    assert words in said["refused"] and said["same"]
    assert all(len(sentence.split()) < 25 for sentence in said["refused"].split("."))


def test_186_fifty_megabytes_are_refused_before_they_are_read():
    said = opened(copy_of(), size=50_000_000)
    assert "too large" in said["refused"] and not said["read"] and said["same"]


@pytest.mark.parametrize("copy", sorted(GOLDEN.glob("saved-copy-*.json")), ids=lambda path: path.stem)
def test_183_a_copy_of_every_past_version_opens(copy):
    said = opened(copy.read_text("utf-8"), {})
    assert said["answers"] == 2 and said["values"]["school"] == "secondary"
    assert said["values"]["settings:need_of_all_pupils"] == {"include": "K"}


def test_188_what_is_not_known_is_left_out():
    said = opened(copy_of({"answer:a": {"value": "A", "at": 1, "more": True}, "elsewhere": {"value": "x"}, "__proto__": {"value": "y"}}, more={"tags": ["a"]}))
    assert said["answers"] == 1 and set(said["values"]) == {*HERE, "answer:a"}


def test_189_markup_in_an_answer_is_kept_as_the_letters_it_is():
    markup = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    assert opened(item(markup))["values"]["answer:x"] == markup


@pytest.mark.parametrize(
    ("items", "here", "lost"),
    [
        ({"answer:a": "From the copy"}, {"answer:a": "Mine"}, {"answers": 1, "school": False}),
        ({"answer:a": "Mine"}, {"answer:a": "Mine"}, {"answers": 0, "school": False}),
        ({"answer:a": "From the copy"}, {}, {"answers": 0, "school": False}),
        ({"school": "secondary"}, {"school": "primary"}, {"answers": 0, "school": True}),
        ({"school": "secondary"}, {"school": "secondary"}, {"answers": 0, "school": False}),
        ({"school": "secondary"}, {}, {"answers": 0, "school": False}),
    ],
)
def test_190_another_school_and_words_that_would_go_are_seen_before_anything_changes(items, here, lost):
    said = opened(copy_of({name: {"value": value, "at": 1} for name, value in items.items()}), here)
    assert said["lost"] == lost
