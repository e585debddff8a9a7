// The barista's taps: sent at once, kept when the network is away, and replayed in order with the
// same idempotency keys. A tap is never lost silently, also not by a reload.

/** @typedef {{order: string, number: string, command: string, key: string, reason?: string}} Tap */

/** 128 random bits; crypto.randomUUID needs https, which a bar's own network may not have. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"))
    .join("");

export class Taps {
  #name; #waiting; #on; #sending = false; #retry; #tries = 0;

  /**
   * @param {string} store the store's slug
   * @param {{changed: () => void, done: (tap: Tap) => void, refused: (tap: Tap, why: string) => void,
   *   signedOut: () => void}} on what to call
   */
  constructor(store, on) {
    this.#name = "crema-taps-" + store;
    this.#on = on;
    this.#waiting = JSON.parse(localStorage.getItem(this.#name) ?? "[]");
    addEventListener("online", () => this.resume());
    if (this.#waiting.length) queueMicrotask(() => this.resume());
  }

  /** Taps that have not been answered yet. @returns {Tap[]} */
  get waiting() { return this.#waiting; }

  /** @param {Omit<Tap, "key">} tap */
  add(tap) {
    this.#waiting.push({ ...tap, key: newKey() });
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
    try {
      const answer = await fetch(`/api/v1/orders/${tap.order}/${tap.command}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": tap.key },
        body: JSON.stringify(tap.reason ? { reason: tap.reason } : {}),
        signal: AbortSignal.timeout(8000),
      });
      if (answer.status === 401) return this.#on.signedOut();
      const problem = answer.ok ? {} : await answer.json().catch(() => ({}));
      // 409 key_running: the first try of this very tap is still at work.
      if (answer.status >= 500 || answer.status === 429 || problem.code === "key_running") {
        throw new Error(String(answer.status));
      }
      this.#waiting.shift();
      this.#tries = 0;
      if (answer.ok) this.#on.done(tap);
      else this.#on.refused(tap, problem.detail ?? "");
      this.#keep();
    } catch {
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
