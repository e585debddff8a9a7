// The board itself: its buttons become taps, a cancelled order is asked for a reason.

import { fresh, live, main, say, taps } from "../barista.js";
import { words } from "../shared/live.js";
import { count } from "./board.js";
import { toast } from "./taps.js";

const TWICE = 400;
const SPOT = 40;
let tapped = { at: -TWICE };

// A finger that comes down twice means one ticket. The first tap may have moved another one under
// it, whose guest would be called to a drink that nobody made.
main.addEventListener("click", (event) => {
  const button = event.detail && event.target.closest("[data-command]");
  if (!button) return;
  const { order, orders = order } = button.closest("[data-orders],.ticket").dataset;
  const { timeStamp: at, clientX: x, clientY: y } = event;
  const isHere = at - tapped.at < TWICE && Math.hypot(x - tapped.x, y - tapped.y) < SPOT;
  if (isHere && tapped.what !== orders + button.value) event.preventDefault();
  else tapped = { at, x, y, what: orders + button.value };
}, true);

main.addEventListener("submit", (event) => {
  const form = event.target;
  const { name, value: command } = event.submitter ?? {};
  const { order, orders = order, number, numbers = number } = form.closest("[data-orders],.ticket")?.dataset ?? {};
  if (orders && name === "to") {
    event.preventDefault();
    form.closest("details")?.removeAttribute("open");
    const tap = { orders: orders.split(" "), numbers, command, to: form.elements.target?.value };
    if (!taps.has(tap.orders) && !event.submitter.ariaDisabled) taps.add(tap);
  } else if (form.matches("[data-print]")) {
    event.preventDefault();
    // Gone after an upgrade: then as without this script, which loads the board anew.
    import("./print.js").then(({ sendToPrinter }) => sendToPrinter(form), () => {
      if (fresh) form.submit();
      else toast(words.unchanged, "status");
    });
  } else if (form.closest("#strip")) {
    event.preventDefault();
    sendStatus(form, event.submitter);
  }
});

/** Open, pause, close: needs the network, and says so when there is none. */
async function sendStatus(form, button) {
  // Before disabling the button: a disabled one would not be part of the form.
  const body = new URLSearchParams(new FormData(form, button));
  button.disabled = true;
  try {
    const options = { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(8000) };
    const answer = await fetch(form.getAttribute("action"), options);
    if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(String(answer.status));
    form.closest("details")?.removeAttribute("open");
  } catch {
    toast(words.unchanged, "status");
  }
  button.disabled = false;
  live.refresh();
}

const dialog = document.querySelector("[data-cancel-dialog]");
main.addEventListener("click", (event) => {
  const ticket = event.target.closest("[data-cancel]")?.closest(".ticket");
  if (!ticket || !dialog) return;
  event.preventDefault();
  const { order, number } = ticket.dataset;
  dialog.querySelector("[data-cancel-title]").textContent = say("cancelTitle", number);
  // No phone shows the reason of an order that staff entered.
  const isWalkUp = "walkUp" in ticket.dataset;
  for (const part of dialog.querySelectorAll("[data-on-phone]")) part.hidden = isWalkUp;
  dialog.querySelector("[data-at-bar]").hidden = !isWalkUp;
  dialog.returnValue = "";
  dialog.onclose = () => {
    const menu = ticket.querySelector("details");
    menu?.removeAttribute("open");
    // The link that had the focus is hidden with its menu.
    menu?.querySelector("summary").focus();
    const reason = dialog.returnValue;
    if (reason) taps.add({ orders: [order], numbers: number, command: "cancel", reason });
  };
  dialog.showModal();
});

main.addEventListener("scroll", count, { capture: true, passive: true });
