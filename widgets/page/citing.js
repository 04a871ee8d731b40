// Copies words that stand on the page: a citation under a card, a message under a chart.

function copyWords(on) {
  document.body.dataset.copies = "yes"; // the buttons show from now on
  on(document, "click", async (event) => {
    const button = event.target.closest("[data-copy-words]");
    const words = button && document.getElementById(button.dataset.copyWords);
    if (!words) return;
    const say = (text) => button.parentElement.querySelector("[role=status]")?.replaceChildren(text);
    try {
      await navigator.clipboard.writeText(words.innerText.trim());
      say("Copied.");
    } catch {
      getSelection().selectAllChildren(words);
      say("Marked. Press Ctrl and C to copy.");
    }
  });
}
