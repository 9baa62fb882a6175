// Rupiah are grouped while they are typed: 25000 is shown as 25.000. Without this script a plain number does.
for (const field of document.querySelectorAll("input[data-rupiah]")) {
  const group = () => {
    // Anything but whole rupiah is left as typed, for the answer to say what is wrong with it.
    if (!/^\s*(rp)?[\s.\d]*$/i.test(field.value)) return;
    const digits = field.value.replace(/[^0-9]/g, "");
    field.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  };
  field.addEventListener("input", group);
  group();
}

// What was typed is still there when the language is switched. Without this script it is typed anew.
{
  const key = `typed ${location.pathname}${location.search}`;
  const fields = () => [
    ...document.querySelectorAll("main form :is(input:not([type=hidden], [type=password], [type=file]), select, textarea)"),
  ];
  const typed = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  sessionStorage.removeItem(key);
  fields().forEach((field, place) => {
    const [name, value, checked] = typed[place] ?? [];
    if (name !== field.name) return;
    if (field.type === "radio" || field.type === "checkbox") field.checked = checked;
    else field.value = value;
  });
  document.querySelector("form.language")?.addEventListener("submit", () => {
    sessionStorage.setItem(key, JSON.stringify(fields().map(({ name, value, checked }) => [name, value, checked])));
  });
}

// A page that can be printed says so where there is a script to do it; elsewhere the browser's own menu does.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
