// The barista's board: taps become commands, messages become a fresh board. Without it the board
// is a page of forms that reloads itself.

import { Live, words } from "./shared/live.js";
import { Idiomorph } from "../vendor/idiomorph.js";
import { age, chip, markWaiting, notice, nudge } from "./barista/board.js";
import { startShift } from "./barista/shift.js";
import { Taps } from "./barista/taps.js";
import { toast } from "./barista/toast.js";

const main = document.getElementById("main");
const undo = { claim: "release", complete: "recall", collect: "recall", release: "claim" };
const say = (key, number) => (words[key] ?? "").replace("%n", number);
const signedOut = () => location.assign("/login?next=" + encodeURIComponent(location.pathname));

let pressed = false;
let held;
let fresh = true;

/** Shows a new board, but never under a finger. @param {string} html */
function swap(html) {
  if (pressed) {
    held = html;
    return;
  }
  Idiomorph.morph(main, html, {
    morphStyle: "innerHTML",
    // Open menus stay open.
    callbacks: { beforeAttributeUpdated: (name) => name !== "open" },
  });
  arrived();
}

function arrived() {
  age(live.now);
  notice();
  mark();
}

function mark() {
  markWaiting(taps.waiting, !fresh);
  const banner = document.querySelector("[data-banner]");
  banner.querySelector("b")?.remove();
  if (fresh || !taps.waiting.length) return;
  const note = Object.assign(document.createElement("b"), {
    textContent: say("taps", String(taps.waiting.length)),
  });
  banner.append(" ", note);
}

const live = new Live(swap, signedOut);
const taps = new Taps(document.body.dataset.store, {
  changed: () => mark(),
  signedOut,
  done: (tap) => {
    live.refresh();
    const back = undo[tap.command];
    const { order, number } = tap;
    const act = () => taps.add({ order, number, command: back });
    toast(say(tap.command, number), order, back && { label: words.undo, act });
  },
  refused: (tap, why) => {
    live.refresh();
    toast(why || say("failed", tap.number), tap.order);
  },
});

main.addEventListener("submit", (event) => {
  const form = event.target;
  const ticket = form.closest(".ticket");
  const command = event.submitter?.value;
  if (ticket && event.submitter.name === "to") {
    event.preventDefault();
    const { order, number } = ticket.dataset;
    ticket.querySelector("details")?.removeAttribute("open");
    if (!taps.waiting.some((tap) => tap.order === order)) taps.add({ order, number, command });
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
    toast(words.unsent, "status");
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
  dialog.returnValue = "";
  dialog.onclose = () => {
    ticket.querySelector("details")?.removeAttribute("open");
    const reason = dialog.returnValue;
    if (reason) taps.add({ order, number, command: "cancel", reason });
  };
  dialog.showModal();
});

addEventListener("pointerdown", () => { pressed = true; });
for (const name of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(name, () => setTimeout(() => {
    pressed = false;
    const html = held;
    held = undefined;
    if (html !== undefined) swap(html);
  }, 60));
}
main.addEventListener("scroll", chip, { capture: true, passive: true });
document.addEventListener("crema:fresh", (event) => {
  const back = event.detail && !fresh;
  fresh = event.detail;
  if (back) taps.resume();
  mark();
});

// The store's clock, which need not be the tablet's: its distance from UTC is on the page.
const clock = document.querySelector("[data-clock]");
const [hours, minutes] = clock.textContent.split(":").map(Number);
const zone = (hours * 60 + minutes) * 60000 - (Math.floor(live.now / 60000) * 60000) % 86400000;
setInterval(() => {
  age(live.now);
  nudge();
  clock.textContent = new Date(live.now + zone).toISOString().slice(11, 16);
}, 5000);

// Only the walk-up form needs it.
if (main.querySelector("[data-send]")) {
  import("./shared/send.js").then(({ sendForms }) => sendForms(() => live.adopt()));
}
startShift();
arrived();
