"""The browser edition as a new user meets it: own data with nothing installed and nothing sent."""

import gzip
import hashlib
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from analysis.samples import SAMPLES
from edition.site import FOR_THE_ROOM
from server.settings import ROOT
from tests.browser.driving import OWN_LIST, open_file, panel
from tests.edition.site import Site, pyodide_folder, ready, serving
from widgets.session import DEFAULT_SCHOOL

pytestmark = pytest.mark.slow

MODULE = "02_know_your_cohort.html"
QUESTION = "Before you look: which main need do you expect to stand out, and why?"
KEPT_BY_US = re.compile(r"^strategic-senco-workbook:(answer|settings|reader):|^strategic-senco-workbook:(school|list)$")
# Files that are none, and what is said of them.
REFUSED = {
    "empty": (b"", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    "cut off": (b'<?xml version="1.0"?><Message><Header><CollectionDetails><Collection>SCHOOL', "only part of it arrived"),
    "too large": (b"Name,Year\n" + b"A,7\n" * 2_500_000, "larger than 10 MB"),
}
# Of each later chart a control and a choice that changes what it finds.
LATER = {
    "change_over_time": ("area", "communication"),
    "register_flow": ("to", "2023/24"),
    "where_we_stand_locally": ("include", "E"),
    "projection": ("show", "E"),
}
# All that a browser can keep for a site; of its files each address and a digest.
STORED = """async () => {
  const files = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const digest = await crypto.subtle.digest("SHA-256", await (await cache.match(request)).arrayBuffer());
      files[request.url] = [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
    }
  }
  return { local: { ...localStorage }, session: { ...sessionStorage }, databases: await indexedDB.databases(), cookie: document.cookie, files };
}"""
# Ways out of a page and out of its worker, each towards an address that must never be asked.
FROM_PAGE = """async (outside) => {
  const tried = [fetch(outside + "fetch", { mode: "no-cors" }), import(outside + "import.js")];
  navigator.sendBeacon(outside + "beacon", "x");
  new Image().src = outside + "image";
  try { new WebSocket(outside.replace("http", "ws") + "socket"); } catch {}
  document.body.append(Object.assign(document.createElement("iframe"), { src: outside + "frame" }));
  document.body.append(Object.assign(document.createElement("script"), { src: outside + "script.js" }));
  return (await Promise.allSettled(tried)).map((one) => one.status);
}"""
FROM_WORKER = """async (outside) => {
  const ways = [
    () => fetch(outside + "worker-fetch"),
    () => { const ask = new XMLHttpRequest(); ask.open("GET", outside + "worker-xhr", false); ask.send(); },
    () => importScripts(outside + "worker-script.js"),
    () => new Promise((done, fail) => { const line = new WebSocket(outside.replace("http", "ws") + "worker-socket"); line.onopen = done; line.onerror = fail; }),
    () => new Promise((done, fail) => { const line = new EventSource(outside + "worker-events"); line.onopen = done; line.onerror = fail; }),
  ];
  const ends = [];
  for (const way of ways) { try { await way(); ends.push("open"); } catch { ends.push("shut"); } }
  return ends;
}"""

# How many pictures the panels hold, and how many of them were drawn in the page.
FIRST_CHARTS = """() => python.runPython(`
import json
from ipywidgets.widgets.widget import _instances
from widgets import made_before
pictures = [one for panel in _instances.values() if hasattr(panel, "computed") for one in panel._pictures.values()]
json.dumps([len(pictures), len(set(pictures) - set(made_before._kept().values()))])
`)"""


USE_SCHOOL = """(name) => python.pyimport("widgets.warm").use_school(name)"""
CHANCE_AND_CLOCK = """() => python.runPython(`
import datetime, json, random
json.dumps([random.random(), datetime.datetime.now().astimezone().utcoffset() / datetime.timedelta(hours=1)])
`)"""


@pytest.fixture
def context(browser: Browser):
    """A fresh browser profile."""
    context = browser.new_context(accept_downloads=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def standing(browser: Browser, site_folder: Path) -> Iterator[Page]:
    """Module 2 with everything there, for tests that need no profile of their own."""
    context = browser.new_context(accept_downloads=True)
    for served in serving(site_folder):
        page = context.new_page()
        page.goto(served.address + "some/folder/" + MODULE)
        ready(page)
        yield page
    context.close()


@pytest.fixture
def opened(context: BrowserContext, site: Site) -> Page:
    """Module 2 at the point where it says that the network can go."""
    page = context.new_page()
    page.goto(site.address + MODULE)
    ready(page)
    return page


def school_in_use(page: Page):
    return page.locator("header [data-school-in-use]")


def test_the_site_is_small_and_speaks_of_no_other_host(site_folder: Path):
    folder = site_folder / "some" / "folder"
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 80_000_000
    assert sum(size for path, size in sizes.items() if path.name != FOR_THE_ROOM) < 45_000_000  # a first visit fetches no more
    with zipfile.ZipFile(folder / FOR_THE_ROOM) as room:
        files = {f"workbook/{path.relative_to(folder).as_posix()}" for path in sizes if path.name != FOR_THE_ROOM}
        assert set(room.namelist()) == files
    with tarfile.open(next(folder.glob("assets/libraries-*.bin"))) as libraries:
        assert not any(name.startswith("scipy") or "/tests/" in name for name in libraries.getnames())
    for path in folder.glob("*.html"):
        loaded = re.findall(r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="([^"]*)"', path.read_text("utf-8"))
        assert loaded
        assert [one for one in loaded if re.match(r"/|\w+:", one) and not one.startswith("data:")] == []


def test_a_page_reads_before_any_script_runs(browser: Browser, site: Site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.address + MODULE)
    expect(page.locator(".still .panel svg[role=img]")).to_have_count(7)
    expect(page.locator(".still .finding").first).to_contain_text("31 of 418 pupils")
    expect(page.locator(".privacy").first).to_contain_text("opened in this browser")
    page.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(page).to_have_url(site.address + "index.html")
    page.get_by_role("link", name="Use my school's list").click()
    expect(page).to_have_url(site.address + MODULE + "#choose-school")
    page.context.close()


def test_the_first_charts_of_every_invented_school_were_drawn_when_the_site_was_made(standing: Page):
    """Drawing them again, with matplotlib to be loaded first, was a fifth of the time until a page answered."""
    (worker,) = standing.workers
    for name in [*SAMPLES, DEFAULT_SCHOOL]:  # the page is left as it was
        worker.evaluate(USE_SCHOOL, name)
        assert json.loads(worker.evaluate(FIRST_CHARTS)) == [7, 0]


def test_a_page_begins_with_the_memory_of_a_python_that_has_started(browser: Browser, site: Site):
    """And with nothing else of the machine on which it started: not its clock, its chances or its folders."""
    (memory,) = (site.folder / "some" / "folder" / "assets").glob("memory-*.bin")
    started = gzip.decompress(memory.read_bytes())
    assert b"IPython/core/interactiveshell.py" in started
    assert not any(str(folder).encode() in started for folder in (ROOT, pyodide_folder()))
    context = browser.new_context(timezone_id="Pacific/Auckland")
    chances = set()
    for _ in range(2):
        page = context.new_page()
        page.goto(site.address + MODULE)
        ready(page)
        (worker,) = page.workers
        chance, ahead = json.loads(worker.evaluate(CHANCE_AND_CLOCK))
        chances.add(chance)
        assert ahead in (12, 13)
    assert len(chances) == 2
    context.close()


def test_own_data_with_the_network_unplugged(opened: Page, context: BrowserContext, site: Site, tmp_path: Path):
    """The journey of the person this edition is made for: everything after "you can unplug now" asks for nothing."""
    before = len(site.asked)
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.set_offline(True)

    opened.get_by_label(QUESTION).fill("Speech and language")
    open_file(opened, OWN_LIST.encode())
    picker = opened.locator('.live[data-ready][data-name="school picker"]')
    expect(picker.locator(".what-was-read")).to_contain_text("60 pupils, from 61 rows")
    picker.get_by_label("Is the first need in each cell the main one?").select_option("yes")
    picker.get_by_role("button", name="Use this list").click()
    expect(school_in_use(opened)).to_have_text("List 1")
    expect(panel(opened, "need_of_all_pupils").locator(".finding")).to_contain_text("10 of 60 pupils")
    for view in ("need_of_all_pupils", "who_is_on_the_register", "unusual_or_chance"):
        one = panel(opened, view)
        for box in one.locator(".controls select").all():
            finding = one.locator(".finding").inner_text()
            options = box.locator("option").evaluate_all("all => all.map((one) => one.value)")
            for value in options[1:]:
                box.select_option(value)
            expect(one.locator(".finding")).not_to_be_empty()
            box.select_option(options[0])
            assert finding
        one.get_by_role("button", name="Copy picture and sentence").click()
        expect(one.locator(".shared [data-copied]")).not_to_be_empty()
    with opened.expect_download() as saving:
        opened.get_by_role("button", name="Save a copy").click()
    saving.value.save_as(tmp_path / "copy.json")
    copy = (tmp_path / "copy.json").read_text("utf-8")
    assert "Speech and language" in copy and "surname" not in copy

    opened.get_by_role("link", name="The Strategic SENCo Workbook").click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("SEN register")
    expect(opened).to_have_url(site.address + "index.html")
    expect(picker).to_contain_text("60 pupils on roll")
    opened.go_back()
    expect(panel(opened, "need_of_all_pupils").locator(".finding")).to_contain_text("of 60 pupils")
    expect(opened.get_by_label(QUESTION)).to_have_value("Speech and language")

    stored = opened.evaluate(STORED)
    assert all(KEPT_BY_US.match(name) for name in [*stored["local"], *stored["session"]])
    assert stored["databases"] == [] and stored["cookie"] == ""
    assert not re.search(r"Xyzname|Qqsurname|List 1|10 of 60", json.dumps([stored["local"], stored["session"]]))
    of_the_site = {
        site.address + path.relative_to(site.folder / "some" / "folder").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site.folder / "some" / "folder").rglob("*")
        if path.is_file()
    }
    assert stored["files"] and stored["files"].items() <= of_the_site.items()
    assert [one for one in requests if not one.startswith(("blob:", "data:"))] == []
    assert len(site.asked) == before

    opened.close()
    again = context.new_page()  # still unplugged: the page itself comes from what the browser kept
    again.goto(site.address + MODULE)
    expect(again.get_by_label(QUESTION)).to_have_value("Speech and language")  # before Python is there
    expect(school_in_use(again)).to_have_text("Foxglove Primary (invented)", timeout=120_000)
    assert "Xyzname" not in again.content()


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_gets_a_sentence(standing: Page, content: bytes, said: str):
    open_file(standing, content)
    expect(standing.locator('.live[data-name="school picker"] [role=alert]')).to_contain_text(said)
    expect(school_in_use(standing)).to_have_text("Foxglove Primary (invented)")


def test_the_later_charts_and_module_1_answer(standing: Page):
    for view, (control, choice) in LATER.items():
        one = panel(standing, view)
        before = one.locator(".finding").inner_text()
        one.locator(f"select[name={control}]").select_option(choice)
        expect(one.locator(".finding")).not_to_have_text(before)

    standing.get_by_role("link", name="Module 1").click()
    expect(standing.locator(".python [role=status]")).to_contain_text("getting this page ready")
    week = panel(standing, "use_of_time")
    week.locator("#use-of-time-strategy").fill("1.5")
    week.locator("#use-of-time-strategy").blur()
    expect(week.locator(".finding")).to_contain_text("1.5 hours in a week")
    week.get_by_role("button", name="Add to my plan").click()
    standing.locator("#answer-1-plan-intent").fill("Every pupil is taught well first.")
    with standing.expect_download() as plan:
        standing.get_by_role("button", name="Download my plan so far").click()
    expect(standing.locator("[data-plan-said]")).to_contain_text("Word files cannot be made here, so this is a web page.")
    words = Path(plan.value.path()).read_text("utf-8")
    assert plan.value.suggested_filename.endswith(".html")
    assert "Every pupil is taught well first." in words and "1.5 hours in a week" in words
    with standing.expect_download() as calendar:
        panel(standing, "the_year").get_by_role("button", name="Download the calendar").click()
    assert Path(calendar.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    ready(standing)


def test_nothing_leaves_the_page_or_its_worker(standing: Page, tmp_path: Path):
    for outside in serving(tmp_path):
        ends = standing.evaluate(FROM_PAGE, outside.address)
        assert ends == ["rejected", "rejected"]
        (worker,) = standing.workers
        assert worker.evaluate(FROM_WORKER, outside.address) == ["shut"] * 5
        standing.wait_for_timeout(300)  # what gets out needs a moment to arrive
        assert outside.asked == []


def test_a_lost_network_is_said_nothing_written_is_lost_and_the_page_goes_on_by_itself(context: BrowserContext, site: Site):
    """What was written before Python had come was once kept only from then on, while the page said that it was safe.

    And who came back and wrote before her answer stood there again lost that one.
    """
    site.broken["assets/page-"] = 503
    page = context.new_page()
    page.goto(site.address + MODULE)
    line, question = page.locator(".python [role=status]"), page.get_by_label(QUESTION)
    expect(line).to_contain_text("A part of this page has not come")
    site.broken = {"assets/worker-": 503}
    expect(line).to_contain_text("The network has gone", timeout=30_000)
    site.broken = {"libraries-": 503}
    expect(page.locator(".python .far")).to_contain_text("MB", timeout=30_000)
    question.fill("Written while waiting")
    expect(page.locator(".ask").first).to_contain_text("Saved in this browser")
    page.reload()
    expect(question).to_have_value("Written while waiting")
    expect(line).to_contain_text("The network has gone", timeout=30_000)
    page.get_by_role("button", name="Download my plan so far").click()
    expect(page.locator("[data-plan-said]")).to_contain_text("This needs Python, which is not in the page yet")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save a copy").click()
    copy = Path(saving.value.path()).read_text("utf-8").replace("Written while waiting", "From a copy")
    page.locator("[data-keep=open]").set_input_files({"name": "copy.json", "mimeType": "application/json", "buffer": copy.encode()})
    expect(page.locator("[data-open-words]")).to_contain_text("1 answer")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Room mode comes with Python")).to_have_attribute("aria-pressed", "true")
    site.broken = {"01_from": 503}
    expect(line).to_contain_text("Python is ready", timeout=120_000)
    expect(page.locator("[data-room-place]")).to_have_text("1 of 7")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Room mode")).to_have_text("Room mode")
    page.get_by_role("button", name="Yes, open it").click()
    expect(question).to_have_value("From a copy")
    page.get_by_role("link", name="Module 1").click()
    expect(line).to_contain_text("That page could not be fetched")
    expect(page).to_have_url(site.address + MODULE)
    site.broken = {}
    ready(page)
    expect(question).to_have_value("From a copy")


def test_a_site_that_has_moved_on_says_so(context: BrowserContext, site: Site):
    site.broken["workbook-"] = 404
    page = context.new_page()
    page.goto(site.address + MODULE)
    expect(page.locator(".python [role=status]")).to_contain_text("The site has changed", timeout=30_000)


@pytest.mark.parametrize("lacking", ["WebAssembly", "DecompressionStream"])
def test_a_browser_that_cannot_run_python_can_still_read(context: BrowserContext, site: Site, lacking: str):
    page = context.new_page()
    page.add_init_script(f"delete globalThis.{lacking}")
    page.goto(site.address + MODULE)
    expect(page.locator(".python [role=status]")).to_contain_text("This browser cannot run Python in a page")
    expect(page.locator(".still .finding").first).to_contain_text("31 of 418 pupils")
    page.get_by_label(QUESTION).fill("Written without Python")
    page.reload()
    expect(page.get_by_label(QUESTION)).to_have_value("Written without Python")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save a copy").click()
    assert "Written without Python" in Path(saving.value.path()).read_text("utf-8")


def test_blocked_storage_costs_only_what_is_kept(context: BrowserContext, site: Site):
    page = context.new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });"
        "delete globalThis.caches;"
    )
    page.goto(site.address + MODULE)
    ready(page)
    page.get_by_label(QUESTION).fill("Not kept")
    expect(page.locator(".ask").first).to_contain_text("This browser keeps nothing")
    open_file(page, OWN_LIST.encode())
    page.get_by_role("button", name="Use this list").click()
    expect(school_in_use(page)).to_have_text("List 1")
    open_file(page, b"\x89PNG\r\n\x1a\n" + bytes(200))
    expect(page.locator('.live[data-name="school picker"] [role=alert]')).to_contain_text("picture")
    expect(school_in_use(page)).to_have_text("List 1")


def test_a_list_that_went_with_a_crash_is_said_to_be_gone(standing: Page):
    open_file(standing, OWN_LIST.encode())
    standing.get_by_role("button", name="Use this list").click()
    expect(school_in_use(standing)).to_have_text("List 1")
    standing.reload()
    expect(standing.locator('.live[data-ready][data-name="school picker"]')).to_contain_text("is gone", timeout=120_000)
    expect(school_in_use(standing)).to_have_text("Foxglove Primary (invented)")


def loads(browser: Browser, address: str, at_once: int) -> None:
    """Open the page in fresh profiles at the same time, and wait until each is live."""
    contexts = [browser.new_context() for _ in range(at_once)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.goto(address + MODULE, wait_until="commit")
    for page in pages:
        expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=120_000)
    for context in contexts:
        context.close()


def test_every_load_comes(browser: Browser, site: Site):
    """With Voici three loads of sixty-one hung; four here, two at a time so that each is a load on a busy machine."""
    for _ in range(2):
        loads(browser, site.address, at_once=2)


@pytest.mark.soak
def test_a_file_that_stands_still_half_way_is_asked_for_again(context: BrowserContext, site: Site):
    site.stalled = ["libraries-"]
    page = context.new_page()
    page.goto(site.address + MODULE)
    expect(page.locator(".python [role=status]")).to_contain_text("The network has gone", timeout=60_000)
    ready(page)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("isolated", [False, True])
@pytest.mark.parametrize("at_once", [1, 3])
def test_a_hundred_loads_come(browser: Browser, site_folder: Path, isolated: bool, at_once: int):
    headers = {"Cross_Origin_Opener_Policy": "same-origin", "Cross_Origin_Embedder_Policy": "require-corp"} if isolated else {}
    for served in serving(site_folder, **headers):
        for _ in range(25 // at_once + 1):
            loads(browser, served.address + "some/folder/", at_once)
