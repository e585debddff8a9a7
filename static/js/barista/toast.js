// Short messages at the edge of the board, some with one button. They go after 5 seconds.

const place = document.querySelector("[data-toasts]");

/**
 * @param {string} sentence
 * @param {string} about what it is about; an older message about the same goes
 * @param {{label: string, act: () => void}} [button]
 */
export function toast(sentence, about, button) {
  for (const old of [...place.children]) if (old.dataset.about === about) old.remove();
  const item = document.createElement("div");
  item.className = "toast";
  item.dataset.about = about;
  item.append(Object.assign(document.createElement("span"), { textContent: sentence }));
  if (button) {
    const element = Object.assign(document.createElement("button"), {
      className: "btn",
      textContent: button.label,
      onclick: () => {
        item.remove();
        button.act();
      },
    });
    item.append(element);
  }
  place.append(item);
  while (place.children.length > 2) place.firstElementChild.remove();
  setTimeout(() => item.remove(), 5000);
}
