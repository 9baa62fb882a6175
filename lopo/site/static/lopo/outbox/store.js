// What a phone keeps until the server has it: one queue of items, in the order in which they were put there.
// Shared by pages and the worker. How to use it: docs/developing.md, "work without a network".
"use strict";
self.lopoOutboxStore = queue => {
  const NAME = `lopo-outbox-${queue}`;
  let opening;

  const done = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        const items = request.result.createObjectStore("items", { keyPath: "place", autoIncrement: true });
        items.createIndex("client_id", "client_id", { unique: true });
        request.result.createObjectStore("kept");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opening;
  }

  // Work within one transaction; it has ended, and lies on the disk, when the promise is kept.
  async function within(mode, work) {
    const database = await open();
    const transaction = database.transaction(["items", "kept"], mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const found = await work(transaction.objectStore("items"), transaction.objectStore("kept"));
    await ended;
    return found;
  }

  const numbered = (items, id) => done(items.index("client_id").get(id));

  const newId = () =>
    crypto.randomUUID?.() ??
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  // An item waits to be sent from now on. One that is there already is left as it is, and given back.
  const add = item =>
    within("readwrite", async items => {
      const whole = { client_id: newId(), at: new Date().toISOString(), ...item, state: "queued", held: null };
      const before = await numbered(items, whole.client_id);
      if (before) return before;
      whole.place = await done(items.add(whole));
      return whole;
    });

  // Change some fields of an item that was not received yet.
  const change = (id, fields) =>
    within("readwrite", async items => {
      const item = await numbered(items, id);
      if (!item || item.state === "sent") return item;
      const changed = { ...item, ...fields };
      await done(items.put(changed));
      return changed;
    });

  // The answers of the server to several items at once: received, or refused with a sentence.
  const settle = answers =>
    within("readwrite", async items => {
      for (const { client_id, taken, problem, ...receipt } of answers) {
        const item = await numbered(items, client_id);
        if (!item || item.state === "sent") continue;
        if (taken) await done(items.put({ ...item, state: "sent", held: null, receipt }));
        else await done(items.put({ ...item, state: "refused", held: { why: "refused", problem: problem ?? "" } }));
      }
    });

  // What was received makes room after some days; what was not is never thrown away here.
  const tidy = days =>
    within("readwrite", async items => {
      const oldest = new Date(Date.now() - days * 86_400_000).toISOString();
      for (const item of await done(items.getAll())) if (item.state === "sent" && item.at < oldest) items.delete(item.place);
    });

  const drop = id =>
    within("readwrite", async items => {
      const item = await numbered(items, id);
      if (item) await done(items.delete(item.place));
    });

  const all = () => within("readonly", items => done(items.getAll()));
  const keep = (name, value) => within("readwrite", (_items, kept) => done(kept.put(value, name)));
  const kept = name => within("readonly", (_items, kept) => done(kept.get(name)));

  return { add, change, settle, tidy, drop, all, keep, kept, newId };
};
