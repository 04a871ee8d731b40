"""Jupyter's own server, as Binder runs it at the top of the repository, treats pages as ours does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, free_port, wait_for_server
from tests.browser.test_frame import OWN_WIDGET, WIDGETS, status_of, write_notebook

TOKEN = "for-this-test-only"


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The top address of Jupyter's server over a folder laid out like the repository."""
    repository = tmp_path_factory.mktemp("repository")
    (repository / "notebooks").mkdir()
    write_notebook(repository / "notebooks" / "index.ipynb", "Front door", WIDGETS, OWN_WIDGET)
    (repository / "notebooks" / "picture.png").write_bytes(b"a picture")
    log, port = repository / "log.txt", free_port()
    options = [f"--ServerApp.root_dir={repository}", f"--ServerApp.token={TOKEN}", "--ServerApp.allow_root=True"]
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--port", str(port), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_RUNTIME_DIR": str(repository / "runtime")}
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(command, cwd=repository, env=environment, stdout=sink, stderr=subprocess.STDOUT)
    wait_for_server(process, port, Path(log))
    yield f"http://127.0.0.1:{port}/"
    process.kill()  # told to end, it would wait for its kernels, which end by themselves once it is gone
    process.wait(timeout=30)


def test_the_page_works_and_asks_nothing_of_another_site(
    binder: str, page: Page, requests: list[str], console_errors: list[str]
):
    page.goto(f"{binder}voila/render/notebooks/index.ipynb?token={TOKEN}")
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("It was pressed")).to_be_visible()
    expect(page.get_by_text("Own widget")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("Front door")
    here = (binder, binder.replace("http:", "ws:"), "data:", "blob:")
    assert [address for address in requests if not address.startswith(here)] == []
    assert console_errors == []


def test_the_policy_is_sent_with_the_page(binder: str):
    with urlopen(f"{binder}voila/render/notebooks/index.ipynb?token={TOKEN}") as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["notebooks/picture.png", "notebooks/index.ipynb", "log.txt"])
def test_no_file_of_the_folder_is_served(binder: str, path: str):
    assert status_of(f"{binder}voila/files/{path}?token={TOKEN}") == 403
