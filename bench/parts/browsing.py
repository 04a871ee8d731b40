"""Opening a page in a real browser and noting when what matters is there."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

# Looks once a frame. A chart is seen when it has a size; a control answers when a change of it has changed the words.
WATCH = """
window.seen = {};
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value)))
  .observe({ type: "layout-shift", buffered: true });
// Without a name it goes back and forth between two choices; with one, each call makes the next choice of that control.
window.changed = (name) => new Promise((done) => {
  const control = document.querySelector(name || CONTROL), words = () => document.querySelector(ANSWER)?.textContent;
  const [before, start] = [words(), performance.now()];
  if (control.type === "radio") control.click();
  else {
    control.selectedIndex = name ? (control.selectedIndex + 1) % control.length : Number(!control.selectedIndex);
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const wait = () => (words() && words() !== before ? done(performance.now() - start) : requestAnimationFrame(wait));
  wait();
});
(() => {
  const marks = window.seen;
  const look = () => {
    if (!marks.chart && document.querySelector(CHART)?.getBoundingClientRect().height > 20) marks.chart = performance.now();
    const control = document.querySelector(CONTROL);
    if (!marks.chart || !control || control.disabled) return requestAnimationFrame(look);
    marks.ready = performance.now();
    window.changed().then(() => (marks.answered = performance.now()));
  };
  requestAnimationFrame(look);
})();
"""


@dataclass(frozen=True)
class Marks:
    """What to look for on a page, as CSS selectors: the chart, a select box, and the words that change with it."""

    chart: str
    control: str
    answer: str

    def script(self) -> str:
        """The script that looks for them."""
        names = {"CHART": self.chart, "CONTROL": self.control, "ANSWER": self.answer}
        return "".join(f"const {name} = {value!r};\n" for name, value in names.items()) + WATCH


@dataclass
class Opening:
    """What one opening of a page took: milliseconds, requests and bytes on the wire."""

    chart: float = 0
    ready: float = 0
    answered: float = 0
    requests: int = 0
    wire: int = 0
    shift: float = 0


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that WORKBOOK_CHROMIUM names, else the machine's, else Playwright's own."""
    named = os.environ.get("WORKBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=QUIET)
        yield browser
        browser.close()


def opened(context: BrowserContext, address: str, marks: Marks, timeout: float = 60) -> tuple[Page, Opening]:
    """Open the address, wait until a control has answered, and say what it took."""
    page = context.new_page()
    page.add_init_script(marks.script())
    opening = Opening()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")

    def count(event: dict) -> None:
        opening.wire += int(event["encodedDataLength"])

    def asked(event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            opening.requests += 1

    devtools.on("Network.requestWillBeSent", asked)
    devtools.on("Network.loadingFinished", count)
    devtools.on("Network.requestServedFromCache", lambda event: setattr(opening, "requests", opening.requests - 1))
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.seen.answered", timeout=timeout * 1000)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("window.seen")
    opening.chart, opening.ready, opening.answered = seen["chart"], seen["ready"], seen["answered"]
    opening.shift = page.evaluate("window.shift")
    return page, opening
