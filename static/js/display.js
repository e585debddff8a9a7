// The screen on the wall: numbers that flash and chime when they are new, a code that is never
// shown after it has expired, pages when there are more numbers than room.

import { Live, words } from "./shared/live.js";
import { chime, unlock } from "./shared/sound.js";
import { Idiomorph } from "../vendor/idiomorph.js";
import { Pages } from "./display/pages.js";
import { speak } from "./display/speech.js";

const main = document.getElementById("main");
const slot = document.querySelector("[data-qr-slot]");
const pages = new Pages(main);
let ready = numbers();

// A kiosk browser allows sound without a tap; others do after the first.
unlock().catch(() => undefined);
for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => unlock(), { once: true });

/** The numbers that can be collected, newest first. @returns {string[]} */
function numbers() {
  return [...main.querySelectorAll("[data-number]")].map((plate) => plate.dataset.number);
}

const live = new Live((html) => {
  Idiomorph.morph(main, html, { morphStyle: "innerHTML" });
  const fresh = numbers().filter((number) => !ready.includes(number));
  ready = numbers();
  if (fresh.length) {
    pages.first();
    chime();
    if (main.querySelector("[data-speaks]")) speak(fresh, words.called);
  } else pages.show();
}, () => location.assign("/pair"), { poll: 10, beat: 2, probes: 3 });

let asking;
let fetched = Date.now();

/** Fetches the code's panel; a fetch that hangs is given up for the next one. */
async function fetchCode() {
  asking?.abort();
  const own = asking = new AbortController();
  const timeout = setTimeout(() => own.abort(), 3000);
  try {
    const answer = await fetch(document.body.dataset.qr, { cache: "no-store", signal: own.signal });
    if (answer.ok) {
      Idiomorph.morph(slot, await answer.text(), { morphStyle: "innerHTML" });
      fetched = Date.now();
    }
  } catch {
    // tick() hides the code once it is too old.
  }
  clearTimeout(timeout);
  if (asking === own) asking = undefined;
  tick();
}

/** Counts down, and hides a code that can no longer be scanned. */
function tick() {
  const panel = slot.firstElementChild;
  if (!panel) return;
  const { expiresAt, staleAt, refreshSeconds } = panel.dataset;
  const now = live.now;
  const left = Math.max(0, Math.ceil((Number(expiresAt) - now) / 1000));
  const countdown = panel.querySelector("[data-countdown]");
  if (countdown) {
    countdown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    panel.querySelector("progress").value = left;
  }
  const silent = Date.now() - fetched;
  const dead = staleAt && (now > Number(staleAt) || now > Number(expiresAt));
  panel.classList.toggle("stale-code", Boolean(dead));
  slot.dataset.say = dead || silent > 30000 ? words.updating : "";
  const due = silent > Number(refreshSeconds) * 1000 || (expiresAt && left === 0);
  if (due && !asking) fetchCode();
}

document.addEventListener("crema:message", fetchCode);
document.addEventListener("crema:fresh", ({ detail: fresh }) => {
  if (fresh && Date.now() - fetched > 5500) fetchCode();
});
setInterval(tick, 1000);
tick();

// Against burn-in the picture moves by a few pixels every minute.
const picture = document.querySelector(".d");
const places = ["0 0", "4px 2px", "0 4px", "-4px 2px", "-4px -2px", "0 -4px", "4px -2px"];
let place = 0;
setInterval(() => {
  place = (place + 1) % places.length;
  picture.style.translate = places[place];
}, 60000);

/** Screens on walls do not sleep, where the browser can see to that. */
function stayAwake() {
  if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => undefined);
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
