// What the board shows: fresh tickets with as few changes as possible, and between two answers of
// the server ages, waiting taps and what is new. One file, because every file is a request.

import { words } from "../shared/live.js";

/** Tickets of a board, or of one column of it. @param {ParentNode} root */
export const tickets = (root = document, state = "") =>
  root.querySelectorAll(`.ticket${state ? `[data-state="${state}"]` : ""}`);

const put = (element, name, value) => {
  if (element.dataset[name] !== value) element.dataset[name] = value;
};

/** Ages every ticket by server time. @param {number} now milliseconds */
export function age(now, root = document) {
  const { warn, late } = root.querySelector("#cols")?.dataset ?? {};
  for (const ticket of tickets(root)) {
    if (!ticket.dataset.since) continue;
    const seconds = Math.max(0, (now - ticket.dataset.since) / 1000);
    const level = seconds >= +late ? "late" : seconds >= +warn ? "warn" : "fresh";
    put(ticket, "age", level);
    const minutes = words.minutes.replace("%n", String(Math.floor(seconds / 60)));
    const place = ticket.querySelector("[data-minutes]");
    if (place.textContent !== minutes) place.textContent = minutes;
    const icon = level === "late" ? "#i-flame" : "#i-clock";
    const use = ticket.querySelector("[data-age-icon] use");
    if (use.getAttribute("href") !== icon) use.setAttribute("href", icon);
  }
}

/**
 * Marks what was tapped and is not on the board yet.
 *
 * @param {Set<string>} waiting orders whose tap is not answered
 * @param {Iterable<string>} answered orders that the board shows as they were before
 */
export function markPending(waiting, answered, offline) {
  const pending = new Set([...waiting, ...answered]);
  const marked = document.querySelectorAll(".ticket[aria-busy]");
  const now = [...pending].flatMap((order) => document.getElementById("t-" + order) ?? []);
  for (const ticket of new Set([...marked, ...now])) {
    const { order } = ticket.dataset;
    busy(ticket, pending.has(order));
    const note = ticket.querySelector(".queued-tap");
    if (!waiting.has(order) || !offline) note?.remove();
    else if (!note) {
      const text = document.createElement("p");
      text.className = "queued-tap";
      text.textContent = words.pending;
      ticket.append(text);
    }
  }
  for (const form of document.querySelectorAll(".batch")) {
    busy(form, form.dataset.orders.split(" ").some((order) => pending.has(order)));
  }
}

// Not disabled: a disabled button loses the keyboard's focus.
function busy(element, pending) {
  element.ariaBusy = pending ? "true" : null;
  for (const button of element.querySelectorAll("[data-command]")) {
    button.ariaDisabled = pending ? "true" : null;
  }
}

const BATCH = 3000;
const UNTOUCHED = 60000;

const chip = document.querySelector("[data-chip]");
let known;
let unseen = new Set();
let lastKnock = 0;
let nudgeAt = Infinity;
let counting;

/** Looks for tickets that were not there before: one call for a batch, another when nobody touched
 * the board for a minute, and a chip that counts what is out of sight. */
export function notice() {
  const ids = [...tickets(document, "queued")].map((ticket) => ticket.id);
  const fresh = known ? ids.filter((id) => !known.has(id)) : [];
  known = new Set([...tickets()].map((ticket) => ticket.id));
  unseen = new Set([...unseen, ...fresh].filter((id) => ids.includes(id)));
  if (fresh.length) {
    if (Date.now() - lastKnock > BATCH) call();
    nudgeAt = Date.now() + UNTOUCHED;
  }
  if (!ids.length) nudgeAt = Infinity;
  // When it is laid out anyway, and what it changes is painted with the rest.
  cancelAnimationFrame(counting);
  counting = requestAnimationFrame(count);
}

/** Knocks again when new tickets were not touched for a minute. */
export function nudge() {
  if (Date.now() < nudgeAt) return;
  nudgeAt = Infinity;
  call();
}

for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => { nudgeAt = Infinity; });

/** Calls the barista, by sound once the shift has begun. */
function call() {
  lastKnock = Date.now();
  document.dispatchEvent(new CustomEvent("crema:call"));
}

/** Counts new tickets below the fold of the waiting lane. */
export function count() {
  const lane = document.getElementById("lane-queued");
  if (unseen.size && lane) {
    const bottom = Math.min(lane.getBoundingClientRect().bottom, innerHeight) - 40;
    for (const id of unseen) {
      const ticket = document.getElementById(id);
      if (!ticket || ticket.getBoundingClientRect().top < bottom) unseen.delete(id);
    }
  }
  chip.hidden = !unseen.size;
  const said = words.new.replace("%n", String(unseen.size));
  if (unseen.size && chip.lastChild.textContent !== said) chip.lastChild.textContent = said;
}

chip.onclick = () => {
  document.getElementById([...unseen].at(-1))?.scrollIntoView({ block: "end", behavior: "smooth" });
  unseen.clear();
  chip.hidden = true;
};

/** The markup of each ticket: as the page has it, and as it will once what was read is shown. */
let shown = new Map();
let coming = shown;

/** A fresh board without what is on the page already: such a ticket is only named. On a full board
 * reading the markup costs more than showing what changed. @param {string} html */
export function lighten(html) {
  coming = new Map();
  return html.replace(/<article class="ticket" id="([^"]+)"[^]*?<\/article>/g, (ticket, id) => {
    coming.set(id, ticket);
    const same = shown.get(id) === ticket && document.getElementById(id);
    return same ? `<article class="ticket" id="${id}" data-same></article>` : ticket;
  });
}

/**
 * Gives `old` the children of `fresh`, which is used up. What is equal is not touched, and what has
 * an id stays the same element wherever it goes. Not a general morph: ids are unique, and both
 * sides are made by the same templates.
 *
 * @param {Element} old
 * @param {ParentNode} fresh
 */
export function morph(old, fresh) {
  shown = coming;
  children(old, fresh, fresh);
}

function children(old, fresh, all) {
  const wanted = new Set([...fresh.children].map((child) => child.id));
  const stays = (child) => !child.id || wanted.has(child.id);
  for (const child of [...old.children]) {
    if (!stays(child) && !all.querySelector("#" + CSS.escape(child.id))) child.remove();
  }
  // What goes to another place waits here until that place is filled.
  const after = (child) => {
    let next = child;
    while (next && !stays(next)) next = next.nextSibling;
    return next;
  };
  let at = after(old.firstChild);
  for (const want of [...fresh.childNodes]) {
    const { id } = want;
    const mine = id ? document.getElementById(id) : at?.id ? null : at;
    if (mine?.nodeName !== want.nodeName) old.insertBefore(want, at);
    else {
      if (mine === at) at = after(at.nextSibling);
      // A move keeps the keyboard's focus, where the browser can move.
      else if (old.moveBefore) old.moveBefore(mine, at);
      else old.insertBefore(mine, at);
      if (want.dataset?.same !== "" && !mine.isEqualNode(want)) same(mine, want, all);
    }
  }
  while (at) {
    const next = after(at.nextSibling);
    at.remove();
    at = next;
  }
}

function same(mine, want, all) {
  if (mine.nodeType !== 1) {
    mine.nodeValue = want.nodeValue;
    return;
  }
  for (const { name, value } of [...want.attributes]) {
    if (mine.getAttribute(name) !== value) mine.setAttribute(name, value);
  }
  for (const { name } of [...mine.attributes]) if (!want.hasAttribute(name)) mine.removeAttribute(name);
  children(mine, want, all);
}

const VOLUME = "crema-volume";

/** The volume from 0 to 1. */
export const volume = () => Number(localStorage.getItem(VOLUME) ?? 0.8);

/** Shows the volume, after changing it. @param {number} [level] 0 to 1 */
export function showVolume(level = volume()) {
  localStorage.setItem(VOLUME, String(level));
  const percent = Math.round(level * 100);
  document.getElementById("volume").value = percent;
  document.querySelector("[data-volume-word]").textContent = percent ? percent + "%" : words.off;
  const icon = document.querySelector("[data-sound-icon] use");
  icon.setAttribute("href", percent ? "#i-volume" : "#i-volume-off");
}
