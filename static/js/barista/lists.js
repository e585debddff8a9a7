// Recall and sold out, which change while they are looked at: a tap is for what stood there when the
// finger came down, not for what a colleague's change has put there.

import { adopt, main } from "../barista.js";
import { sendForms } from "../shared/send.js";

sendForms(adopt);

const REST = 400; // milliseconds

const place = (row) => row.offsetTop - row.parentElement.offsetTop;
const rows = () => new Map(
  [...main.querySelectorAll("li[id]")].map((row) => [row.id, place(row) + row.textContent]),
);
const changed = new Map();
let before = rows();

new MutationObserver(() => {
  const after = rows();
  for (const [id, row] of after) if (before.get(id) !== row) changed.set(id, performance.now());
  before = after;
}).observe(main, { childList: true, characterData: true, subtree: true });

main.addEventListener("click", (event) => {
  const row = event.detail && event.target.closest("li[id]");
  if (row && event.timeStamp - changed.get(row.id) < REST) event.preventDefault();
}, true);
