"""Kernel and server are killed at random moments of an evening's work. Nothing that was written is lost, and the page says so."""

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PROGRAM, ROOT, free_port, wait_for_server
from tests.browser.driving import MODULE, OWN_LIST, open_file, panel
from tests.browser.test_gone_pages import processes

SEED = 20261124
OLDER = 1.0  # seconds; what was written longer ago than this must be there
BANNER_WITHIN = 5.0  # seconds, the promise: held by the median here, since a busy machine is not the page's doing
RESTORED_WITHIN = 2.0  # seconds after the page is live
HANG = 90_000  # milliseconds; something is wrong and not just slow
VIEWS = ("need_of_all_pupils", "who_is_on_the_register", "unusual_or_chance")
STORED = """() => Object.fromEntries(Object.keys(localStorage).filter((key) => key.includes(":answer:"))
  .map((key) => [key.split(":").pop(), JSON.parse(localStorage[key]).value]))"""


class Server:
    """A server that can be killed and started again at the same address; one kernel waits, so that starting costs less."""

    def __init__(self, folder: Path, notebooks: Path = ROOT / "notebooks", port: int | None = None, **constants: object):
        self.folder, self.notebooks, self.constants = folder, notebooks, {"SPARE_KERNELS": 1, **constants}
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.log = folder / "log.txt"
        self.environment: dict[str, str] = {}
        self.process: subprocess.Popen | None = None

    def start(self) -> "Server":
        """Start it, unless it runs, and wait until it answers."""
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-c", PROGRAM.format(constants=self.constants), "--port", str(self.port)]
            with self.log.open("a", encoding="utf-8") as sink:
                self.process = subprocess.Popen(
                    [*command, "--notebooks", str(self.notebooks)],
                    env={**os.environ, "PYTHONPATH": str(ROOT), **self.environment},
                    stdout=sink,
                    stderr=subprocess.STDOUT,
                )
            wait_for_server(self.process, self.port, self.log)
        return self

    def kill(self) -> None:
        """As when the power goes."""
        self.process.kill()
        self.process.wait(timeout=30)

    def kernels(self) -> list[int]:
        """The process ids of its kernels."""
        return [one for one, (parent, command) in processes().items() if parent == self.process.pid and "ipykernel_launcher" in command]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the tests of this file share."""
    server = Server(tmp_path_factory.mktemp("server"), GONE_AFTER_SECONDS=20, LOOK_EVERY_SECONDS=2).start()
    yield server
    server.kill()


@dataclass
class Kill:
    """What one kill came to."""

    number: int
    what: str
    during: str
    lost: list[str] = field(default_factory=list)
    banner: float | None = None
    restored: float | None = None
    downloaded: bool = False


class Evening:
    """One page and a person who works on it: what she wrote, and when."""

    def __init__(self, page: Page, server: Server, chance: random.Random):
        self.page, self.server, self.chance = page, server, chance
        self.written: dict[str, list[tuple[float, str]]] = {}
        self.page.set_default_timeout(HANG)

    def open(self) -> None:
        self.page.goto(self.server.address + MODULE)
        self.wait_until_live()

    def wait_until_live(self) -> None:
        expect(panel(self.page, VIEWS[-1])).to_be_visible(timeout=HANG)

    def act(self, what: str) -> None:
        getattr(self, what)()

    def typing(self) -> None:
        """A few words more in one of the boxes, key by key."""
        boxes = self.page.locator("[data-answer]")
        box = boxes.nth(self.chance.randrange(boxes.count()))
        name = box.get_attribute("data-answer")
        words = f" {self.chance.choice(('speech', 'since 2024', 'ask the class teacher', 'Łódź & <b>', 'not sure'))} {self.chance.randrange(1000)}"
        box.focus()
        box.press("End")
        self.page.keyboard.type(words, delay=self.chance.choice((0, 5)))
        self.written.setdefault(name, []).append((time.monotonic(), box.input_value()))

    def changing(self) -> None:
        """Another setting of a chart."""
        box = panel(self.page, self.chance.choice(VIEWS)).get_by_label("Include")
        if box.count() and box.is_enabled():
            box.select_option(self.chance.choice(("both", "K", "E")))

    def uploading(self) -> None:
        """A list of her own, opened and not yet used, or used."""
        open_file(self.page, OWN_LIST.encode())
        if self.chance.random() < 0.5:
            self.page.get_by_role("button", name="Use this list").click(timeout=HANG)

    def resting(self) -> None:
        self.page.wait_for_timeout(self.chance.randrange(50, 1500))

    def must_be_there(self, killed: float) -> dict[str, str]:
        """For each box the last text that was older than a second."""
        old = {name: [text for at, text in texts if at <= killed - OLDER] for name, texts in self.written.items()}
        return {name: texts[-1] for name, texts in old.items() if texts}

    def lost(self, there: dict[str, str], killed: float) -> list[str]:
        """The boxes that hold neither what must be there nor something written after it."""
        texts = {name: [text for _, text in written] for name, written in self.written.items()}
        missing = []
        for name, text in self.must_be_there(killed).items():
            allowed = texts[name][texts[name].index(text) :]
            if there.get(name) not in allowed and not there.get(name, "").startswith(text):
                missing.append(name)
        return missing


def kill_once(evening: Evening, number: int) -> Kill:
    """One kill in the middle of work, and the way back."""
    page, server, chance = evening.page, evening.server, evening.chance
    what = chance.choice(("kernel", "server"))
    for _ in range(chance.randrange(1, 4)):
        evening.act(chance.choice(("typing", "typing", "changing", "resting")))
    last = chance.choice(("typing", "changing", "uploading", "resting"))
    evening.act(last)
    page.wait_for_timeout(chance.randrange(0, 1200))
    result = Kill(number, what, last)
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    if what == "server":
        server.kill()
    else:
        [one] = [one for one, (_, command) in processes().items() if kernel in command and "ipykernel_launcher" in command]
        os.kill(one, signal.SIGKILL)
    killed = time.monotonic()
    if chance.random() < 0.5:
        evening.typing()  # she goes on writing, since nothing has told her yet
    banner = page.locator(".lost[role=alert]")
    expect(banner).to_contain_text("lost its connection", timeout=HANG)
    result.banner = round(time.monotonic() - killed, 2)

    with page.expect_download() as download:
        banner.get_by_role("button", name="Save what I wrote as a file").click()
    items = json.loads(download.value.path().read_text("utf-8"))["items"]
    copied = {name.removeprefix("answer:"): item["value"] for name, item in items.items() if name.startswith("answer:")}
    result.downloaded = not evening.lost(copied, time.monotonic() + OLDER)

    server.start()
    banner.get_by_role("button", name="Open this page again").click()
    expect(banner).to_have_count(0, timeout=HANG)
    evening.wait_until_live()
    live = time.monotonic()
    while (there := shown(page)) and evening.lost(there, killed) and time.monotonic() - live < 10:
        page.wait_for_timeout(50)
    result.restored = round(time.monotonic() - live, 2)
    result.lost = evening.lost(shown(page), killed) + evening.lost(page.evaluate(STORED), killed)
    for name, text in shown(page).items():  # what is there now is what the next kill must not lose
        evening.written[name] = [(killed, text)] if text else []
    return result


def shown(page: Page) -> dict[str, str]:
    """What the boxes hold, by name."""
    return page.evaluate("() => Object.fromEntries([...document.querySelectorAll('[data-answer]')].map((box) => [box.dataset.answer, box.value]))")


def tell(kills: list[Kill]) -> dict:
    """The numbers of a run, also printed."""
    banners, restored = [one.banner for one in kills], [one.restored for one in kills]
    numbers = {
        "kills": len(kills),
        "of kernels": sum(one.what == "kernel" for one in kills),
        "lost": sum(map(len, (one.lost for one in kills))),
        "downloads": sum(one.downloaded for one in kills),
        "banner median": statistics.median(banners),
        "banner max": max(banners),
        "banner over 5 s": sum(one > BANNER_WITHIN for one in banners),
        "restored median": statistics.median(restored),
        "restored max": max(restored),
    }
    print("\n" + json.dumps(numbers))
    return numbers


def check(kills: list[Kill]) -> None:
    numbers = tell(kills)
    assert numbers["lost"] == 0, [one for one in kills if one.lost]
    assert numbers["downloads"] == len(kills), [one for one in kills if not one.downloaded]
    assert numbers["banner median"] <= BANNER_WITHIN
    assert numbers["restored median"] <= RESTORED_WITHIN


def test_twenty_kills_lose_nothing(page: Page, server: Server):
    evening = Evening(page, server.start(), random.Random(SEED))
    evening.open()
    check([kill_once(evening, number) for number in range(20)])


@pytest.mark.soak
def test_three_hundred_kills_lose_nothing(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory):
    """WORKBOOK_KILLS names a file of results so far; a run that was stopped goes on after them."""
    named = os.environ.get("WORKBOOK_KILLS")
    kept = Path(named) if named else tmp_path_factory.mktemp("kills") / "kills.jsonl"
    kills = [Kill(**json.loads(line)) for line in kept.read_text("utf-8").splitlines()] if kept.exists() else []
    while len(kills) < 300:  # a fresh profile for each fifty
        context = browser.new_context()
        evening = Evening(context.new_page(), server.start(), random.Random(SEED + len(kills)))
        evening.open()
        for number in range(len(kills), min(300, len(kills) + 50 - len(kills) % 50)):
            kills.append(kill_once(evening, number))
            with kept.open("a", encoding="utf-8") as sink:
                sink.write(json.dumps(asdict(kills[-1])) + "\n")
        context.close()
    check(kills)


def test_what_is_written_before_the_page_is_live_is_kept(page: Page, server: Server):
    """Boxes are there before the scripts are. What is written in between is kept as soon as they are."""
    server.start()
    page.goto(server.address + MODULE, wait_until="commit")
    box = page.locator("[data-answer]").first
    box.wait_for(timeout=HANG)
    box.fill("Early")
    expect(panel(page, VIEWS[-1])).to_be_visible(timeout=HANG)
    page.wait_for_function("() => Object.values(localStorage).some((item) => item.includes('Early'))", timeout=HANG)
    assert box.input_value() == "Early"


@pytest.mark.parametrize("stop", [3, 8])
def test_a_server_that_stalls_and_comes_back_leaves_no_banner(page: Page, server: Server, stop: int):
    """A busy computer may hold the server up for seconds. When it answers again, the page must be as it was."""
    evening = Evening(page, server.start(), random.Random(SEED))
    evening.open()
    server.process.send_signal(signal.SIGSTOP)
    try:
        page.wait_for_timeout(stop * 1000)
    finally:
        server.process.send_signal(signal.SIGCONT)
    expect(page.locator(".lost")).to_have_count(0, timeout=15_000)
    include = panel(page, VIEWS[0]).get_by_label("Include")
    include.select_option("E")
    expect(panel(page, VIEWS[0]).locator(".notes")).to_contain_text("with an EHC plan", timeout=HANG)
