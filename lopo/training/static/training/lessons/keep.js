// The list of lessons: keep them on this phone, mark those that are, fetch them anew when their words changed.
"use strict";
(async () => {
  const list = document.getElementById("lessons");
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const CACHE = "lopo-pelajaran";
  const KEPT = "lopo-pelajaran-edisi"; // { edition, at } of what is kept
  const OLD = 7 * 24 * 60 * 60 * 1000;
  const pages = JSON.parse(document.getElementById("pages").textContent);
  const box = list.querySelector(".keeping");
  const button = box.querySelector(".keep");
  const told = box.querySelector(".keeping-told");
  const cache = await caches.open(CACHE);

  // As a visitor sees it: nothing of the person stays behind on the phone.
  const asVisitor = { credentials: "omit", redirect: "error", cache: "no-cache", headers: { "Accept-Language": document.documentElement.lang } };
  const say = (words, done = 0) => { told.textContent = told.dataset[words].replace("{done}", done).replace("{total}", pages.length); };

  const mark = async () => {
    const kept = new Set((await cache.keys()).map(request => new URL(request.url).pathname));
    for (const row of list.querySelectorAll("[data-lesson]")) row.querySelector(".on-phone").hidden = !kept.has(row.dataset.lesson);
    return pages.every(page => kept.has(page));
  };

  const keepAll = async () => {
    await navigator.serviceWorker.register("/pelajaran/pekerja.js", { scope: "/pelajaran/" });
    await navigator.serviceWorker.ready;
    let done = 0;
    say("working");
    for (const page of pages) {
      const answer = await fetch(page, asVisitor);
      if (!answer.ok) throw new Error(page);
      await cache.put(page, answer);
      say("working", ++done);
    }
    localStorage.setItem(KEPT, JSON.stringify({ edition: list.dataset.edition, at: Date.now() }));
    navigator.storage?.persist?.();
  };

  const keep = async () => {
    button.disabled = true;
    try {
      await keepAll();
      say("done");
    } catch {
      say("failed");
    }
    button.disabled = false;
    button.hidden = await mark();
  };

  box.hidden = false;
  button.addEventListener("click", keep);
  const whole = await mark();
  button.hidden = whole;
  if (whole) say("done");
  const { edition, at } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  const stale = edition !== list.dataset.edition || Date.now() - at > OLD;
  if (whole && stale && navigator.onLine) await keep();
  document.documentElement.dataset.keeping = "ready";
})();
