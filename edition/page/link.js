// The page's own link to the Python inside it, and the line that says how far it is. The page that is opened first
// stays: it holds Python and the list in use, and the other pages take their place inside it.
{
  const STUCK = 4_000; // milliseconds for which a lost network is said; it is tried again in less
  const SILENT = 60_000; // milliseconds after which a person is told that nothing happens
  const STANDS_STILL = 20_000; // milliseconds after which the script of the worker is asked for again
  const TRY_AGAIN = 3_000;
  const about = JSON.parse(document.getElementById("workbook-edition").textContent);
  const site = new URL("./", location.href).href;
  const holder = (globalThis.workbookHolder = { list: null, takeOver: () => {} });
  let page = about.page;
  let asked = 0; // how many pages were run; what comes for an earlier one is too late
  let stuck = -STUCK;
  let worker, watch, live, complete;
  let ends = [];

  const widgets = widgetsOfPage((comm, data, buffers = []) =>
    worker.postMessage({ what: "widget", words: JSON.stringify({ comm, data }), buffers }),
  );
  const line = document.querySelector(".python");
  const say = (words) => {
    const place = line.querySelector("[role=status]");
    if (place.textContent !== words) place.textContent = words; // read aloud once
  };
  const far = (loaded, total) => {
    const [bar, figure] = line.querySelector(".far").children;
    line.querySelector(".far").hidden = !total;
    if (!total) return;
    Object.assign(bar, { max: total, value: loaded });
    figure.textContent = `${Math.round(loaded / 1e6)} of ${Math.round(total / 1e6)} MB`;
  };

  // Where Python cannot run, the page still reads about the invented school.
  const readOnly = (words) => {
    if (worker) worker.onmessage = null; // what it has still to say would hide this
    worker?.terminate();
    clearTimeout(watch);
    delete document.documentElement.dataset.anotherSchool;
    far();
    say(words);
  };

  const LOADING = "Python is coming into this page. You can read meanwhile. Nothing is being sent.";
  const heard = {
    loading: ({ loaded, total }) => {
      if (performance.now() - stuck > STUCK) say(LOADING);
      far(loaded, total);
    },
    waiting: () => {
      stuck = performance.now();
      say("The network has gone. This goes on by itself when it is back. What you wrote is safe.");
    },
    starting: () => {
      far();
      say("Python is starting in this page. You can read meanwhile. Nothing is being sent.");
    },
    shown: async ({ number, live: parts, failed }) => {
      if (number !== asked) return;
      const cell = (id) => document.getElementById(`cell-id=${id}`);
      for (const id of failed) cell(id)?.querySelector(".jp-OutputArea")?.replaceChildren(about.failed);
      const places = new Map(); // by cell, those not yet taken
      const shows = parts.map(({ cell: id, comm, state }) => {
        if (!places.has(id)) places.set(id, [...(cell(id)?.querySelectorAll("script[data-model]") ?? [])]);
        const place = places.get(id).shift();
        return place && state._esm ? widgets.show(place, comm, state) : null;
      });
      ends = (await Promise.all(shows)).filter(Boolean);
      if (!live) {
        live = true;
        clearTimeout(watch);
        say("Python is ready. The rest of the workbook is coming. Nothing is being sent.");
        getAll();
      } else if (complete) unplug();
    },
    widget: ({ words, buffers }) => {
      const { comm, data } = JSON.parse(words);
      widgets.hear(comm, data, buffers.map(({ buffer }) => new DataView(buffer)));
    },
    lost: ({ moved }) => {
      if (moved) return readOnly("The site has changed since this page was opened. Reload the page. What you wrote is safe.");
      if (live) return document.dispatchEvent(new CustomEvent("workbook:lost"));
      readOnly("Python could not start in this browser. Reload the page, or use another browser. You can still read this page.");
    },
  };

  const run = () => worker?.postMessage({ what: "run", page, number: ++asked });
  const textOfWorker = async () => {
    for (;;) {
      try {
        const answer = await fetch(`${site}assets/${about.worker}`, { signal: AbortSignal.timeout(STANDS_STILL) });
        if (answer.status === 404) return heard.lost({ moved: true });
        if (answer.ok) return await answer.text();
      } catch {
        /* no network for now */
      }
      heard.waiting();
      await new Promise((done) => setTimeout(done, TRY_AGAIN));
    }
  };
  const listen = () => {
    clearTimeout(watch);
    if (!live) watch = setTimeout(() => say("This takes longer than it should. Reload the page. What you wrote is safe."), SILENT);
  };
  const start = async () => {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function" || typeof DecompressionStream !== "function") {
      return readOnly("This browser cannot run Python in a page. You can read the page; to use it, try a newer browser.");
    }
    say(LOADING);
    listen();
    const script = await textOfWorker();
    if (!script) return;
    worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => {
      listen();
      heard[data.what](data);
    };
    worker.onerror = () => heard.lost({});
    worker.postMessage({ what: "begin", site, ...about });
    run();
  };

  // Every page of the site is fetched once the first is live, and kept: from then on nothing more is needed.
  const pages = new Map();
  const keepPages = async () => {
    const kept = await globalThis.caches?.open(about.kept).catch(() => null);
    const texts = await Promise.all(
      about.pages.map(async (name) => {
        const answer = await fetch(`${site}${name}.html`);
        if (!answer.ok) throw new Error(name);
        await kept?.put(answer.url, answer.clone()).catch(() => {});
        return [name, await answer.text()];
      }),
    );
    const wanted = [...about.files.map(({ address }) => address), ...about.pages.map((name) => `${name}.html`)];
    for (const name of [about.script, about.worker]) {
      wanted.push(`assets/${name}`);
      await kept?.add(`${site}assets/${name}`).catch(() => {});
    }
    for (const { url } of (await kept?.keys()) ?? []) {
      if (url.startsWith(site) && !wanted.includes(url.slice(site.length))) await kept.delete(url); // of an earlier version
    }
    texts.forEach(([name, text]) => pages.set(name, text));
  };
  const unplug = () => {
    complete = true;
    say("You can unplug now: everything is here, and nothing is sent.");
    line.querySelector(".check").hidden = false;
  };
  const getAll = async () => {
    try {
      if (!pages.size) await keepPages();
      worker.postMessage({ what: "drawing" });
      unplug();
    } catch {
      pages.clear();
      setTimeout(getAll, 5_000);
    }
  };

  // What is written is kept from the first moment, and in each page until its own session is there.
  const keepUntilTaken = () => {
    holder.takeOver();
    holder.takeOver = keepMeanwhile(holder);
  };

  swapPages({
    site,
    textOf: async (name) => {
      if (pages.has(name)) return pages.get(name);
      const answer = await fetch(`${site}${name}.html`);
      if (!answer.ok) throw new Error(name);
      return answer.text();
    },
    unreachable: () => say("That page could not be fetched. Try again when the network is back. This page stays, and so does what you wrote."),
    swapped: (name) => {
      ends.splice(0).forEach((end) => end());
      page = name;
      return () => {
        keepUntilTaken();
        whenLive();
        if (live) say("Python is getting this page ready. You can read meanwhile. Nothing is being sent.");
        run();
      };
    },
  });
  navigator.serviceWorker?.register(new URL(`offline.js?kept=${about.kept}`, site)).catch(() => {});
  keepUntilTaken();
  start();
}
