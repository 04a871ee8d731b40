// Room mode: one panel at a time in big type, for a projector. Python then shows the public version only.

function roomMode(model, on) {
  const panels = () => [...document.querySelectorAll("main .panel")].filter((one) => one.querySelector(".live[data-ready]"));
  let place = 0;

  const show = () => {
    const all = panels();
    const active = Boolean(model.get("room")) && all.length > 0;
    document.body.classList.toggle("room", active);
    place = Math.min(Math.max(place, 0), Math.max(all.length - 1, 0));
    document.querySelectorAll("#cells > .on-show").forEach((cell) => cell.classList.remove("on-show"));
    for (const boxes of document.querySelectorAll(active ? ".typed > details[open]:not([data-in-room])" : ".typed > details[data-in-room]")) {
      boxes.open = !active; // boxes that a panel opens with would push its chart off the wall
      boxes.toggleAttribute("data-in-room", active);
    }
    if (active) {
      all[place].closest("#cells > *")?.classList.add("on-show");
      scrollTo(0, 0);
    }
    const bar = document.querySelector(".room-bar");
    if (bar) bar.hidden = !active;
    document.querySelector("[data-room-place]")?.replaceChildren(`${place + 1} of ${all.length}`);
    document.querySelector("[data-room='toggle']")?.setAttribute("aria-pressed", String(active));
  };
  const turn = (active) => {
    document.querySelector(".reader")?.removeAttribute("open");
    if (active) place = Math.max(0, panels().findIndex((one) => one.getBoundingClientRect().bottom > 120));
    const back = active ? null : panels()[place];
    model.set("room", active);
    model.save_changes();
    show();
    back?.scrollIntoView();
  };
  const act = {
    toggle: () => turn(!model.get("room")),
    leave: () => turn(false),
    next: () => (place++, show()),
    previous: () => (place--, show()),
    reset: () => model.send({ do: "reset" }),
  };
  on(document, "click", ({ target }) => act[target.closest("[data-room]")?.dataset.room]?.());
  on(document, "keydown", (event) => {
    if (event.key === "F9") {
      event.preventDefault();
      return act.toggle();
    }
    if (!model.get("room") || event.target.closest("input, select, textarea, .scroll")) return;
    const wanted = { ArrowRight: "next", ArrowLeft: "previous", PageDown: "next", PageUp: "previous", Escape: "leave" }[event.key];
    if (wanted) {
      event.preventDefault();
      act[wanted]();
    }
  });
  model.on("change:room", show);
  if (document.querySelector("[data-room='toggle']")?.getAttribute("aria-pressed") === "true") turn(true); // asked for before this was there
  return { show, goTo: (panel) => ((place = Math.max(0, panels().indexOf(panel))), show()) };
}
