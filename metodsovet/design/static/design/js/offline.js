/* Keeps the page of a meeting that is under way, so that it opens again where the network is gone. The page itself
   puts it on the shelf and takes it off; nothing else is kept, and with a network nothing comes from here. */
"use strict";

const SHELF = "meetings-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === "GET" && url.origin === self.location.origin;
  if (isOurs && (url.pathname.startsWith("/static/") || url.pathname.endsWith("/hold/"))) event.respondWith(fresh(request));
});

async function fresh(request) {
  try {
    return await fetch(request);
  } catch (lost) {
    const kept = await caches.match(request, { cacheName: SHELF, ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw lost;
  }
}
