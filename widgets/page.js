// Keeps what a person writes in this browser, and tells Python where the page was opened.
// Only answers and the choice of an invented school are kept; nothing about pupils is.

const PREFIX = "strategic-senco-workbook:";
const SAVED = "Saved in this browser just now.";
const NOT_SAVED = "This browser keeps nothing. Copy your answer before you close the page.";

function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}

function forget() {
  try {
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX))
      .forEach((name) => localStorage.removeItem(name));
  } catch {
    /* nothing was kept */
  }
  document.querySelectorAll("[data-answer]").forEach((box) => (box.value = ""));
}

function say(box, words) {
  box.closest(".ask")?.querySelector("[data-saved]")?.replaceChildren(words);
}

function restore(box) {
  if (box.restored) return;
  box.restored = true;
  box.value ||= kept("answer:" + box.dataset.answer);
  if (box.value) say(box, "Kept from your last visit.");
}

function render({ model, el }) {
  el.hidden = true;
  const controller = new AbortController();
  const on = (name, answer) => document.addEventListener(name, answer, { signal: controller.signal });
  const waiting = new Map();

  on("input", ({ target }) => {
    const name = target.dataset?.answer;
    if (!name) return;
    target.restored = true;
    clearTimeout(waiting.get(name));
    waiting.set(name, setTimeout(() => say(target, keep("answer:" + name, target.value) ? SAVED : NOT_SAVED), 150));
  });
  on("click", ({ target }) => {
    if (!target.closest("[data-forget]")) return;
    forget();
    document.querySelector("[data-forgotten]")?.replaceChildren("Forgotten: this browser keeps nothing from you now.");
  });

  const look = () => document.querySelectorAll("[data-answer]").forEach(restore);
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  look();

  const name_school = () => {
    document.querySelectorAll("[data-school-in-use]").forEach((one) => one.replaceChildren(model.get("school_label")));
    if (model.get("sample")) keep("school", model.get("sample"));
  };
  model.on("change:school_label", name_school);
  model.send({ do: "arrived", school: new URLSearchParams(location.search).get("school") ?? kept("school") });
  name_school();
  return () => {
    watch.disconnect();
    controller.abort();
  };
}

export default { render };
