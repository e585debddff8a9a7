// The barista's board: taps become commands, messages become a fresh board. Without it the board
// is a page of forms that reloads itself.

import { Live, timeOfDay, words } from "./shared/live.js";
import { age, count, lighten, markWaiting, morph, notice, nudge, showVolume } from "./barista/board.js";
import { refuse, Taps, toast, undoLast } from "./barista/taps.js";

// A browser may be older than the store's time zone: then the device's own counts.
try {
  timeOfDay(0);
} catch {
  delete document.body.dataset.zone;
}

const main = document.getElementById("main");
const { store, person } = document.body.dataset;
/** What takes a step back, and to which state: a colleague may have gone on with it meanwhile. */
const undo = {
  claim: { command: "release" },
  complete: { command: "recall", to: "making" },
  collect: { command: "recall", to: "ready" },
  release: { command: "claim" },
};
const say = (key, number, by = "") => (words[key] ?? "").replace("%n", number).replace("%b", by);
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
  const template = document.createElement("template");
  template.innerHTML = lighten(html);
  const { content } = template;
  for (const open of main.querySelectorAll("details[open]")) {
    content.getElementById(open.id)?.setAttribute("open", "");
  }
  age(live.now, content);
  markWaiting(taps.waiting, !fresh, content);
  const back = keepFocus();
  morph(main, content);
  back();
  notice();
}

/** Remembers where the keyboard is; the answer puts it back after the board was changed. */
function keepFocus() {
  const active = document.activeElement;
  const ticket = main.contains(active) && active.closest(".ticket");
  if (!ticket) return () => {};
  const lane = ticket.parentElement;
  const place = [...lane.children].indexOf(ticket);
  return () => {
    if (document.activeElement === active) return;
    // The same ticket, or the one in its place when it is gone.
    const next = ticket.isConnected ? ticket : lane.children[place] ?? lane.lastElementChild;
    (next?.querySelector(".go") ?? lane).focus({ preventScroll: !active.matches(":focus-visible") });
  };
}

function mark() {
  markWaiting(taps.waiting, !fresh);
  const banner = document.querySelector("[data-banner]");
  banner.querySelector("b")?.remove();
  if (fresh || !taps.waiting.length) return;
  const note = document.createElement("b");
  note.textContent = say("taps", String(taps.waiting.length));
  banner.append(" ", note);
}

const live = new Live(swap, signedOut, { poll: 10, beat: 1, probes: 3 });
const taps = new Taps(store, person, {
  changed: () => mark(),
  signedOut,
  done: (tap, answer) => {
    live.refresh();
    const { command, orders } = tap;
    const done = answer.orders ?? [{ id: orders[0], number: tap.numbers }];
    const numbers = done.map((order) => order.number).join(", ");
    const back = undo[command];
    const act = () => {
      for (const { id, number } of done) taps.add({ orders: [id], numbers: String(number), ...back });
    };
    const said = say(done.length > 1 ? command + "All" : command, numbers);
    toast(said, orders[0], back && { label: words.undo, act });
    const refused = answer.refused ?? [];
    for (const one of refused) refuse(whyNot(one, one.number), tap.kept);
  },
  refused: (tap, problem) => {
    live.refresh();
    refuse(whyNot(problem, tap.numbers), tap.kept);
  },
});

/** A refusal in the page's language; the API's own sentence is English. */
const whyNot = (problem, number) => say(problem.code, number, problem.by) || say("failed", number);

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
    if (!taps.has(tap.orders)) taps.add(tap);
  } else if (form.matches("[data-print]")) {
    event.preventDefault();
    import("./barista/print.js").then(({ sendToPrinter }) => sendToPrinter(form));
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

// Without a network they would lead to the browser's own page, from where there is no way back.
document.querySelector(".bar").addEventListener("click", (event) => {
  if ((fresh && navigator.onLine) || !event.target.closest("a, form button")) return;
  event.preventDefault();
  toast(words.unchanged, "status");
});

const dialog = document.querySelector("[data-cancel-dialog]");
main.addEventListener("click", (event) => {
  const ticket = event.target.closest("[data-cancel]")?.closest(".ticket");
  if (!ticket || !dialog) return;
  event.preventDefault();
  const { order, number } = ticket.dataset;
  dialog.querySelector("[data-cancel-title]").textContent = say("cancelTitle", number);
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

/** Closes menus that were opened before. @param {Element} [but] */
function closeMenus(but) {
  for (const open of document.querySelectorAll("details[open]")) {
    if (open.contains(but)) continue;
    if (open.contains(document.activeElement)) open.firstElementChild.focus();
    open.open = false;
  }
}

addEventListener("click", (event) => closeMenus(event.target));
addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus();
  if (event.key === "z" && (event.ctrlKey || event.metaKey)) undoLast();
  // A key held down must not walk a ticket through all its steps.
  if (event.repeat && event.key === "Enter") event.preventDefault();
});
addEventListener("pointerdown", () => { pressed = true; });
for (const name of ["pointerup", "pointercancel", "blur"]) {
  // The tap's own answer is painted first: a new board must not keep it waiting.
  addEventListener(name, () => requestAnimationFrame(() => setTimeout(() => {
    pressed = false;
    const html = held;
    held = undefined;
    if (html !== undefined) swap(html);
  })));
}
main.addEventListener("scroll", count, { capture: true, passive: true });
document.addEventListener("crema:fresh", (event) => {
  const back = event.detail && !fresh;
  fresh = event.detail;
  if (back) taps.resume();
  mark();
});

const clock = document.querySelector("[data-clock]");
setInterval(() => {
  age(live.now);
  nudge();
  clock.textContent = timeOfDay(live.now);
}, 5000);

// Only the walk-up form needs it.
if (main.querySelector("[data-send]")) {
  import("./shared/send.js").then(({ sendForms }) => sendForms(() => live.adopt()));
}
const others = taps.ofOthers();
if (others.length) {
  const numbers = others.map((tap) => tap.numbers).join(", ");
  refuse(say("other", numbers, others[0].by), true);
}

const cover = document.querySelector("[data-start]");
const shift = () => import("./barista/shift.js");
if (sessionStorage.getItem("crema-shift")) shift().then(({ goOn }) => goOn());
else if (cover) cover.hidden = false;
cover?.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { begin } = await shift();
  sessionStorage.setItem("crema-shift", "1");
  cover.hidden = true;
  begin("startSilent" in button.dataset);
});
const sound = document.querySelector("[data-sound]");
sound.hidden = false;
sound.addEventListener("toggle", () => shift().then(({ openMenu }) => openMenu()), { once: true });
showVolume();

age(live.now);
mark();
notice();
