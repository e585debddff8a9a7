// The operator's console: today's page stays current, removing asks once more.

import { Live } from "./shared/live.js";
import { Idiomorph } from "../vendor/idiomorph.js";

const main = document.getElementById("main");

if (main.dataset.live) {
  new Live(
    (html) => Idiomorph.morph(main, html, { morphStyle: "innerHTML" }),
    // The session has ended, or another tab has switched the store: the page itself knows.
    () => location.reload(),
  );
}

document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

if (main.querySelector("[data-kind]")) import("./console/arrange.js");
if (main.querySelector("[data-previewed]")) import("./console/preview.js");

main.querySelector("[data-focus]")?.focus();

// So does the state where an order is now, of a drawing that is wider than the page.
const now = document.querySelector(".sm-now");
if (now) {
  const middle = (element) => {
    const { left, width } = element.getBoundingClientRect();
    return left + width / 2;
  };
  const scroller = now.closest(".scroll");
  scroller.scrollLeft += middle(now) - middle(scroller);
}

// On a phone the pages stand in one line that is pushed aside: where one is comes into view.
const pages = document.querySelector(".nav nav");
const here = pages.querySelector("[aria-current]");
if (here) pages.scrollLeft = here.offsetLeft - (pages.clientWidth - here.offsetWidth) / 2;
