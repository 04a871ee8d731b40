// Notices when the kernel or the server has gone, says so, and gives a way to save and to come back.

const LOOK_EVERY = 2_000;
const ANSWER_WITHIN = 2_500;
const IDLE_AFTER = 20 * 60_000;

function whereServed() {
  try {
    const { baseUrl, kernelId } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    return kernelId ? { base: baseUrl, kernel: kernelId } : null;
  } catch {
    return null;
  }
}

async function answers(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    return answer.status < 500 && answer.status !== 404;
  } catch {
    return false;
  }
}

const LOST =
  "<strong>This page has lost its connection.</strong> What you wrote is safe in this browser. If the page does not open, start the workbook again.";
const STOPPED =
  "<strong>Python in this page has stopped.</strong> What you wrote is safe in this browser. Open a list of your own once more.";

function showBanner(words) {
  if (document.querySelector(".lost")) return;
  const banner = document.createElement("div");
  banner.className = "lost";
  banner.setAttribute("role", "alert");
  banner.innerHTML =
    `<p>${words}</p>` +
    '<p><button type="button" class="button main" data-lost="reopen">Open this page again</button> ' +
    '<button type="button" class="button" data-keep="save">Save what I wrote as a file</button> ' +
    '<span role="status" data-lost-says></span></p>';
  document.querySelector("main")?.before(banner);
  useControls(false);
}

function useControls(can) {
  document.querySelectorAll(".live [data-live-only]").forEach((one) => (one.disabled = !can));
}

// A page that is left alone asks for nothing, and says so; whoever comes back goes on where she was.
function pause(paused) {
  const line = document.querySelector("[data-paused]");
  if (line && line.hidden === paused) line.hidden = !paused;
}

// A server that was held up answers again, and knows this page: then nothing was lost.
function dropBanner() {
  document.querySelector(".lost")?.remove();
  useControls(true);
}

function watchConnection(on) {
  const served = whereServed();
  on(document, "workbook:lost", () => showBanner(STOPPED));
  on(document, "click", async ({ target }) => {
    if (target.closest("[data-lost]")?.dataset.lost !== "reopen") return;
    if (!served || (await answers(`${served.base}workbook/alive/`))) location.reload();
    else {
      document
        .querySelector("[data-lost-says]")
        .replaceChildren("The workbook is not running. Start it again, then press the button once more.");
    }
  });
  if (!served) return () => {};
  const alive = `${served.base}workbook/alive/${served.kernel}`;
  let active = performance.now();
  let missed = 0;
  let looking = false;
  for (const name of ["pointerdown", "keydown", "wheel", "touchstart", "scroll"]) {
    on(document, name, () => ((active = performance.now()), pause(false)), { passive: true, capture: true });
  }
  const look = async () => {
    if (looking) return;
    if (performance.now() - active > IDLE_AFTER) return pause(true);
    looking = true;
    missed = (await answers(alive)) ? 0 : missed + 1;
    looking = false;
    if (!missed && document.querySelector(".lost")) dropBanner();
    else if (missed >= 2) showBanner(LOST);
    else if (missed) setTimeout(look, 500);
  };
  const timer = setInterval(look, LOOK_EVERY);
  return () => clearInterval(timer);
}
