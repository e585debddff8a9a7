// Sends forms marked data-send in the background, so that a dead network keeps the typed values
// and says so. The form's idempotency key makes sending it twice harmless.

import { words } from "./live.js";

/** @param {() => void} adopted called after the page's content was replaced by the answer */
export function sendForms(adopted) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-send]")) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    say(form, "");
    try {
      // getAttribute, because a button named "action" hides the property.
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        body: new URLSearchParams(new FormData(form, event.submitter)),
        signal: AbortSignal.timeout(15000),
      });
      if (answer.status >= 500) throw new Error(String(answer.status));
      // To another page of the application, whose surroundings differ.
      if (answer.redirected && form.dataset.send === "go") location.assign(answer.url);
      else {
        adopt(await answer.text(), answer);
        adopted();
      }
    } catch {
      say(form, words.unsent);
    }
    form.ariaBusy = "false";
  });
}

function say(form, sentence) {
  const place = form.querySelector("[data-unsent]") ?? document.querySelector("[data-unsent]");
  if (place) place.textContent = sentence && (place.dataset.say ?? sentence);
}

/** Puts another page's content in place of this one's. */
function adopt(html, answer) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const [from, to] = [page.getElementById("main"), document.getElementById("main")];
  if (!from || page.body.className !== document.body.className) {
    location.assign(answer.url);
    return;
  }
  for (const name of ["live", "topics", "etag"]) {
    if (from.dataset[name] === undefined) delete to.dataset[name];
    else to.dataset[name] = from.dataset[name];
  }
  to.replaceChildren(...from.childNodes);
  document.title = page.title;
  if (answer.redirected) history.replaceState(null, "", answer.url);
  scrollTo(0, 0);
  (to.querySelector("[data-focus]") ?? to).focus({ preventScroll: true });
}
