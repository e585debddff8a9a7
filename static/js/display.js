// The screen on the wall: numbers that flash and chime when they are new, a code that is never
// shown after it has expired, pages when there are more numbers than room.

import { Live, timeOfDay, words } from "./shared/live.js";
import { chime, unlock } from "./shared/sound.js";
import { Idiomorph } from "../vendor/idiomorph.js";
import { Pages } from "./display/pages.js";

// A browser may be older than the store's time zone: then the device's own counts.
try {
  timeOfDay(0);
} catch {
  delete document.body.dataset.zone;
}

const main = document.getElementById("main");
const slot = document.querySelector("[data-qr-slot]");
const pages = new Pages(main);
let ready = numbers();

// A kiosk browser allows sound without a tap; others do after the first. Not asked for while the page
// loads: a browser that has just started takes a while to open its sound, and the picture comes first.
const hear = () => unlock().catch(() => undefined);
for (const name of ["pointerup", "touchend", "keydown"]) addEventListener(name, hear);

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
    ring();
    if (main.querySelector("[data-speaks]")) {
      // Gone after an upgrade, until the page has loaded itself anew.
      import("./display/speech.js").then(({ speak }) => speak(fresh, words.called), () => undefined);
    }
  } else pages.show();
}, () => location.assign("/pair"), { poll: 10, beat: 1, probes: 3 });

/** A chime now or not at all: without a tap the sound may wait for one for ever. */
async function ring() {
  await Promise.race([hear(), new Promise((done) => { setTimeout(done, 1000); })]);
  chime();
}

let asking;
// Not by the clock: a small computer learns the time of day a while after it started.
let fetched = performance.now();

/** Fetches the code's panel; a fetch that hangs is given up for the next one. */
async function fetchCode() {
  asking?.abort();
  const own = asking = new AbortController();
  const timeout = setTimeout(() => own.abort(), 3000);
  try {
    const answer = await fetch(document.body.dataset.qr, { cache: "no-store", signal: own.signal });
    if (answer.ok) {
      Idiomorph.morph(slot, await answer.text(), { morphStyle: "innerHTML" });
      // A panel of another height leaves room for other rows.
      pages.show();
      fetched = performance.now();
      renew(answer.headers.get("x-crema-assets"));
    }
  } catch {
    // show() hides the code once it is too old.
  }
  clearTimeout(timeout);
  if (asking === own) asking = undefined;
  show();
}

/** Counts down, and hides a code that can no longer be scanned. @returns whether to ask for another */
function show() {
  const panel = slot.firstElementChild;
  if (!panel) return true;
  const { expiresAt, staleAt, refreshSeconds } = panel.dataset;
  const now = live.now;
  const bar = panel.querySelector("progress");
  // Two clocks: a code of five minutes never has a second more.
  const left = Math.min(bar?.max ?? 0, Math.max(0, Math.ceil((Number(expiresAt) - now) / 1000)));
  const countdown = panel.querySelector("[data-countdown]");
  if (countdown) {
    countdown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    bar.value = left;
  }
  const silent = performance.now() - fetched;
  const dead = staleAt && (now > Number(staleAt) || now > Number(expiresAt));
  panel.classList.toggle("stale-code", Boolean(dead));
  slot.dataset.say = dead || silent > 30000 ? words.updating : "";
  return silent > Number(refreshSeconds) * 1000 || dead || (expiresAt && left === 0);
}

const MINUTE = 60000;

/** Loads the page anew after an upgrade of the server; nobody comes by to do it.
 * @param {string | null} assets where the server has its files now */
async function renew(assets) {
  // Copies are upgraded one after the other, and each names its own: not again and again.
  if (!assets || assets === document.body.dataset.assets || performance.now() < MINUTE) return;
  // The new script first, which the browser keeps: a copy that is still old does not have it.
  const signal = AbortSignal.timeout(5000);
  const script = await fetch(assets + "/js/display.js", { signal }).catch(() => undefined);
  if (script?.ok) location.reload();
}

document.addEventListener("crema:message", fetchCode);
document.addEventListener("crema:fresh", ({ detail: fresh }) => {
  if (fresh && performance.now() - fetched > 5500) fetchCode();
});
// At most once a second, also where every answer is a refusal that comes at once.
setInterval(() => { if (show() && !asking) fetchCode(); }, 1000);
show();

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
  if (document.hidden) return;
  navigator.wakeLock?.request("screen").catch(() => undefined);
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
