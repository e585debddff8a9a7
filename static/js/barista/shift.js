// A shift: sound, a screen that stays awake and is filled. Loaded by the tap that starts it, or by
// the sound's menu.

import { words } from "../shared/live.js";
import { knock, unlock } from "../shared/sound.js";
import { showVolume, volume } from "./board.js";
import { toast } from "./taps.js";

const find = (name) => document.querySelector(`[data-${name}]`);

document.addEventListener("crema:call", () => {
  if (volume() && !knock(volume())) toast(words.silent, "sound");
});

/** Plays the knock, and says so when the tablet does not play it. */
export async function testSound() {
  const late = new Promise((resolve) => setTimeout(resolve, 1000, "late"));
  if ((await Promise.race([unlock(), late])) === "late") toast(words.silent, "sound");
  else knock(volume() || 0.4);
}

async function stayAwake() {
  try {
    if (!document.hidden) await navigator.wakeLock?.request("screen");
  } catch {
    // Refused on a low battery; the shift works without it.
  }
}

const fill = () => document.documentElement.requestFullscreen?.().catch(() => undefined);

// Browsers leave full screen with every page, and come back to it only in a tap.
const FULL = "crema-full";
let isLeaving = false;
addEventListener("pagehide", () => { isLeaving = true; });
document.addEventListener("fullscreenchange", () => {
  if (isLeaving || document.hidden) return;
  sessionStorage.setItem(FULL, document.fullscreenElement ? "1" : "");
});

/** Fills the screen again with the first tap that does not lead to yet another page. */
function fillAgain({ target }) {
  if (target.closest("a, .bar")) return;
  removeEventListener("click", fillAgain);
  fill();
}

/** Begins the shift; call it in a tap. @param {boolean} silent */
export function begin(silent) {
  fill();
  if (silent) showVolume(0);
  else testSound();
  goOn();
}

/** What the tablet took away while the page was hidden, and perhaps sound's need of a tap. */
function wake() {
  stayAwake();
  hear();
}

const hear = () => { if (volume()) unlock().catch(() => undefined); };

/** Goes on after another page of the shift. Sound goes on by itself where the browser remembers the
 * shift's first tap, and with the next tap elsewhere. A tablet that slept has stopped it. */
export function goOn() {
  if (sessionStorage.getItem(FULL)) addEventListener("click", fillAgain);
  for (const name of ["pointerup", "touchend", "keydown"]) addEventListener(name, hear);
  document.addEventListener("visibilitychange", wake);
  wake();
}

/** Makes the sound's menu work. */
export function openMenu() {
  const slider = document.getElementById("volume");
  slider.oninput = () => showVolume(slider.value / 100);
  slider.onchange = () => volume() && testSound();
  find("test-sound").onclick = testSound;
  const full = find("full-screen");
  full.hidden = !document.fullscreenEnabled;
  full.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : fill());
}
