"""Where the workbook runs, and the words that are true there."""

import sys
from pathlib import Path

import pytest

from analysis.views import VIEWS
from tests.widgets.parts import plain
from widgets import go_further, host
from widgets.front import hero
from widgets.panel import Panel
from widgets.session import Session

VARIABLES = ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_REF_URL", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_URL")


@pytest.fixture(autouse=True)
def nowhere_special(monkeypatch):
    for name in (*VARIABLES, host.ALLOW_OWN_FILES):
        monkeypatch.delenv(name, raising=False)


def test_without_any_sign_it_is_the_persons_own_computer():
    assert host.this_host() is host.OWN_COMPUTER
    assert host.this_host().own_files
    assert "read on this computer" in plain(hero().markup)


@pytest.mark.parametrize("name", VARIABLES)
def test_any_sign_of_a_shared_server_means_no_own_files(name, monkeypatch):
    monkeypatch.setenv(name, "")
    assert host.this_host() is host.BINDER
    assert not host.this_host().own_files
    assert "Invented schools only here" in plain(hero().markup)


@pytest.mark.parametrize(("value", "allowed"), [("yes", True), ("no", False), ("", False), ("Yes ", False), ("1", False)])
def test_own_files_on_a_hub_need_a_deliberate_setting(value, allowed, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_URL", "x")
    monkeypatch.setenv(host.ALLOW_OWN_FILES, value)
    assert host.this_host().own_files is allowed


def test_in_the_browser_edition_the_file_stays_in_the_browser(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setenv("BINDER_REQUEST", "x")
    assert host.this_host() is host.BROWSER
    assert "opened in this browser and is not sent anywhere" in plain(hero().markup)


def test_each_host_has_its_own_words():
    words = {one.privacy for one in (host.OWN_COMPUTER, host.BROWSER, host.BINDER, host.OWN_SERVER)}
    assert len(words) == 4
    assert "organisation" in host.OWN_SERVER.privacy


def test_what_can_be_done_with_code_is_said_as_it_is_there(monkeypatch):
    """In the browser edition no JupyterLab stands beside the page, and the page told people to paste code into it."""
    assert "paste it into a new notebook in jupyterlab" in go_further().markup.lower()
    monkeypatch.setattr(sys, "platform", "emscripten")
    panel = Panel(VIEWS["nutshell"], Session())
    for words in (plain(go_further().markup), plain(panel.pieces["more"])):
        assert host.BROWSER.code in words and "JupyterLab" not in words
        assert "This page cannot run it. Copy it" in words and "on your own computer" in words


def test_no_page_speaks_of_jupyterlab_itself():
    pages = (Path(__file__).parents[2] / "notebooks").glob("*.ipynb")
    assert [page.name for page in pages if "JupyterLab" in page.read_text(encoding="utf-8")] == []


def test_the_front_page_offers_an_own_list_only_where_it_can_be_opened(monkeypatch):
    assert "Use my school's list" in plain(hero().markup)
    monkeypatch.setenv("BINDER_REQUEST", "x")
    assert "Use my school's list" not in plain(hero().markup)
    assert host.BINDER.privacy in plain(hero().markup)
