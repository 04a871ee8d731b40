// Text size, spacing and paper as the reader likes them, set before the page is painted.
{
  const name = (part) => `strategic-senco-workbook:reader:${part}`;
  const chosen = (part) => {
    try {
      return JSON.parse(localStorage.getItem(name(part)))?.value ?? "";
    } catch {
      return "";
    }
  };
  const parts = ["size", "spacing", "tint"];
  const apply = (part, value) => (document.documentElement.dataset[part] = value);
  parts.forEach((part) => apply(part, chosen(part)));
  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-reader]")) box.value = chosen(box.dataset.reader);
  });
  document.addEventListener("keydown", ({ key }) => {
    const menu = document.querySelector(".reader[open]");
    if (key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("change", ({ target }) => {
    const part = target.dataset?.reader;
    if (!part) return;
    apply(part, target.value);
    try {
      localStorage.setItem(name(part), JSON.stringify({ value: target.value, at: Date.now() }));
    } catch {
      /* then it holds for this page only */
    }
  });
}
