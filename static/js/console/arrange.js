// The menu's order: rows are dragged by their grip, or moved by their buttons without a reload.
// Both post the whole order, which the server checks like the buttons' own forms.

const main = document.getElementById("main");
/** Pixels from the top and the bottom of the window where a dragged row moves the page. */
const EDGE = 64;

class Arrangement {
  #list; #saved; #row; #y; #sent = Promise.resolve();

  /** @param {HTMLElement} list whose rows carry data-id */
  constructor(list) {
    this.#list = list;
    this.#saved = this.#rows;
    list.addEventListener("pointerdown", (event) => this.#take(event));
    list.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      list.addEventListener(end, () => this.#drop());
    }
    list.addEventListener("submit", (event) => this.#step(event));
  }

  get #rows() { return [...this.#list.children]; }

  #take(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button > 0) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    this.#row = grip.closest("[data-id]");
    this.#row.classList.add("is-dragged");
    this.#y = event.clientY;
    requestAnimationFrame(this.#roll);
  }

  #drag(event) {
    if (!this.#row) return;
    this.#y = event.clientY;
    this.#place();
  }

  /** At the window's edge the page moves along: a menu may be longer than the window. */
  #roll = () => {
    if (!this.#row) return;
    const beyond = Math.min(0, this.#y - EDGE) + Math.max(0, this.#y - innerHeight + EDGE);
    if (beyond) {
      scrollBy(0, beyond / 4);
      this.#place();
    }
    requestAnimationFrame(this.#roll);
  };

  #place() {
    const row = this.#row;
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    // The others move around the dragged row: one that leaves the page loses the pointer.
    for (;;) {
      const { previousElementSibling: above, nextElementSibling: below } = row;
      if (above && this.#y < middle(above)) row.after(above);
      else if (below && this.#y > middle(below)) row.before(below);
      else return;
    }
  }

  #drop() {
    const row = this.#row;
    this.#row = undefined;
    row?.classList.remove("is-dragged");
    if (row) this.#save(row);
  }

  /** A button's one place up or down; the focus stays where it was. */
  #step(event) {
    if (!event.target.getAttribute("action").startsWith("/console/menu/move")) return;
    event.preventDefault();
    const button = event.submitter;
    const row = button.closest("[data-id]");
    if (button.value === "-1") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    this.#save(row);
    const stays = button.disabled ? row.querySelector("[name=by]:not(:disabled)") : button;
    stays?.focus();
  }

  #save(moved) {
    this.#mark();
    const rows = this.#rows;
    if (rows.every((row, at) => row === this.#saved[at])) return;
    const { kind, moved: words, failed } = this.#list.dataset;
    const ids = rows.map((row) => ["id", row.dataset.id]);
    const body = new URLSearchParams([["kind", kind], ...ids]);
    const options = { method: "POST", body, redirect: "manual" };
    // One after the other, so that the last order is the one that stays.
    this.#sent = this.#sent.then(async () => {
      try {
        const answer = await fetch(`/console/menu/order?store=${document.body.dataset.store}`, options);
        if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
        this.#saved = rows;
        const place = rows.indexOf(moved) + 1;
        say(words.replace("%s", moved.dataset.name).replace("%p", place));
      } catch {
        this.#list.replaceChildren(...this.#saved);
        this.#mark();
        say(failed, true);
      }
    });
  }

  /** The first row cannot go up, the last not down. */
  #mark() {
    const rows = this.#rows;
    for (const [at, row] of rows.entries()) {
      row.querySelector("[name=by][value='-1']").disabled = at === 0;
      row.querySelector("[name=by][value='1']").disabled = at === rows.length - 1;
    }
  }
}

function say(sentence, isWrong = false) {
  const place = main.querySelector("[data-said]");
  place.textContent = sentence;
  place.className = isWrong ? "banner banner-warn" : "vh";
}

for (const list of main.querySelectorAll("[data-kind]")) new Arrangement(list);
