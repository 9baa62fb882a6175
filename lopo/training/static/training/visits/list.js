// The list of visits: what lies on this phone, and the pages of the caseload taken along for times without a network.
"use strict";
{
  const given = JSON.parse(document.getElementById("outbox").textContent);
  const outbox = lopoOutbox(given);
  const { words } = given;
  const here = document.getElementById("on-this-phone");
  const network = document.getElementById("network");
  const pattern = document.getElementById("note-row");
  const rows = [...document.querySelectorAll("[data-visit]")];

  const days = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const said = day => (/^\d{4}-\d\d-\d\d$/.test(day) ? days.format(new Date(day)) : day);

  function row(item) {
    const made = pattern.content.cloneNode(true);
    made.querySelector(".name").textContent = item.name ?? "";
    made.querySelector(".day").textContent = said(item.on ?? "");
    made.querySelector(`[data-state="${item.state}"]`).hidden = false;
    const receipt = made.querySelector(".receipt");
    if (item.state === "sent") {
      receipt.hidden = false;
      receipt.textContent = item.receipt.receipt;
      receipt.href = item.receipt.url;
    }
    const held = made.querySelector(".held");
    if (item.held) {
      held.hidden = false;
      held.textContent = item.held.problem || words[item.held.why] || words.refused;
    }
    const open = made.querySelector(".open");
    open.hidden = item.state === "sent";
    open.href = `${given.scope}${item.business}/?catatan=${item.client_id}`;
    return made;
  }

  async function show() {
    const items = (await outbox.all()).filter(item => item.person === given.person).reverse();
    here.hidden = !items.length;
    here.querySelector("ul").replaceChildren(...items.map(row));
  }

  async function mark() {
    let taken = 0;
    for (const each of rows) {
      const lies = await outbox.isTaken(each.dataset.visit);
      each.querySelector(".taken").hidden = !lies;
      taken += lies;
    }
    document.documentElement.dataset.network = navigator.onLine ? "on" : "off";
    network.textContent = rows.length ? words.taken.replace("{count}", taken).replace("{total}", rows.length) : "";
    return taken;
  }

  // One page after the other, so that a slow network still brings the first ones.
  async function takeAlong() {
    for (const each of rows) if (navigator.onLine) await outbox.take(each.dataset.visit);
    return mark();
  }

  (async () => {
    outbox.watch(show);
    await show();
    await outbox.start();
    await takeAlong();
    document.documentElement.dataset.kept = "1";
    addEventListener("online", mark);
    addEventListener("offline", mark);
  })();
}
