// The plan: words put into a box, and everything kept for it sent to be made into a document.

function keptUnder(prefix) {
  const names = store.names().filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), store.value(name)]));
}

function saveBytes({ name, kind }, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function planMaking(model, on) {
  const say = (words) => document.querySelectorAll("[data-plan-said]").forEach((one) => one.replaceChildren(words));
  on(document, "click", ({ target }) => {
    const put = target.closest("[data-put]");
    if (put) {
      const box = document.getElementById(put.dataset.put);
      const words = document.getElementById(put.dataset.from)?.textContent ?? "";
      box.value = [box.value.trim(), words].filter(Boolean).join("\n\n");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    }
    if (target.closest("[data-plan=download]")) {
      keepUnsaved();
      say("Making your plan …");
      model.send({ do: "plan", answers: keptUnder("answer:"), charts: keptUnder("plan:") });
    }
  });
  return (message, buffers) => {
    if (message.plan) saveBytes(message.plan, buffers[0]);
    if (message.plan || message.plan_said) say(message.plan_said ?? "");
  };
}
