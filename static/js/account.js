// A device that waits to be approved asks every 2 seconds, and goes where it is told to.

const main = document.getElementById("main");

async function ask() {
  try {
    const options = { cache: "no-store", signal: AbortSignal.timeout(8000) };
    const answer = await fetch(main.dataset.live, options);
    const next = answer.headers.get("x-crema-next");
    if (next) {
      location.replace(next);
      return;
    }
    // A code that ran out is replaced by a new one.
    if (answer.status === 200) {
      const html = await answer.text();
      if (html !== main.innerHTML) main.innerHTML = html;
    }
    if (answer.status === 404 || answer.status === 410) location.reload();
  } catch {
    // Away for a moment: asks again.
  }
  setTimeout(ask, 2000);
}

if (main.dataset.live) setTimeout(ask, 2000);
