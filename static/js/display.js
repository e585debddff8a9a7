// The screen on the wall: numbers that flash and chime when they are new, a code that is never
// shown after it has expired, pages when there are more numbers than room.

import { Live, words } from "./shared/live.js";
import { chime, unlock } from "./shared/sound.js";
import { Idiomorph } from "../vendor/idiomorph.js";

const main = document.getElementById("main");
const slot = document.querySelector("[data-qr-slot]");
let ready = numbers();
let page = 0;

// A kiosk browser allows sound without a tap; others do after the first.
unlock().catch(() => undefined);
for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => unlock(), { once: true });

/** @returns {Set<string>} */
function numbers() {
  return new Set([...main.querySelectorAll("[data-number]")].map((item) => item.dataset.number));
}

const live = new Live((html) => {
  Idiomorph.morph(main, html, { morphStyle: "innerHTML" });
  const before = ready;
  ready = numbers();
  if ([...ready].some((number) => !before.has(number))) {
    page = 0;
    chime();
  }
  turn();
}, () => location.assign("/pair"));

/** Shows one page of the ready numbers; the newest are on the first. */
function turn() {
  const list = main.querySelector("[data-page]");
  if (!list) return;
  const size = Number(list.dataset.page);
  const plates = [...list.children];
  const pages = Math.max(1, Math.ceil(plates.length / size));
  page %= pages;
  plates.forEach((plate, index) => { plate.hidden = Math.floor(index / size) !== page; });
}

setInterval(() => {
  page += 1;
  turn();
}, 8000);

let fetching = false;
let fetched = Date.now();

async function fetchCode() {
  if (fetching) return;
  fetching = true;
  try {
    const signal = AbortSignal.timeout(8000);
    const answer = await fetch(document.body.dataset.qr, { cache: "no-store", signal });
    if (answer.ok) {
      const html = await answer.text();
      Idiomorph.morph(slot, html, { morphStyle: "innerHTML" });
      fetched = Date.now();
    }
  } catch {
    // tick() hides the code once it is too old.
  }
  fetching = false;
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
  const updating = dead || silent > 30000;
  slot.dataset.say = updating ? words.updating : "";
  const due = silent > Number(refreshSeconds) * 1000 || (expiresAt && left === 0);
  if (due) fetchCode();
}

document.addEventListener("crema:message", () => fetchCode());
setInterval(tick, 1000);
tick();
turn();
