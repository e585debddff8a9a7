// More ready numbers than fit: a page of them every 8 seconds, the newest on the first. How many
// fit is the style sheet's to say (--cols and --rows), because it depends on the screen's shape.

const TURN = 8000;

export class Pages {
  #main; #page = 0; #turning;

  /** @param {HTMLElement} main */
  constructor(main) {
    this.#main = main;
    addEventListener("resize", () => this.show());
    this.first();
  }

  /** Shows the newest numbers, for a whole turn. */
  first() {
    this.#page = 0;
    clearInterval(this.#turning);
    this.#turning = setInterval(() => {
      this.#page += 1;
      this.show();
    }, TURN);
    this.show();
  }

  /** Shows the current page of what is there now. */
  show() {
    const list = this.#main.querySelector("[data-ready]");
    const dots = this.#main.querySelector("[data-pages]");
    if (!list) return;
    const style = getComputedStyle(list);
    const size = style.getPropertyValue("--cols") * style.getPropertyValue("--rows");
    const plates = [...list.children];
    const count = Math.max(1, Math.ceil(plates.length / size));
    this.#page %= count;
    plates.forEach((plate, index) => { plate.hidden = Math.floor(index / size) !== this.#page; });
    dots.hidden = count < 2;
    dots.textContent = `${this.#page + 1} / ${count}`;
  }
}
