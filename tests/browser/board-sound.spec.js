// The board is heard: sound that really leaves the page, once per batch, and again when untouched.
import { expect, test } from '@playwright/test';
import { Shop, column, listens } from './board.js';

let shop;
test.afterEach(async () => { await shop.stop(); });

/** Listens at the loudspeaker: counts knocks and keeps the loudest sample. Runs in the page. */
function listen() {
  window.heard = { knocks: 0, peak: 0, looks: 0 };
  // The board looks at its clock every five seconds.
  const every = window.setInterval;
  window.setInterval = (look, pause) => every(() => {
    look();
    if (pause === 5000) window.heard.looks += 1;
  }, pause);
  let last = 0;
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...more) {
    if (target instanceof AudioDestinationNode) {
      const ear = new AnalyserNode(this.context, { fftSize: 2048 });
      connect.call(this, ear);
      const samples = new Float32Array(ear.fftSize);
      const until = performance.now() + 600;
      const hear = () => {
        ear.getFloatTimeDomainData(samples);
        for (const sample of samples) window.heard.peak = Math.max(window.heard.peak, Math.abs(sample));
        if (performance.now() < until) setTimeout(hear, 10);
      };
      hear();
      // Both notes of one knock begin in one moment.
      if (performance.now() - last > 100) window.heard.knocks += 1;
      last = performance.now();
    }
    return connect.call(this, target, ...more);
  };
}

const heard = (page) => page.evaluate(() => window.heard);

/** Moves the page's clock forward. */
const pass = (page, seconds) => page.evaluate((milliseconds) => {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
}, seconds * 1000);

test('one knock for a batch, another after a minute untouched, none without sound', async ({ browser }) => {
  shop = await Shop.open(browser, {}, { prepare: listen });
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect(board.locator('[data-start]')).toBeHidden();
  await expect.poll(async () => (await heard(board)).peak).toBeGreaterThan(0.05);
  expect((await heard(board)).knocks).toBe(1);
  await expect.poll(() => board.evaluate(() => Boolean(document.fullscreenElement))).toBe(true);

  await board.evaluate(() => { window.heard.peak = 0; });
  await shop.order('espresso', 'mint-tea', 'filter');
  await column(board, 'queued', [1, 2, 3]);
  // The knock before may still sound a little.
  await expect.poll(async () => (await heard(board)).knocks).toBe(2);
  await expect.poll(async () => (await heard(board)).peak).toBeGreaterThan(0.05);

  // A minute passes on the board's clock, and nobody touched it.
  await pass(board, 61);
  await expect.poll(async () => (await heard(board)).knocks, { timeout: 8000 }).toBe(3);

  // Touched within the minute: no second call.
  await pass(board, 5);
  await shop.order('espresso');
  await expect.poll(async () => (await heard(board)).knocks).toBe(4);
  await board.mouse.click(600, 600);
  await pass(board, 61);
  const { looks } = await heard(board);
  await expect.poll(async () => (await heard(board)).looks, { timeout: 15_000 }).toBeGreaterThan(looks);
  expect((await heard(board)).knocks).toBe(4);

  await board.locator('[data-sound] summary').click();
  await board.locator('#volume').fill('0');
  await expect(board.locator('[data-volume-word]')).toHaveText('Off');
  await shop.order('espresso');
  await column(board, 'queued', [1, 2, 3, 4, 5]);
  expect((await heard(board)).knocks).toBe(4);

  await board.locator('#volume').fill('50');
  await board.evaluate(() => { window.heard.peak = 0; });
  await board.getByRole('button', { name: 'Test sound' }).click();
  await expect.poll(async () => (await heard(board)).peak).toBeGreaterThan(0.05);
  await expect(board.getByRole('button', { name: 'Full screen' })).toBeVisible();
});

test('the shift is heard after another page of it, without a further tap', async ({ browser }) => {
  shop = await Shop.open(browser, {}, { prepare: listen });
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect.poll(async () => (await heard(board)).knocks).toBe(1);
  await board.getByRole('link', { name: 'Walk-up' }).tap();
  await expect(board.getByRole('heading', { name: 'Walk-up order' })).toBeVisible();
  const back = listens(board);
  await board.getByRole('link', { name: 'Board' }).tap();
  await back;
  await shop.order('espresso');
  await expect.poll(async () => (await heard(board)).knocks).toBe(1);
});

test('a tablet that stopped the sound plays it again, or says that it does not', async ({ browser }) => {
  shop = await Shop.open(browser, {}, {
    prepare: () => {
      window.contexts = new Set();
      window.AudioContext = class extends AudioContext {
        constructor(...options) {
          super(...options);
          window.contexts.add(this);
        }

        resume() { return window.mute ? new Promise(() => {}) : super.resume(); }
      };
      window.sleep = () => Promise.all([...window.contexts].map((context) => context.suspend()));
      window.plays = () => [...window.contexts].map(({ state }) => state);
    },
  });
  const { board } = shop;
  const plays = () => board.evaluate(() => window.plays());
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect.poll(plays).toEqual(['running']);
  // It slept, and somebody wakes it.
  await board.evaluate(() => window.sleep());
  expect(await plays()).toEqual(['suspended']);
  await board.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(plays).toEqual(['running']);
  await board.evaluate(() => window.sleep());
  await board.locator('.wordmark + .clock').tap();
  await expect.poll(plays).toEqual(['running']);

  await board.evaluate(async () => {
    window.mute = true;
    await window.sleep();
  });
  await shop.order('espresso');
  await expect(board.getByText('This tablet does not play the sound.')).toBeVisible();
});

test('a second batch within three seconds is part of the first', async ({ browser }) => {
  shop = await Shop.open(browser, {}, { prepare: listen });
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect.poll(async () => (await heard(board)).knocks).toBe(1);
  const clock = (plus) => board.evaluate((plus) => { Date.now = () => window.stands + plus; }, plus);
  await board.evaluate(() => { window.stands = Date.now(); });
  await clock(10_000);
  await shop.order('espresso');
  await expect.poll(async () => (await heard(board)).knocks).toBe(2);
  await clock(12_000);
  await shop.order('espresso');
  await column(board, 'queued', [1, 2]);
  expect((await heard(board)).knocks).toBe(2);
  await clock(13_100);
  await shop.order('espresso');
  await expect.poll(async () => (await heard(board)).knocks).toBe(3);
});

test('the screen stays awake through the shift', async ({ browser }) => {
  shop = await Shop.open(browser, {}, {
    prepare: () => {
      window.asked = 0;
      Object.defineProperty(navigator, 'wakeLock', {
        value: { request: async () => { window.asked += 1; return { release() {} }; } },
      });
    },
  });
  const { board } = shop;
  const asked = () => board.evaluate(() => window.asked);
  expect(await asked()).toBe(0);
  await board.getByRole('button', { name: 'Without sound' }).click();
  await expect.poll(asked).toBe(1);
  await expect(board.locator('[data-volume-word]')).toHaveText('Off');
  // The browser takes the lock away with the page's visibility.
  await board.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(asked).toBe(2);
  // Another page of the shift does not ask to start it again.
  await board.getByRole('link', { name: 'Walk-up' }).click();
  await board.getByRole('link', { name: 'Board' }).click();
  await expect(board.locator('[data-start]')).toBeHidden();
  await expect.poll(asked).toBe(1);
});
