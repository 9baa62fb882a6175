// Photos of one element: shrunk in the browser, kept on the phone, shown small.
"use strict";
self.lopoPhotos = (() => {
  const store = self.lopoStore;
  const SIDE = 1280;
  const SHOWN = 160;
  const MOST = 3;

  function drawn(bitmap, side) {
    const share = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * share));
    canvas.height = Math.max(1, Math.round(bitmap.height * share));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  // A photo of a phone is several megabytes: it is sent at a size at which a label can be read.
  async function shrunk(file) {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    return new Promise((resolve, reject) =>
      drawn(bitmap, SIDE).toBlob(blob => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", 0.75),
    );
  }

  function offer(root, client_id, number) {
    const list = root.querySelector("ul");
    const field = root.querySelector("input");
    const fault = root.querySelector(".error");

    async function show() {
      const mine = (await store.photosOf(client_id)).filter(each => each.number === number);
      const items = [];
      for (const photo of mine) {
        const item = document.createElement("li");
        const picture = drawn(await createImageBitmap(photo.blob), SHOWN);
        picture.setAttribute("role", "img");
        picture.setAttribute("aria-label", `${root.dataset.word} ${items.length + 1}`);
        const drop = document.createElement("button");
        drop.type = "button";
        drop.className = "button-quiet";
        drop.textContent = root.dataset.drop;
        drop.addEventListener("click", () => store.dropPhoto(photo.id).then(show));
        item.append(picture, drop);
        items.push(item);
      }
      list.replaceChildren(...items);
      field.disabled = mine.length >= MOST;
    }

    field.addEventListener("change", async () => {
      fault.hidden = true;
      for (const file of [...field.files].slice(0, MOST)) {
        try {
          await store.addPhoto({ id: crypto.randomUUID(), client_id, number, blob: await shrunk(file) });
        } catch {
          fault.hidden = false;
        }
      }
      field.value = "";
      show();
    });
    show();
  }

  return { offer };
})();
