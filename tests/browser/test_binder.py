"""Jupyter's own server, as Binder runs it at the top of the repository, treats pages as ours does."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, free_port, wait_for_server
from tests.browser.driving import OWN_LIST, open_file, panel
from tests.browser.test_frame import OWN_WIDGET, WIDGETS, status_of, write_notebook

TOKEN = "for-this-test-only"


PUBLIC = {"BINDER_REQUEST": "v2/gh/someone/workbook/main", "BINDER_LAUNCH_HOST": "https://binder.example/"}
PICKER = '.live[data-ready][data-name="school picker"]'


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A function that starts Jupyter's server over a folder, with more variables, and gives its top address."""
    running: list[subprocess.Popen] = []

    def serve(repository: Path, **variables: str) -> str:
        place, port = tmp_path_factory.mktemp("jupyter"), free_port()
        log = place / "log.txt"
        options = [f"--ServerApp.root_dir={repository}", f"--ServerApp.token={TOKEN}", "--ServerApp.allow_root=True"]
        command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--port", str(port), *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_RUNTIME_DIR": str(place), **variables}
        with log.open("w", encoding="utf-8") as sink:
            running.append(subprocess.Popen(command, cwd=place, env=environment, stdout=sink, stderr=subprocess.STDOUT))
        wait_for_server(running[-1], port, log)
        return f"http://127.0.0.1:{port}/"

    yield serve
    for process in running:
        process.kill()  # told to end, it would wait for its kernels, which end by themselves once it is gone
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def binder(start: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The top address of Jupyter's server over a folder laid out like the repository."""
    repository = tmp_path_factory.mktemp("repository")
    (repository / "notebooks").mkdir()
    write_notebook(repository / "notebooks" / "index.ipynb", "Front door", WIDGETS, OWN_WIDGET)
    (repository / "notebooks" / "picture.png").write_bytes(b"a picture")
    (repository / "log.txt").write_text("a log", encoding="utf-8")
    return start(repository)


@pytest.fixture(scope="module")
def public(start: Callable[..., str]) -> str:
    """The same over the real pages, on a public server."""
    return start(ROOT, **PUBLIC)


@pytest.fixture
def front(public: str, page: Page) -> Page:
    """The front page on a public server, as a Binder link opens it."""
    page.goto(f"{public}voila/render/notebooks/index.ipynb?token={TOKEN}")
    expect(page.locator(PICKER)).to_be_visible(timeout=30_000)
    return page


def kernel_of(page: Page) -> str:
    """The id of the kernel behind a page."""
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")


def answer_of(address: str, method: str = "GET") -> int:
    """The HTTP status of an answer to a request that carries our pages' header."""
    try:
        with urlopen(Request(address, method=method, headers={"X-Workbook": "list"})) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


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


def test_a_public_server_offers_invented_schools_only(front: Page):
    expect(front.locator(PICKER)).to_contain_text("This page runs on a public server")
    expect(front.locator("input[type=file]:not([data-keep])")).to_have_count(0)
    expect(front.get_by_role("link", name="Use my school's list")).to_have_count(0)


def test_a_page_whose_kernel_lives_does_not_say_that_it_was_cut_off(front: Page):
    """Jupyter's server had no such address, so every page on Binder said after three seconds that it was lost."""
    for _ in range(3):
        with front.expect_response("**/workbook/alive/**") as heard:
            pass
        assert heard.value.status == 204
    expect(front.locator(".lost")).to_have_count(0)


def test_a_kernel_that_was_started_again_is_seen(front: Page):
    """Jupyter's server starts a dead kernel again under its old id; the page would look alive and answer nothing."""
    with front.expect_response("**/workbook/alive/**"):
        pass
    kernel = kernel_of(front)
    [process] = [one for one in psutil.process_iter(["cmdline"]) if kernel in " ".join(one.info["cmdline"] or ())]
    process.kill()
    expect(front.get_by_role("alert")).to_contain_text("lost its connection", timeout=12_000)
    front.get_by_role("button", name="Open this page again").click()
    expect(front.locator(PICKER)).to_be_visible(timeout=30_000)
    expect(front.locator(".lost")).to_have_count(0)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_list_is_for_the_person_who_signed_in(public: str, method: str):
    assert answer_of(f"{public}workbook/list/{'a' * 36}", method) == 403


def test_whoever_signed_in_has_the_addresses_of_our_own_server(public: str):
    assert answer_of(f"{public}workbook/list/{'a' * 36}?token={TOKEN}") == 404
    assert answer_of(f"{public}workbook/alive/?token={TOKEN}") == 204
    assert answer_of(f"{public}workbook/alive/no-such-kernel?token={TOKEN}") == 404
    assert answer_of(f"{public}workbook/alive/") == 403


def test_on_a_server_of_ones_own_a_list_follows_to_the_next_page(start: Callable[..., str], page: Page):
    own = start(ROOT, JUPYTERHUB_SERVICE_PREFIX="/", WORKBOOK_ALLOW_OWN_FILES="yes")
    page.goto(f"{own}voila/render/notebooks/02_know_your_cohort.ipynb?token={TOKEN}")
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=30_000)
    open_file(page, OWN_LIST.encode())
    with page.expect_response("**/workbook/list/**") as carried:
        page.get_by_role("button", name="Use this list").click()
    assert carried.value.status == 204
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page.locator("header [data-school-in-use]")).to_have_text("List 1", timeout=30_000)
