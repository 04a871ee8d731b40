// The page's own side of the session: what was kept, where the page was opened, and the list carried between pages.

const KEY = "strategic-senco-workbook:list";

// In the browser edition the page that is opened first stays, and holds the list itself; only "here" is noted, so that
// a page that was loaded again can say that the list is gone. What is written it keeps itself until the session is there.
const holder = globalThis.workbookHolder;

function note(held) {
  try {
    if (held) sessionStorage.setItem(KEY, "here");
    else sessionStorage.removeItem(KEY);
  } catch {
    /* blocked: then nothing is said */
  }
}

// The address of the list in the server's memory; the key is random and lives as long as this tab.
function listAddress(served, make) {
  let key = sessionStorage.getItem(KEY);
  if (!key && make) {
    key = crypto.randomUUID();
    sessionStorage.setItem(KEY, key);
  }
  return key && `${served.base}workbook/list/${key}`;
}

// Whether the list is on its way to the pages that follow.
async function carryList(served, bytes) {
  if (holder) {
    holder.list = bytes;
    note(true);
  }
  if (!served) return true;
  try {
    const keepalive = bytes.byteLength < 60_000; // a small list arrives even when the person is already leaving
    return (await fetch(listAddress(served, true), { method: "PUT", body: bytes, headers: { "X-Workbook": "list" }, keepalive })).ok;
  } catch {
    return false;
  }
}

async function fetchList(served) {
  try {
    if (holder) {
      const gone = !holder.list && sessionStorage.getItem(KEY);
      note(holder.list);
      return gone ? "gone" : holder.list;
    }
    const address = served && listAddress(served, false);
    if (!address) return null;
    const answer = await fetch(address, { headers: { "X-Workbook": "list" }, cache: "no-store" });
    if (answer.ok) return await answer.arrayBuffer();
    sessionStorage.removeItem(KEY);
    return "gone";
  } catch {
    return null;
  }
}

async function dropList(served) {
  try {
    if (holder) holder.list = null;
    const address = served && listAddress(served, false);
    sessionStorage.removeItem(KEY);
    if (address) await fetch(address, { method: "DELETE", headers: { "X-Workbook": "list" } });
  } catch {
    /* the server is gone, and the list with it */
  }
}

// What went wrong, above everything else, on a page without a picker to say it.
function tell(words) {
  if (document.querySelector('.live[data-name="school picker"]')) return;
  let place = document.querySelector("[data-told]");
  if (!place) {
    place = document.createElement("div");
    place.dataset.told = "";
    document.querySelector("main").prepend(place);
  }
  place.innerHTML = words;
  place.querySelector("[data-take-focus]")?.focus();
}

function render({ model, el }) {
  el.hidden = true;
  const ended = new AbortController();
  const on = (target, name, answer, options = {}) => target.addEventListener(name, answer, { ...options, signal: ended.signal });
  const served = whereServed();
  const query = Object.fromEntries(new URLSearchParams(location.search));
  holder?.takeOver();
  const ends = [keepAnswers(on), watchConnection(on)];
  keepCopies(on);
  copyWords(on);
  const room = roomMode(model, on);
  const planMade = planMaking(model, on);

  const arrive = async () => {
    const list = query.school ? null : await fetchList(served);
    const words = { do: "arrived", query, school: query.school ?? store.value("school"), settings: keptUnder("settings:"), columns: store.value("columns:headings") || {} };
    if (list === "gone") words.gone = true;
    model.send(words, undefined, list && list !== "gone" ? [list] : []);
  };
  const nameSchool = () => {
    document.querySelectorAll("[data-school-in-use]").forEach((one) => one.replaceChildren(model.get("school_label")));
  };
  model.on("change:school_label", nameSchool);
  model.on("msg:custom", (message, buffers) => {
    if (message.settled) delete document.documentElement.dataset.anotherSchool;
    if (message.remember) store.keep(message.remember, message.value);
    if (message.carry) carryList(served, buffers[0]).then((carried) => carried || model.send({ do: "not_carried" }));
    if (message.drop) dropList(served);
    if (message.told) tell(message.told);
    planMade(message, buffers);
    if (message.show) {
      const panel = document.querySelector(`.live[data-name="panel ${CSS.escape(message.show)}"]`)?.closest(".panel");
      panel?.scrollIntoView();
      if (panel) room.goTo(panel);
    }
  });
  on(document, "workbook:forget", () => model.send({ do: "forget" }));
  on(document, "workbook:opened", () => model.send({ do: "arrived", query: {}, school: store.value("school"), settings: keptUnder("settings:") }));
  const openRoll = () => {
    const boxes = document.querySelector(".live[data-ready] #change-roll");
    if (!boxes) return;
    boxes.open = true;
    boxes.closest(".picker").scrollIntoView();
    boxes.querySelector("input").focus({ preventScroll: true });
  };
  const openChooser = () => {
    const chooser = document.querySelector(".live[data-ready] #choose-school");
    if (!chooser) return;
    chooser.open = true;
    chooser.closest(".picker").scrollIntoView();
    (chooser.querySelector("#own-file") ?? chooser.querySelector("summary")).focus({ preventScroll: true });
  };
  let asked = location.hash === "#choose-school";
  on(document, "click", (event) => {
    const way = event.target.closest('a[href="#choose-school"], a[href="#change-roll"]');
    if (!way) return;
    event.preventDefault();
    (way.hash === "#change-roll" ? openRoll : openChooser)();
  });
  const meet = () => {
    room.show();
    if (asked && document.querySelector(".live[data-ready] #choose-school")) {
      asked = false;
      openChooser();
    }
  };
  const ready = new MutationObserver(meet);
  ready.observe(document.body, { subtree: true, attributeFilter: ["data-ready"] });
  meet(); // parts may have been ready before this script
  nameSchool();
  arrive();
  return () => {
    ready.disconnect();
    ended.abort();
    ends.forEach((end) => end());
  };
}

export default { render };
