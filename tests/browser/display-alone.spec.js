// The screen on the wall has nobody beside it: it is heard, follows an upgrade and a clock that is
// set, and does not press a server that is away.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { openShop } from './guest.js';
import { display, enter, open, shoot, walkUp } from './screens.js';
import { canBeHeard, keepContexts, warmUpSound } from './sound.js';

let crema;
let operator;
test.beforeAll(({ browser }) => warmUpSound(browser));
test.beforeEach(async () => {
  crema = await Crema.start();
  operator = await openShop(crema);
  await crema.api(operator, 'PATCH', '/stores/main/settings', { max_queue: 1000 });
});
test.afterEach(async () => { await crema?.stop(); });

async function screen(browser, prepare = [], options = {}) {
  const page = await open(browser, crema, display, options);
  for (const script of prepare) await page.addInitScript(script);
  await enter(page, crema, operator);
  return page;
}

const act = (order, command) => crema.api(operator, 'POST', `/orders/${order.id}/${command}`, {});
const shown = (page, number) => expect(page.locator(`.d-ready [data-number="${number}"]`)).toBeVisible();

/** Notes what is played. Runs in the page. */
function listen() {
  window.notes = [];
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    window.notes.push(Math.round(this.frequency.value));
    return start.apply(this, when);
  };
}

test('a number that is ready is heard, once, after one touch of the screen', async ({ browser }) => {
  const page = await screen(browser, [keepContexts, listen], { hasTouch: true });
  await page.goto('/s/main/display');
  await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
  await page.touchscreen.tap(400, 400);
  await canBeHeard(page);
  const heard = () => page.evaluate(() => window.notes);
  const order = await walkUp(crema, operator, 'making');
  await act(order, 'complete');
  await shown(page, order.number);
  await expect.poll(heard).toEqual([587, 784]);
  // What goes makes no sound, and what comes back does.
  await act(order, 'recall');
  await expect(page.locator('.d-ready [data-number]')).toHaveCount(0);
  expect(await heard()).toHaveLength(2);
  await act(order, 'complete');
  await expect.poll(heard).toHaveLength(4);
  expect(page.complaints).toEqual([]);
});

test('after an upgrade the screen loads itself anew, once the new files are there', async ({ browser }) => {
  const page = await screen(browser);
  await page.clock.install();
  let loads = 0;
  page.on('load', () => { loads += 1; });
  const upgraded = '/static/0123456789abcdef';
  let files = 404;
  await page.route(`${upgraded}/**`, (route) => route.fulfill({ status: files, contentType: 'text/javascript', body: '' }));
  await page.goto('/s/main/display');
  const told = () => page.waitForResponse('**/display/qr');
  // As it is every day: the same files, for minutes.
  await Promise.all([told(), page.clock.runFor(61_000)]);
  await Promise.all([told(), page.clock.runFor(6000)]);
  expect(loads).toBe(1);

  await page.route('**/display/qr', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'x-crema-assets': upgraded } });
  });
  await Promise.all([page.waitForResponse(`**${upgraded}/js/display.js`), page.clock.runFor(6000)]);
  expect(loads).toBe(1);
  files = 200;
  await page.clock.runFor(6000);
  await expect.poll(() => loads).toBeGreaterThan(1);
});

test('a screen without its server asks for the code about once a second', async ({ browser }) => {
  const page = await screen(browser);
  await page.clock.install();
  await page.goto('/s/main/display');
  await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
  let asked = 0;
  await page.route('**/display/qr', (route) => {
    asked += 1;
    return route.abort('connectionrefused');
  });
  await page.clock.pauseAt(Date.now() + 5000);
  for (let second = 0; second < 20; second += 1) {
    await page.clock.runFor(1000);
    // Time for the refusal, and for whatever asks again because of it.
    for (let times = 0; times < 10; times += 1) await page.evaluate(() => 1);
  }
  expect(asked).toBeGreaterThan(5);
  expect(asked).toBeLessThanOrEqual(30);
});

test('a clock that is set back after the start does not stop the code', async ({ browser }) => {
  const page = await screen(browser);
  await page.goto('/s/main/display');
  await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() - 3_600_000;
  });
  for (let times = 0; times < 2; times += 1) {
    await page.waitForResponse('**/display/qr');
  }
  await expect(page.locator('.qr svg')).toBeVisible();
});

/** As long as a message and a reason may be, in words of usual length and without a place to break. */
const LONG = {
  words: 'Unsere Kaffeemaschine wird gerade entkalkt und gereinigt. '.repeat(4),
  wide: 'コーヒーマシンの清掃中です。しばらくお待ちください。'.repeat(8),
  unbroken: 'Kaffeemaschinenentkalkungsvorgang'.repeat(7),
};

test('the longest message and reason of a closed shop fit on walls of all sizes', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await screen(browser, [], { reducedMotion: 'reduce' });
  for (let n = 0; n < 7; n += 1) await walkUp(crema, operator, 'ready');
  await crema.rewrite("update orders set state = 'missed', ended_at = ready_at, deadline_at = ready_at + 3600000 where state = 'ready'");
  await crema.rewrite('update order_numbers set last = 999');
  for (let n = 0; n < 4; n += 1) await walkUp(crema, operator, 'ready');
  for (const [name, text] of Object.entries(LONG)) {
    await crema.api(operator, 'PUT', '/stores/main/broadcast', { text: text.slice(0, 140).trim(), minutes: 60 });
    await crema.api(operator, 'PUT', '/stores/main/status', { state: 'closed', reason: text.slice(0, 200).trim() });
    for (const [width, height] of [[1920, 1080], [3840, 2160], [1080, 1920], [1280, 720]]) {
      await page.setViewportSize({ width, height });
      await page.goto('/s/main/display');
      await expect(page.locator('.d-closed .plate').first()).toBeVisible();
      await shoot(page, `display-closed-long-${name}-${width}x${height}`);
      const outside = await page.evaluate(() => [...document.querySelectorAll('.d-closed > *, .d-closed .plate')]
        .filter((part) => {
          const { left, top, right, bottom } = part.getBoundingClientRect();
          return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
        })
        .map((part) => part.textContent.slice(0, 20)));
      expect.soft(outside, `${name} at ${width}x${height}`).toEqual([]);
    }
  }
  expect(page.complaints).toEqual([]);
});
