// Gives pages of this site from what the browser kept, where the network is slow or gone. It keeps nothing itself.
const KEPT = new URL(location.href).searchParams.get("kept");
const PATIENCE = 4_000; // milliseconds that a page may take from the network before the kept one is shown

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = async (address) => (await caches.open(KEPT)).match(address, { ignoreSearch: true });
const page = async (request) => {
  const address = request.url.replace(/\/(?=$|[?#])/, "/index.html");
  const later = new Promise((_, give_up) => setTimeout(give_up, PATIENCE));
  try {
    return await Promise.race([fetch(request), later]);
  } catch {
    return (await kept(address)) ?? fetch(request);
  }
};
const file = async (request) => (await kept(request.url)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.url.startsWith(`${self.registration.scope}assets/`)) event.respondWith(file(request));
});
