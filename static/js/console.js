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

// What is wider than a phone shows where one is: the line of pages its page, an order's drawing its
// state. A phone that is turned has another width.
const middle = (element) => {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
};
// A state that is wider than the screen is shown where the way into it ends.
const placeIn = (target) => {
  const here = target.querySelector("[aria-current], .sm-now");
  const way = [...target.querySelectorAll("path.sm-on")].at(-1);
  return way && here.getBoundingClientRect().width > target.clientWidth ? way : here;
};
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const here = placeIn(target);
    if (here) target.scrollLeft += middle(here) - middle(target);
  }
});
sizes.observe(document.querySelector(".nav nav"));
const drawing = document.querySelector(".sm-now")?.closest(".scroll");
if (drawing) sizes.observe(drawing);
