// The boxes to write in: filled from what was kept, saved as a person types, and in step with other tabs.

const WAIT = 150; // milliseconds after the last key
const SAVED = "Saved in this browser just now.";
const NOT_SAVED = "This browser keeps nothing. Press “Save a copy” below before you close the page.";

function say(box, words) {
  box.closest(".ask")?.querySelector("[data-saved]")?.replaceChildren(words);
}

// On going back, a browser fills boxes with what they once held; what was kept or forgotten since is newer.
function cameBack() {
  return performance.getEntriesByType("navigation")[0]?.type === "back_forward";
}

function fillBox(box) {
  if (box.filled) return;
  box.filled = true;
  const kept = store.value("answer:" + box.dataset.answer);
  if (box.value && (document.activeElement === box || !cameBack())) saveBox(box); // written before this script was there
  else if (kept || box.value) {
    box.value = kept;
    say(box, kept && "Kept from your last visit.");
  }
}

function saveBox(box) {
  say(box, store.keep("answer:" + box.dataset.answer, box.value) ? SAVED : NOT_SAVED);
}

function refill(words) {
  document.querySelectorAll("[data-answer]").forEach((box) => {
    box.value = store.value("answer:" + box.dataset.answer);
    say(box, box.value ? words : "");
  });
}

function keepAnswers(on) {
  const waiting = new Map();
  const boxes = () => document.querySelectorAll("[data-answer]");
  const flush = () => waiting.forEach((timer, box) => (clearTimeout(timer), saveBox(box), waiting.delete(box)));
  on(document, "input", ({ target: box }) => {
    if (!box.dataset?.answer) return;
    box.filled = true;
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => (waiting.delete(box), saveBox(box)), WAIT));
  });
  on(window, "pagehide", flush);
  on(document, "visibilitychange", flush);
  on(window, "storage", ({ key, newValue }) => {
    const name = key?.startsWith(PREFIX + "answer:") ? key.slice((PREFIX + "answer:").length) : null;
    const box = name && [...boxes()].find((one) => one.dataset.answer === name);
    if (!box) return;
    clearTimeout(waiting.get(box));
    waiting.delete(box);
    box.value = newValue ? JSON.parse(newValue).value : "";
    say(box, "Changed in another tab just now. The last change is the one that is kept.");
  });
  const watch = new MutationObserver(() => boxes().forEach(fillBox));
  watch.observe(document.body, { childList: true, subtree: true });
  boxes().forEach(fillBox);
  return () => (flush(), watch.disconnect());
}

function keepCopies(on) {
  const tell = (words) => document.querySelector("[data-kept]")?.replaceChildren(words);
  const asking = () => document.querySelector("[data-open-ask]");
  // The question holds the items of a copy that would change what is here, until that is settled.
  const ask = (items, answers, school) => {
    const question = asking();
    question.items = items;
    question.hidden = !items;
    if (!items) return;
    const words = [
      school && "This copy is of another invented school than the one here.",
      answers && `The copy would put other words in place of ${answers === 1 ? "1 answer" : `${answers} answers`} that you wrote here.`,
      "To have both, save a copy first. Open it?",
    ];
    question.querySelector("[data-open-words]").replaceChildren(words.filter(Boolean).join(" "));
    tell("");
    question.querySelector("[data-keep=leave]").focus();
  };
  const take = (items) => {
    const answers = takeCopy(items);
    refill("Opened from your saved copy.");
    tell(`Opened: ${answers} ${answers === 1 ? "answer" : "answers"}.`);
    document.dispatchEvent(new CustomEvent("workbook:opened"));
  };
  on(document, "click", ({ target }) => {
    const wanted = target.closest("[data-keep]")?.dataset.keep;
    if (wanted === "save") saveCopy();
    if (["take", "leave"].includes(wanted) && asking().items) {
      if (wanted === "take") take(asking().items);
      else tell("Not opened. What was here stays.");
      ask(null);
      document.querySelector("[data-keep=open]").focus();
    }
    const question = document.querySelector("[data-forget-ask]");
    if (question && ["ask", "stay", "forget"].includes(wanted)) {
      question.hidden = wanted !== "ask";
      document.querySelector(`[data-keep=${wanted === "ask" ? "stay" : "ask"}]`).focus();
    }
    if (wanted === "forget") {
      store.forget();
      refill("");
      document.dispatchEvent(new CustomEvent("workbook:forget"));
      tell("Forgotten. This browser keeps nothing from you now.");
    }
  });
  on(document, "change", async ({ target }) => {
    if (target.dataset?.keep !== "open" || !target.files.length) return;
    const [file] = target.files;
    ask(null);
    try {
      const items = await readCopy(file);
      const { answers, school } = lostBy(items);
      if (answers || school) ask(items, answers, school);
      else take(items);
    } catch (problem) {
      tell(problem.message + " What was here stays.");
    }
    target.value = "";
  });
}
