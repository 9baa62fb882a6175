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
