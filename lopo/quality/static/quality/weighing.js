// One reading after the other without loading the page anew. Without this, or when it fails, the form does the same.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-reading]") || form.dataset.sending) return;
  event.preventDefault();
  form.dataset.sending = "yes";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-scale]");
    if (!fresh) throw new Error("another page");
    document.querySelector("[data-scale]").replaceWith(fresh);
    const field = fresh.querySelector("#id_amount");
    field.focus();
    field.select();
  } catch {
    form.submit();
  }
});
