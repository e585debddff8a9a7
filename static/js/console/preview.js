// Shows a drink or a set of options as guests will see it, while it is being typed.

const form = document.querySelector("[data-previewed]");
const place = document.querySelector("[data-preview]");
let timer;
let asked = 0;

form.querySelector("[data-preview-button]").hidden = true;
form.querySelector("[data-to-preview]").hidden = false;
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, 250);
});

async function show() {
  const turn = asked += 1;
  const body = new URLSearchParams(new FormData(form));
  body.set("action", "card");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    const html = await answer.text();
    // A slow answer must not replace a newer one.
    if (answer.ok && turn === asked) place.innerHTML = html;
  } catch {
    // Shown with the next key.
  }
}
