// The list of kitchens: take sheets along for a day without a network, and see what waits on this phone.
"use strict";
(async () => {
  const box = document.getElementById("on-this-phone");
  if (!box || !("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/periksa/pekerja.js", { scope: "/periksa/" });
  await navigator.serviceWorker.ready;
  const cache = await caches.open("lopo-periksa");
  const keepPage = path => fetch(path, { redirect: "error" }).then(answer => (answer.ok ? cache.put(path, answer) : Promise.reject()));
  keepPage("/periksa/").catch(() => {});

  const rows = [...document.querySelectorAll("[data-kitchen]")];
  const mark = async row => {
    const kept = await cache.match(`/periksa/${row.dataset.kitchen}/`, { ignoreVary: true });
    row.querySelector(".taken").hidden = !kept;
    row.querySelector(".take").hidden = Boolean(kept);
  };
  for (const row of rows) {
    const button = row.querySelector(".take");
    button.addEventListener("click", async () => {
      button.disabled = true;
      await keepPage(`/periksa/${row.dataset.kitchen}/`).catch(() => {});
      button.disabled = false;
      mark(row);
    });
    await mark(row);
  }
  navigator.storage?.persist?.();

  const show = async () => {
    const sheets = (await self.lopoStore.allSheets()).filter(each => each.state !== "sent" || each.receipt);
    const items = sheets.reverse().map(sheet => {
      const item = document.getElementById("sheet-row").content.cloneNode(true);
      item.querySelector("a").href = `/periksa/${sheet.business}/`;
      item.querySelector("a").textContent = sheet.business_name;
      for (const badge of item.querySelectorAll("[data-state]")) badge.hidden = badge.dataset.state !== sheet.state;
      item.querySelector(".receipt").textContent = sheet.receipt ?? "";
      return item;
    });
    box.querySelector("ul").replaceChildren(...items);
    box.hidden = !items.length;
  };
  const send = () => self.lopoSending.sendAll().then(show);
  navigator.serviceWorker.addEventListener("message", show);
  addEventListener("online", send);
  await show();
  send();
})();
