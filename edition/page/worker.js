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

const unpacked = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
// The files of a tar archive, each with its path.
function* filesOf(tar) {
  const words = new TextDecoder();
  for (let at = 0; at < tar.byteLength; ) {
    const field = (start, length) => words.decode(new Uint8Array(tar, at + start, length)).split("\0")[0];
    const [name, folder, size] = [field(0, 100), field(345, 155), parseInt(field(124, 12), 8)];
    if (!name) return; // what follows the last file
    yield [folder ? `${folder}/${name}` : name, new Uint8Array(tar, at + 512, size)];
    at += 512 * (1 + Math.ceil(size / 512));
  }
}
const layOut = (tar, folder) => {
  for (const [name, content] of filesOf(tar)) {
    const path = `${folder}/${name}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, content, { canOwn: true });
  }
};

const begin = async ({ site, files, kept: name, lock }) => {
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
  const unpack = async (file) => [file.holds, await unpacked(await bytesOf(file, site, kept, count))];
  const contents = Object.fromEntries(await Promise.all(files.map(unpack)));
  tell("starting");

  // Pyodide asks for its files by address; it gets what is here already, and nobody gets anything else from now on.
  const core = new URL("python/", site).href;
  const here = new Map([...filesOf(contents.python)].map(([path, content]) => [core + path, content]));
  const list = `${core}nothing-more.json`; // in place of its own list of packages
  here.set(list, new TextEncoder().encode(JSON.stringify(lock)));
  self.fetch = async (address) => {
    const bytes = here.get(new URL(address, site).href);
    if (!bytes) throw new TypeError("This page asks for nothing.");
    return new Response(bytes, { headers: { "Content-Type": String(address).endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
  };
  const run = (script) => importScripts(URL.createObjectURL(new Blob([here.get(core + script)], { type: "text/javascript" })));
  run("pyodide.js");
  run("pyodide.asm.js");
  python = await loadPyodide({
    indexURL: core,
    lockFileURL: list,
    stdout: () => {},
    env: { HOME: "/home/pyodide", PYTHONPATH: HOME, MPLCONFIGDIR: `${PACKAGES}/.matplotlib` }, // as in compile.mjs
    ...(contents.memory && { _loadSnapshot: contents.memory }), // of a Python that has started
  });
  layOut(contents.libraries, PACKAGES);
  layOut(contents.workbook, HOME);
  python.runPython("import importlib, random; importlib.invalidate_caches(); random.seed()"); // as after a start
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
