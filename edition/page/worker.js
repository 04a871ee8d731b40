// Python in the page: fetches it, starts it, runs the cells of a page and passes on what widgets say, both ways.
// The page starts this from a blob, so that the page's content security policy holds here too.
const TRY_AGAIN = 3_000; // milliseconds, like those that follow
const PATIENCE = 4_000;
const STANDS_STILL = 20_000;
const PACKAGES = "/lib/python3.12/site-packages";
const HOME = "/home/pyodide/workbook";

let python, running;
const wait = (time) => new Promise((done) => setTimeout(done, time));
const tell = (what, words = {}, buffers = []) => postMessage({ what, ...words, buffers }, buffers.map((one) => one.buffer));

// What is asked, or an error where it does not come in time.
const within = async (time, asked) => {
  let timer;
  const late = new Promise((_, stop) => (timer = setTimeout(() => stop(new Error("late")), time)));
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
};
// What the browser keeps, so that the site opens sooner next time; nothing where that is blocked or does not answer.
const soon = async (ask) => {
  try {
    return await within(PATIENCE, ask());
  } catch {
    return null;
  }
};
// The whole of an answer, as long as it does not stand still.
const readAll = async (reader, bytes, count) => {
  const whole = new Uint8Array(bytes);
  let here = 0;
  try {
    for (;;) {
      const { done, value } = await within(STANDS_STILL, reader.read());
      if (done) break;
      whole.set(value, here);
      here += value.length;
      count(value.length);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  if (here !== bytes) throw new Error("cut short");
  return whole;
};

// The bytes of one file: those kept from an earlier visit, else fetched and kept. Without a network it waits for one.
const bytesOf = async ({ address, bytes }, site, kept, count) => {
  const url = new URL(address, site).href;
  for (;;) {
    let here = 0;
    const counted = (more) => {
      here += more;
      count(more);
    };
    try {
      const old = kept && (await soon(() => kept.match(url)));
      const answer = old ?? (await within(STANDS_STILL, fetch(url)));
      if (answer.status === 404) throw new TypeError("moved");
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const whole = await readAll(answer.body.getReader(), bytes, counted);
      if (!old && kept) await soon(() => kept.put(url, new Response(whole.slice())));
      return whole;
    } catch (problem) {
      count(-here);
      if (problem.message === "moved") throw problem;
      if (kept) await soon(() => kept.delete(url));
      tell("waiting");
      await wait(TRY_AGAIN);
    }
  }
};

const begin = async ({ site, core, files, kept: name, lock }) => {
  const kept = await soon(() => caches.open(name));
  const total = files.reduce((sum, one) => sum + one.bytes, 0);
  let loaded = 0;
  let said = 0;
  const count = (more) => {
    loaded += more;
    if (performance.now() - said < 100 && loaded < total) return;
    said = performance.now();
    tell("loading", { loaded, total });
  };
  const contents = await Promise.all(files.map((one) => bytesOf(one, site, kept, count)));
  tell("starting");

  // Pyodide asks for its files by address; it gets what is here already, and nobody gets anything else from now on.
  const here = new Map(files.map(({ address }, index) => [new URL(address, site).href, contents[index]]));
  self.fetch = async (address) => {
    const bytes = here.get(new URL(address, site).href);
    if (!bytes) throw new TypeError("This page asks for nothing.");
    return new Response(bytes, { headers: { "Content-Type": String(address).endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
  };
  const list = new URL("nothing-more.json", new URL(core, site)).href; // Pyodide's own list of packages: we bring ours
  here.set(list, new TextEncoder().encode(JSON.stringify(lock)));
  const run = (name) => importScripts(URL.createObjectURL(new Blob([here.get(new URL(core + name, site).href)], { type: "text/javascript" })));
  run("pyodide.js");
  run("pyodide.asm.js");
  python = await loadPyodide({
    indexURL: new URL(core, site).href,
    lockFileURL: list,
    stdout: () => {},
    env: { HOME: "/home/pyodide", MPLCONFIGDIR: `${PACKAGES}/.matplotlib` },
  });
  files.forEach(({ unpack }, index) => {
    if (unpack) python.unpackArchive(contents[index], "zip", { extractDir: unpack === "workbook" ? HOME : PACKAGES });
  });
  python.runPython(`import sys; sys.path.insert(0, "${HOME}")`);
  running = python.pyimport("edition.running");
  running.PageComm.tell = (words, buffers) => {
    tell("widget", { words }, buffers.toJs());
    buffers.destroy();
  };
  here.clear();
};

let ready;
onmessage = async ({ data }) => {
  try {
    if (data.what === "begin") return await (ready = begin(data));
    await ready;
    if (data.what === "widget") {
      const buffers = python.toPy(data.buffers.map((one) => new Uint8Array(one.buffer ?? one)));
      running.hear(data.words, buffers);
      buffers.destroy();
    } else if (data.what === "drawing") {
      python.pyimport("analysis.charts.chart_figure"); // the first new choice should not wait for it
    } else if (data.what === "run") {
      tell("shown", { number: data.number, ...JSON.parse(running.run_page(`${HOME}/notebooks/${data.page}.ipynb`)) });
    }
  } catch (problem) {
    if (running && problem.name === "PythonError") return console.error(`Python: ${problem.type}`); // its words may hold values
    if (!running) console.error(problem); // no list has been opened yet, so its words hold no value
    tell("lost", { moved: problem.message === "moved" });
  }
};
