// The start of a shift: one tap that makes sound possible, keeps the screen awake and fills it.
// And the volume button, which is heard when it is tapped.

import { knock, unlock } from "../shared/sound.js";

const levels = [0.8, 0.4, 0, 1];
const key = "crema-volume";

/** The volume from 0 to 1. */
export const volume = () => Number(localStorage.getItem(key) ?? levels[0]);

async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Refused on a low battery; the shift works without it.
  }
}

export function startShift() {
  const cover = document.querySelector("[data-start]");
  if (cover && !sessionStorage.getItem("crema-shift")) cover.hidden = false;
  // Coming back from another page of the shift: the next tap anywhere unlocks sound again.
  else addEventListener("pointerdown", () => unlock(), { once: true });
  document.querySelector("[data-start-shift]")?.addEventListener("click", () => {
    unlock().then(() => knock(volume()));
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    begin();
  });
  document.querySelector("[data-start-silent]")?.addEventListener("click", () => {
    localStorage.setItem(key, "0");
    show();
    begin();
  });
  function begin() {
    sessionStorage.setItem("crema-shift", "1");
    cover.hidden = true;
    stayAwake();
  }
  document.addEventListener("visibilitychange", () => document.hidden || stayAwake());
  const button = document.querySelector("[data-volume]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = levels[(levels.indexOf(volume()) + 1) % levels.length];
    localStorage.setItem(key, String(next));
    show();
    unlock().then(() => knock(next));
  });
  show();
}

function show() {
  document.querySelector("[data-volume-word]").textContent = Math.round(volume() * 100) + "%";
}
