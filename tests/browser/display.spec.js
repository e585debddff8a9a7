// The screen on the wall, measured: sizes that are read across a room, the code, paging, sound,
// speech, and a power cut.
import { chromium, expect, test } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Crema } from './crema.js';
import { openShop } from './guest.js';
import { desk, display, enter, open, openStore, pair, phone, setUp, shoot, walkUp } from './screens.js';

const SIZES = [[1920, 1080], [3840, 2160], [1080, 1920], [1280, 720]];

/** What others than the ready ones are at. */
const SIDE = [...Array(5).fill('making'), ...Array(9).fill('queued'), ...Array(4).fill('ready')];

let crema;
let operator;
test.beforeEach(async () => {
  crema = await Crema.start();
  operator = await openShop(crema);
  await crema.api(operator, 'PATCH', '/stores/main/settings', { places_per_code: 7, max_queue: 1000 });
});
test.afterEach(async () => { await crema?.stop(); });

/** Opens the display as staff may, to look at it. */
async function screen(browser, options = {}) {
  const page = await open(browser, crema, display, options);
  await enter(page, crema, operator);
  return page;
}

/** The next numbers have this many digits. */
async function numbersOf(digits) {
  const last = digits === 1 ? 0 : 10 ** (digits - 1) - 1;
  await crema.rewrite(`update order_numbers set last = ${last}`);
}

/** What the page measures of itself, in the browser's own pixels. */
function measure() {
  const box = (element) => element.getBoundingClientRect();
  const visible = [...document.querySelectorAll('[data-ready] > .plate')].filter((plate) => !plate.hidden);
  const pen = document.createElement('canvas').getContext('2d');
  const digits = visible.map((plate) => {
    const text = document.createRange();
    text.selectNodeContents(plate.firstElementChild);
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(plate);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return { text: box(text), plate: box(plate), ink: pen.measureText('0').actualBoundingBoxAscent };
  });
  const inside = (small, large) => small.left >= large.left - 1 && small.right <= large.right + 1
    && small.top >= large.top - 1 && small.bottom <= large.bottom + 1;
  const fit = box(document.querySelector('.fit'));
  const code = box(document.querySelector('.qr svg'));
  const sides = [...document.querySelectorAll('.d-prep, .d-prep .plate, .d-line, .d-miss, .d-side h2, .d-side ol')];
  return {
    ready: box(document.querySelector('.d-ready')).width / innerWidth,
    ink: Math.min(...digits.map((one) => one.ink)) / innerHeight,
    shown: visible.length,
    inPlate: digits.every(({ text, plate }) => text.left >= plate.left - 1 && text.right <= plate.right + 1),
    inPanel: digits.every(({ plate }) => inside(plate, fit)),
    code: code.height / innerHeight,
    codeInView: inside(code, { left: 0, top: 0, right: innerWidth, bottom: innerHeight }),
    sidesApart: sides.every((part) => box(part).bottom <= box(document.querySelector('.qr-panel')).top + 1),
    scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
  };
}

/** Reads the code from the screen's own pixels, as a phone's camera does. */
async function scan(page) {
  const { data, width, height } = PNG.sync.read(await page.locator('.qr svg').screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

test('numbers and code are large enough at every size, with few numbers and many', async ({ browser }) => {
  test.setTimeout(900_000);
  // A plate that flashes is larger for a moment.
  const page = await screen(browser, { reducedMotion: 'reduce' });
  for (const digits of [1, 2, 3, 4]) {
    // Others are made, wait and were missed meanwhile: the side has its share of numbers.
    if (digits > 1) await numbersOf(digits);
    for (const state of digits === 1 ? ['making', 'queued'] : SIDE) await walkUp(crema, operator, state);
    await crema.rewrite("update orders set state = 'missed', ended_at = ready_at, deadline_at = ready_at + 3600000 where state = 'ready'");
    const ready = [];
    for (const count of digits === 1 ? [1, 6] : [1, 6, 12, 40]) {
      while (ready.length < count) ready.push(await walkUp(crema, operator, 'ready'));
      for (const [width, height] of SIZES) {
        const what = `${count} numbers of ${digits} digits at ${width}x${height}`;
        await page.setViewportSize({ width, height });
        await page.goto('/s/main/display');
        await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
        await page.waitForFunction(() => document.querySelector('[data-pages]').textContent);
        await shoot(page, `display-${width}x${height}-${digits}d-${count}`);
        const found = await page.evaluate(measure);
        expect.soft(found.ready, `ready panel, ${what}`).toBeGreaterThanOrEqual(0.6);
        expect.soft(found.ink, `height of digits, ${what}`).toBeGreaterThanOrEqual(0.12);
        expect.soft(found.inPlate, `digits within their plates, ${what}`).toBe(true);
        expect.soft(found.inPanel, `plates within their panel, ${what}`).toBe(true);
        expect.soft(found.code, `height of the code, ${what}`).toBeGreaterThanOrEqual(0.25);
        expect.soft(found.codeInView, `the whole code, ${what}`).toBe(true);
        expect.soft(found.sidesApart, `side above the code, ${what}`).toBe(true);
        expect.soft(found.scrolls, `nothing beyond the edge, ${what}`).toBe(false);
        const paged = await page.locator('[data-pages]').isVisible();
        expect.soft(paged, `a page indicator, ${what}`).toBe(found.shown < count);
        expect.soft(await scan(page), `the code is readable, ${what}`).toMatch(/\/s\/main\/scan\?c=/);
      }
    }
    await crema.rewrite("delete from orders");
  }
  expect(page.complaints).toEqual([]);
});

test('more numbers than fit come page by page, and a new one shows the first page', async ({ browser }) => {
  const page = await screen(browser);
  await page.clock.install();
  await walkUp(crema, operator);
  await numbersOf(3);
  for (let n = 0; n < 13; n += 1) await walkUp(crema, operator, 'ready');
  await page.goto('/s/main/display');
  const shown = page.locator('[data-ready] > .plate:visible');
  const pages = page.locator('[data-pages]');
  await expect(shown).toHaveCount(12);
  await expect(shown.first()).toHaveText('112');
  await expect(pages).toHaveText('1 / 2');
  await page.clock.runFor(8000);
  await expect(shown).toHaveText(['100']);
  await expect(pages).toHaveText('2 / 2');
  await walkUp(crema, operator, 'ready');
  await expect(shown.first()).toHaveText('113');
  await expect(shown).toHaveCount(12);
  await page.clock.runFor(16_000);
  await expect(shown.first()).toHaveText('113');
  expect(page.complaints).toEqual([]);
});

test('a new number flashes once, and not for those who want no motion', async ({ browser }) => {
  for (const reducedMotion of ['no-preference', 'reduce']) {
    const page = await screen(browser, { reducedMotion });
    await page.goto('/s/main/display');
    await page.evaluate(() => {
      window.flashes = 0;
      addEventListener('animationstart', (event) => { window.flashes += event.animationName === 'flash' ? 1 : 0; });
    });
    const { number } = await walkUp(crema, operator, 'ready');
    await expect(page.locator(`.plate-new[data-number="${number}"]`)).toBeVisible();
    // Ten seconds later it is one of many: its class goes, and nothing flashes again.
    await expect(page.locator(`.plate-new[data-number="${number}"]`)).toHaveCount(0, { timeout: 30_000 });
    expect(await page.evaluate(() => window.flashes)).toBe(reducedMotion === 'reduce' ? 0 : 1);
    await page.context().close();
  }
});

/** Brings a phone on the store's first page to the order form. */
async function orderForm(guest) {
  const { url } = await crema.api(operator, 'GET', '/stores/main/qr-code');
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { code: new URL(url).searchParams.get('c') };
  expect((await guest.request.post('/api/v1/stores/main/qr-code', { data, headers })).ok()).toBe(true);
  await guest.reload();
}

/** Voices of a device, and what they said. Runs in the page. */
function voices(languages) {
  window.said = [];
  const list = languages.map((lang) => ({ lang, name: lang }));
  // Browsers look for voices when they are asked, and have none at once.
  let asked = false;
  const getVoices = () => (asked ? list : (asked = true, []));
  const synthesis = { getVoices, speak: ({ text, lang }) => window.said.push(`${lang}: ${text}`) };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}

test('a display speaks and shows names when the operator says so', async ({ browser }) => {
  const fresh = await Crema.start();
  await crema.stop();
  crema = fresh;
  const [boss, page] = await Promise.all([open(browser, crema, desk), open(browser, crema, display)]);
  await page.addInitScript(voices, ['de-DE', 'en-US']);
  await setUp(boss, crema);
  await openStore(boss);
  operator = await crema.token('operator');
  await pair(page, boss, 'display', 'Wall screen');
  await expect(page).toHaveURL(/\/s\/main\/display/, { timeout: 30_000 });

  // Off at first.
  const first = await walkUp(crema, operator, 'ready', 'Zoë');
  await expect(page.locator(`.d-ready [data-number="${first.number}"]`)).toBeVisible();
  await expect(page.locator('.d-ready')).not.toContainText('Zoë');

  const guest = await open(browser, crema, phone);
  await guest.goto('/s/main/');
  const hint = guest.locator('#h-name');
  await orderForm(guest);
  await expect(hint).toContainText('Only the bar sees it.');

  await boss.goto('/console/devices');
  await boss.getByLabel('Speaks new numbers').check();
  await boss.getByLabel('Shows names').check();
  await shoot(boss, 'console-devices');
  await boss.getByRole('button', { name: 'Save options Wall screen' }).click();
  await expect(boss.getByLabel('Speaks new numbers')).toBeChecked();
  await expect(page.locator('.d-ready')).toContainText('Zoë', { timeout: 30_000 });
  await shoot(page, 'display-names');
  // The guest is told who will read it.
  await guest.reload();
  await expect(hint).toContainText('A screen at the bar shows it');

  const { number } = await walkUp(crema, operator, 'ready', 'محمد');
  const sentence = `en-US: Number ${number} is ready.`;
  await expect.poll(() => page.evaluate(() => window.said)).toEqual([sentence, sentence]);

  // The shop closes; the last drink is called like any other.
  const last = await walkUp(crema, operator, 'making');
  await crema.api(operator, 'PUT', '/stores/main/status', { state: 'closed' });
  await crema.api(operator, 'POST', `/orders/${last.id}/complete`, {});
  await expect(page.locator(`.d-closed .plate-new[data-number="${last.number}"]`)).toBeVisible();
  const called = `en-US: Number ${last.number} is ready.`;
  await expect.poll(() => page.evaluate(() => window.said)).toEqual([sentence, sentence, called, called]);
  await crema.api(operator, 'PUT', '/stores/main/status', { state: 'open' });

  // A device without a voice for its language keeps quiet, and still shows the number.
  await page.addInitScript(voices, ['fr-FR']);
  await page.reload();
  const silent = await walkUp(crema, operator, 'ready');
  await expect(page.locator(`.d-ready [data-number="${silent.number}"]`)).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.said)).toEqual([]);
  for (const one of [boss, page, guest]) expect(one.complaints).toEqual([]);
});

test('the code goes when it is used up, out of date, or not wanted', async ({ browser }) => {
  const page = await screen(browser);
  await page.clock.install();
  await page.goto('/s/main/display');
  const panel = page.locator('.qr-panel');
  await expect(panel).toContainText('7 left');

  // Without contact the code says so, and disappears when it cannot be scanned any more.
  await page.route('**/display/**', (route) => route.abort('connectionrefused'));
  await page.clock.runFor(31_000);
  await expect(page.locator('.qr-slot')).toHaveAttribute('data-say', 'Updating');
  await expect(page.locator('.qr svg')).toBeHidden();
  await shoot(page, 'display-stale');
  await page.unroute('**/display/**');
  await page.clock.runFor(6000);
  await expect(page.locator('.qr svg')).toBeVisible();
  await expect(page.locator('.qr-slot')).toHaveAttribute('data-say', '');

  for (let taken = 0; taken < 7; taken += 1) {
    const { url } = await crema.api(operator, 'GET', '/stores/main/qr-code');
    const { token } = await crema.api('', 'POST', '/sessions/anonymous', {});
    await crema.api(token, 'POST', '/stores/main/qr-code', { code: new URL(url).searchParams.get('c') });
  }
  await page.clock.runFor(6000);
  await expect(panel).toHaveAttribute('data-state', 'spent');
  await expect(panel).toContainText('We are making drinks!');
  await expect(panel).toContainText(/Next code in\s*\d:\d\d/);
  await expect(page.locator('.qr svg')).toHaveCount(0);
  await shoot(page, 'display-spent');

  await walkUp(crema, operator, 'ready');
  await walkUp(crema, operator, 'making');
  const until = new Date(Date.now() + 600_000).toISOString();
  await crema.api(operator, 'PUT', '/stores/main/status', { state: 'paused', until });
  await expect(page.locator('.qr-panel h2')).toHaveText(/paused until \d\d:\d\d/);
  await expect(page.locator('.qr svg')).toHaveCount(0);
  await page.clock.runFor(10_000);
  await shoot(page, 'display-paused');
  expect(page.complaints).toEqual([]);
});

test('the picture moves by a few pixels against burn-in, and nothing shifts by it', async ({ browser }) => {
  const page = await screen(browser);
  await page.clock.install();
  await walkUp(crema, operator, 'ready');
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/s/main/display');
  const places = new Set();
  for (let minute = 0; minute < 8; minute += 1) {
    const { x, y } = await page.locator('.d-ready h1').boundingBox();
    places.add(`${x} ${y}`);
    await page.clock.runFor(60_000);
  }
  expect(places.size).toBeGreaterThan(5);
  const [xs, ys] = [0, 1].map((axis) => [...places].map((place) => Number(place.split(' ')[axis])));
  for (const axis of [xs, ys]) expect(Math.max(...axis) - Math.min(...axis)).toBeLessThanOrEqual(8);
  expect(await page.evaluate(() => window.shift)).toBe(0);
  expect(page.complaints).toEqual([]);
});

test('a power cut needs nobody to sign in again', async ({ browser }) => {
  test.setTimeout(300_000);
  const fresh = await Crema.start();
  await crema.stop();
  crema = fresh;
  const profile = await mkdtemp(join(tmpdir(), 'crema-kiosk-'));
  const { launchOptions } = test.info().project.use;
  const start = () => chromium.launchPersistentContext(profile, {
    ...launchOptions, ...display, baseURL: crema.url,
  });
  try {
    const boss = await open(browser, crema, desk);
    await setUp(boss, crema);
    await openStore(boss);
    let kiosk = await start();
    const [page] = kiosk.pages();
    await pair(page, boss, 'display', 'Wall screen');
    await expect(page).toHaveURL(/\/s\/main\/display/, { timeout: 30_000 });
    // Chromium writes cookies to the disk within half a minute.
    const stored = () => readFile(join(profile, 'Default', 'Cookies'), 'latin1').catch(() => '');
    await expect.poll(stored, { timeout: 60_000 }).toContain('crema_device');
    await Promise.all([crema.kill(), cutPower(profile)]);
    await crema.revive();
    kiosk = await start();
    const again = kiosk.pages()[0];
    await again.goto('/s/main/display');
    await expect(again.locator('.qr-panel[data-state=code]')).toBeVisible();
    expect(new URL(again.url()).pathname).toBe('/s/main/display');
    await kiosk.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

/** Ends the browser of a profile as a power cut does, with all its processes. */
async function cutPower(profile) {
  const belong = async (pid) => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(profile);
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of all) {
    if (!await belong(pid)) continue;
    try { process.kill(Number(pid), 'SIGKILL'); } catch { /* gone with its parent */ }
  }
}
