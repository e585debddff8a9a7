// Every page of the bar: messages become a fresh page, kept taps are sent, the shift goes on. What
// only the board does is in barista/lanes.js, what only lists do in barista/lists.js. Without them
// all pages are forms that reload themselves.

import { Live, timeOfDay, words } from "./shared/live.js";
import { age, lighten, markPending, morph, notice, nudge, showVolume } from "./barista/board.js";
import { refuse, Taps, toast, undoLast } from "./barista/taps.js";

// A browser may be older than the store's time zone: then the device's own counts.
try {
  timeOfDay(0);
} catch {
  delete document.body.dataset.zone;
}

export const main = document.getElementById("main");
const { store, person, name, assets } = document.body.dataset;
/** What takes a step back, and to which state: a colleague may have gone on with it meanwhile. */
const undo = {
  claim: { command: "release" },
  complete: { command: "recall", to: "making" },
  collect: { command: "recall", to: "ready" },
  release: { command: "claim" },
};
export const say = (key, number, by = "") => (words[key] ?? "").replace("%n", number).replace("%b", by);
const signedOut = () => location.assign("/login?next=" + encodeURIComponent(location.pathname));

let pressed = false;
let held, read;
/** The version each tapped order had in the answer: an older one on the board is not offered again. */
const answered = new Map();
export let fresh = true;
let offered = assets;
let touched = 0;

/** Takes a new page. @param {string} html */
function swap(html) {
  held = html;
  proceed();
}

/** Reads and shows the newest page, never under a finger: in two tasks, so that a tap comes between. */
function proceed() {
  if (pressed) return;
  if (held !== undefined) {
    const template = document.createElement("template");
    template.innerHTML = lighten(held);
    held = undefined;
    read = template.content;
    setTimeout(proceed);
  } else if (read) {
    const content = read;
    read = undefined;
    show(content);
  }
}

/** Follows a page whose content took this one's place: what was read for this one is not shown. */
export function adopt() {
  held = read = undefined;
  live.adopt();
}

/** @param {DocumentFragment} content */
function show(content) {
  offered = content.querySelector("[data-assets]")?.dataset.assets ?? offered;
  // What was not sent stays to be read.
  const unsent = main.querySelector("[data-unsent]")?.textContent ?? "";
  content.querySelector("[data-unsent]")?.append(unsent);
  for (const open of main.querySelectorAll("details[open]")) {
    content.getElementById(open.id)?.setAttribute("open", "");
  }
  age(live.now, content);
  const back = keepFocus();
  morph(main, content);
  back();
  notice();
  mark();
}

/** Remembers where the keyboard is; the answer puts it back after the page was changed. */
function keepFocus() {
  const active = document.activeElement;
  const ticket = main.contains(active) && active.closest(".ticket, .list > li");
  if (!ticket) return () => {};
  const lane = ticket.parentElement;
  const place = [...lane.children].indexOf(ticket);
  return () => {
    if (document.activeElement === active) return;
    // The same ticket, or the one in its place when it is gone.
    const next = ticket.isConnected ? ticket : lane.children[place] ?? lane.lastElementChild;
    const target = next?.querySelector("button") ?? lane;
    (target.isConnected ? target : main).focus({ preventScroll: !active.matches(":focus-visible") });
  };
}

function mark() {
  for (const [order, version] of answered) {
    const isOlder = document.getElementById("t-" + order)?.dataset.version < version;
    if (!isOlder) answered.delete(order);
  }
  const waiting = new Set(taps.waiting.flatMap((tap) => tap.orders));
  markPending(waiting, answered.keys(), !fresh);
  const banner = document.querySelector("[data-banner]");
  banner.querySelector("b")?.remove();
  if (fresh || !taps.waiting.length) return;
  const note = document.createElement("b");
  note.textContent = say("taps", String(taps.waiting.length));
  banner.append(" ", note);
}

export const live = new Live(swap, signedOut, { poll: 10, beat: 1, probes: 3 });
export const taps = new Taps(store, { by: person, name }, {
  changed: () => mark(),
  signedOut,
  done: (tap, answer) => {
    live.refresh();
    const { command, orders } = tap;
    const changed = answer.orders ?? [answer];
    for (const { id, version } of changed) answered.set(id, version);
    const numbers = changed.map((order) => order.number).join(", ");
    const back = undo[command];
    const act = () => {
      for (const { id, number } of changed) taps.add({ orders: [id], numbers: String(number), ...back });
    };
    const said = say(changed.length > 1 ? command + "All" : command, numbers);
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

// Without a network they would lead to the browser's own page, from where there is no way back.
document.querySelector(".bar").addEventListener("click", (event) => {
  if ((fresh && navigator.onLine) || !event.target.closest("a, form button")) return;
  event.preventDefault();
  toast(words.unchanged, "status");
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
for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { touched = performance.now(); });
addEventListener("pointerdown", () => { pressed = true; });
for (const name of ["pointerup", "pointercancel", "blur"]) {
  // The tap's own answer is painted first: a new board must not keep it waiting.
  addEventListener(name, () => requestAnimationFrame(() => setTimeout(() => {
    pressed = false;
    proceed();
  })));
}
document.addEventListener("crema:fresh", (event) => {
  const back = event.detail && !fresh;
  fresh = event.detail;
  if (back) taps.resume();
  mark();
});

const MINUTE = 60000;
const QUIET = 15000;
let loadable = assets;

/** Loads the page anew after an upgrade of the server, once nobody uses it: what the old one fetches
 * only when it needs it is gone. */
async function renew() {
  // Copies are upgraded one after the other, and each names its own: not again and again.
  if (offered === assets || !fresh || performance.now() < MINUTE) return;
  if (loadable !== offered) {
    const files = offered;
    // The new script first: a copy that is still old does not have it.
    const script = await fetch(files + "/js/barista.js").catch(() => undefined);
    if (script?.ok) loadable = files;
  } else if (performance.now() - touched > QUIET && !taps.waiting.length
    && !document.querySelector("dialog[open], details[open], .toast")) location.reload();
}

const clock = document.querySelector("[data-clock]");
setInterval(() => {
  age(live.now);
  nudge();
  renew();
  clock.textContent = timeOfDay(live.now);
}, 5000);

// Only the walk-up form; lists bring it along.
if (main.querySelector("[data-keep]")) {
  Promise.all([import("./shared/send.js"), import("./shared/order.js")]).then(([{ sendForms }, { sum }]) => {
    sum();
    sendForms(() => {
      adopt();
      sum();
    });
  });
}
const others = taps.ofOthers();
if (others.length) {
  const numbers = others.map((tap) => tap.numbers).join(", ");
  refuse(say("other", numbers, others[0].name), true);
}

const cover = document.querySelector("[data-start]");
const shift = () => import("./barista/shift.js");
// Told to the server, so that the page comes with or without the offer to begin.
const begun = "crema_shift=" + person;
const HALF_A_DAY = 43200;
if (document.cookie.includes(begun)) shift().then(({ goOn }) => goOn());
cover?.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { begin } = await shift();
  document.cookie = `${begun}; path=/; max-age=${HALF_A_DAY}; samesite=lax`;
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
