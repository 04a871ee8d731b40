"""Doors that were found open once, or that would be bad to find open: each is tried from outside."""

import json
import os
import statistics
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.driving import MODULE, panel
from tests.browser.test_frame import status_of

KEY = "7d0a7c2e-3f50-4f6c-9c53-0a4f5f1f9a11"
KERNEL = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"

# Every way out of a page that the standard of the policy covers, one after another.
EVERY_WAY = """async (to) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const add = (name, parts) => document.body.append(Object.assign(document.createElement(name), parts));
  const tries = [
    () => navigator.sendBeacon(to + "beacon", "x"),
    () => fetch(to + "fetch", { mode: "no-cors" }).catch(() => {}),
    () => fetch(to + "keepalive", { mode: "no-cors", keepalive: true }).catch(() => {}),
    () => { const ask = new XMLHttpRequest(); ask.onerror = () => {}; ask.open("GET", to + "xhr"); ask.send(); },
    () => { new Image().src = to + "image"; },
    () => add("script", { src: to + "script" }),
    () => add("link", { rel: "stylesheet", href: to + "style" }),
    () => add("link", { rel: "prefetch", href: to + "prefetch" }),
    () => add("iframe", { src: to + "frame" }),
    () => add("video", { src: to + "video", autoplay: true }),
    () => add("object", { data: to + "object" }),
    () => add("embed", { src: to + "embed" }),
    () => add("style", { textContent: `@font-face { font-family: x; src: url(${to}font) } body { font-family: x } p { background: url(${to}back) }` }),
    () => { new EventSource(to + "events"); },
    () => { new WebSocket(to.replace("http", "ws") + "socket"); },
    () => import(to + "module").catch(() => {}),
    () => { new Worker(URL.createObjectURL(new Blob([`fetch("${to}worker", { mode: "no-cors" }).catch(() => {})`]))); },
    () => { add("iframe", { name: "aim" }); const form = document.createElement("form");
            Object.assign(form, { action: to + "form", target: "aim", method: "post" }); document.body.append(form); form.submit(); },
  ];
  for (const one of tries) { try { await one(); } catch {} await wait(30); }
  await wait(1000);
}"""


class Outsider(BaseHTTPRequestHandler):
    """Another site, which notes what reaches it."""

    heard: list[str] = []

    def answer(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Another site</p>")

    do_GET = do_POST = answer

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def outsider() -> Iterator[str]:
    """The address of another site; `Outsider.heard` lists what reached it."""
    Outsider.heard.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outsider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def ask(address: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, dict, bytes]:
    """Status, headers and body of an answer."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(address, body, sent, method=method)) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


# What a page may reach


@pytest.mark.parametrize("path", ["voila/render/index.ipynb", MODULE, "voila/render/none.ipynb"])
def test_every_page_carries_the_policy(workbook: str, path: str):
    policy = ask(workbook + path)[1]["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy
    assert "*" not in policy and "https:" not in policy


def test_no_answer_opens_itself_to_another_site(workbook: str):
    for path in ("", MODULE, f"workbook/alive/{KEY}", f"workbook/list/{KEY}", "voila/files/x", "api/kernels", "voila/static/voila.js"):
        for method in ("GET", "OPTIONS"):
            _, headers, _ = ask(workbook + path, method, Origin="https://elsewhere.example", X_Workbook="list")
            assert not {name for name in headers if name.lower().startswith("access-control-allow-origin")}, path


def test_no_way_out_of_a_page_reaches_another_site(module: Page, outsider: str):
    module.evaluate(EVERY_WAY, outsider)
    assert Outsider.heard == []


def test_the_same_ways_reach_it_from_a_page_without_the_policy(page: Page, outsider: str):
    """Without this, the test above could pass because the tries never worked."""
    page.goto(outsider)
    Outsider.heard.clear()
    page.evaluate(EVERY_WAY, outsider)
    ways = {"beacon", "fetch", "keepalive", "xhr", "image", "script", "style", "prefetch", "frame", "video", "object", "embed", "font", "back"}
    ways |= {"events", "socket", "module", "worker", "form"}
    assert {f"/{way}" for way in ways} - set(Outsider.heard) <= {"/prefetch"}  # a hint, which browsers may leave


def test_another_site_cannot_frame_a_page(page: Page, workbook: str, outsider: str):
    page.goto(outsider)
    page.evaluate("to => document.body.append(Object.assign(document.createElement('iframe'), { src: to }))", workbook + MODULE)
    page.wait_for_timeout(2_000)
    assert not any("render" in frame.url for frame in page.frames[1:])


# What the server refuses


@pytest.mark.parametrize(
    "path",
    [
        "voila/files/", "voila/files/02_know_your_cohort.ipynb", "voila/files/index.ipynb", "voila/files/../README.md", "voila/files/%2e%2e/README.md",
        "voila/files/..%2Fdata%2Fsample%2Ffoxglove_primary.csv", "voila/tree", "voila/tree/mine", "voila/api/contents", "voila/api/contents/index.ipynb",
        "voila/render/..%2FREADME.md", "voila/render/%2e%2e/README.md", "voila/render/", "voila/static/", "voila/static/..%2f..%2fvoila.json",
        "voila/templates/", "voila/templates/workbook/", "voila/templates/workbook/..%2f..%2f..%2fetc", "voila/labextensions/", "voila/query/x", f"voila/execution/{KEY}",
        "files/index.ipynb", "tree", "lab", "notebooks/index.ipynb", "nbconvert/html/index.ipynb", "terminals/1", "static/", "metrics", "view/index.ipynb",
        "api/kernels", "api/sessions", "api/contents", "api/terminals", "api/config/x", "api/kernelspecs", "api/status", "api/nbconvert", "api/spec.yaml",
        "workbook", "workbook/", "workbook/list", "workbook/list/", "workbook/alive",
    ],
)  # fmt: skip
def test_no_file_no_directory_and_no_other_part_of_jupyter_is_served(workbook: str, path: str):
    status, _, body = ask(workbook + path)
    assert status in (400, 403, 404, 405) or (status == 500 and path.startswith("voila/templates/")), path
    for word in (b"foxglove", b"02_know_your_cohort.ipynb\"", b"nbformat", b"Parent Directory", b"Traceback", str(ROOT).encode()):
        assert word not in body, word


def test_nobody_chooses_another_template_or_theme(workbook: str):
    body = ask(f"{workbook}voila/render/index.ipynb?voila-template=lab&voila-theme=dark&template=lab&theme=dark&template=reveal")[2].decode()
    assert "Skip to the page" in body and "theme-light.css" in body and "theme-dark" not in body


def test_the_look_at_a_kernel_tells_nothing_else(module: Page, workbook: str):
    kernel = module.evaluate(KERNEL)
    for path, expected in (("alive/", 204), (f"alive/{kernel}", 204), ("alive/none", 404), (f"alive/{KEY}", 404), ("alive/../list", 404)):
        status, headers, body = ask(f"{workbook}workbook/{path}")
        assert status == expected, path
        assert kernel.encode() not in body and kernel not in str(headers)
        assert status == 404 or body == b""


def test_the_list_is_for_our_own_pages_only(workbook: str):
    """What tests/unit/server tries on the part alone holds for the whole server."""
    address = f"{workbook}workbook/list/{KEY}"
    assert ask(address, "PUT", b"rows", X_Workbook="list")[0] == 204
    assert ask(address, X_Workbook="list")[2] == b"rows"
    assert ask(address)[0] == 403
    assert ask(address, X_Workbook="list", Origin="https://elsewhere.example")[0] == 403
    assert ask(address, "PUT", b"other", X_Workbook="list", Origin="null")[0] == 403
    assert ask(address, "PUT", bytes(20_000_001), X_Workbook="list")[0] == 413
    assert ask(address[:-1], X_Workbook="list")[0] == 404
    assert ask(address[:-1] + "2", X_Workbook="list")[0] == 404
    assert ask(address, "DELETE")[0] == 403
    assert ask(address, X_Workbook="list")[2] == b"rows"
    assert ask(address, "DELETE", X_Workbook="list")[0] == 204
    assert ask(address, X_Workbook="list")[0] == 404


def test_a_page_of_another_site_reaches_no_list_and_no_kernel(module: Page, browser: Browser, workbook: str, outsider: str):
    kernel = module.evaluate(KERNEL)
    ask(f"{workbook}workbook/list/{KEY}", "PUT", b"rows", X_Workbook="list")
    stranger = browser.new_context().new_page()
    stranger.goto(outsider)
    tried = stranger.evaluate(
        """async ([to, key, kernel]) => {
            const tried = {};
            const list = `${to}workbook/list/${key}`, headers = { "X-Workbook": "list" };
            const ways = {
              get: () => fetch(list, { headers }), put: () => fetch(list, { method: "PUT", body: "other", headers }),
              drop: () => fetch(list, { method: "DELETE", headers }), plain: () => fetch(list), alive: () => fetch(`${to}workbook/alive/${kernel}`),
              end: () => fetch(`${to}api/kernels/${kernel}`, { method: "DELETE" }), page: () => fetch(`${to}voila/render/index.ipynb`),
            };
            for (const [name, way] of Object.entries(ways)) tried[name] = await way().then((a) => `read ${a.status}`, () => "refused");
            for (const path of [`voila/api/shutdown/${kernel}`, `api/kernels/${kernel}/restart`, `api/kernels/${kernel}/interrupt`])
              tried[path.split("/").pop() === kernel ? "shutdown" : path.split("/").pop()] = await fetch(to + path, { method: "POST", mode: "no-cors" }).then(() => "sent", () => "refused");
            tried.socket = await new Promise((done) => {
              const socket = new WebSocket(`${to.replace("http", "ws")}api/kernels/${kernel}/channels`, "v1.kernel.websocket.jupyter.org");
              socket.onopen = () => done("open"); socket.onerror = () => done("refused");
            });
            return tried;
        }""",
        [workbook, KEY, kernel],
    )
    refused = ("get", "put", "drop", "plain", "alive", "end", "page", "socket")
    assert {name: tried[name] for name in refused} == dict.fromkeys(refused, "refused")
    assert ask(f"{workbook}workbook/list/{KEY}", X_Workbook="list")[2] == b"rows"
    assert status_of(f"{workbook}workbook/alive/{kernel}") == 204
    include = panel(module, "need_of_all_pupils").get_by_label("Include")
    include.select_option("E")
    expect(panel(module, "need_of_all_pupils").locator(".notes")).to_contain_text("with an EHC plan")
    stranger.context.close()


STRANGER = """POST api/kernels, DELETE api/kernels/{}, POST api/kernels/{}/restart, POST api/kernels/{}/interrupt, POST api/sessions,
    POST voila/api/shutdown/{}, PATCH api/kernels/{}, POST api/terminals, PUT api/contents/x.ipynb, POST voila/execution/{}"""


def test_a_stranger_starts_and_ends_no_kernel(module: Page, workbook: str):
    kernel = module.evaluate(KERNEL)
    for way in STRANGER.split(","):
        method, path = way.split()
        status, _, body = ask(workbook + path.format(kernel), method, b"{}")
        assert status in (403, 404, 405) or (status == 204 and "shutdown" in path), (way, status)
        assert b"Traceback" not in body
        assert status_of(f"{workbook}workbook/alive/{kernel}") == 204, way


def test_a_page_cannot_make_its_kernel_run_a_program(module: Page, tmp_path: Path):
    """The line to the kernel carries what widgets need. Code sent along it is not run; a question on the same line is answered."""
    mark = tmp_path / "it-was-run"
    answered = module.evaluate(
        """async ([code, id]) => {
            const address = `${location.origin.replace("http", "ws")}/api/kernels/${id}/channels`;
            const socket = new WebSocket(address, "v1.kernel.websocket.jupyter.org");
            const heard = [], text = new TextDecoder();
            socket.binaryType = "arraybuffer";
            socket.onmessage = ({ data }) => heard.push(/"msg_type": ?"(\\w+)"/.exec(text.decode(data))[1]);
            await new Promise((done) => (socket.onopen = done));
            const send = (msg_type, content) => {
              const header = { msg_id: crypto.randomUUID(), msg_type, session: "x", username: "", version: "5.3", date: new Date().toISOString() };
              const parts = ["shell", ...[header, {}, {}, content].map((one) => JSON.stringify(one))].map((one) => new TextEncoder().encode(one));
              let place = 8 * (parts.length + 2);
              const head = new BigUint64Array([parts.length + 1, place, ...parts.map((one) => (place += one.length))].map(BigInt));
              socket.send(new Blob([head, ...parts]));
            };
            for (const msg_type of ["execute_request", "complete_request", "inspect_request", "history_request", "debug_request"])
              send(msg_type, { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, cursor_pos: 2, detail_level: 0 });
            send("comm_info_request", {});
            for (let n = 0; n < 100 && !heard.includes("comm_info_reply"); n++) await new Promise((done) => setTimeout(done, 100));
            return heard;
        }""",
        [f"open({str(mark)!r}, 'w').close()", module.evaluate(KERNEL)],
    )
    assert "comm_info_reply" in answered
    assert not {"execute_reply", "execute_input", "complete_reply", "inspect_reply", "history_reply", "debug_reply"} & set(answered)
    assert not mark.exists()


def test_the_older_language_of_the_link_is_not_spoken(module: Page, workbook: str):
    """In the older one an answer with bytes sent the server into a loop without end, and with it every page."""
    opened = module.evaluate(
        """(id) => new Promise((done) => {
            const socket = new WebSocket(`${location.origin.replace("http", "ws")}/api/kernels/${id}/channels`);
            socket.onopen = () => done(true);
            socket.onerror = () => done(false);
        })""",
        module.evaluate(KERNEL),
    )
    assert not opened
    assert ask(f"{workbook}workbook/alive/")[0] == 204


# What is written


def test_a_kernel_writes_no_history(serve, page: Page, tmp_path: Path, monkeypatch):
    for name in ("HOME", "IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "XDG_CACHE_HOME", "MPLCONFIGDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    page.goto(serve(ROOT / "notebooks") + MODULE)
    expect(panel(page, "unusual_or_chance")).to_be_visible(timeout=60_000)
    page.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in written if "history" in path.name or path.suffix in (".sqlite", ".ipynb", ".html", ".svg", ".png", ".csv")] == []


# Many at once

PEOPLE = 20


def open_for_twenty(browser: Browser, address: str) -> list[float]:
    """The seconds until each of twenty people, who came within five seconds, had a whole live page; fails when one has none."""
    people, ready = [browser.new_context().new_page() for _ in range(PEOPLE)], []
    first = time.time() + 3  # each page leaves by itself, since telling twenty one after another would take too long
    started = [first + 4.75 * number / (PEOPLE - 1) for number in range(PEOPLE)]
    for number, person in enumerate(people):
        address_of_one = f"{address}{MODULE}?school={('primary', 'secondary')[number % 2]}"
        person.evaluate("([to, at]) => { setTimeout(() => (location.href = to), at * 1000 - Date.now()) }", [address_of_one, started[number]])
    assert time.time() < first, "the pages were told too late"
    for number, person in enumerate(people):
        for view in ("need_of_all_pupils", "who_is_on_the_register", "unusual_or_chance"):
            expect(panel(person, view).locator(".finding")).not_to_be_empty(timeout=240_000)
        ready.append(time.time() - started[number])
        expect(person.locator("header [data-school-in-use]")).to_contain_text(("Foxglove", "Larkspur")[number % 2], timeout=60_000)
    for person in people:
        expect(person.locator(".lost")).to_have_count(0)
        expect(person.locator("[role=alert]")).to_have_count(0)
        person.context.close()
    return ready


@pytest.mark.slow
def test_twenty_people_who_come_within_five_seconds_all_get_their_page(serve, browser: Browser):
    ready = open_for_twenty(browser, serve(ROOT / "notebooks"))
    print(f"{len(ready)} of {PEOPLE} pages, at the latest after {max(ready):.1f} s, median {statistics.median(ready):.1f} s")
    assert len(ready) == PEOPLE


@pytest.mark.soak
def test_twenty_people_three_times(serve, browser: Browser):
    address = serve(ROOT / "notebooks", GONE_AFTER_SECONDS=20, LOOK_EVERY_SECONDS=2)
    rounds = [open_for_twenty(browser, address) for _ in range(3)]
    print(json.dumps({"pages": sum(map(len, rounds)), "of": 3 * PEOPLE, "latest": [round(max(one), 1) for one in rounds], "cores": os.cpu_count()}))
    assert sum(map(len, rounds)) == 3 * PEOPLE
