// What a phone keeps of its meetings: names, codes, who is here by the server's list. Shared by the day's pages.
"use strict";
self.lopoMeeting = (() => {
  const KEPT = "meetings";
  const KEPT_DAYS = 7;
  const MARGIN = 3_600_000; // milliseconds before and after a meeting in which a code means this one

  // A sheet as the server wrote it, read from its page.
  function readFrom(page) {
    const given = JSON.parse(page.getElementById("meeting").textContent);
    const people = [...page.querySelectorAll("[data-seat]")].map(row => ({
      seat: Number(row.dataset.seat),
      ticket: row.dataset.ticket,
      short: row.dataset.short,
      name: row.querySelector("b").textContent,
    }));
    const { session, title, starts_at, ends_at, person, snapshot } = given;
    return { session, title, starts_at, ends_at, person, snapshot, people };
  }

  async function remember(outbox, meeting) {
    const all = (await outbox.kept(KEPT)) ?? {};
    const oldest = Date.now() - KEPT_DAYS * 86_400_000;
    for (const [key, each] of Object.entries(all)) if (Date.parse(each.ends_at) < oldest) delete all[key];
    const before = all[meeting.session];
    if (before && before.snapshot.at > meeting.snapshot.at) meeting = { ...meeting, snapshot: before.snapshot };
    all[meeting.session] = meeting;
    await outbox.keep(KEPT, all);
    return meeting;
  }

  const known = async outbox => Object.values((await outbox.kept(KEPT)) ?? {});

  // The meetings now in which a ticket has a seat; the one that is going on first.
  async function ofTicket(outbox, ticket) {
    const now = Date.now();
    const near = each => Date.parse(each.starts_at) - MARGIN <= now && now <= Date.parse(each.ends_at) + MARGIN;
    return (await known(outbox)).filter(each => near(each) && each.people.some(one => one.ticket === ticket)).sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  }

  // Who is here: the server's list, and on top what this phone noted since, in the order of time.
  async function presence(outbox, meeting) {
    const seats = new Map(meeting.people.map(each => [each.ticket, each.seat]));
    const here = new Map(Object.entries(meeting.snapshot.present).map(([seat, at]) => [Number(seat), { at }]));
    const items = (await outbox.all()).filter(each => each.session === meeting.session);
    for (const item of items) {
      if (item.state !== "sent" || item.receipt.at <= meeting.snapshot.at || !item.receipt.person) continue;
      if (item.receipt.came) here.set(item.receipt.person, { at: item.receipt.came });
      else here.delete(item.receipt.person);
    }
    for (const item of items.filter(each => each.state === "queued").sort((a, b) => (a.at < b.at ? -1 : 1))) {
      const seat = item.enrolment ?? seats.get(item.ticket);
      if (item.what === "undone") here.delete(seat);
      else if (seat && !here.has(seat)) here.set(seat, { at: item.at, waits: true });
    }
    return { here, items };
  }

  // The server's list, when there is a network.
  async function refresh(outbox, meeting) {
    try {
      const answer = await fetch(`/hadir/${meeting.session}/siapa/`, { redirect: "error", cache: "no-store" });
      if (answer.ok) return remember(outbox, { ...meeting, snapshot: await answer.json() });
    } catch {} // without a network the list of before stays
    return meeting;
  }

  const clock = at => new Date(at).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Makassar" });
  const ticketIn = text => text.trim().match(/^(?:https?:\/\/[^/\s]+\/hadir\/k\/)?([A-Za-z0-9_-]{16})\/?$/)?.[1];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  return { readFrom, remember, known, ofTicket, presence, refresh, clock, ticketIn, fill };
})();
