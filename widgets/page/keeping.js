// What a person wrote and chose is kept in this browser, item by item; nothing about pupils ever is.
// An item is { value, at }; a saved copy is a file with all of them.

const PREFIX = "strategic-senco-workbook:";
const KIND = "strategic-senco-workbook";
const VERSION = 1;
const LARGEST_COPY = 2_000_000;
const LONGEST_ANSWER = 50_000;
const LONGEST_SETTING = 2_000;
const NAMES = /^(answer|settings|reader|plan|columns):[a-z0-9_-]{1,80}$|^school$/;

// One for the page and its session, so that where storage is blocked both know the same.
const store = (globalThis.workbookStore ??= {
  // In a private window storage may be blocked: then items live as long as the page, and the page says so.
  memory: new Map(),

  keep(name, value) {
    const item = JSON.stringify({ value, at: Date.now() });
    this.memory.set(name, item);
    try {
      localStorage.setItem(PREFIX + name, item);
      return true;
    } catch {
      return false;
    }
  },

  read(name) {
    let item = this.memory.get(name);
    try {
      item = localStorage.getItem(PREFIX + name) ?? item;
    } catch {
      /* blocked: what the page remembers will do */
    }
    try {
      return JSON.parse(item);
    } catch {
      return null;
    }
  },

  value(name) {
    return this.read(name)?.value ?? "";
  },

  names() {
    const names = new Set(this.memory.keys());
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) names.add(key.slice(PREFIX.length));
    } catch {
      /* blocked */
    }
    return [...names];
  },

  forget() {
    for (const name of this.names()) {
      this.memory.delete(name);
      try {
        localStorage.removeItem(PREFIX + name);
      } catch {
        /* blocked */
      }
    }
  },
});

function keepUnsaved() {
  document.querySelectorAll("[data-answer]").forEach((box) => {
    if (box.value && box.value !== store.value("answer:" + box.dataset.answer)) store.keep("answer:" + box.dataset.answer, box.value);
  });
}

function copyOfAll() {
  keepUnsaved();
  const items = Object.fromEntries(store.names().map((name) => [name, store.read(name)]).filter(([, item]) => item));
  return JSON.stringify({ kind: KIND, version: VERSION, saved: new Date().toISOString(), items }, null, 1);
}

function saveCopy() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([copyOfAll()], { type: "application/json" }));
  link.download = `senco-workbook-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const WRONG_KIND = "This is not a saved copy of this workbook. Choose the file that “Save a copy” gave you.";

const HOLDS_ROWS = "This file holds rows of a table. A saved copy holds only what you wrote. Nothing was opened.";

// Whether rows of a table stand anywhere in what was parsed. Without recursion, so that depth does no harm.
function holdsRows(parsed) {
  const waiting = [parsed];
  while (waiting.length) {
    const one = waiting.pop();
    const parts = Object.values(Object(one)).filter((part) => typeof part === "object" && part);
    if (Array.isArray(one) && parts.length) return true;
    waiting.push(...parts);
  }
  return false;
}

// The items of a saved copy, or an Error whose message says what is wrong and what to do.
function itemsOf(text) {
  let copy;
  try {
    copy = JSON.parse(text);
  } catch {
    throw new Error("This file is not complete, or it is not a saved copy. Choose another, or save a new copy.");
  }
  if (copy?.kind !== KIND || typeof copy.items !== "object" || !copy.items || !(copy.version >= 1)) throw new Error(WRONG_KIND);
  if (copy.version > VERSION) {
    throw new Error("This copy was saved by a newer version of the workbook. Open it there, or update this one.");
  }
  if (holdsRows(copy)) throw new Error(HOLDS_ROWS);
  const items = Object.entries(copy.items).filter(([name]) => NAMES.test(name));
  for (const [name, item] of items) {
    const parts = typeof item?.value === "object" ? Object.values(Object(item.value)) : [];
    if (Array.isArray(item?.value) || parts.some((part) => typeof part === "object")) throw new Error(HOLDS_ROWS);
    const text = typeof item?.value === "string";
    const settings = /^(settings|plan|columns):/.test(name) && item?.value && !text && parts.every((part) => String(part).length <= LONGEST_SETTING);
    if (!(text && item.value.length <= LONGEST_ANSWER) && !settings) throw new Error(WRONG_KIND);
  }
  return items;
}

async function readCopy(file) {
  if (file.size > LARGEST_COPY) throw new Error("This file is too large for a saved copy. " + WRONG_KIND.split(". ")[1]);
  return itemsOf(await file.text());
}

// What is here and would go: how many answers have other words, and whether the copy is of another school.
function lostBy(items) {
  keepUnsaved();
  const copied = Object.fromEntries(items.map(([name, item]) => [name, item.value]));
  const answers = Object.keys(copied).filter((name) => name.startsWith("answer:") && store.value(name) && store.value(name) !== copied[name]);
  const here = store.value("school");
  return { answers: answers.length, school: Boolean(copied.school && here && here !== copied.school) };
}

// Keep the items of a copy; how many of them are answers.
function takeCopy(items) {
  items.forEach(([name, item]) => store.keep(name, item.value));
  return items.filter(([name]) => name.startsWith("answer:")).length;
}
