// Keeps a page's main element as the server has it: fetches the fragment again whenever a message
// says that something changed, and says so when it could not. A missed message is harmless, as
// messages carry no content. The fetch also finds out that the network is back; the socket follows.
// Why so: docs/decisions/0009-resync.md

import { Subscriber } from "./mqtt.js";

/** The page's translated words. @type {DOMStringMap} */
export const words = document.getElementById("words")?.dataset ?? {};

/**
 * A time of day: by the clock of the store where the page names its zone, as at the bar, where a
 * screen on a wall may know none. Else by the device's own.
 * @param {number} at milliseconds
 */
export const timeOfDay = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: document.body.dataset.zone,
});

export class Live {
  #main = document.getElementById("main");
  #swap; #denied; #pace; #probes = []; #again; #timer; #delay; #connected; #tries = 0;
  #subscriber; #topics;
  // A page without network is as old as the service worker says.
  #confirmed = Number(this.#main.dataset.confirmed) || Date.now();
  #offset = Number(this.#main.dataset.now) - Date.now();

  /**
   * @param {(html: string) => void} swap puts the fragment in place
   * @param {() => void} [denied] called when the session is no longer valid
   * @param {{poll: number, beat: number, probes: number}} [pace] seconds between fetches, and
   *   between signs of life or, without a connection, between fetches; and how many fetches may be
   *   under way. A bar's few screens ask more
   */
  constructor(swap, denied = () => {}, pace = { poll: 60, beat: 15, probes: 1 }) {
    this.#swap = swap;
    this.#denied = denied;
    this.#pace = pace;
    // At its first showing a page is fresh.
    const wake = (event) => document.hidden || event.persisted === false || this.#wake();
    for (const name of ["online", "offline", "pageshow", "resume", "visibilitychange"]) {
      addEventListener(name, wake, true);
    }
    navigator.connection?.addEventListener?.("change", wake);
    this.adopt();
  }

  /** Server time in milliseconds. */
  get now() { return Date.now() + this.#offset; }

  /** Follows the main element's attributes after it was replaced by another page's. */
  adopt() {
    const { live, topics = "" } = this.#main.dataset;
    if (live && topics !== this.#topics) {
      this.#topics = topics;
      this.#connect();
    }
    this.#schedule(this.#pace.poll * 1000);
  }

  #connect() {
    this.#subscriber ??= new Subscriber({
      message: (text) => {
        document.dispatchEvent(new Event("crema:message"));
        const spread = text.includes("Gateway.Resync") ? 5000 : text.includes("/public") ? 2000 : 0;
        this.refresh(Math.random() * spread);
      },
      subscribed: () => {
        this.#connected = true;
        this.#tries = 0;
        this.refresh();
      },
      lost: () => {
        this.#connected = false;
        // Full jitter, so that thousands of phones do not come back at once.
        this.refresh(Math.random() * Math.min(15000, Math.max(500, 60 * 2 ** this.#tries++)));
      },
    }, this.#pace);
    this.#subscriber.connect(this.#topics.split(" "));
  }

  /** The network may be back: asks anew. */
  #wake() {
    this.#giveUp();
    this.refresh();
    this.#subscriber?.check();
  }

  #giveUp() {
    for (const probe of this.#probes.splice(0)) probe.abort();
  }

  #schedule(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fetch(), delay);
  }

  /** Fetches the fragment, now or after `delay` milliseconds; calls meanwhile become one. */
  refresh(delay = 0) {
    if (delay) {
      this.#delay ??= setTimeout(() => {
        this.#delay = undefined;
        this.refresh();
      }, delay);
    } else if (this.#probes.length) this.#again = true;
    else this.#fetch();
  }

  async #fetch() {
    const { live, etag } = this.#main.dataset;
    if (!live) return;
    const probe = new AbortController();
    const all = this.#probes;
    all.push(probe);
    if (all.length > this.#pace.probes) all.shift().abort();
    const timeout = setTimeout(() => probe.abort(), 8000);
    const soon = 400 + Math.random() * 400;
    // What hangs may hang on after the network is back.
    if (this.#pace.probes > 1) this.#schedule(soon);
    let wait = document.hidden ? 15000 : soon;
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(live, { headers, signal: probe.signal, cache: "no-store" });
      const { status } = answer;
      const html = status === 200 ? await answer.text() : "";
      if (!all.includes(probe)) return;
      this.#offset = (Date.parse(answer.headers.get("date")) || this.now) - Date.now();
      // Another page may have taken its place meanwhile.
      if (live !== this.#main.dataset.live || etag !== this.#main.dataset.etag) this.#again = true;
      else if (status === 200) {
        this.#main.dataset.etag = answer.headers.get("etag") ?? "";
        this.#swap(html);
      }
      if (status === 401 || status === 403) this.#denied();
      else if (status >= 400) {
        wait = 1000 * answer.headers.get("retry-after") || (status < 500 ? 15000 : wait);
        throw status;
      }
      this.#giveUp();
      this.#confirmed = Date.now();
      this.#tell(true);
      if (!this.#subscriber?.alive && this.#topics) this.#connect();
      wait = this.#again ? 0 : this.#pace[this.#connected ? "poll" : "beat"] * 1000;
      this.#again = false;
      this.#schedule(wait);
    } catch {
      // Given up for a newer one.
      if (!all.includes(probe)) return;
      all.splice(all.indexOf(probe), 1);
      this.#tell(false);
      this.#schedule(wait);
    } finally {
      clearTimeout(timeout);
    }
  }

  /** Shows or hides the banner that says how old the page is. */
  #tell(fresh) {
    document.documentElement.classList.toggle("is-stale", !fresh);
    const banner = document.querySelector("[data-banner]");
    if (banner) banner.hidden = fresh;
    if (banner && !fresh) {
      banner.textContent = (words.stale ?? "").replace("%t", timeOfDay(this.#confirmed));
    }
    document.dispatchEvent(new CustomEvent("crema:fresh", { detail: fresh }));
  }
}
