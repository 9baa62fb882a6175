// Keeps the pages of a queue readable without a network, and sends what waits when it comes back.
// OUTBOX, above, is written by the server: { queue, key, endpoint, scripts, assets, pages, shells }.
"use strict";
importScripts(...OUTBOX.scripts);
const outbox = self.lopoOutbox(OUTBOX);
const CACHE = outbox.TAG;
const PATIENCE = 4000; // milliseconds before a kept page is better than a slow network
const PAGES = OUTBOX.pages.map(each => new RegExp(each));
const SHELLS = OUTBOX.shells.map(([pattern, page]) => [new RegExp(pattern), page]);

self.addEventListener("install", event => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(cache => cache.addAll(OUTBOX.assets))
      .then(() => self.skipWaiting()),
  );
});
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const shell = SHELLS.find(([pattern]) => pattern.test(url.pathname))?.[1];
  const isKept = PAGES.some(each => each.test(url.pathname)) || OUTBOX.assets.includes(url.pathname);
  if (shell || isKept) event.respondWith(freshOrKept(event.request, shell));
});

// A page whose address has a shell is served by that page when there is no network.
async function freshOrKept(request, shell) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(shell ?? request, { ignoreVary: true, ignoreSearch: true });
  const fresh = fetch(request).then(answer => {
    if (!shell && answer.status === 200 && !answer.redirected) cache.put(request, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, kept.clone()));
  const answer = await Promise.race([fresh.catch(() => kept.clone()), late]);
  return answer.status >= 500 ? kept : answer;
}

self.addEventListener("sync", event => {
  if (event.tag !== outbox.TAG) return;
  event.waitUntil(
    outbox.sendAll().then(({ left = 0 }) => {
      if (left) throw new Error("some wait still"); // the browser tries again later
    }),
  );
});
