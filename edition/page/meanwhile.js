// Until the session of a page is there, the page itself keeps what is written, brings it back, and saves copies of it:
// Python may need a minute to come, or never come. The same scripts do it as in the session, and share what is kept.
const ROOM_LATER = "Room mode comes with Python";
const NOT_YET = "This needs Python, which is not in the page yet: see the line at the top. What you wrote is kept.";

// Begins that, and gives a function that ends it.
const keepMeanwhile = (holder) => {
  const ended = new AbortController();
  const on = (target, name, answer, options = {}) => target.addEventListener(name, answer, { ...options, signal: ended.signal });
  const end = keepAnswers(on);
  keepCopies(on);
  copyWords(on);
  const planMade = planMaking({ send: () => planMade({ plan_said: NOT_YET }) }, on);
  const toggle = document.querySelector("[data-room=toggle]");
  const words = toggle.textContent;
  toggle.setAttribute("aria-pressed", "false"); // each page begins without
  const askForRoom = () => {
    const wanted = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(wanted)); // the session turns it on
    toggle.textContent = wanted ? ROOM_LATER : words;
  };
  on(toggle, "click", askForRoom);
  on(document, "keydown", (event) => {
    if (event.key !== "F9") return;
    event.preventDefault();
    askForRoom();
  });
  on(document, "workbook:forget", () => {
    holder.list = null;
    try {
      sessionStorage.removeItem("strategic-senco-workbook:list");
    } catch {
      /* blocked: then nothing was noted */
    }
  });
  return () => {
    toggle.textContent = words;
    end();
    ended.abort();
  };
};
