// The note of one visit: each letter is kept on the phone, the note goes into the outbox, its receipt comes back.
"use strict";
{
  const given = JSON.parse(document.getElementById("outbox").textContent);
  const outbox = lopoOutbox(given);
  const { words } = given;
  const form = document.getElementById("note");
  const kept = document.getElementById("kept");
  const fault = document.getElementById("fault");
  const network = document.getElementById("network");
  const FIELDS = ["on", "seen", "agreed", "next_on"];
  const DRAFT = `draft ${given.person} ${given.business}`;
  const field = name => form.elements[name];
  const typed = () => Object.fromEntries(FIELDS.map(name => [name, field(name).value]));
  let shown = null; // the number of the note that is shown as saved
  let own = null; // the number that a note taken back keeps: if it had arrived after all, it is still one

  // What was typed and not saved yet is there again when the page is opened again.
  let writing = Promise.resolve();
  const keepDraft = () => (writing = writing.then(() => outbox.keep(DRAFT, { own, ...typed() })));
  const dropDraft = () => (writing = writing.then(() => outbox.keep(DRAFT, null)));

  function fill(note) {
    for (const name of FIELDS) if (note[name] !== undefined) field(name).value = note[name];
  }

  function showNetwork() {
    document.documentElement.dataset.network = navigator.onLine ? "on" : "off";
    network.textContent = navigator.onLine ? words.online : words.offline;
  }

  function show(item) {
    form.hidden = true;
    kept.hidden = false;
    const state = kept.querySelector(".state");
    state.classList.toggle("waits", item.state !== "sent");
    state.textContent = item.state === "sent" ? words.sent.replace("{receipt}", item.receipt.receipt) : item.state === "refused" ? words.refused : words.queued;
    const held = kept.querySelector(".held");
    const why = item.held ? item.held.problem || words[item.held.why] || words.refused : item.receipt?.differs ? words.differs : "";
    held.textContent = why;
    held.hidden = !why;
    kept.querySelector(".words").textContent = [item.seen, item.agreed].filter(Boolean).join("\n");
    const result = kept.querySelector(".result");
    result.hidden = item.state !== "sent";
    if (item.state === "sent") result.href = item.receipt.url;
    kept.querySelector(".sign-in").hidden = item.held?.why !== "signed-out";
    kept.querySelector(".again").hidden = item.state === "sent";
  }

  const itemNumbered = async id => (await outbox.all()).find(each => each.client_id === id);

  async function refresh() {
    const item = shown && (await itemNumbered(shown));
    if (item) show(item);
  }

  function startAnew() {
    shown = own = null;
    form.reset();
    for (const name of ["seen", "agreed", "next_on"]) field(name).value = "";
    form.hidden = false;
    kept.hidden = true;
    field("seen").focus();
  }

  form.addEventListener("input", keepDraft);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    fault.hidden = true;
    if (!field("seen").value.trim()) {
      fault.textContent = words.empty;
      fault.hidden = false;
      field("seen").focus();
      return;
    }
    const button = form.querySelector(".button");
    if (button.disabled) return;
    button.disabled = true;
    try {
      const about = { person: given.person, business: given.business, name: given.name };
      const item = await outbox.add({ ...about, ...(own && { client_id: own }), ...typed() });
      await dropDraft();
      shown = item.client_id;
      show(item);
      kept.focus();
    } finally {
      button.disabled = false;
    }
  });
  kept.querySelector(".another").addEventListener("click", startAnew);
  // A note that was not received yet goes back into the form; saved again, it takes its own place.
  kept.querySelector(".again").addEventListener("click", async () => {
    const item = await itemNumbered(shown);
    if (!item || item.state === "sent") return refresh();
    startAnew();
    own = item.client_id;
    fill(item);
    await keepDraft();
    await outbox.drop(item.client_id);
  });

  (async () => {
    showNetwork();
    addEventListener("online", showNetwork);
    addEventListener("offline", showNetwork);
    const wanted = new URLSearchParams(location.search).get("catatan");
    const item = wanted && (await itemNumbered(wanted));
    if (item) {
      shown = item.client_id;
      show(item);
    } else {
      const draft = await outbox.kept(DRAFT);
      if (draft) fill(draft);
      own = draft?.own ?? null;
    }
    outbox.watch(refresh);
    document.documentElement.dataset.ready = "1";
    await outbox.start();
    document.documentElement.dataset.kept = "1";
  })();
}
