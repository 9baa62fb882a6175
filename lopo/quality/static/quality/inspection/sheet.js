// One sheet on the phone: a question at a time, every tap kept at once, sent when there is a network.
"use strict";
(async () => {
  const page = document.getElementById("sheet");
  const given = JSON.parse(document.getElementById("inspection").textContent);
  if (!page || !self.indexedDB || !("serviceWorker" in navigator)) return;
  const { elements, levels, words } = given;
  const store = self.lopoStore;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const begun = { kind: given.kind, business_name: given.business_name, inspected_on: today(), present_name: "", notes: "", at: 0 };
  let sheet = await store.sheetFor(given.business, given.person, begun);
  let answers = new Map();
  let photos = [];

  function today() {
    return new Date().toLocaleDateString("en-CA", { timeZone: "Asia/Makassar" });
  }

  async function refresh() {
    sheet = (await store.sheetNumbered(sheet.client_id)) ?? sheet;
    answers = new Map((await store.answersOf(sheet.client_id)).map(each => [each.number, each]));
    photos = await store.photosOf(sheet.client_id);
  }

  const answerAt = number => answers.get(number)?.answer ?? "";
  const left = () => elements.filter(each => !answerAt(each.number));
  const failing = () => elements.filter(each => answerAt(each.number) === "failing");

  // The first level whose bounds hold; the server reckons it anew.
  function levelNow() {
    const counts = {};
    for (const each of failing()) counts[each.severity] = (counts[each.severity] ?? 0) + 1;
    return levels.find(level => Object.entries(level.most).every(([severity, most]) => (counts[severity] ?? 0) <= most)).code;
  }

  const copyOf = id => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const put = (root, name, text) => {
    const place = root.querySelector(`[data-put="${name}"]`);
    place.textContent = text;
    place.hidden = !text;
    return place;
  };

  async function show(at = sheet.at) {
    await refresh();
    if (sheet.state !== "draft") return showSent();
    await store.changeSheet(sheet.client_id, { at });
    if (at >= elements.length) return showEnd();
    const element = elements[at];
    const card = copyOf("question");
    put(card, "place", fill(words.place, { number: at + 1, total: elements.length, group: given.groups[element.group] }));
    card.querySelector("progress").value = elements.length - left().length;
    put(card, "question", element.question);
    put(card, "failure", given.kind === "officer" ? element.failure : "");
    put(card, "severity", given.kind === "officer" ? element.severity_title : "");
    put(card, "good", element.good);
    put(card, "mend", element.mend);
    const picture = card.querySelector("img");
    picture.hidden = !element.picture;
    if (element.picture) picture.src = element.picture;
    const details = card.querySelector(".if-failing");
    const mark = () => {
      for (const button of card.querySelectorAll("[data-answer]"))
        button.setAttribute("aria-pressed", String(button.dataset.answer === answerAt(element.number)));
      details.hidden = answerAt(element.number) !== "failing";
    };
    for (const button of card.querySelectorAll("[data-answer]")) {
      if (button.dataset.answer === "absent") {
        button.hidden = !element.absent;
        button.textContent = element.absent ?? "";
      }
      button.addEventListener("click", async () => {
        const goesOn = button.dataset.answer !== "failing";
        await store.answer(sheet.client_id, element.number, { answer: button.dataset.answer }, goesOn ? at + 1 : at);
        if (goesOn) return show(at + 1);
        await refresh();
        mark();
        details.scrollIntoView({ block: "nearest" });
      });
    }
    const note = card.querySelector("textarea");
    note.value = answers.get(element.number)?.note ?? "";
    note.addEventListener("input", () => store.answer(sheet.client_id, element.number, { note: note.value }));
    self.lopoPhotos.offer(card.querySelector(".photos"), sheet.client_id, element.number);
    card.querySelector(".back").addEventListener("click", () => show(Math.max(0, at - 1)));
    card.querySelector(".on").addEventListener("click", () => show(at + 1));
    card.querySelector(".back").disabled = at === 0;
    overview(card.querySelector(".overview"));
    mark();
    replace(card);
  }

  function replace(card) {
    page.replaceChildren(card);
    scrollTo(0, 0);
    const heading = card.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  // Every element as a small square, to jump to; its mark says how it was answered.
  function overview(list) {
    const marks = { fine: "✓", failing: "✗", absent: "–", "": "" };
    elements.forEach((element, place) => {
      const button = document.createElement("button");
      const answer = answerAt(element.number);
      button.type = "button";
      button.className = `square ${answer}`;
      button.textContent = `${element.number} ${marks[answer]}`;
      button.setAttribute("aria-label", `${element.number}. ${element.question} ${words[answer || "unseen"]}`);
      button.addEventListener("click", () => show(place));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    });
  }

  function showEnd() {
    const card = copyOf("end");
    const missing = left();
    put(card, "left", missing.length ? fill(words.left, { count: missing.length }) : "");
    put(card, "level", missing.length ? "" : fill(given.kind === "self" ? words.own_level : words.level, { level: levelNow() }));
    const list = card.querySelector(".findings");
    for (const each of failing()) {
      const item = document.createElement("li");
      item.textContent = `${each.number}. ${each.failure} (${each.severity_title})`;
      list.append(item);
    }
    overview(card.querySelector(".overview"));
    for (const name of ["inspected_on", "present_name", "notes"]) {
      const field = card.querySelector(`[name="${name}"]`);
      field.value = sheet[name] ?? "";
      field.addEventListener("input", () => store.changeSheet(sheet.client_id, { [name]: field.value }));
    }
    card.querySelector(".back").addEventListener("click", () => show(elements.length - 1));
    const send = card.querySelector(".send");
    if (missing.length) {
      send.textContent = words.see_left;
      send.addEventListener("click", () => show(elements.indexOf(missing[0])));
    } else send.addEventListener("click", queue);
    replace(card);
  }

  async function queue() {
    await store.changeSheet(sheet.client_id, { state: "queued", held: null });
    const worker = await navigator.serviceWorker.getRegistration("/periksa/");
    await worker?.sync?.register("lopo-inspections").catch(() => {});
    await show();
    await send();
  }

  // Send what waits, and show what became of this sheet, also where another tab has sent it. One after another.
  let sending = Promise.resolve();
  const send = () => (sending = sending.then(sendNow, sendNow));

  async function sendNow() {
    const before = sheet;
    const waits = (await store.allSheets()).some(each => each.state === "queued");
    if (waits && navigator.onLine) await self.lopoSending.sendAll();
    await refresh();
    const changed = sheet.state !== before.state || sheet.held?.why !== before.held?.why;
    if (changed && sheet.state !== "draft") showSent();
  }

  function showSent() {
    const card = copyOf(sheet.state === "sent" ? "received" : "waiting");
    if (sheet.state === "sent") {
      put(card, "receipt", sheet.receipt);
      put(card, "level", fill(given.kind === "self" ? words.own_level : words.level, { level: sheet.level }));
      put(card, "why", sheet.why);
      card.querySelector(".differs").hidden = !sheet.differs;
      card.querySelector(".result").href = sheet.url;
      card.querySelector(".anew").addEventListener("click", async () => {
        sheet = await store.sheetFor(given.business, given.person, { ...begun, inspected_on: today() }, true);
        show(0);
      });
    } else {
      const { why, problem } = sheet.held ?? {};
      put(card, "held", why ? problem || words[why] : "");
      card.querySelector(".sign-in").hidden = why !== "signed-out";
      card.querySelector(".again").addEventListener("click", send);
      card.querySelector(".edit").addEventListener("click", async () => {
        await store.changeSheet(sheet.client_id, { state: "draft", at: elements.length, held: null });
        show(elements.length);
      });
    }
    replace(card);
  }

  const status = document.getElementById("network");
  const tellNetwork = () => {
    status.textContent = navigator.onLine ? words.online : words.offline;
    status.dataset.online = navigator.onLine;
  };
  addEventListener("online", () => (tellNetwork(), send()));
  addEventListener("offline", tellNetwork);
  tellNetwork();
  await show();
  setInterval(send, 20_000);

  await navigator.serviceWorker.register("/periksa/pekerja.js", { scope: "/periksa/" });
  await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener("message", async () => (await refresh(), sheet.state === "draft" || showSent()));
  navigator.storage?.persist?.();
  const cache = await caches.open("lopo-periksa");
  await fetch(location.pathname, { redirect: "error" }).then(answer => answer.ok && cache.put(location.pathname, answer)).catch(() => {});
  document.documentElement.dataset.kept = "yes";
  send();
})();
