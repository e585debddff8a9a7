// What the board shows between two answers of the server: ages, new tickets, waiting taps.

import { words } from "../shared/live.js";
import { knock } from "../shared/sound.js";
import { volume } from "./shift.js";

const tickets = (column = "") =>
  [...document.querySelectorAll(`.ticket${column ? `[data-state="${column}"]` : ""}`)];

/** Ages every ticket by server time. @param {number} now milliseconds */
export function age(now) {
  const { warn, late } = document.getElementById("cols")?.dataset ?? {};
  for (const ticket of tickets()) {
    const seconds = Math.max(0, (now - Number(ticket.dataset.since)) / 1000);
    const level = seconds >= Number(late) ? "late" : seconds >= Number(warn) ? "warn" : "fresh";
    ticket.dataset.age = level;
    const minutes = words.minutes.replace("%n", String(Math.floor(seconds / 60)));
    const place = ticket.querySelector("[data-minutes]");
    if (place.textContent !== minutes) place.textContent = minutes;
    const icon = ticket.querySelector("[data-age-icon] use");
    icon.setAttribute("href", level === "late" ? "#i-flame" : "#i-clock");
  }
}

/** Marks tickets whose taps have not been answered. @param {import("./taps.js").Tap[]} waiting */
export function markWaiting(waiting, offline) {
  for (const ticket of tickets()) {
    const pending = waiting.some((tap) => tap.order === ticket.dataset.order);
    ticket.ariaBusy = pending ? "true" : null;
    for (const button of ticket.querySelectorAll("[data-command]")) button.disabled = pending;
    const note = ticket.querySelector(".queued-tap");
    if (!pending || !offline) note?.remove();
    else if (!note) {
      const text = Object.assign(document.createElement("p"), { textContent: words.pending });
      text.className = "queued-tap";
      ticket.append(text);
    }
  }
}

let known;
let unseen = new Set();
let lastKnock = 0;
let nudgeAt = Infinity;

/** Notices what is new: a knock, and a chip where it is out of sight. */
export function notice() {
  const ids = tickets("queued").map((ticket) => ticket.id);
  const fresh = known ? ids.filter((id) => !known.has(id)) : [];
  known = new Set([...(known ?? []), ...tickets().map((ticket) => ticket.id)]);
  unseen = new Set([...unseen, ...fresh].filter((id) => ids.includes(id)));
  if (fresh.length) {
    if (Date.now() - lastKnock > 3000) sound();
    nudgeAt = Date.now() + 60000;
  }
  if (!ids.length) nudgeAt = Infinity;
  chip();
}

/** Knocks again when new tickets were not touched for a minute. */
export function nudge() {
  if (Date.now() < nudgeAt) return;
  nudgeAt = Infinity;
  sound();
}

addEventListener("pointerdown", () => { nudgeAt = Infinity; });

function sound() {
  lastKnock = Date.now();
  knock(volume());
}

/** Counts new tickets below the fold of the waiting lane. */
export function chip() {
  const lane = document.getElementById("lane-queued");
  document.querySelector(".chip")?.remove();
  if (!lane) return;
  const bottom = Math.min(lane.getBoundingClientRect().bottom, innerHeight);
  for (const id of unseen) {
    const ticket = document.getElementById(id);
    if (!ticket || ticket.getBoundingClientRect().top < bottom - 40) unseen.delete(id);
  }
  if (!unseen.size) return;
  const button = Object.assign(document.createElement("button"), {
    className: "btn chip",
    type: "button",
    textContent: words.new.replace("%n", String(unseen.size)) + " \u2193",
    onclick: () => {
      document.getElementById([...unseen].at(-1))?.scrollIntoView({ block: "end", behavior: "smooth" });
      unseen.clear();
      button.remove();
    },
  });
  lane.parentElement.append(button);
}
