"""A whole evening with pupils whose names are found nowhere else, and then a search of everything that was left behind."""

import base64
import contextlib
import gzip
import html
import io
import json
import os
import random
import shutil
import subprocess
import tarfile
import tempfile
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.driving import MODULE, panel
from tests.browser.test_kills import HANG, Server
from tests.unit.reading.files import census_of, census_pupil, csv_of, workbook_of
from widgets.panel import INVENTED_LINE

PICKER = '.live[data-ready][data-name="school picker"]'
IN_USE = "header [data-school-in-use]"
VIEWS = ("need_of_all_pupils", "who_is_on_the_register", "unusual_or_chance")

# Rare words, with letters that each encoding writes differently, for everything that a file can say about a child.
FORENAMES = ("Zyxwena", "Quöllbert", "Thrumbledore", "Ixóchitl")
SURNAMES = ("Vandersnoot-Pfeffer", "O'Grimblewick", "Łyskowiak", "Blatherwyck & Sons")
NOTE = "fosterling of Aunt Mirabilis in Quagmire Terrace"
FILE_NAME = "Grimblethorpe_Academy_SEN"
SCHOOL_HEAD = "Headmistress Ophelimity"


def pupil(n: int) -> dict[str, str]:
    """One invented pupil; every third has a status, so that the lists can be used."""
    return {
        "upn": f"Q8675309{n:05}",
        "number": f"ADM0Z{9000 + n}",
        "name": f"{SURNAMES[n % 4]}, {FORENAMES[n % 4]}",
        "surname": SURNAMES[n % 4],
        "forename": FORENAMES[n % 4],
        "dob": f"{1 + n % 28:02}/{1 + n % 12:02}/2013",
        "iso": f"2013-{1 + n % 12:02}-{1 + n % 28:02}",
        "email": f"kid{n}@grimblethorpe.invalid",
        "year": str(7 + n % 5),
        "status": "K" if n % 3 == 0 else "E" if n % 11 == 4 else "N",
        "note": f"{NOTE} number {n}",
    }


PUPILS = [pupil(n) for n in range(120)]
WORDS = sorted(
    {*FORENAMES, "Vandersnoot", "Grimblewick", "Łyskowiak", "Blatherwyck", "Mirabilis", "Quagmire", "Ophelimity", "grimblethorpe", "Q8675309", "ADM0Z9"}
    | {one["dob"] for one in PUPILS}
    | {one["iso"] for one in PUPILS}
)
HEADS = ["UPN", "Adno", "Name", "DOB", "Email", "Notes", "Year Group", "SEN Status", "Primary need", "Sex", "FSM"]
ROWS = [
    HEADS,
    *(
        [one["upn"], one["number"], one["name"], one["dob"], one["email"], one["note"], one["year"], one["status"], "SLCN" if one["status"] != "N" else "", "MF"[n % 2], "YN"[n % 3 > 0]]
        for n, one in enumerate(PUPILS)
    ),
]  # fmt: skip
CENSUS = census_of(
    census_pupil(
        upn=one["upn"], dob=one["iso"], year=one["year"], status=one["status"], needs=[(1, "SLCN")] if one["status"] != "N" else [],
        names=f"<Surname>{html.escape(one['surname'])}</Surname><Forename>{one['forename']}</Forename>",
    ).replace("</PupilOnRoll>", f"<HomeInformation><Line1>{one['note']}</Line1><Email>{one['email']}</Email></HomeInformation></PupilOnRoll>")
    for one in PUPILS
)  # fmt: skip
FILES = {
    "csv": (csv_of([[f"{SCHOOL_HEAD} {FILE_NAME}"], *ROWS]), "csv"),
    "xlsx": (workbook_of({"List": ROWS, "Old list": ROWS}), "xlsx"),
    "census": (CENSUS, "xml"),
}


# The scanner


def forms(word: str) -> dict[str, bytes]:
    """A word in the ways in which it could be written down. Those for base64 hold at each of three offsets."""
    plain = word.encode()
    made = {
        "utf-8": plain,
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "latin-1": word.encode("latin-1", "replace") if "Ł" not in word else plain,
        "url": urllib.parse.quote(word, safe="").encode(),
        "html": html.escape(word).encode(),
        "html numbers": word.encode("ascii", "xmlcharrefreplace"),
        "json": json.dumps(word)[1:-1].encode(),
        "hex": plain.hex().encode(),
        "reversed": word[::-1].encode(),
    }
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + plain)
        made[f"base64 {offset}"] = whole[4 if offset else 0 : len(whole) - 4]
    return {name: form.lower() for name, form in made.items() if len(form) >= 7}


FORMS = [(word, name, form) for word in WORDS for name, form in forms(word).items()]


def layers(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes, and what is packed inside them."""
    yield content
    if depth > 3:
        return
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from layers(archive.read(name), depth + 1)
    for unpack in (gzip.decompress, zlib.decompress, _untarred, lambda packed: base64.b64decode(packed, validate=True)):
        try:
            inner = unpack(content)
        except Exception:  # it is not packed in this way
            continue
        if len(inner) > 8:
            yield from layers(inner, depth + 1)


def _untarred(content: bytes) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return b"".join(archive.extractfile(one).read() for one in archive if one.isfile())


def found_in(content: bytes | str) -> list[tuple[str, str]]:
    """The planted words in some content, each with the form in which it was found."""
    found = []
    for layer in layers(content.encode() if isinstance(content, str) else content):
        lower = layer.lower()
        found += [(word, name) for word, name, form in FORMS if form in lower]
    return found


# The evening


@dataclass
class Heard:
    """Everything that went to and fro, and everything that was seen."""

    frames: list[tuple[str, bytes]] = field(default_factory=list)
    requests: list[tuple[str, bytes]] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Take note of frames, requests and the console of a page."""

        def line(socket) -> None:
            for way in ("framesent", "framereceived"):
                socket.on(way, lambda data, way=way: self.frames.append((way, data if isinstance(data, bytes) else data.encode())))

        def request(one) -> None:
            self.requests.append((one.url, (one.post_data_buffer or b"") + json.dumps(one.headers).encode()))

        page.on("websocket", line)
        page.on("request", request)
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))

    def look(self, page: Page, when: str) -> None:
        """What the page holds, hidden parts included, and what the browser keeps."""
        self.seen.append((f"page, {when}", page.content()))
        kept = page.evaluate(
            """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state, document.title, location.href,
                 await indexedDB.databases(), await caches.keys(), [...document.querySelectorAll("input, textarea, select")].map((box) => box.value)])"""
        )
        self.seen.append((f"browser, {when}", kept))


def listening_server(folder: Path, level: str) -> Server:
    """A server that logs much, and whose home and folders for passing files are all under one folder."""
    server = Server(folder)
    places = ("HOME", "TMPDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "XDG_CACHE_HOME", "MPLCONFIGDIR")
    for number, name in enumerate(places):  # short names: the line to a kernel is a file, whose path has a limit of 107 letters
        (folder / str(number)).mkdir()
        server.environment[name] = str(folder / str(number))
    for known in Path(matplotlib.get_cachedir()).glob("fontlist*.json"):  # else each kernel looks through the fonts
        shutil.copy(known, server.environment["MPLCONFIGDIR"])
    start = folder / "sitecustomize.py"  # the server's own settings ask for warnings only
    start.write_text(
        "import sys\nif '--port' in sys.argv:\n"
        "    from server import settings\n    made = settings.workbook_settings\n"
        "    def louder(*values, **named):\n        config = made(*values, **named)\n"
        f"        config.Application.log_level = config.Voila.log_level = config.KernelManager.log_level = {level!r}\n        return config\n"
        f"    settings.workbook_settings = louder\nelse:\n    import logging\n    logging.basicConfig(level={level!r})\n",
        encoding="utf-8",
    )
    server.environment["PYTHONPATH"] = os.pathsep.join([str(folder), str(ROOT)])
    return server.start()


def settle(page: Page) -> None:
    """Give the first answer to whatever is asked, then use the list."""
    expect(page.locator(".what-was-read")).to_be_visible(timeout=HANG)
    for number in range(page.locator(f"{PICKER} form[data-do=use_list] select").count()):
        box = page.locator(f"{PICKER} form[data-do=use_list] select").nth(number)
        if not box.input_value():
            box.select_option(index=1)
    page.get_by_role("button", name="Use this list").click()
    expect(page.locator(IN_USE)).to_have_text("List 1", timeout=HANG)
    expect(page.locator(".panel .audience").filter(has_text=INVENTED_LINE)).to_have_count(0, timeout=HANG)  # every control is of the list


def every_control(page: Page, heard: Heard, chance: random.Random) -> None:
    """Each choice of each control of each View, its copy, and all that opens."""
    for view in VIEWS:
        live = panel(page, view)
        for place in range(live.locator("select").count()):
            options = live.locator("select").nth(place).locator("option").evaluate_all("all => all.map((one) => one.value)")
            for option in chance.sample(options, min(4, len(options))):
                live.locator("select").nth(place).select_option(option)
                page.wait_for_timeout(60)
        copy = live.get_by_role("button", name="Copy picture and sentence")
        if copy.count():
            copy.click()
            expect(live.locator("[data-copied]")).not_to_be_empty(timeout=HANG)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        heard.look(page, f"after {view}")


def evening(page: Page, server: Server, kind: str, heard: Heard) -> bytes:
    """The whole journey; gives the saved copy."""
    content, ending = FILES[kind]
    page.set_default_timeout(HANG)
    heard.listen(page)
    page.goto(server.address + MODULE)
    expect(panel(page, VIEWS[-1])).to_be_visible(timeout=HANG)
    page.locator(f"{PICKER} #choose-school > summary").click()
    chooser = page.locator(f"{PICKER} #own-file")
    chooser.set_input_files({"name": f"{FILE_NAME} {FORENAMES[0]}.{ending}", "mimeType": "application/octet-stream", "buffer": content})
    expect(page.locator(".what-was-read")).to_be_visible(timeout=HANG)
    heard.look(page, "what was read")
    page.get_by_role("button", name="Do not use it").click()
    # A file that cannot be read, and one cut in the middle: errors must not quote it.
    for bad in (content[: len(content) // 2], b"Name,Notes\n" + "\n".join(one["name"] + ',"' + one["note"] for one in PUPILS).encode()):
        chooser.set_input_files({"name": f"{FILE_NAME}.{ending}", "mimeType": "application/octet-stream", "buffer": bad})
        expect(page.locator(f"{PICKER} [data-piece=status] [role=alert], .what-was-read").first).to_be_visible(timeout=HANG)
        heard.look(page, "a bad file")
    chooser.set_input_files({"name": f"{FILE_NAME}.{ending}", "mimeType": "application/octet-stream", "buffer": content})
    settle(page)
    heard.look(page, "list in use")
    page.locator("[data-answer]").first.fill("Speech and language")
    every_control(page, heard, random.Random(20261124))
    # Room mode, and an event that no page sends, which makes callbacks fail.
    page.keyboard.press("F9")
    page.wait_for_timeout(500)
    heard.look(page, "room mode")
    page.keyboard.press("Escape")
    page.evaluate(
        """() => { const box = document.querySelector('.live[data-name="panel need_of_all_pupils"] select');
             box.append(new Option("x", "no such choice")); box.value = "no such choice"; box.dispatchEvent(new Event("change", { bubbles: true })); }"""
    )
    page.wait_for_timeout(1_000)
    heard.look(page, "a forced error")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page.locator(IN_USE)).to_have_text("List 1", timeout=HANG)
    heard.look(page, "next page")
    return download.value.path().read_bytes()


def without_uploads(frames: Iterable[tuple[str, bytes]], kind: str) -> list[tuple[str, bytes]]:
    """The frames, less those in which a file went from the browser to the server that was asked to read it."""
    return [(way, data) for way, data in frames if not (way == "framesent" and b'"do":"file"' in data.replace(b" ", b""))]


def leaks_in_files(folder: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is found in each file of a folder. A kernel that ends takes its file with it while we look."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "sitecustomize.py":
            with contextlib.suppress(FileNotFoundError):
                found.append((path.name, found_in(path.read_bytes())))
    return found


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="canary-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
@pytest.mark.parametrize("kind", FILES)
def test_nothing_of_a_pupil_is_left_anywhere(page: Page, folder: Path, kind: str, level: str):
    if level == "INFO" and kind != "csv":
        pytest.skip("DEBUG holds more; INFO is looked at once")
    before = repository_state()
    heard = Heard()
    server = listening_server(folder, level)
    try:
        copy = evening(page, server, kind, heard)
        for number in server.kernels():  # what a program carries in its environment and command line, others may read
            for part in ("environ", "cmdline"):
                heard.seen.append((f"kernel {part}", Path(f"/proc/{number}/{part}").read_bytes().decode("latin-1")))
        leaks = leaks_in_files(folder)
    finally:
        server.process.terminate()
        server.process.wait(timeout=60)
    after = leaks_in_files(folder)
    frames = without_uploads(heard.frames, kind)
    assert len(heard.frames) - len(frames) == 4, "the four uploads were not recognised"
    log = server.log.read_text("utf-8")
    assert level in log or level == "INFO"
    leaks += after + [("saved copy", found_in(copy)), ("console", found_in("\n".join(heard.console)))]
    leaks += [(where, found_in(text)) for where, text in heard.seen]
    leaks += [(f"frame {way}", found_in(data)) for way, data in frames]
    leaks += [(f"request {url}", found_in(url) + found_in(body)) for url, body in heard.requests]
    assert repository_state() == before
    scanned = len(leaks), len(frames), sum(len(data) for _, data in frames), len(log)
    print(f"\n{kind} at {level}: {scanned[0]} places, {scanned[1]} frames of {scanned[2]:,} bytes, a log of {scanned[3]:,} letters")
    assert [(where, found[:5]) for where, found in leaks if found] == []
    assert len(frames) > 20 and any("workbook/list" in url for url, _ in heard.requests)


def repository_state() -> str:
    """What differs from the last commit, the listing of ignored files included."""
    told = subprocess.run(["git", "status", "--porcelain", "--ignored=no", "--untracked-files=all", "notebooks", "data"], cwd=ROOT, capture_output=True, text=True)
    return told.stdout


# The control: leaks that the scanner must find

NAMED = "Vandersnoot-Pfeffer"


def packed(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


LEAKS = {
    "plain": f"row {NAMED}".encode(),
    "upper case": NAMED.upper().encode(),
    "utf-16 little": NAMED.encode("utf-16-le"),
    "utf-16 big": NAMED.encode("utf-16-be"),
    "latin-1": "Quöllbert".encode("latin-1"),
    "base64": base64.b64encode(NAMED.encode()),
    "base64 inside": base64.b64encode(b"a" + f"xx{NAMED}yy".encode())[3:],
    "address": urllib.parse.quote("list?x=Łyskowiak", safe="").encode(),
    "html": html.escape("O'Grimblewick").encode(),
    "html numbers": "Łyskowiak".encode("ascii", "xmlcharrefreplace"),
    "json": json.dumps({"a": "Ixóchitl"}).encode(),
    "json in json": json.dumps(json.dumps({"name": NAMED})).encode(),
    "hex": NAMED.encode().hex().encode(),
    "reversed": NAMED[::-1].encode(),
    "gzip": gzip.compress(NAMED.encode()),
    "zip": packed("sheet.xml", NAMED.encode()),
    "zip in zip": packed("a.zip", packed("b", NAMED.encode())),
    "name in a zip": packed(f"{NAMED}.csv", b"nothing here"),
    "workbook": FILES["xlsx"][0],
    "zlib": zlib.compress(NAMED.encode()),
    "number": b"key=Q867530900007",
    "date of birth": b'{"born": "2013-03-03"}',
    "note": f"<li>{NOTE}</li>".encode(),
    "file name": f"{FILE_NAME}.csv".encode(),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_the_scanner_finds_a_planted_leak(leak: str):
    assert found_in(LEAKS[leak])


@pytest.mark.parametrize("clean", [b"Foxglove Primary (invented) 418 pupils", os.urandom(4096), FILES["csv"][0][:0], packed("a", b"SEN support")])
def test_the_scanner_finds_nothing_where_nothing_is(clean: bytes):
    assert found_in(clean) == []


def test_leaks_in_files_frames_and_storage_are_found(page: Page, tmp_path: Path, browser: Browser):
    """The same ways of looking as above, with a leak put in each place."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "cache.bin").write_bytes(gzip.compress(NAMED.encode()))
    assert [found for _, found in leaks_in_files(tmp_path) if found]
    server = Server(tmp_path).start()
    try:
        heard = Heard()
        heard.listen(page)
        page.goto(server.address)
        expect(page.locator(PICKER)).to_be_visible(timeout=HANG)
        page.evaluate("name => { localStorage.a = btoa(name); sessionStorage.b = name; console.log(name) }", NAMED)
        page.evaluate("name => { document.body.append(Object.assign(document.createElement('p'), { hidden: true, textContent: name })) }", NAMED)
        page.evaluate("name => fetch('workbook/alive/', { method: 'POST', body: name })", NAMED)
        kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
        page.evaluate(
            "async ([id, name]) => { const s = new WebSocket(`ws://${location.host}/api/kernels/${id}/channels`, 'v1.kernel.websocket.jupyter.org'); await new Promise((d) => (s.onopen = d)); s.send(JSON.stringify({ name })) }",
            [kernel, NAMED],
        )
        heard.look(page, "now")
    finally:
        server.kill()
    assert all(found_in(text) for _, text in heard.seen)
    assert found_in("\n".join(heard.console))
    assert any(found_in(data) for _, data in without_uploads(heard.frames, "csv"))
    assert any(found_in(body) for _, body in heard.requests)
