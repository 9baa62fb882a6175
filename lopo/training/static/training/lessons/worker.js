// Keeps lessons readable without a network. NAMES, above, is written by the server: { pages, assets }.
// Pages are put into the cache by keep.js, as a visitor sees them; here they are only given back.
"use strict";
const CACHE = "lopo-pelajaran";
const PATIENCE = 4000; // milliseconds before a kept page is better than a slow network

self.addEventListener("install", event => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(cache => cache.addAll(NAMES.assets))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", event => event.waitUntil(sweep().then(() => self.clients.claim())));

async function sweep() {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!NAMES.pages.includes(pathname) && !NAMES.assets.includes(pathname)) await cache.delete(request);
  }
}

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (NAMES.pages.includes(url.pathname) || NAMES.assets.includes(url.pathname)) event.respondWith(freshOrKept(event.request));
});

async function freshOrKept(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true, ignoreSearch: true });
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, kept));
  const answer = await Promise.race([fresh.catch(() => kept), late]);
  return answer.status >= 500 ? kept : answer;
}
