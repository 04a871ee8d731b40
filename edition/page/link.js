// The page's own link to the Python inside it, and the line that says how far it is. The page that is opened first
// stays: it holds Python and the list in use, and the other pages take their place inside it.
{
  const SILENT = 60_000; // milliseconds after which a person is told that nothing happens
  const about = JSON.parse(document.getElementById("workbook-edition").textContent);
  const site = new URL("./", location.href).href;
  const first = performance.now();
  globalThis.workbookHolder = { list: null };
  let page = about.page;
  let worker, watch, live;
  let ends = [];

  const widgets = widgetsOfPage((comm, data, buffers = []) =>
    worker.postMessage({ what: "widget", words: JSON.stringify({ comm, data }), buffers }),
  );
  const megabytes = (bytes) => (bytes / 1e6).toFixed(0);
  const say = (words) => document.getElementById("getting-ready")?.replaceChildren(words);
  const bar = () => document.querySelector("main progress");
  const showBar = () => {
    if (live || bar()) return;
    const line = document.createElement("p");
    line.className = "small";
    line.innerHTML = '<progress aria-label="How much of Python has come"></progress> <span></span>';
    document.getElementById("getting-ready").after(line);
  };
  const dropBar = () => bar()?.parentElement.remove();

  const LOADING = "Python is coming into this page. You can read meanwhile. Nothing is being sent.";
  const heard = {
    loading: ({ loaded, total }) => {
      showBar();
      say(LOADING);
      Object.assign(bar(), { max: total, value: loaded });
      bar().nextElementSibling.textContent = `${megabytes(loaded)} of ${megabytes(total)} MB`;
    },
    waiting: () => say("The network has gone. This goes on by itself when it is back. What you wrote is safe."),
    starting: () => {
      dropBar();
      say("Python is starting in this page. You can read meanwhile. Nothing is being sent.");
    },
    shown: async ({ page: which, live: parts, failed }) => {
      if (which !== page) return; // the person has gone on
      const cell = (id) => document.getElementById(`cell-id=${id}`);
      for (const id of failed) cell(id)?.querySelector(".jp-OutputArea")?.replaceChildren(about.failed);
      const places = new Map(); // by cell, those not yet taken
      const shows = parts.map(({ cell: id, comm, state }) => {
        if (!places.has(id)) places.set(id, [...(cell(id)?.querySelectorAll("script[data-model]") ?? [])]);
        const place = places.get(id).shift();
        return place && state._esm ? widgets.show(place, comm, state) : null;
      });
      ends = (await Promise.all(shows)).filter(Boolean);
      document.dispatchEvent(new CustomEvent("workbook:live", { detail: page }));
      if (!live) live = true;
    },
    widget: ({ words, buffers }) => {
      const { comm, data } = JSON.parse(words);
      widgets.hear(comm, data, buffers.map((one) => new DataView(one.buffer)));
    },
    lost: ({ moved }) => {
      dropBar();
      if (moved) return say("The site has changed since this page was opened. Reload the page. What you wrote is safe.");
      if (live) return document.dispatchEvent(new CustomEvent("workbook:lost"));
      say("Python could not start in this browser. Reload the page, or use another browser. You can still read this page.");
    },
  };

  const run = () => worker.postMessage({ what: "run", page });
  const start = () => {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
      return say("This browser cannot run Python in a page. You can read the page; to use it, try a newer browser.");
    }
    say(LOADING);
    const blob = new Blob([`importScripts(${JSON.stringify(new URL(`assets/${about.worker}`, site).href)})`], { type: "text/javascript" });
    worker = new Worker(URL.createObjectURL(blob));
    const listen = () => {
      clearTimeout(watch);
      if (!live) watch = setTimeout(() => say("This takes longer than it should. Reload the page. What you wrote is safe."), SILENT);
    };
    worker.onmessage = ({ data }) => {
      listen();
      heard[data.what](data);
    };
    worker.onerror = () => heard.lost({});
    listen();
    worker.postMessage({ what: "begin", site, core: about.core, files: about.files });
    run();
  };

  // Every page of the site is fetched once the first is live, and kept: from then on nothing more is needed.
  const pages = new Map();
  const keepPages = async () => {
    const kept = await caches?.open("strategic-senco-workbook").catch(() => null);
    for (const name of about.pages) {
      const address = `${site}${name}.html`;
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(name);
      await kept?.put(address, answer.clone()).catch(() => {});
      pages.set(name, await answer.text());
    }
    for (const name of [about.script, about.worker]) await kept?.add(`${site}assets/${name}`).catch(() => {});
  };
  const unplug = () => {
    if (document.querySelector(".unplug")) return;
    const line = document.createElement("p");
    line.className = "small unplug";
    line.setAttribute("role", "status");
    document.getElementById("getting-ready").after(line);
    line.textContent = "You can unplug now: everything is here, and nothing is sent.";
  };
  const getAll = async () => {
    try {
      if (!pages.size) await keepPages();
      unplug();
    } catch {
      pages.clear();
      setTimeout(getAll, 5_000);
    }
  };
  document.addEventListener("workbook:live", getAll);

  swapPages({
    site,
    textOf: async (name) => pages.get(name) ?? (await fetch(`${site}${name}.html`)).text(),
    swapped: (name) => {
      ends.splice(0).forEach((end) => end());
      page = name;
      return () => {
        whenLive();
        if (!live) showBar();
        run();
      };
    },
  });
  navigator.serviceWorker?.register(new URL("offline.js", site)).catch(() => {});
  start();
}
