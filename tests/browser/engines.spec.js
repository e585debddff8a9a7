// The same coffee in the other engines: Safari's, which every iPhone has, and Firefox's.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { Firefox, until, WebKit } from './engines.js';
import { desk, display, phone, tablet } from './screens.js';

let crema;
let pages;
test.beforeEach(async () => {
  pages = [];
  crema = await Crema.start();
});
test.afterEach(async () => {
  await Promise.all(pages.map((page) => page.close()));
  await crema?.stop();
});

for (const Engine of [WebKit, Firefox]) {
  const open = async ({ viewport }) => {
    const page = await Engine.open(viewport);
    pages.push(page);
    return page;
  };

  test(`${Engine.name}: from a fresh installation to the cup, on console, display, phone and board`, async () => {
    const operator = await open(desk);
    await setUp(operator);
    const wall = await open(display);
    await pair(wall, operator);
    const bar = await open(tablet);
    await signIn(bar);
    const guest = await open(phone);
    const number = await order(guest);

    // Nobody reloads anything from here on.
    const ticket = `.ticket[data-number="${number}"]`;
    await seen(wall, '.d-line .plate');
    for (const [command, state, place] of [['claim', 'making', 'prep'], ['complete', 'ready', 'ready']]) {
      await bar.tap(`${ticket} button[name=to][value=${command}]`);
      await seen(bar, `${ticket}[data-state=${state}]`);
      await seen(guest, `.status[data-state=${state}]`);
      await seen(wall, `.d-${place} .plate`);
    }
    const sentence = await guest.run(() => document.querySelector('[role=status]').textContent.trim());
    expect(sentence).toBe(`Number ${number} is ready. Collect it at the bar.`);
    await bar.tap(`${ticket} button[name=to][value=collect]`);
    await seen(guest, '.status[data-state=collected]');
    for (const page of pages) {
      const wider = await page.run(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, 'nothing is wider than its page').toBeLessThanOrEqual(0);
    }
  });

  test(`${Engine.name}: a phone keeps its order without network, and is fresh again with it`, async () => {
    await crema.api(await crema.token('operator'), 'PUT', '/stores/main/status', { state: 'open' });
    const guest = await open(phone);
    const number = await order(guest);
    const kept = () => guest.run(async () => (await (await caches.match('/s/main/'))?.text()) ?? '');
    await until('the page is kept', async () => (await kept()).includes(`data-number="${number}"`));
    await crema.kill();
    await seen(guest, '[data-banner]:not([hidden])');
    await guest.goto(`${crema.url}/s/main/`);
    await seen(guest, `.status[data-number="${number}"]`);
    const banner = await guest.run(() => document.querySelector('[data-banner]').textContent);
    expect(banner).toMatch(/^Last updated \d\d:\d\d\. Reconnecting\.$/);
    await crema.revive();
    await seen(guest, '[data-banner][hidden]');
    await seen(guest, `.status[data-state=queued][data-number="${number}"]`);
  });
}

const seen = (page, css) => until(css, () => page.run((css) => Boolean(document.querySelector(css)), css));

async function setUp(operator) {
  await operator.goto(crema.setupLink);
  await operator.type('[name=name]', 'Olga');
  await operator.type('[name=pin]', '314159');
  await operator.tap('main form .btn-primary');
  await seen(operator, '.now[data-state=closed]');
  await operator.tap('.now button[value=open]');
  await seen(operator, '.now[data-state=open]');
}

async function pair(wall, operator) {
  await wall.goto(`${crema.url}/pair`);
  const code = await wall.run(() => document.querySelector('.code').textContent.trim());
  await operator.goto(`${crema.url}/console/devices`);
  await operator.type('[name=code]', code);
  await operator.type('form:has([name=code]) [name=name]', 'Wall');
  await operator.tap('form:has([name=code]) .btn-primary');
  await seen(wall, '.qr-panel[data-state=code] svg');
}

async function signIn(bar) {
  await crema.command('staff', 'add', '--store', 'main', '--name', 'Sam', '--role', 'barista', '--pin', '271828');
  await bar.goto(`${crema.url}/login?next=/s/main/barista`);
  await bar.type('[name=name]', 'Sam');
  await bar.type('[name=pin]', '271828');
  await bar.tap('main form .btn-primary');
  await seen(bar, '[data-start] button, .board');
}

/** Scans, orders a flat white with oat milk, and gives its number. */
async function order(guest) {
  const { url } = await crema.api(await crema.token('operator'), 'GET', '/stores/main/qr-code');
  await guest.goto(url.replace(crema.publicUrl, crema.url));
  // The page starts the order by itself.
  await seen(guest, '#f-name');
  await guest.tap('label:has([value=flat-white])');
  await guest.tap('label:has([value=oat])');
  await guest.type('#f-name', 'Ana');
  await guest.tap('.dock button[value=order]');
  await seen(guest, '.status[data-state=queued]');
  return guest.run(() => document.querySelector('.status').dataset.number);
}
