// The operator's console: today's page stays current, removing asks once more.

import { Live } from "./shared/live.js";
import { Idiomorph } from "../vendor/idiomorph.js";

const main = document.getElementById("main");

if (main.dataset.live) {
  new Live(
    (html) => Idiomorph.morph(main, html, { morphStyle: "innerHTML" }),
    () => location.assign("/login?next=" + encodeURIComponent(location.pathname)),
  );
}

document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

main.querySelector("[data-focus]")?.focus();
