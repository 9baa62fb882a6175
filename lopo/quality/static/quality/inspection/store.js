// What a phone keeps of inspections until the server has them. Shared by the pages and the worker.
"use strict";
self.lopoStore = (() => {
  const NAME = "lopo-inspections";
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
        const database = request.result;
        database.createObjectStore("sheets", { keyPath: "client_id" });
        database.createObjectStore("current");
        database.createObjectStore("answers", { keyPath: ["client_id", "number"] });
        database.createObjectStore("photos", { keyPath: "id" }).createIndex("sheet", "client_id");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opening;
  }

  // Work within one transaction; it has ended, and lies on the disk, when the promise is kept.
  async function within(mode, work) {
    const database = await open();
    const names = ["sheets", "current", "answers", "photos"];
    const transaction = database.transaction(names, mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const stores = Object.fromEntries(names.map(name => [name, transaction.objectStore(name)]));
    const found = await work(stores);
    await ended;
    return found;
  }

  const ofSheet = id => IDBKeyRange.bound([id], [id, []]);

  // The sheet that is being filled for a kitchen by a person: the one there is, or a new one.
  const sheetFor = (business, person, fresh, anew = false) =>
    within("readwrite", async ({ sheets, current }) => {
      const key = `${business}:${person}`;
      const id = await done(current.get(key));
      const found = id && (await done(sheets.get(id)));
      if (found && !anew) return found;
      const sheet = { client_id: crypto.randomUUID(), business, person, state: "draft", ...fresh };
      await done(sheets.put(sheet));
      await done(current.put(sheet.client_id, key));
      return sheet;
    });

  // Change some fields of a sheet; nothing but its state changes once it was sent.
  const changeSheet = (id, fields) =>
    within("readwrite", async ({ sheets }) => {
      const sheet = await done(sheets.get(id));
      if (!sheet || sheet.state === "sent") return sheet;
      const changed = { ...sheet, ...fields };
      await done(sheets.put(changed));
      return changed;
    });

  // An answer, and where the sheet goes on, together: a tab killed between them does not ask again.
  const answer = (id, number, fields, at) =>
    within("readwrite", async ({ answers, sheets }) => {
      const before = (await done(answers.get([id, number]))) ?? { client_id: id, number };
      await done(answers.put({ ...before, ...fields }));
      if (at === undefined) return;
      const sheet = await done(sheets.get(id));
      if (sheet?.state === "draft") await done(sheets.put({ ...sheet, at }));
    });

  const answersOf = id => within("readonly", ({ answers }) => done(answers.getAll(ofSheet(id))));
  const photosOf = id => within("readonly", ({ photos }) => done(photos.index("sheet").getAll(id)));
  const allSheets = () => within("readonly", ({ sheets }) => done(sheets.getAll()));
  const sheetNumbered = id => within("readonly", ({ sheets }) => done(sheets.get(id)));
  const addPhoto = photo => within("readwrite", ({ photos }) => done(photos.put(photo)));
  const dropPhoto = id => within("readwrite", ({ photos }) => done(photos.delete(id)));

  // The server has it: the receipt is kept, the pictures make room.
  const receive = (id, receipt) =>
    within("readwrite", async ({ sheets, photos }) => {
      const sheet = await done(sheets.get(id));
      await done(sheets.put({ ...sheet, state: "sent", held: null, ...receipt }));
      for (const key of await done(photos.index("sheet").getAllKeys(id))) photos.delete(key);
    });

  return { sheetFor, changeSheet, answer, answersOf, photosOf, allSheets, sheetNumbered, addPhoto, dropPhoto, receive };
})();
