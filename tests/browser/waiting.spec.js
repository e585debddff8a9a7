// A guest who waits: told by sound and touch when it is ready, and not thrown off the button that
// has the keyboard's focus while the page changes by itself.
import { expect, test } from '@playwright/test';
import { hasRun } from './screens.js';
import { canBeHeard, keepContexts, warmUpSound } from './sound.js';
import { World } from './walks/world.js';

let world;
test.beforeAll(({ browser }) => warmUpSound(browser));
test.beforeEach(async ({ browser }) => {
  world = await World.start(browser);
  await world.status('open');
});
test.afterEach(async () => { await world?.stop(); });

/** Notes each tone and vibration, and in which event sound was asked for. */
function listen() {
  window.heard = [];
  // Safari allows it while a tap is handled, and no longer after waiting for something.
  const asked = () => window.heard.push(`asked in ${window.event?.type}`);
  const { resume } = AudioContext.prototype;
  AudioContext.prototype.resume = function resumed() {
    asked();
    return resume.call(this);
  };
  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      asked();
    }
  };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function started(...when) {
    window.heard.push('tone');
    return start.apply(this, when);
  };
  navigator.vibrate = (pattern) => window.heard.push(`vibrated ${pattern}`);
}

test('ready is heard and felt after a tap, and once', async () => {
  const page = await world.phone();
  await page.addInitScript(keepContexts);
  await page.addInitScript(listen);
  const order = await world.order(page);
  await page.touchscreen.tap(20, 400);
  await hasRun(page, 'shared/sound.js');
  await page.touchscreen.tap(20, 400);
  await expect.poll(() => page.evaluate(() => window.heard)).toContain('asked in click');
  expect(await page.evaluate(() => window.heard.filter((what) => what.startsWith('asked') && what !== 'asked in click'))).toEqual([]);
  await canBeHeard(page);
  await world.act(order, 'claim');
  await world.shows(page, 'making');
  await world.act(order, 'complete');
  await world.shows(page, 'ready');
  const told = () => page.evaluate(() => window.heard.filter((what) => !what.startsWith('asked')));
  await expect.poll(told).toEqual(['tone', 'tone', 'vibrated 200,100,200']);
  // An update of the same state says nothing again.
  await world.settings({ collect_timeout_seconds: 900 });
  await page.reload();
  await world.shows(page, 'ready');
  expect(await told()).toEqual([]);
});

test('nothing sounds on a page that nobody touched', async () => {
  const page = await world.phone();
  await page.addInitScript(listen);
  const order = await world.order(page);
  await world.act(order, 'claim');
  await world.act(order, 'complete');
  await world.shows(page, 'ready');
  // To the browser, a test that looks at the page has touched it: whether it shakes cannot be told.
  expect(await page.evaluate(() => window.heard.filter((what) => !what.startsWith('vibrated')))).toEqual([]);
});

test('the focus stays on its button while the line moves, and is not lost when the button goes', async () => {
  const [ahead] = await world.fill({ queued: 1 });
  const page = await world.phone();
  const order = await world.order(page);
  const cancel = page.locator('form[action$="/cancel"] button');
  await expect(page.getByRole('status')).toHaveText('You are 2nd in line.');
  await cancel.focus();
  await world.act(ahead, 'cancel', { reason: 'Mistake' });
  await expect(page.getByRole('status')).toHaveText('You are next in line.');
  await expect(cancel).toBeFocused();
  await world.act(order, 'claim');
  await world.shows(page, 'making');
  await expect(page.locator('#main')).toBeFocused();
});

test('an order that the bar cancels while the phone has no network is cancelled when it is back', async () => {
  const page = await world.phone();
  const order = await world.order(page);
  await page.context().setOffline(true);
  await expect(page.locator('[data-banner]')).toBeVisible();
  await page.locator('form[action$="/cancel"] button').click();
  await expect(page.getByRole('alert')).toHaveText('Not sent. Check your connection and tap the button again.');
  await world.act(order, 'cancel', { reason: 'We ran out of milk.' });
  await page.context().setOffline(false);
  await world.shows(page, 'cancelled');
  await expect(page.getByText('We ran out of milk.')).toBeVisible();
  await expect(page.locator('[data-banner]')).toBeHidden();
});

test('who cancels what is no longer theirs sees what is', async () => {
  const page = await world.phone();
  await world.order(page);
  // As after the session has ended in another tab.
  await page.context().clearCookies();
  await page.locator('form[action$="/cancel"] button').click();
  await world.shows(page, 'open');
  await expect(page).toHaveURL(/\/s\/main\/$/);
});
