// The barista's taps: sent at once, kept when the network is away, and replayed in order with the
// same idempotency keys. A tap is never lost silently, also not by a reload. And the short messages
// that answer it.

import { words } from "../shared/live.js";

/**
 * One order, or several that are changed together.
 * @typedef {{orders: string[], numbers: string, command: string, key: string, by: string,
 *   name: string, to?: string, reason?: string, kept?: boolean}} Tap
 */

/** 128 random bits; crypto.randomUUID needs https, which a bar's own network may not have. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"))
    .join("");

export class Taps {
  #store; #who; #waiting = []; #on; #sending = false; #retry; #tries = 0;

  /**
   * @param {string} store the store's slug
   * @param {{by: string, name: string}} who who taps: an id, and a name for people to read
   * @param {{changed: () => void, done: (tap: Tap, answer: object) => void,
   *   refused: (tap: Tap, problem: object) => void, signedOut: () => void}} on what to call
   */
  constructor(store, who, on) {
    this.#store = store;
    this.#who = who;
    this.#on = on;
    try {
      const waiting = JSON.parse(localStorage.getItem(this.#name) ?? "[]");
      this.#waiting = waiting.map((tap) => ({ ...tap, kept: true }));
    } catch {
      // Not ours, or half written: there is nothing to replay.
    }
    addEventListener("online", () => this.resume());
    if (this.#waiting.length) queueMicrotask(() => this.resume());
  }

  get #name() { return "crema-taps-" + this.#store; }

  /** Taps that have not been answered yet. @returns {Tap[]} */
  get waiting() { return this.#waiting; }

  /** Whether one of these orders waits for an answer. @param {string[]} orders */
  has(orders) { return this.#waiting.some((tap) => tap.orders.some((id) => orders.includes(id))); }

  /** Takes out what a colleague tapped here before: it must not be sent in another's name. */
  ofOthers() {
    const others = this.#waiting.filter((tap) => tap.by !== this.#who.by);
    if (others.length) {
      this.#waiting = this.#waiting.filter((tap) => tap.by === this.#who.by);
      this.#keep();
    }
    return others;
  }

  /** @param {Omit<Tap, "key" | "by" | "name">} tap */
  add(tap) {
    this.#waiting.push({ ...tap, key: newKey(), ...this.#who });
    this.#keep();
    this.resume();
  }

  /** Tries again now, for instance because the network is back. */
  resume() {
    this.#tries = 0;
    clearTimeout(this.#retry);
    this.#send();
  }

  #keep() {
    localStorage.setItem(this.#name, JSON.stringify(this.#waiting));
    this.#on.changed();
  }

  async #send() {
    if (this.#sending || !this.#waiting.length) return;
    this.#sending = true;
    const tap = this.#waiting[0];
    const { orders, reason, to, command } = tap;
    const several = orders.length > 1;
    const path = several ? `stores/${this.#store}/orders` : "orders/" + orders[0];
    try {
      const answer = await fetch(`/api/v1/${path}/${command}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": tap.key },
        body: JSON.stringify(several ? { orders } : { reason, to }),
        signal: AbortSignal.timeout(8000),
      });
      if (answer.status === 401) return this.#on.signedOut();
      const told = await answer.json().catch(() => ({}));
      // 409 key_running: the first try of this very tap is still at work.
      if (answer.status >= 500 || answer.status === 429 || told.code === "key_running") {
        throw new Error(String(answer.status));
      }
      this.#waiting.shift();
      this.#tries = 0;
      if (answer.ok) this.#on.done(tap, told);
      else this.#on.refused(tap, told);
      this.#keep();
    } catch {
      tap.kept = true;
      const most = Math.min(10000, 500 * 2 ** this.#tries++);
      this.#retry = setTimeout(() => this.#send(), most / 2 + (Math.random() * most) / 2);
      this.#on.changed();
      return;
    } finally {
      this.#sending = false;
    }
    this.#send();
  }
}

const place = document.querySelector("[data-toasts]");

/**
 * A short message over the bar, perhaps with one button. It goes after 5 seconds, unless somebody is
 * about to use it.
 *
 * @param {string} sentence
 * @param {string} about what it is about; an older message about the same goes
 * @param {{label: string, act?: () => void, stays?: boolean}} [button]
 */
export function toast(sentence, about, button) {
  for (const old of [...place.children]) if (old.dataset.about === about) old.remove();
  const item = document.createElement("div");
  item.className = "toast";
  item.dataset.about = about;
  if (button?.stays) item.dataset.stays = "";
  item.append(Object.assign(document.createElement("span"), { textContent: sentence }));
  if (button) {
    const element = Object.assign(document.createElement("button"), {
      className: "btn",
      textContent: button.label,
      onclick: () => {
        item.remove();
        button.act?.();
      },
    });
    item.append(element);
  }
  place.append(item);
  while (place.children.length > 2) place.querySelector(".toast:not([data-stays])").remove();
  if (button?.stays) return;
  const leave = () => {
    if (item.matches(":focus-within")) setTimeout(leave, 2000);
    else item.remove();
  };
  setTimeout(leave, 5000);
}

/**
 * Says that something was not done. Refusals gather in one message, so that none is pushed away by
 * the next. What was tapped a while ago is looked for by nobody: that stays until it was read.
 *
 * @param {string} sentence
 * @param {boolean} [stays]
 */
export function refuse(sentence, stays) {
  const old = place.querySelector("[data-about=refused]");
  const said = old ? old.firstChild.textContent + " " + sentence : sentence;
  toast(said, "refused", (stays || old?.dataset.stays === "") && { label: words.ok, stays: true });
}

/** Takes the last step back by keyboard: what the newest message's button does. */
export const undoLast = () => [...place.querySelectorAll(".toast:not([data-stays]) button")].at(-1)?.click();
