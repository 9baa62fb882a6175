// A code that a phone's own camera opened, without a network: which meeting kept on this phone it means.
"use strict";
(async () => {
  const ticket = location.pathname.match(/^\/hadir\/k\/([^/]+)\/?$/)?.[1];
  const given = JSON.parse(document.getElementById("kept").textContent);
  if (!ticket || !self.indexedDB) return;
  const { fill, clock } = self.lopoMeeting;
  const outbox = self.lopoOutbox(given.outbox);
  const [meeting] = await self.lopoMeeting.ofTicket(outbox, ticket);
  const box = document.getElementById("found");
  const button = box.querySelector("button");
  const told = box.querySelector(".told");
  const tell = (text, kind) => {
    told.textContent = text;
    told.className = `told ${kind}`;
    told.hidden = false;
  };
  document.getElementById("no-network").hidden = true;
  box.hidden = false;
  if (!meeting) return tell(given.words.unknown, "is-unknown");
  const { seat, name } = meeting.people.find(each => each.ticket === ticket);
  document.querySelector("h1").textContent = name;
  box.querySelector(".quiet").textContent = meeting.title;
  box.querySelector("a").href = `/hadir/${meeting.session}/`;
  const show = async () => {
    const since = (await self.lopoMeeting.presence(outbox, meeting)).here.get(seat);
    button.hidden = Boolean(since);
    if (since) tell(fill(given.words.already, { name, time: clock(since.at) }), "is-here");
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    const { person } = given;
    await outbox.add({ person, session: meeting.session, what: "came", how: "code", enrolment: seat });
    await show();
  });
  await show();
  await outbox.start();
})();
