// Until the session of a page is there, the page itself keeps what is written, brings it back, and saves copies of it:
// Python may need a minute to come, or never come. The same scripts do it as in the session, and share what is kept.
const NOT_YET = "This needs Python, which is not in the page yet: see the line at the top. What you wrote is kept.";

// Begins that, and gives a function that ends it.
const keepMeanwhile = (holder) => {
  const ended = new AbortController();
  const on = (target, name, answer, options = {}) => target.addEventListener(name, answer, { ...options, signal: ended.signal });
  const end = keepAnswers(on);
  keepCopies(on);
  copyWords(on);
  const planMade = planMaking({ send: () => planMade({ plan_said: NOT_YET }) }, on);
  on(document, "workbook:forget", () => {
    holder.list = null;
    try {
      sessionStorage.removeItem("strategic-senco-workbook:list");
    } catch {
      /* blocked: then nothing was noted */
    }
  });
  return () => (end(), ended.abort());
};
