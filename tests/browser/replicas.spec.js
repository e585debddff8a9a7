// Three replicas behind a proxy: any one is frozen or killed while a phone, a tablet and a display
// follow an order.
import { expect, test } from '@playwright/test';
import { make, orderOn } from './guest.js';
import { quantile } from './quantile.js';
import { display, enter, open, phone, tablet } from './screens.js';
import { Stage } from './stage.js';

/** What the screens may need on a machine with much else to do, milliseconds; docs/MEASUREMENTS.md has
    what they need on a quiet one. */
const MOST = 6000;
/** Longer than anything waits for a frozen replica, so that nothing is right again by its thaw. */
const FROZEN = 20_000;

test.use({ trace: 'off' });
let stage;
test.beforeAll(async () => {
  test.setTimeout(400_000);
  stage = await Stage.set();
});
test.afterAll(() => stage?.strike());

/** Runs in the page. */
const isShown = (selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility());

test('screens follow an order while any one replica is frozen or killed', async ({ browser }) => {
  test.setTimeout(500_000);
  const { operator } = stage;
  const guest = await open(browser, stage, phone, { serviceWorkers: 'block' });
  const staff = [await open(browser, stage, tablet), await open(browser, stage, display)];
  for (const screen of staff) await enter(screen, stage, operator);
  const order = await orderOn(guest, stage, operator);
  const [board, wall] = staff;
  await board.goto('/s/main/barista');
  await wall.goto('/s/main/display');
  const shows = {
    making: { phone: '.status[data-state=making]', board: `.ticket[data-number="${order.number}"][data-state=making]`, display: '.d-prep .plate' },
    ready: { phone: '.status[data-state=ready]', board: `.ticket[data-number="${order.number}"][data-state=ready]`, display: `.d-ready [data-number="${order.number}"]` },
  };
  const pages = { phone: guest, board, display: wall };
  await expect(board.locator(`.ticket[data-number="${order.number}"]`)).toBeVisible();

  let state = 'queued';
  for (const [fault, end, away] of [['freeze', 'thaw', FROZEN], ['kill', 'restart', 0]]) {
    const took = { taken: [], phone: [], board: [], display: [] };
    for (const replica of [0, 1, 2, 0, 1, 2]) {
      // Sockets are open, wherever they end.
      await guest.waitForTimeout(3000);
      const [command, next] = state === 'making' ? ['complete', 'ready'] : [state === 'queued' ? 'claim' : 'recall', 'making'];
      await stage.tell(fault, replica);
      const since = Date.now();
      const ended = new Promise((done) => { setTimeout(done, away); });
      const seen = Object.entries(pages).map(async ([name, page]) => {
        await page.waitForFunction(isShown, shows[next][name], { polling: 'raf', timeout: MOST });
        took[name].push(Date.now() - since);
      });
      const told = make(stage, operator, order, command).then(() => took.taken.push(Date.now() - since));
      await Promise.all([told, ...seen]);
      state = next;
      await ended;
      await stage.tell(end, replica);
    }
    const words = Object.entries(took).map(([name, all]) =>
      `${name} ${quantile(all, 0.5)} ms (at most ${quantile(all, 1)})`);
    console.log(`\nMEASURED one of three replicas after a ${fault}, until a change is taken and shown, median of ${took.taken.length}: ${words.join(', ')}`);
  }
  for (const page of Object.values(pages)) expect(page.complaints).toEqual([]);
});
