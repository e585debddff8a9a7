// The guest's page: live status, an order form that survives a dead network and remembers the
// name, and a ready order that is seen, heard and felt. Everything works without it, by reload.
// The page asks for js/guest.js, which is this with all that it imports.

import { Live, words } from "./shared/live.js";
import { main, sum } from "./shared/order.js";
import { sendForms } from "./shared/send.js";

const name = "crema-name";
let state = main.firstElementChild?.dataset.state;
let sound;

// The chime's module is fetched with the first touch. Sound is possible from a tap on, and Safari
// must be asked while the tap is handled: a touch alone is none yet, and after waiting it is over.
const fetchSound = async () => { sound ??= await import("./shared/sound.js").catch(() => {}); };
addEventListener("pointerdown", fetchSound, { once: true });
addEventListener("click", () => { sound ? sound.unlock() : fetchSound(); });

/** Shows a new fragment, keeping what is being typed or chosen. @param {string} html */
function swap(html) {
  const next = document.createElement("template");
  next.innerHTML = html;
  const [now, then] = [main.firstElementChild, next.content.firstElementChild];
  if (now?.dataset.keep && now.dataset.keep === then?.dataset.keep) swapParts(now, then);
  else {
    // The spoken sentence stays the same element, or screen readers miss the change.
    const spoken = main.querySelector("[role=status]");
    // What went wrong stays to be read while the order is where it was.
    const alert = now?.dataset.state === then?.dataset.state && main.querySelector(".unsent");
    const focused = document.activeElement;
    const isInside = main.contains(focused);
    main.replaceChildren(next.content);
    // Whoever works by keyboard goes on at the same button, or else at the page's beginning.
    const same = [...main.querySelectorAll("a, button")].find((to) => to.textContent === focused.textContent);
    if (isInside) (same ?? main).focus({ preventScroll: true });
    if (alert) main.querySelector(".unsent")?.replaceWith(alert);
    const sentence = main.querySelector("[role=status]");
    if (spoken && sentence) {
      sentence.replaceWith(spoken);
      spoken.replaceChildren(...sentence.childNodes);
    }
  }
  arrived();
}

/** Replaces only the parts of a form that differ: waits, prices, sold out. What somebody had chosen
    and can no longer have is said. */
function swapParts(now, then) {
  const gone = [];
  for (const part of then.querySelectorAll("[data-part]")) {
    const old = now.querySelector("#" + CSS.escape(part.id));
    if (!old || old.outerHTML === part.outerHTML) continue;
    const [before, after] = [old.querySelector("input"), part.querySelector("input")];
    if (after) {
      const { checked } = before;
      if (checked && after.disabled && old.offsetParent) gone.push(part.querySelector(".name").textContent);
      after.checked = checked && !after.disabled;
      after.required = before.required;
    }
    const focused = before && before === document.activeElement;
    old.replaceWith(part);
    if (focused) (after.disabled ? part.closest("fieldset") : after).focus();
  }
  if (gone.length) main.querySelector("[data-unsent]").textContent = words.gone.replace("%t", gone.join(", "));
}

/** What follows from the content that is shown now. */
function arrived() {
  const root = main.firstElementChild;
  const { title, state: next } = root?.dataset ?? {};
  if (title) document.title = title;
  if (next === "ready" && state !== "ready") {
    sound?.chime();
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200, 100, 200]);
  }
  state = next;
  const field = main.querySelector("[data-remember]");
  if (field && !field.value) field.value = localStorage[name] ?? "";
  offerToTell();
  sum();
  autoStart();
}

/** Offers a message to the phone, or says how to get one: on iOS only from the home screen. */
function offerToTell() {
  const offer = main.querySelector("button[data-tell]")?.parentElement;
  const isIosPage = navigator.standalone === false;
  if (isIosPage && offer) offer.textContent = words.ios;
  offer?.classList.toggle("is-on", isIosPage || "PushManager" in window);
}

/** Scanning is the intention: starts the order as soon as the page is really looked at. */
function autoStart() {
  const form = !document.hidden && main.querySelector("[data-auto]");
  if (!form) return;
  // Once: what was not sent waits for a tap.
  delete form.dataset.auto;
  form.requestSubmit();
}

document.addEventListener("visibilitychange", autoStart);
main.addEventListener("input", ({ target: { form } }) => {
  // With it the server fills in the form after a reload, or in another language.
  if (form?.dataset.keep) document.cookie =
    `crema_draft=${new URLSearchParams(new FormData(form))};path=/s/${document.body.dataset.store}/;max-age=3600;samesite=lax`;
});
main.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-tell]");
  if (!button || button.ariaBusy === "true") return;
  // In the tap itself, or browsers do not ask.
  const permission = Notification.requestPermission();
  const { tell } = await import("./customer/tell.js");
  tell(button, permission, () => live.refresh());
});
document.addEventListener("submit", () => {
  const typed = main.querySelector("[data-remember]")?.value;
  if (typed) localStorage[name] = typed;
}, true);

// The session has ended: a reload starts a new one. Not in a loop, should cookies be refused.
const denied = () => {
  if (Date.now() - sessionStorage.reloaded < 60000) return;
  sessionStorage.reloaded = Date.now();
  location.reload();
};
const isWaiting = () => !document.hidden && ["queued", "making", "ready"].includes(state);
// Who looks at an open order learns of a dead connection as early as the bar does.
const live = new Live(swap, denied, {
  poll: 60,
  get beat() { return isWaiting() ? 1 : 15; },
  get probes() { return isWaiting() ? 3 : 1; },
});
sendForms(() => {
  live.adopt();
  arrived();
});
arrived();

// When nothing else is to be done: the worker that keeps the page for a dead network. It serves pages
// that came before it too once they ask, and keeps what it hears from then on.
const { serviceWorker } = navigator;
serviceWorker?.addEventListener("controllerchange", () => live.refresh());
(window.requestIdleCallback ?? setTimeout)(() => {
  serviceWorker?.register("/sw.js", { scope: "/s/" });
  serviceWorker?.ready.then(({ active }) => serviceWorker.controller ?? active.postMessage(""));
});
