// "Tell me when it's ready": subscribes this browser to messages about one order. Fetched with the
// first tap on the button.

const words = document.getElementById("words").dataset;
/** How long the service worker may take to be there. */
const PATIENCE = 10000;

/**
 * @param {HTMLButtonElement} button the one that was tapped
 * @param {Promise<NotificationPermission>} permission what the guest answers the browser
 * @param {() => void} done shows the page anew
 */
export async function tell(button, permission, done) {
  const place = document.querySelector("[data-unsent]");
  const label = button.querySelector("span");
  const asked = label.textContent;
  button.ariaBusy = "true";
  label.textContent = words.asking;
  place.textContent = "";
  try {
    if (await permission === "granted") {
      await subscribe(button.dataset.tell);
      done();
      return;
    }
    say(place, words.denied);
  } catch {
    say(place, words.failed);
  }
  button.ariaBusy = "false";
  label.textContent = asked;
}

/** Says a text that breaks between its sentences, as those of the server do. */
function say(place, text) {
  const sentences = text.match(/.+?(?:\. |。|$)/g).map((sentence) => {
    const part = document.createElement("span");
    part.textContent = sentence.trimEnd();
    return [part, sentence.endsWith(" ") ? " " : ""];
  });
  place.replaceChildren(...sentences.flat());
}

/** @param {string} order */
async function subscribe(order) {
  const worker = await Promise.race([
    navigator.serviceWorker.ready,
    new Promise((_, reject) => { setTimeout(reject, PATIENCE); }),
  ]);
  const { public_key: applicationServerKey } = await (await fetch("/api/v1/push-key")).json();
  const options = { userVisibleOnly: true, applicationServerKey };
  const subscription = await worker.pushManager.subscribe(options).catch(async () => {
    // One that was made with another key stands in the way.
    await (await worker.pushManager.getSubscription())?.unsubscribe();
    return worker.pushManager.subscribe(options);
  });
  const answer = await fetch(`/api/v1/orders/${order}/push-subscription`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...subscription.toJSON(), language: document.documentElement.lang }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}
