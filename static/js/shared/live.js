// Keeps a page's main element as the server has it: fetches the fragment again whenever a message
// says that something changed, and says so when it could not. A missed, doubled or reordered
// message is harmless, because messages carry no content.

import { Subscriber } from "./mqtt.js";

/** The page's translated words. @type {DOMStringMap} */
export const words = document.getElementById("words")?.dataset ?? {};

export class Live {
  #main; #swap; #busy; #again; #timer; #delay; #connected = false; #subscriber; #topics = "";
  #confirmed = Date.now(); #offset = 0; #denied;

  /**
   * @param {(html: string) => void} swap puts the fragment in place
   * @param {() => void} [denied] called when the session is no longer valid
   */
  constructor(swap, denied = () => {}) {
    this.#main = document.getElementById("main");
    this.#swap = swap;
    this.#denied = denied;
    this.#offset = Number(this.#main.dataset.now) - Date.now();
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
    addEventListener("pageshow", (event) => event.persisted && this.refresh());
    addEventListener("offline", () => this.refresh());
    addEventListener("online", () => this.refresh());
    this.adopt();
  }

  /** Server time in milliseconds. */
  get now() { return Date.now() + this.#offset; }

  /** Whether messages arrive. */
  get connected() { return this.#connected; }

  /** When the page was last known to be right, in the browser's milliseconds. */
  get confirmed() { return this.#confirmed; }

  /** Follows the main element's attributes after it was replaced by another page's. */
  adopt() {
    const { live, topics = "" } = this.#main.dataset;
    if (live && topics !== this.#topics) {
      this.#topics = topics;
      const names = topics.split(" ");
      if (this.#subscriber) this.#subscriber.move(names);
      else this.#subscriber = new Subscriber(names, this.#events());
    }
    this.#schedule();
  }

  #events() {
    const lost = () => {
      this.#connected = false;
      this.refresh(500); // does the network work at all?
    };
    return {
      message: (topic, payload) => {
        document.dispatchEvent(new CustomEvent("crema:message", { detail: topic }));
        if (payload.includes("Gateway.Resync")) this.refresh(Math.random() * 5000);
        else this.refresh(topic.endsWith("/public") ? Math.random() * 2000 : 0);
      },
      subscribed: () => {
        this.#connected = true;
        this.refresh();
      },
      denied: lost,
      lost,
    };
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (!this.#main.dataset.live) return;
    this.#timer = setTimeout(() => this.refresh(), this.#connected ? 60000 : 15000);
  }

  /** Fetches the fragment, now or after `delay` milliseconds; calls meanwhile become one. */
  refresh(delay = 0) {
    if (!this.#main.dataset.live) return;
    if (delay) {
      this.#delay ??= setTimeout(() => {
        this.#delay = undefined;
        this.refresh();
      }, delay);
    } else if (this.#busy) this.#again = true;
    else this.#fetch();
  }

  async #fetch() {
    this.#busy = true;
    const { live, etag } = this.#main.dataset;
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const signal = AbortSignal.timeout(8000);
      const answer = await fetch(live, { headers, signal, cache: "no-store" });
      const html = answer.status === 200 ? await answer.text() : "";
      this.#offset = (Date.parse(answer.headers.get("date")) || this.now) - Date.now();
      // Another page may have taken its place meanwhile.
      if (live !== this.#main.dataset.live || etag !== this.#main.dataset.etag) this.#again = true;
      else if (answer.status === 200) {
        this.#main.dataset.etag = answer.headers.get("etag") ?? "";
        this.#swap(html);
      }
      if (answer.status === 401 || answer.status === 403) this.#denied();
      else if (answer.status >= 400) throw new Error(String(answer.status));
      this.#confirmed = Date.now();
      this.#tell(true);
    } catch {
      this.#tell(false);
    }
    this.#busy = false;
    this.#schedule();
    if (this.#again) {
      this.#again = false;
      this.#fetch();
    }
  }

  /** Shows or hides the banner that says how old the page is. */
  #tell(fresh) {
    document.documentElement.classList.toggle("is-stale", !fresh);
    const banner = document.querySelector("[data-banner]");
    const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const time = new Date(this.#confirmed).toLocaleTimeString(document.documentElement.lang, format);
    if (banner) {
      banner.hidden = fresh;
      if (!fresh) banner.textContent = (words.stale ?? "").replace("%t", time);
    }
    document.dispatchEvent(new CustomEvent("crema:fresh", { detail: fresh }));
  }
}
