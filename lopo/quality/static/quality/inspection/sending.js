// Send what waits: photo by photo, then the sheet. What was sent already is not sent again, and a sheet is one
// to the server however often it comes. Shared by the pages and the worker.
"use strict";
self.lopoSending = (() => {
  const store = self.lopoStore;
  const ROOT = "/periksa/";

  // Why a sheet stays on the phone although the server was reached.
  class Held extends Error {
    constructor(why, problem = "") {
      super(why);
      this.why = why;
      this.problem = problem;
    }
  }

  // The server's answer as JSON; throws Held when a person has to do something, anything else when to try later.
  async function ask(path, options = {}) {
    const answer = await fetch(ROOT + path, { credentials: "same-origin", redirect: "manual", ...options });
    if (answer.type === "opaqueredirect" || (answer.status >= 300 && answer.status < 400)) throw new Held("signed-out");
    if (answer.ok) return answer.json();
    if (answer.status >= 500 || answer.status === 429) throw new Error(`server ${answer.status}`);
    const told = await answer.json().catch(() => ({}));
    const why = { 403: "forbidden", 404: "gone", 409: "other-person" }[answer.status] ?? "refused";
    throw new Held(why, told.problem ?? "");
  }

  async function sendSheet(sheet, key) {
    const headers = { "X-CSRFToken": key.token };
    if (key.person !== sheet.person) throw new Held("other-person");
    const photos = await store.photosOf(sheet.client_id);
    for (const photo of photos.filter(each => !each.sent)) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ client_id: sheet.client_id, photo_id: photo.id, element: photo.number }))
        body.append(name, value);
      body.append("photo", photo.blob, "photo.jpg");
      await ask(`${sheet.business}/foto/`, { method: "POST", headers, body });
      await store.addPhoto({ ...photo, sent: true });
    }
    const answers = {};
    for (const each of await store.answersOf(sheet.client_id))
      if (each.answer) answers[each.number] = { answer: each.answer, note: each.note ?? "" };
    const { client_id, person, inspected_on, present_name, notes } = sheet;
    const body = JSON.stringify({ client_id, person, inspected_on, present_name, notes, answers, photos: photos.map(each => each.id) });
    const receipt = await ask(`${sheet.business}/kirim/`, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body,
    });
    await store.receive(client_id, receipt);
  }

  async function sendWaiting() {
    const waiting = (await store.allSheets()).filter(each => each.state === "queued");
    if (!waiting.length) return { left: 0 };
    let left = 0;
    let key;
    for (const sheet of waiting) {
      try {
        key ??= await ask("kunci/");
        await sendSheet(sheet, key);
      } catch (fault) {
        left += 1;
        const held = fault instanceof Held ? { why: fault.why, problem: fault.problem } : null;
        await store.changeSheet(sheet.client_id, { held });
      }
    }
    return { left };
  }

  // One sender at a time, whichever tab or worker it is. Who finds another at work waits until it is done.
  const LOCK = "lopo-inspections";
  const sendAll = async () => {
    if (!navigator.locks) return sendWaiting();
    const done = await navigator.locks.request(LOCK, { ifAvailable: true }, lock => (lock ? sendWaiting() : null));
    return done ?? navigator.locks.request(LOCK, () => ({ busy: true }));
  };

  return { sendAll };
})();
