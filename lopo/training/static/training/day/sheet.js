// The attendance sheet: every tap and every code is kept at once, and sent when there is a network.
"use strict";
(async () => {
  const page = document.getElementById("attendance");
  if (!page || !self.indexedDB) return;
  const given = JSON.parse(document.getElementById("meeting").textContent);
  const { words, person, session } = given;
  const { fill, clock, ticketIn } = self.lopoMeeting;
  const outbox = self.lopoOutbox(given.outbox);
  let meeting = await self.lopoMeeting.remember(outbox, self.lopoMeeting.readFrom(document));
  const rows = new Map([...page.querySelectorAll("[data-seat]")].map(row => [Number(row.dataset.seat), row]));
  const nameOf = seat => rows.get(seat)?.querySelector("b").textContent ?? "";
  const $ = id => document.getElementById(id);
  let here = new Map();

  async function show() {
    const found = await self.lopoMeeting.presence(outbox, meeting);
    here = found.here;
    let came = 0;
    for (const [seat, row] of rows) {
      const since = here.get(seat);
      came += Boolean(since);
      row.classList.toggle("is-here", Boolean(since));
      row.querySelector("button").disabled = false;
      row.querySelector("button").setAttribute("aria-pressed", String(Boolean(since)));
      const mark = row.querySelector(".mark");
      mark.textContent = since ? `✓ ${clock(since.at)}` : "";
      if (since?.waits) mark.append(Object.assign(document.createElement("small"), { textContent: words.waits }));
    }
    $("count").textContent = fill(words.count, { came, total: rows.size });
    $("bar").value = came;
    const noted = found.items.length;
    const received = found.items.filter(each => each.state === "sent").length;
    $("both").textContent = fill(words.both, { noted, received, waiting: noted - received });
    $("both").hidden = !noted;
    const held = found.items.find(each => each.state === "queued" && each.held)?.held;
    $("held").hidden = !held;
    $("held").firstElementChild.textContent = held ? held.problem || words[held.why] || "" : "";
    $("held").querySelector("a").hidden = held?.why !== "signed-out";
    showOdd(found.items);
  }

  // What does not count: said by the server, or not yet known to it.
  function showOdd(items) {
    const odd = items.filter(each => each.state === "refused" || (each.state === "sent" && each.receipt.why && !each.seen));
    const listed = odd.map(item => {
      const row = $("odd-row").content.cloneNode(true);
      row.querySelector("b").textContent = nameOf(item.enrolment) || clock(item.at);
      row.querySelector(".quiet").textContent = item.receipt?.why || item.held?.problem || words.refused;
      const again = row.querySelector(".again");
      again.hidden = item.state !== "refused";
      again.addEventListener("click", () => outbox.again(item.client_id));
      const drop = row.querySelector(".drop");
      drop.hidden = item.state !== "sent"; // the server keeps it; what it does not have is never dropped here
      drop.addEventListener("click", () => outbox.drop(item.client_id));
      return row;
    });
    $("odd").querySelector("ul").replaceChildren(...listed);
    $("odd").hidden = !odd.length;
  }

  function tell(text, kind) {
    $("told").textContent = text;
    $("told").className = `told ${kind}`;
    $("told").hidden = false;
  }

  async function came(seat, how) {
    const name = nameOf(seat);
    const since = here.get(seat);
    if (since) return tell(fill(words.already, { name, time: clock(since.at) }), "is-already");
    await outbox.add({ person, session, what: "came", how, enrolment: seat });
    tell(fill(words.here, { name }), "is-here");
  }

  async function code(text) {
    const ticket = ticketIn(text);
    const seat = [...rows].find(([, row]) => row.dataset.ticket === ticket)?.[0];
    if (seat) return came(seat, "code");
    const noted = (await outbox.all()).some(each => each.session === session && each.ticket === (ticket ?? text));
    if (!noted) await outbox.add({ person, session, what: "came", how: "code", ticket: ticket ?? text.slice(0, 200) });
    tell(words.unknown, "is-unknown");
  }

  async function short(typed) {
    const bare = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
    const found = [...rows].filter(([, row]) => row.dataset.short === bare);
    if (found.length === 1) return came(found[0][0], "code");
    tell(found.length ? words.two_short : words.no_short, "is-unknown");
  }

  async function undo(seat) {
    const dialog = $("undo");
    dialog.querySelector("h2").textContent = fill(words.already, { name: nameOf(seat), time: clock(here.get(seat).at) });
    const reason = dialog.querySelector("input");
    reason.value = "";
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise(resolve => dialog.addEventListener("close", resolve, { once: true }));
    if (dialog.returnValue !== "undo" || !reason.value.trim()) return;
    await outbox.add({ person, session, what: "undone", how: "list", enrolment: seat, reason: reason.value.trim() });
    tell(fill(words.undone, { name: nameOf(seat) }), "is-already");
  }

  for (const [seat, row] of rows) {
    row.querySelector(".undo")?.remove();
    row.querySelector("button").addEventListener("click", event => {
      event.preventDefault();
      if (here.has(seat)) undo(seat);
      else came(seat, "list");
    });
  }

  const search = $("search");
  if (search && rows.size > 8) {
    search.hidden = false;
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      for (const row of rows.values()) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }

  // The camera where it can read codes; otherwise a typed code, or a photo that the server reads.
  const scanner = $("scanner");
  const canRead = await self.lopoScan.canRead().catch(() => false);
  let stop;
  const close = () => {
    stop?.();
    stop = undefined;
    scanner.hidden = true;
  };
  $("scan").hidden = !rows.size;
  $("scan").addEventListener("click", async () => {
    scanner.hidden = false;
    const video = scanner.querySelector("video");
    scanner.querySelector(".photo-code").hidden = canRead;
    if (canRead && !stop) {
      video.hidden = false;
      try {
        stop = await self.lopoScan.start(video, code);
      } catch {
        video.hidden = true;
        $("scan-help").textContent = words.no_camera;
        scanner.querySelector(".photo-code").hidden = false;
      }
    }
    scanner.scrollIntoView({ block: "nearest" });
  });
  scanner.querySelector(".close").addEventListener("click", close);
  addEventListener("pagehide", close);
  $("short-form").addEventListener("submit", async event => {
    event.preventDefault();
    const field = event.target.elements.short;
    await (field.value.includes("/") ? code(field.value) : short(field.value));
    field.select();
  });
  scanner.querySelector("input[type=file]").addEventListener("change", async event => {
    const body = new FormData();
    body.append("photo", event.target.files[0]);
    event.target.value = "";
    try {
      const key = await (await fetch(given.outbox.key, { redirect: "error" })).json();
      const answer = await fetch("/hadir/foto/", { method: "POST", headers: { "X-CSRFToken": key.token }, body });
      const told = await answer.json();
      if (told.ticket) await code(told.ticket);
      else tell(told.problem, "is-unknown");
    } catch {
      tell(words.no_camera, "is-unknown");
    }
  });

  const tellNetwork = () => {
    $("network").textContent = navigator.onLine ? words.online : words.offline;
    $("network").dataset.online = navigator.onLine;
  };
  const refresh = async () => {
    meeting = await self.lopoMeeting.refresh(outbox, meeting);
    await show();
  };
  addEventListener("online", () => (tellNetwork(), refresh()));
  addEventListener("offline", tellNetwork);
  tellNetwork();
  outbox.watch(show);
  await show();
  page.dataset.ready = "yes";
  await outbox.start();
  await outbox.take("/hadir/kode/");
  await outbox.take("/hadir/");
  document.documentElement.dataset.kept = "yes";
  setInterval(() => navigator.onLine && refresh(), 20_000);
})();
