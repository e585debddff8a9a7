// "Print" in a ticket's menu: sends the ticket to the printer without leaving the board, where sound
// and full screen would be lost. Fetched when it is first needed.

import { words } from "../shared/live.js";
import { toast } from "./taps.js";

/** @param {HTMLFormElement} form a ticket's form marked data-print */
export async function sendToPrinter(form) {
  const { order, number } = form.closest(".ticket").dataset;
  form.closest("details")?.removeAttribute("open");
  let said = words.printed;
  try {
    const body = new URLSearchParams();
    const options = { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(8000) };
    const answer = await fetch(form.action, options);
    if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
  } catch {
    said = words.unprinted;
  }
  toast(said.replace("%n", number), order);
}
