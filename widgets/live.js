// Shows pieces of HTML made in Python and sends back what a person does with them.
// A piece is replaced only when its HTML changed; focus and opened details survive.

const LARGEST_FILE = 10_000_000;

function place(root, pieces) {
  const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
  for (const name of Object.keys(pieces)) {
    let holder = root.querySelector(`:scope > [data-piece="${name}"]`);
    if (!holder) {
      holder = document.createElement("div");
      holder.dataset.piece = name;
      if (name === "finding") holder.setAttribute("aria-live", "polite");
      root.append(holder);
    }
    if (holder.shown === pieces[name]) continue;
    if (name === "typed" && sameBoxes(holder, pieces[name])) {
      holder.shown = pieces[name];
      continue;
    }
    const open = [...holder.querySelectorAll("details[open]")].map((one) => one.id);
    holder.shown = pieces[name];
    holder.innerHTML = pieces[name];
    holder.querySelectorAll("[data-live-only]").forEach((one) => one.removeAttribute("disabled"));
    for (const id of open) holder.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    holder.querySelector("[data-take-focus]")?.focus();
  }
  if (matchMedia("(max-width: 640px)").matches) root.querySelector("[data-piece=numbers] > details")?.setAttribute("open", "");
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

// Boxes that a person fills in stay as they are; only their values follow, but for the one in use and those whose
// own value is still on its way to be answered.
function sameBoxes(holder, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const [old, now] = [holder, fresh.content].map((one) => [...one.querySelectorAll("input, select")]);
  if (!old.length || old.map((one) => one.id).join() !== now.map((one) => one.id).join()) return false;
  old.forEach((box, place) => {
    if (box.dataset.waiting === now[place].value) delete box.dataset.waiting;
    if (box !== document.activeElement && box.dataset.waiting === undefined) box.value = now[place].value;
  });
  return true;
}

function values(form) {
  return form ? Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string")) : {};
}

// The files that a person chose, by number, so that one can be read again when a column is given another
// meaning or a repair is undone.
const chosen = new Map();
let turns = 0;

async function sendFile(model, input) {
  const file = input.files[0];
  const { do: event = "file", file: place = "1" } = input.dataset;
  const typed = values(input.form);
  input.value = "";
  if (!file) return;
  if (event === "file") chosen.clear();
  if (file.size > LARGEST_FILE) {
    model.send({ do: "file_too_big", values: { chosen: event } });
    return;
  }
  const turn = (turns += 1);
  let content;
  try {
    content = await file.arrayBuffer();
  } catch {
    model.send({ do: "file_gone", values: { chosen: event } }); // moved since, or kept online and the line is down
    return;
  }
  if (turn !== turns) return; // another was chosen while this one was fetched: the last choice counts
  chosen.set(place, file);
  model.send({ do: event, values: typed }, undefined, [content]);
}

// The files after one that is left out move up.
function closeUp(place) {
  for (let n = place; chosen.delete(String(n)) && chosen.has(String(n + 1)); n += 1) chosen.set(String(n), chosen.get(String(n + 1)));
}

async function sendAgain(model, target) {
  const { change, do: event = change, file } = target.dataset;
  const message = { do: event, name: target.name, value: target.value, values: values(target.form), file };
  try {
    model.send(message, undefined, [await chosen.get(file).arrayBuffer()]);
  } catch {
    model.send({ do: "file_gone" });
  }
}

async function pngOf(svg) {
  const picture = new Image();
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.naturalWidth * 2, picture.naturalHeight * 2];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function saveFile({ name, kind }, [bytes]) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copyPicture(root, { svg, text }) {
  const say = (words) => root.querySelector("[data-copied]")?.replaceChildren(words);
  try {
    const png = await pngOf(svg);
    const link = root.querySelector("[data-download]");
    if (link) link.href = URL.createObjectURL(png);
    await navigator.clipboard.write([
      new ClipboardItem({ "text/plain": new Blob([text], { type: "text/plain" }), "image/png": png }),
    ]);
    say("Copied. Paste it where you need it.");
  } catch {
    say("This browser did not let us copy. Download the picture, and select the words to copy them.");
  }
}

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "live";
  root.dataset.name = model.get("name");
  el.append(root);
  const show = () => {
    place(root, model.get("pieces"));
    root.removeAttribute("aria-busy");
  };

  root.addEventListener("change", (event) => {
    const { target } = event;
    if (target.type === "file") sendFile(model, target);
    else if (target.dataset.file) sendAgain(model, target);
    else if (target.dataset.change) {
      root.setAttribute("aria-busy", "true");
      if (target.closest("[data-piece=typed]")) target.dataset.waiting = target.value;
      model.send({ do: target.dataset.change, name: target.name, value: target.value, values: values(target.form) });
    }
  });
  root.addEventListener("focusin", ({ target }) => {
    if (target.closest("[data-piece=controls]")) model.send({ do: "near", values: { value: target.name } });
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const { submitter } = event;
    if (submitter) {
      submitter.disabled = true; // a double click says the same thing once
      setTimeout(() => (submitter.disabled = false), 1_000);
    }
    model.send({ do: event.target.dataset.do, values: values(event.target) });
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button?.dataset.do === "drop_file") closeUp(Number(button.value));
    if (button?.dataset.file) sendAgain(model, button);
    else if (button) model.send({ do: button.dataset.do, values: { value: button.value } });
  });
  root.addEventListener("dragover", (event) => event.target.closest("[data-drop]") && event.preventDefault());
  root.addEventListener("drop", (event) => {
    const input = event.target.closest("[data-drop]")?.querySelector("input[type=file]");
    if (!input) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    sendFile(model, input);
  });
  const copied = (message, buffers) => {
    if (message.copy) copyPicture(root, message.copy);
    if (message.download) saveFile(message.download, buffers);
  };
  model.on("change:pieces", show);
  model.on("msg:custom", copied);
  show();
  root.dataset.ready = "true";
  return () => {
    model.off("change:pieces", show);
    model.off("msg:custom", copied);
  };
}

export default { render };
