"""The parts of the browser edition that need no browser: running a page's cells, its policy, and which files are taken."""

import json

import pytest

from edition import libraries
from edition.libraries import BuildError, pyodide_files
from edition.running import LIVE_VIEW, PageComm, hear, run_cells, run_page
from edition.still_pages import with_policy

A_PART = "from widgets.live import Live\none = Live('one', said='hello')"


def notebook(*sources: str) -> dict:
    """A notebook of code cells called "0", "1" ..."""
    return {"cells": [{"cell_type": "code", "id": str(n), "source": source} for n, source in enumerate(sources)]}


@pytest.fixture
def told(monkeypatch) -> list[dict]:
    """What widgets say to the page."""
    words: list[dict] = []
    monkeypatch.setattr(PageComm, "tell", staticmethod(lambda said, buffers: words.append(json.loads(said))))
    return words


def test_a_cell_shows_its_last_value_what_it_displays_and_what_it_prints():
    shown = run_cells(notebook("from IPython.display import display\ndisplay(1)\nprint('two')\n3", "x = 5"))
    assert [[one.get("text") or one["data"]["text/plain"] for one in ones] for ones in shown.values()] == [["two\n", "1", "3"], []]


def test_a_cell_that_fails_is_named_and_its_words_are_dropped():
    shown = run_cells(notebook("raise ValueError('Xyzname Qqsurname')", "'still run'"))
    assert [one["output_type"] for one in shown["0"]] == ["error"]
    assert shown["1"]
    assert "Xyzname" not in json.dumps(shown)


def test_a_page_gets_its_live_parts_in_order_with_their_values(tmp_path, told):
    path = tmp_path / "page.ipynb"
    path.write_text(json.dumps(notebook(f"{A_PART}\none.show(said='later')\none")), encoding="utf-8")
    (live,) = json.loads(run_page(str(path)))["live"]
    assert (live["cell"], live["state"]["pieces"]) == ("0", {"said": "later"})
    assert {one["comm"] for one in told} >= {live["comm"]}


def test_what_the_page_says_reaches_its_widget_and_the_answer_comes_back(told):
    shown = run_cells(notebook(f"{A_PART}\none.when('file', lambda content, values: one.show(said=str(len(content))))\none"))
    comm = shown["0"][0]["data"][LIVE_VIEW]["model_id"]
    told.clear()
    hear(json.dumps({"comm": comm, "data": {"method": "custom", "content": {"do": "file"}}}), [memoryview(b"four")])
    assert told == [{"comm": comm, "data": {"method": "update", "state": {"pieces": {"said": "4"}}, "buffer_paths": []}}]


def test_scripts_that_do_not_stand_in_the_page_are_refused():
    page = with_policy('<meta charset="utf-8"><script>ours()</script><script type="application/json">{}</script>')
    assert page.count("'sha256-") == 1
    assert "connect-src 'self';" in page
    assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-" in page


def test_a_file_that_is_not_pyodides_own_is_refused(tmp_path):
    for name in (*libraries.PYODIDE["core"], *libraries.PYODIDE["wheels"]):
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(BuildError, match=r"pyodide\.js is not the file of Pyodide"):
        pyodide_files(tmp_path, tmp_path)


def test_a_folder_without_a_file_is_refused(tmp_path):
    with pytest.raises(BuildError, match=r"does not hold pyodide\.js"):
        pyodide_files(tmp_path, tmp_path)


def test_without_a_network_the_build_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(libraries.PYODIDE, "address", "http://127.0.0.1:9/")
    with pytest.raises(BuildError, match="Connect to the internet, or give a folder"):
        pyodide_files(None, tmp_path)
