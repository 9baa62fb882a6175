// Keeps the sheets of kitchens readable without a network, and sends what waits when it comes back.
// NAMES, above, is written by the server: { store, sending, assets }.
"use strict";
importScripts(NAMES.store, NAMES.sending);
const CACHE = "lopo-periksa";
const PATIENCE = 4000; // milliseconds before a kept page is better than a slow network
const KEPT_PAGES = /^\/periksa\/(\d+\/)?$/;

self.addEventListener("install", event => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(cache => cache.addAll(NAMES.assets))
      .then(() => self.skipWaiting()),
  );
});
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (KEPT_PAGES.test(url.pathname) || NAMES.assets.includes(url.pathname)) event.respondWith(freshOrKept(event.request));
});

async function freshOrKept(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true, ignoreSearch: true });
  const fresh = fetch(request).then(answer => {
    if (answer.status === 200 && !answer.redirected) cache.put(request, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, kept));
  const answer = await Promise.race([fresh.catch(() => kept), late]);
  return answer.status >= 500 ? kept : answer;
}

self.addEventListener("sync", event => {
  if (event.tag !== "lopo-inspections") return;
  event.waitUntil(
    self.lopoSending.sendAll().then(async ({ left = 0 }) => {
      for (const client of await self.clients.matchAll()) client.postMessage("sent");
      if (left) throw new Error("some wait still"); // the browser tries again later
    }),
  );
});
