// The board is heard: sound that really leaves the page, once per batch, and again when untouched.
import { expect, test } from '@playwright/test';
import { Shop, column, listens } from './board.js';
import { canBeHeard, keepContexts, plays, warmUpSound } from './sound.js';

let shop;
// A shift that cannot be heard within a second begins with a message instead of a knock.
test.beforeAll(({ browser }) => warmUpSound(browser));
test.afterEach(async () => { await shop.stop(); });

/** Listens at the loudspeaker: keeps the loudest sample of each knock. Runs in the page. */
function listen() {
  window.heard = { peaks: [], looks: 0 };
  // The board looks at its clock every five seconds.
  const every = window.setInterval;
  window.setInterval = (look, pause) => every(() => {
    look();
    if (pause === 5000) window.heard.looks += 1;
  }, pause);
  let isOne = false;
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...more) {
    if (target instanceof AudioDestinationNode) {
      // It remembers more than half a second, as long as both notes: no look comes too late.
      const ear = new AnalyserNode(this.context, { fftSize: 32768 });
      connect.call(this, ear);
      const samples = new Float32Array(ear.fftSize);
      // Both notes of one knock are begun in one go.
      if (!isOne) window.heard.peaks.push(0);
      isOne = true;
      queueMicrotask(() => { isOne = false; });
      const { peaks } = window.heard;
      const knock = peaks.length - 1;
      const until = this.context.currentTime + 0.6;
      const hear = () => {
        ear.getFloatTimeDomainData(samples);
        for (const sample of samples) peaks[knock] = Math.max(peaks[knock], Math.abs(sample));
        if (this.context.currentTime < until) setTimeout(hear, 50);
      };
      hear();
    }
    return connect.call(this, target, ...more);
  };
}

const heard = (page) => page.evaluate(() => window.heard);
const knocks = async (page) => (await heard(page)).peaks.length;

const ears = { prepare: [keepContexts, listen] };

/** So many knocks were played, the last of them so that it is heard. */
async function isHeard(page, count) {
  await expect.poll(() => knocks(page)).toBe(count);
  await expect.poll(async () => (await heard(page)).peaks.at(-1)).toBeGreaterThan(0.05);
}

/** Moves the page's clock forward. */
const pass = (page, seconds) => page.evaluate((milliseconds) => {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
}, seconds * 1000);

test('one knock for a batch, another after a minute untouched, none without sound', async ({ browser }) => {
  shop = await Shop.open(browser, {}, ears);
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect(board.locator('[data-start]')).toBeHidden();
  await isHeard(board, 1);
  await expect.poll(() => board.evaluate(() => Boolean(document.fullscreenElement))).toBe(true);

  await shop.order('espresso', 'mint-tea', 'filter');
  await column(board, 'queued', [1, 2, 3]);
  await isHeard(board, 2);

  // A minute passes on the board's clock, and nobody touched it.
  await pass(board, 61);
  await expect.poll(() => knocks(board)).toBe(3);

  // Touched within the minute: no second call.
  await pass(board, 5);
  await shop.order('espresso');
  await expect.poll(() => knocks(board)).toBe(4);
  await board.mouse.click(600, 600);
  await pass(board, 61);
  const { looks } = await heard(board);
  await expect.poll(async () => (await heard(board)).looks, { timeout: 30_000 }).toBeGreaterThan(looks);
  expect(await knocks(board)).toBe(4);

  await board.locator('[data-sound] summary').click();
  await expect.poll(() => board.locator('#volume').evaluate((slider) => Boolean(slider.oninput))).toBe(true);
  await board.locator('#volume').fill('0');
  await expect(board.locator('[data-volume-word]')).toHaveText('Off');
  await shop.order('espresso');
  await column(board, 'queued', [1, 2, 3, 4, 5]);
  expect(await knocks(board)).toBe(4);

  await board.locator('#volume').fill('50');
  await expect.poll(() => knocks(board)).toBeGreaterThan(4);
  await board.getByRole('button', { name: 'Test sound' }).click();
  await isHeard(board, 6);
  await expect(board.getByRole('button', { name: 'Full screen' })).toBeVisible();
});

test('the shift is heard after another page of it, without a further tap', async ({ browser }) => {
  shop = await Shop.open(browser, {}, ears);
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect.poll(() => knocks(board)).toBe(1);
  await board.getByRole('link', { name: 'Walk-up' }).tap();
  await expect(board.getByRole('heading', { name: 'Walk-up order' })).toBeVisible();
  const back = listens(board);
  await board.getByRole('link', { name: 'Board' }).tap();
  await back;
  await canBeHeard(board);
  await shop.order('espresso');
  await expect.poll(() => knocks(board)).toBe(1);
});

test('a tablet that stopped the sound plays it again, or says that it does not', async ({ browser }) => {
  shop = await Shop.open(browser, {}, {
    prepare: [keepContexts, () => {
      const { resume } = AudioContext.prototype;
      AudioContext.prototype.resume = function resumed() {
        return window.mute ? new Promise(() => {}) : resume.call(this);
      };
      window.sleep = () => Promise.all([...window.contexts].map((context) => context.suspend()));
    }],
  });
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await canBeHeard(board);
  // It slept, and somebody wakes it.
  await board.evaluate(() => window.sleep());
  expect(await plays(board)).toEqual(['suspended']);
  await board.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await canBeHeard(board);
  await board.evaluate(() => window.sleep());
  await board.locator('.wordmark + .clock').tap();
  await canBeHeard(board);

  await board.evaluate(async () => {
    window.mute = true;
    await window.sleep();
  });
  await shop.order('espresso');
  await expect(board.getByText('This tablet does not play the sound.')).toBeVisible();
});

test('a second batch within three seconds is part of the first', async ({ browser }) => {
  shop = await Shop.open(browser, {}, ears);
  const { board } = shop;
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect.poll(() => knocks(board)).toBe(1);
  const clock = (plus) => board.evaluate((plus) => { Date.now = () => window.stands + plus; }, plus);
  await board.evaluate(() => { window.stands = Date.now(); });
  await clock(10_000);
  await shop.order('espresso');
  await expect.poll(() => knocks(board)).toBe(2);
  await clock(12_000);
  await shop.order('espresso');
  await column(board, 'queued', [1, 2]);
  expect(await knocks(board)).toBe(2);
  await clock(13_100);
  await shop.order('espresso');
  await expect.poll(() => knocks(board)).toBe(3);
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
