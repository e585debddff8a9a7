// The bar's pages through a long day: the server is upgraded under them, colleagues change what they
// list, and the shift goes from page to page.
import { expect, test } from '@playwright/test';
import { Shop, button, column, listens, rested } from './board.js';

let shop;
test.afterEach(async () => {
  expect(shop.board.complaints).toEqual([]);
  await shop.stop();
});

const upgraded = '/static/0123456789abcdef';

test('after an upgrade the board loads itself anew, once nobody uses it', async ({ browser }) => {
  test.setTimeout(120_000);
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('espresso', 'filter');
  let loads = 0;
  board.on('load', () => { loads += 1; });
  await board.clock.install();
  await board.reload();
  await column(board, 'queued', [1, 2]);
  /** Time goes by, in which the board asks for what is there now. */
  const pass = async (seconds) => {
    for (let gone = 0; gone < seconds; gone += 5) {
      await Promise.all([board.waitForResponse('**/barista/live'), board.clock.runFor(10_000)]);
      // The answer is looked at before the clock goes on.
      await board.evaluate(() => new Promise((done) => { requestIdleCallback(done); }));
    }
  };
  // As it is every day: the same files, for minutes.
  await pass(30);
  expect(loads).toBe(1);

  let files = 404;
  await board.route(`${upgraded}/**`, (route) => route.fulfill({ status: files, contentType: 'text/javascript', body: '' }));
  await board.route('**/barista/live', async (route) => {
    const { 'if-none-match': tag, ...headers } = route.request().headers();
    const answer = await route.fetch({ headers });
    const html = (await answer.text()).replace(/data-assets="[^"]*"/, `data-assets="${upgraded}"`);
    await route.fulfill({ status: 200, headers: { ...answer.headers(), etag: '"new"' }, body: html });
  });
  const asked = board.waitForResponse(`**${upgraded}/js/barista.js`);
  await pass(15);
  await asked;
  await pass(15);
  expect(loads, 'not while the new files are nowhere').toBe(1);

  files = 200;
  await board.locator('.ticket summary').first().click();
  await board.locator('[data-cancel]').first().click();
  await expect(board.locator('dialog')).toBeVisible();
  // Staff entered the order: no guest is told to talk to the bar.
  await expect(board.getByRole('button', { name: 'Another reason.' })).toBeVisible();
  await pass(30);
  expect(loads, 'not while somebody is asked for a reason').toBe(1);
  await board.getByRole('button', { name: 'Keep the order' }).click();

  await board.route('**/api/v1/orders/**', (route) => route.abort('connectionrefused'));
  await button(board, 1, 'claim').click();
  await pass(30);
  expect(loads, 'not while a tap waits to be sent').toBe(1);
  await board.unroute('**/api/v1/orders/**');

  await expect.poll(async () => {
    await board.clock.runFor(1000);
    return loads;
  }, { timeout: 60_000 }).toBe(2);
  expect((await shop.api('GET', '/stores/main/orders')).orders.map((one) => one.state).sort()).toEqual(['making', 'queued']);
});

test('the bar’s lists follow what colleagues do', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const sam = await shop.colleague('Sam');
  const bySam = (id, command) => shop.crema.api(sam, 'POST', `/orders/${id}/${command}`, {});
  const open = (name) => Promise.all([listens(board), board.getByRole('link', { name }).click()]);
  const [one, two] = await shop.order('espresso', 'filter');
  const rows = board.locator('.list > li');

  await open('Recall');
  await expect(board.getByText('Nothing has left the board yet.')).toBeVisible();
  for (const { id } of [one, two]) for (const command of ['claim', 'complete', 'collect']) await bySam(id, command);
  await expect(rows).toHaveCount(2);
  // The keyboard stays at what a colleague moves.
  await board.getByRole('button', { name: 'Recall 1' }).focus();
  await bySam(two.id, 'recall');
  await expect(rows.filter({ hasText: 'Ready' })).toHaveCount(1);
  await expect(board.getByRole('button', { name: 'Recall 1' })).toBeFocused();
  await rested(board);
  // Sent in the background, though there was nothing to send when the page was loaded.
  await board.route('**/barista/orders/**', (route) => route.abort('connectionrefused'));
  await board.getByRole('button', { name: 'Recall 1' }).click();
  const unsent = board.getByText('No connection. Nothing was changed. Please tap again in a moment.');
  await expect(unsent).toBeVisible();
  await bySam(two.id, 'collect');
  await expect(rows.filter({ hasText: 'Ready' })).toHaveCount(0);
  await expect(unsent).toBeVisible();

  await open('Sold out');
  const espresso = board.getByRole('switch', { name: /^Espresso:/ });
  await expect(espresso).toBeChecked();
  // A finger that was on its way meant to sell it out, and finds the switch turned.
  const isDone = board.evaluate(() => new Promise((done) => {
    const { firstElementChild: page } = document.getElementById('main');
    new MutationObserver((_, self) => {
      const turned = page.querySelector('#d-espresso [aria-checked=false]');
      if (!turned) return;
      self.disconnect();
      setTimeout(() => done(turned.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))));
    }).observe(page, { childList: true, attributes: true, subtree: true });
  }));
  const menu = await shop.api('GET', '/stores/main/menu');
  menu.drinks.find((drink) => drink.id === 'espresso').sold_out = true;
  await shop.api('PUT', '/stores/main/menu', menu);
  expect(await isDone, 'the tap counted').toBe(false);
  await expect(espresso).not.toBeChecked();
  // Whoever means it taps a moment later.
  await rested(board);
  await espresso.click();
  await expect(espresso).toBeChecked();
});

test('a walk-up order says what it costs, keeps to the maximum, and forgets what is mended', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await board.goto('/s/main/barista/walk-up');
  const sum = board.locator('[data-sum]');
  await expect(sum).toBeHidden();
  await board.getByText('Flat white').click();
  await expect(sum).toHaveText('Flat white, Whole milk€3.60');
  await board.getByText('Oat').click();
  await expect(sum).toContainText('Flat white, Oat');
  // Oat takes the place of the milk, which is no allergen then.
  await expect(board.locator('label:has([value=flat-white]) [data-allergen=milk]')).toBeHidden();
  const extras = board.locator('fieldset[data-max="2"] input');
  await expect(extras).toHaveCount(4);
  for (const n of [0, 1]) await extras.nth(n).check({ force: true });
  await expect(extras.nth(2)).toBeDisabled();

  await board.locator('#f-name').fill('\u202e');
  await board.getByRole('button', { name: 'Add to the board' }).click();
  await expect(board.locator('#f-name')).toHaveAttribute('aria-invalid', 'true');
  await expect(sum, 'also on the page that came back').toContainText('Flat white, Oat');
  await board.locator('#f-name').fill('Ana');
  await expect(board.locator('#f-name')).not.toHaveAttribute('aria-invalid');
  await expect(board.locator('#e-name')).toHaveCount(0);
  await board.getByRole('button', { name: 'Add to the board' }).click();
  await column(board, 'queued', [1]);
});

test('full screen comes back with the first tap on the next page, unless it was left', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const isFull = () => board.evaluate(() => Boolean(document.fullscreenElement));
  await board.getByRole('button', { name: 'Start shift' }).click();
  await expect.poll(isFull).toBe(true);
  await board.getByRole('link', { name: 'Walk-up' }).tap();
  const heading = board.getByRole('heading', { name: 'Walk-up order' });
  await expect(heading).toBeVisible();
  await expect.poll(isFull).toBe(false);
  await heading.tap();
  await expect.poll(isFull).toBe(true);

  await board.evaluate(() => document.exitFullscreen());
  await expect.poll(isFull).toBe(false);
  await board.getByRole('link', { name: 'Board' }).tap();
  await expect(board.getByRole('heading', { name: 'No orders' })).toBeVisible();
  await board.getByRole('heading', { name: 'No orders' }).tap();
  await board.locator('[data-sound] summary').tap();
  expect(await isFull()).toBe(false);
});
