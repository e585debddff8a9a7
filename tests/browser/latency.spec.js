// From the barista's tap to the phone's page showing it: two real pages, one clock.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { quantile } from './quantile.js';
import { open, phone, signIn, tablet } from './screens.js';

const TAPS = 200;

// A trace takes pictures of both pages all the time, which is most of what would be measured.
test.use({ trace: 'off' });

test('a tap is on the phone at once', async ({ browser }) => {
  test.setTimeout(900_000);
  const crema = await Crema.start();
  try {
    const operator = await crema.token('operator');
    await crema.api(operator, 'PUT', '/stores/main/status', { state: 'open' });
    await crema.api(operator, 'PATCH', '/stores/main/settings', { places_per_code: 1000, max_queue: 1000 });
    await crema.command('staff', 'add', '--store', 'main', '--name', 'Sam', '--role', 'barista', '--pin', '271828');
    const [bar, guest] = await Promise.all([open(browser, crema, tablet), open(browser, crema, phone)]);
    await bar.addInitScript(noteTaps);
    await guest.addInitScript(noteStates);
    await signIn(bar, 'Sam', '271828');

    const waits = [];
    while (waits.length < TAPS) {
      const number = await order(crema, operator, guest);
      for (const [command, state] of [['claim', 'making'], ['complete', 'ready'], ['collect', 'collected']]) {
        const button = bar.locator(`.ticket[data-number="${number}"] button[name=to][value=${command}]`);
        await button.click();
        await expect(guest.locator('.status')).toHaveAttribute('data-state', state);
        const shown = await guest.waitForFunction((wanted) => window.shown(wanted), state);
        waits.push(await shown.jsonValue() - await bar.evaluate(() => window.tapped));
      }
    }
    const [median, p99, worst] = [0.5, 0.99, 1].map((part) => quantile(waits, part));
    console.log(`\nMEASURED tap to phone, ${waits.length} taps: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(1)} ms`);
    // The aim is 100 ms at p99 on an idle machine. The limits only catch a page that polls instead
    // of listening: a test must not fail because two cores do other work.
    expect(median).toBeLessThan(250);
    expect(p99).toBeLessThan(1000);
  } finally {
    await crema.stop();
  }
});

/** Orders by API as the phone's own session, then opens the status page and waits until it is live. */
async function order(crema, operator, guest) {
  const { url } = await crema.api(operator, 'GET', '/stores/main/qr-code');
  if (guest.url() === 'about:blank') await guest.goto('/s/main/');
  const code = new URL(url).searchParams.get('c');
  const order = await send(guest, 'post', '/api/v1/stores/main/qr-code', { code });
  const placed = await send(guest, 'put', `/api/v1/orders/${order.id}`, {
    name: 'Ana', items: [{ drink: 'flat-white', options: ['oat'] }],
  });
  const subscribed = guest.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived', {
    // SUBACK is packet type 9.
    predicate: ({ payload }) => payload[0] >> 4 === 9,
  }));
  await guest.goto('/s/main/');
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'queued');
  await subscribed;
  return placed.number;
}

async function send(page, method, path, data) {
  const answer = await page.request[method](path, { data, headers: { 'idempotency-key': crypto.randomUUID() } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** On the tablet: the moment of the last tap. Runs in the page. */
function noteTaps() {
  addEventListener('click', (event) => {
    if (event.target.closest?.('button[name=to]')) window.tapped = performance.timeOrigin + performance.now();
  }, { capture: true });
}

/** On the phone: the moment of the first frame that shows a state. Runs in the page. */
function noteStates() {
  const firstShown = new Map();
  window.shown = (state) => firstShown.get(state);
  const look = () => {
    const state = document.querySelector('.status')?.dataset.state;
    if (!state || firstShown.has(state)) return;
    firstShown.set(state, undefined);
    requestAnimationFrame(() => {
      // After this frame is drawn.
      setTimeout(() => firstShown.set(state, performance.timeOrigin + performance.now()));
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}
