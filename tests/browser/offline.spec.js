// A phone whose network is gone: the last known state, plainly marked, and never an error page.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { make, openShop, orderOn } from './guest.js';
import { open, phone, shoot } from './screens.js';

// Pictures taken all the time would be part of what is measured.
test.use({ trace: 'off' });

let crema, operator, guest;
test.beforeEach(async ({ browser }) => {
  crema = await Crema.start();
  operator = await openShop(crema);
  guest = await open(browser, crema, phone);
});
test.afterEach(async () => {
  await guest.context().close();
  await crema.stop();
});

const status = (page) => page.locator('.status');
const banner = (page) => page.locator('[data-banner]');
const stale = /^Last updated \d\d:\d\d\. Reconnecting\.$/;

/** Waits until the worker keeps a page of the store that says `text`. */
async function kept(page, text) {
  await expect.poll(() => page.evaluate(async () => (await (await caches.match('/s/main/'))?.text()) ?? ''))
    .toContain(text);
}

test('a live order survives reload and a closed tab without network, and is fresh again at once', async () => {
  const order = await orderOn(guest, crema, operator);
  await kept(guest, `data-number="${order.number}"`);
  await crema.kill();

  await guest.reload();
  await expect(status(guest)).toHaveAttribute('data-number', String(order.number));
  await expect(banner(guest)).toHaveText(stale);
  await shoot(guest, 'customer-offline');
  const again = await guest.context().newPage();
  await guest.close();
  await again.goto('/s/main/');
  await expect(status(again)).toHaveAttribute('data-state', 'queued');
  await expect(banner(again)).toHaveText(stale);
  // A scan leads to the order that is there.
  await again.goto('/s/main/scan?c=ABCDEF');
  await expect(status(again)).toHaveAttribute('data-state', 'queued');

  await crema.revive();
  await make(crema, operator, order, 'claim');
  await again.goto('/s/main/');
  await expect(status(again)).toHaveAttribute('data-state', 'making', { timeout: 1000 });
  await expect(banner(again)).toBeHidden();
});

test('an open page says that it is stale, and is fresh within a second of the network', async () => {
  const order = await orderOn(guest, crema, operator);
  await kept(guest, `data-number="${order.number}"`);
  await guest.context().setOffline(true);
  await expect(banner(guest)).toHaveText(stale);
  await make(crema, operator, order, 'claim');
  await expect(status(guest)).toHaveAttribute('data-state', 'queued');
  // Measured in the page, between two of its own events.
  await guest.evaluate(() => {
    addEventListener('online', () => { window.back = performance.now(); });
    document.addEventListener('crema:fresh', ({ detail }) => { if (detail) window.fresh ??= performance.now(); });
  });
  await guest.context().setOffline(false);
  await expect(status(guest)).toHaveAttribute('data-state', 'making');
  await expect(banner(guest)).toBeHidden();
  await guest.waitForFunction(() => window.fresh && window.back);
  expect(await guest.evaluate(() => window.fresh - window.back)).toBeLessThan(1000);
});

test('a stale page is as old as it says, however often it is looked at', async () => {
  const order = await orderOn(guest, crema, operator);
  await kept(guest, `data-number="${order.number}"`);
  await crema.kill();
  // As if it had been kept an hour ago; the worker may still be keeping what came last.
  const keepOld = () => guest.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const page = await cache.match('/s/main/');
    const at = Date.now() - 3600000;
    const headers = new Headers(page.headers);
    headers.set('x-crema-kept-at', at);
    await cache.put('/s/main/', new Response(await page.text(), { headers }));
    return new Date(at).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  });
  let told;
  await expect(async () => {
    told = await keepOld();
    await guest.reload();
    await expect(banner(guest)).toHaveText(`Last updated ${told}. Reconnecting.`, { timeout: 5000 });
  }).toPass();
  // Also after the page has tried and failed by itself.
  await guest.waitForEvent('requestfailed', (request) => request.url().endsWith('/live'));
  await expect(banner(guest)).toHaveText(`Last updated ${told}. Reconnecting.`);
});

test('what changed on the open page is what is kept', async () => {
  const order = await orderOn(guest, crema, operator);
  await kept(guest, 'data-state="queued"');
  await make(crema, operator, order, 'claim', 'complete');
  await expect(status(guest)).toHaveAttribute('data-state', 'ready');
  await kept(guest, 'data-state="ready"');
  await crema.kill();
  await guest.reload();
  await expect(guest.getByRole('status')).toHaveText(`Number ${order.number} is ready. Collect it at the bar.`);
  await expect(banner(guest)).toHaveText(stale);
});

test('an order that was put aside does not come back', async () => {
  const order = await orderOn(guest, crema, operator);
  await kept(guest, `data-number="${order.number}"`);
  await guest.getByRole('button', { name: 'Cancel my order' }).click();
  await guest.getByRole('button', { name: 'Order again' }).click();
  await expect(guest.getByText('We are open.')).toBeVisible();
  // The worker keeps the page that follows, which knows nothing of the order.
  await expect.poll(() => guest.evaluate(async (id) => {
    const page = (await (await caches.match('/s/main/'))?.text()) ?? '';
    return page.includes('We are open.') && !page.includes(id);
  }, order.id)).toBe(true);
  await crema.kill();
  await guest.reload();
  await expect(banner(guest)).toHaveText(stale);
  await expect(guest.getByText('We are open.')).toBeVisible();
  await expect(guest.locator('[data-number]')).toHaveCount(0);
});

test('what changed on a page that came past the worker is kept too', async () => {
  const order = await orderOn(guest, crema, operator);
  await kept(guest, 'data-state="queued"');
  // As when the worker takes over while the page is on its way.
  const client = await guest.context().newCDPSession(guest);
  await Promise.all([guest.waitForEvent('load'), client.send('Page.reload', { ignoreCache: true })]);
  await make(crema, operator, order, 'claim');
  await expect(status(guest)).toHaveAttribute('data-state', 'making');
  await kept(guest, 'data-state="making"');
});

test('the menu survives too, and what was never seen says so in words', async () => {
  await guest.goto('/s/main/');
  await kept(guest, 'We are open.');
  await crema.kill();
  await guest.reload();
  await expect(guest.getByText('Flat white')).toBeVisible();
  await expect(banner(guest)).toHaveText(stale);
  for (const path of ['/s/other/', '/s/main/history']) {
    await guest.goto(path);
    await expect(guest.locator('body'), path).toHaveText('No connection. This page tries again by itself.');
  }
});

test('pages of staff are never kept', async () => {
  await guest.goto('/s/main/');
  await kept(guest, 'We are open.');
  const token = await crema.token('operator');
  await guest.context().addCookies([{ name: 'crema_staff', value: token, url: crema.url }]);
  await guest.goto('/s/main/barista');
  await expect(guest.locator('main')).toBeVisible();
  const names = await guest.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname.replace(/[0-9a-f]{16}/, 'HASH')).sort();
  });
  expect(names).toEqual(['/s/main/', '/static/HASH/js/guest.js']);
  await crema.kill();
  await expect(guest.goto('/s/main/barista')).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});

test('what an earlier version kept is forgotten', async () => {
  await guest.goto('/login');
  await guest.evaluate(() => caches.open('crema-0123456789abcdef'));
  await guest.goto('/s/main/');
  await kept(guest, 'We are open.');
  await expect.poll(() => guest.evaluate(async () => (await caches.keys()).length)).toBe(1);
  expect(await guest.evaluate(() => caches.keys())).not.toContain('crema-0123456789abcdef');
});

test('each store is an application of its own', async () => {
  await guest.goto('/s/main/');
  const manifest = await guest.evaluate(async () => {
    const link = document.querySelector('link[rel=manifest]');
    const manifest = await (await fetch(link.href)).json();
    const icons = await Promise.all(manifest.icons.map(async (icon) => {
      const image = await createImageBitmap(await (await fetch(new URL(icon.src, link.href))).blob());
      return `${image.width}x${image.height}` === icon.sizes;
    }));
    return { ...manifest, icons, count: icons.length };
  });
  expect(manifest).toMatchObject({ start_url: '/s/main/', scope: '/s/main/', display: 'standalone', count: 4 });
  expect(manifest.icons).not.toContain(false);
  const client = await guest.context().newCDPSession(guest);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows, which install nothing: that is all that is amiss.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  const { errors } = await client.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});

test('a cold visit takes at most six requests, one of them before it is usable', async () => {
  const asked = [];
  guest.context().on('request', (request) => {
    const by = request.serviceWorker() ? 'worker ' : '';
    asked.push(by + request.method() + ' ' + new URL(request.url()).pathname.replace(/[0-9a-f]{16}/, 'HASH'));
  });
  guest.on('websocket', (socket) => asked.push(`socket ${new URL(socket.url()).pathname}`));
  await guest.goto('/s/main/');
  await kept(guest, 'We are open.');
  const own = asked.filter((line) => !line.startsWith('worker'));
  console.log(`\nMEASURED requests of a cold visit: ${asked.join(', ')}`);
  expect(own.length).toBeLessThanOrEqual(6);
});
