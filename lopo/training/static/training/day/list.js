// The meetings: those of today are taken along, with their names and codes; what waits on this phone is said.
"use strict";
(async () => {
  if (!self.indexedDB) return;
  const outbox = self.lopoOutbox(JSON.parse(document.getElementById("outbox").textContent));
  const waiting = document.getElementById("waiting");
  const show = async () => {
    const count = (await outbox.all()).filter(each => each.state === "queued").length;
    waiting.hidden = !count;
    waiting.textContent = self.lopoMeeting.fill(waiting.dataset.text, { count });
  };
  outbox.watch(show);
  await show();
  await outbox.start();
  if (!("caches" in self)) return;
  for (const row of document.querySelectorAll("[data-meeting]")) {
    const path = `/hadir/${row.dataset.meeting}/`;
    if ("today" in row.dataset && navigator.onLine && (await outbox.take(path))) {
      const kept = await (await caches.open(outbox.TAG)).match(path, { ignoreVary: true });
      const page = new DOMParser().parseFromString(await kept.text(), "text/html");
      await self.lopoMeeting.remember(outbox, self.lopoMeeting.readFrom(page));
    }
    row.querySelector(".taken").hidden = !(await outbox.isTaken(path));
  }
  await outbox.take("/hadir/kode/");
  document.documentElement.dataset.kept = "yes";
})();
