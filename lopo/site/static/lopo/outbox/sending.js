// Send what waits in a queue, several items at a time. An item is one to the server however often it comes.
// Shared by pages and the worker; ``settings`` is what the server wrote: { queue, key, endpoint, worker, scope }.
"use strict";
self.lopoOutbox = settings => {
  const store = self.lopoOutboxStore(settings.queue);
  const TAG = `lopo-outbox-${settings.queue}`;
  const AT_ONCE = 20;
  const KEPT_DAYS = 30;
  const EVERY = 20_000; // milliseconds between two tries while a page is open
  const watchers = [];
  const channel = self.BroadcastChannel && new BroadcastChannel(TAG);
  const tellHere = () => watchers.forEach(watcher => watcher());
  const tell = () => (tellHere(), channel?.postMessage("changed"));
  if (channel) channel.onmessage = tellHere;

  // Why an item stays on the phone although the server was reached.
  class Held extends Error {
    constructor(why, problem = "") {
      super(why);
      this.why = why;
      this.problem = problem;
    }
  }

  // The server's answer as JSON; throws Held when a person has to do something, anything else when to try later.
  async function ask(address, options = {}) {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
    if (answer.type === "opaqueredirect" || (answer.status >= 300 && answer.status < 400)) throw new Held("signed-out");
    if (answer.ok) return answer.json();
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408)
      throw Object.assign(new Error(`server ${answer.status}`), { status: answer.status });
    const told = await answer.json().catch(() => ({}));
    throw new Held({ 403: "forbidden", 404: "gone", 409: "other-person" }[answer.status] ?? "refused", told.problem ?? "");
  }

  const bodyOf = ({ place, state, held, receipt, person, ...body }) => body;

  const post = (items, key) =>
    ask(settings.endpoint, {
      method: "POST",
      headers: { "X-CSRFToken": key.token, "Content-Type": "application/json" },
      body: JSON.stringify({ person: key.person, now: new Date().toISOString(), items: items.map(bodyOf) }),
    });

  const hold = async (items, fault) => {
    const held = fault instanceof Held ? { why: fault.why, problem: fault.problem } : null;
    for (const item of items) await store.change(item.client_id, { held });
  };

  // One item that the server cannot digest must not keep the others from arriving.
  async function sendSome(items, key) {
    try {
      await store.settle((await post(items, key)).items);
    } catch (fault) {
      const apart = items.length > 1 && (fault.why === "refused" || fault.status === 500);
      if (apart) for (const item of items) await sendSome([item], key);
      else await hold(items, fault);
    }
  }

  async function sendWaiting() {
    const waiting = (await store.all()).filter(each => each.state === "queued");
    if (!waiting.length) return { left: 0 };
    try {
      const key = await ask(settings.key);
      const mine = waiting.filter(each => each.person === key.person);
      await hold(waiting.filter(each => each.person !== key.person), new Held("other-person"));
      for (let from = 0; from < mine.length; from += AT_ONCE) await sendSome(mine.slice(from, from + AT_ONCE), key);
    } catch (fault) {
      await hold(waiting, fault);
    }
    await store.tidy(KEPT_DAYS);
    return { left: (await store.all()).filter(each => each.state === "queued").length };
  }

  // One sender at a time, whichever tab or worker it is.
  const sendAll = async () => {
    const sent = navigator.locks
      ? await navigator.locks.request(TAG, { ifAvailable: true }, lock => (lock ? sendWaiting() : { busy: true }))
      : await sendWaiting();
    tell();
    return sent;
  };

  // Keep the pages of this queue for times without a network, and send whenever there is one. For pages only.
  async function start() {
    addEventListener("online", sendAll);
    setInterval(() => navigator.onLine && sendAll(), EVERY);
    sendAll();
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(settings.worker, { scope: settings.scope });
    await navigator.serviceWorker.ready;
    navigator.storage?.persist?.();
    await take(location.pathname);
  }

  // Take a page along; whether it lies on this phone now.
  async function take(path) {
    const cache = await caches.open(TAG);
    try {
      const answer = await fetch(path, { redirect: "error", cache: "no-store" });
      if (answer.ok) await cache.put(path, answer);
    } catch {} // without a network the one taken before stays
    return isTaken(path);
  }
  const isTaken = async path => Boolean(await (await caches.open(TAG)).match(path, { ignoreVary: true, ignoreSearch: true }));

  // Put an item into the queue; it is durable when the promise is kept. It is sent at once if that can be done.
  async function add(item) {
    const kept = await store.add(item);
    tell();
    navigator.serviceWorker?.getRegistration?.(settings.scope).then(worker => worker?.sync?.register(TAG)).catch(() => {});
    if (navigator.onLine) sendAll();
    return kept;
  }
  // Send a refused item once more.
  const again = id => store.change(id, { state: "queued", held: null }).then(sendAll);
  const drop = id => store.drop(id).then(tell);
  const { all, change, keep, kept, newId } = store;

  return { add, again, all, change, drop, keep, kept, newId, sendAll, start, take, isTaken, watch: watcher => watchers.push(watcher), TAG };
};
