// A board without a network: taps are kept, shown, replayed in order with their keys, never lost.
import { expect, test } from '@playwright/test';
import { Shop, button, column, rested, ticket } from './board.js';
import { desk, open, pair, shoot, signIn, tablet } from './screens.js';

let shop;
test.afterEach(async () => { await shop.stop(); });

const offline = (page, is) => page.context().setOffline(is);
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('crema-taps-main') ?? '[]'));

test('taps are kept, drawn and replayed in order with the same keys', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const [, second, , fourth] = await shop.order('flat-white:oat', 'mint-tea', 'flat-white:oat', 'espresso');
  await column(board, 'queued', [1, 2, 3, 4]);
  await offline(board, true);
  await expect(board.locator('[data-banner]')).toContainText('You are offline.');
  await button(board, 2, 'claim').click();
  await board.locator('#batch-queued button').click();
  await button(board, 4, 'claim').click();
  await expect(board.locator('[data-banner]')).toContainText('Taps waiting to be sent: 3.');
  const bar = await board.locator('[data-banner]').boundingBox();
  expect(bar.width).toBe(1180);
  for (const number of [1, 2, 3, 4]) {
    await expect(ticket(board, number)).toHaveAttribute('aria-busy', 'true');
    await expect(ticket(board, number)).toContainText('Waiting for the network');
  }
  // A second tap on the same ticket is not a second command.
  await button(board, 2, 'claim').click({ force: true });
  const before = await kept(board);
  expect(before.map((tap) => tap.numbers)).toEqual(['2', '1, 3', '4']);
  await shoot(board, 'barista-offline');

  // Sam takes one of them meanwhile, and 4 was lost to its guest.
  const sam = await shop.colleague('Sam');
  await shop.crema.api(sam, 'POST', `/orders/${second.id}/claim`);
  await shop.act(fourth.id, 'cancel', { reason: 'The guest asked for it.' });

  const sent = [];
  board.on('request', (request) => {
    if (request.method() === 'POST') sent.push([new URL(request.url()).pathname.split('/').slice(-2).join('/'), request.headers()['idempotency-key']]);
  });
  // The tablet is restarted: another page of the same browser.
  await offline(board, false);
  await expect(board.getByText('Sam already started 2.')).toBeVisible();
  await expect(board.getByText('4 has moved on. Nothing was changed.')).toBeVisible();
  await expect.poll(() => kept(board)).toEqual([]);
  await column(board, 'making', [2, 1, 3]);
  await expect(board.locator('.queued-tap')).toHaveCount(0);
  const firsts = sent.filter(([, key], at) => sent.findIndex(([, other]) => other === key) === at);
  expect(firsts.map(([path]) => path)).toEqual([`${second.id}/claim`, 'orders/claim', `${fourth.id}/claim`]);
  expect(firsts.map(([, key]) => key)).toEqual(before.map((tap) => tap.key));
});

test('every refusal of what was kept is read, also when it comes among others', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const orders = await shop.order('flat-white:oat', 'mint-tea', 'espresso', 'filter', 'cold-brew');
  await column(board, 'queued', [1, 2, 3, 4, 5]);
  await offline(board, true);
  await expect(board.locator('[data-banner]')).toBeVisible();
  // By keyboard: a finger that comes down twice in one place means one ticket.
  for (const number of [1, 2, 3, 4, 5]) await button(board, number, 'claim').press('Enter');
  expect((await kept(board)).map((tap) => tap.numbers)).toEqual(['1', '2', '3', '4', '5']);
  const sam = await shop.colleague('Sam');
  for (const { id } of orders.slice(0, 3)) await shop.crema.api(sam, 'POST', `/orders/${id}/claim`);
  // Nobody looks at the tablet while it comes back.
  await board.clock.install();
  await offline(board, false);
  await expect.poll(() => kept(board)).toEqual([]);
  await board.clock.runFor(20_000);
  const refused = board.locator('.toast');
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText('Sam already started 1. Sam already started 2. Sam already started 3.');
  await shoot(board, 'barista-refused');
  // What is said next stands above it; both leave the tickets and the way to other pages free.
  await button(board, 4, 'complete').press('Enter');
  await expect(refused).toHaveCount(2);
  const covered = await board.evaluate(() => {
    const toasts = [...document.querySelectorAll('.toast')].map((toast) => toast.getBoundingClientRect());
    const isUnder = (one) => toasts.some((toast) => toast.left < one.right && toast.right > one.left
      && toast.top < one.bottom && toast.bottom > one.top);
    const free = [...document.querySelectorAll('nav a:not([aria-current]), .lane')];
    return free.filter((one) => isUnder(one.getBoundingClientRect())).map((one) => one.id || one.textContent);
  });
  expect(covered).toEqual([]);
  await refused.getByRole('button', { name: 'OK' }).click();
  await expect(refused).toHaveCount(0);
});

test('what needs the network says so, and nothing leads away from the board', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const [order] = await shop.order('espresso');
  for (const command of ['claim', 'complete', 'collect']) await shop.act(order.id, command);
  const says = board.getByText('No connection. Nothing was changed. Please tap again in a moment.');

  // A switch and a recall on pages of their own.
  for (const [page, tap, done] of [
    ['Sold out', board.getByRole('switch', { name: /^Espresso:/ }), () => expect(board.getByRole('switch', { name: /^Espresso:/ })).not.toBeChecked()],
    ['Recall', board.getByRole('button', { name: 'Recall 1' }), () => expect(ticket(board, 1)).toHaveAttribute('data-state', 'ready')],
  ]) {
    await board.getByRole('link', { name: page }).click();
    await expect(tap).toBeVisible();
    // With its scripts: what is fetched later is not there without a network.
    await board.waitForLoadState();
    await offline(board, true);
    await expect(board.locator('[data-banner]')).toBeVisible();
    await rested(board);
    await tap.click();
    await expect(says).toBeVisible();
    await offline(board, false);
    await expect(board.locator('[data-banner]')).toBeHidden();
    await rested(board);
    await tap.click();
    await done();
    await board.waitForLoadState();
    if (page === 'Sold out') await board.getByRole('link', { name: 'Board' }).click();
  }

  // The board's own switches and ways out.
  await expect(board.locator('#col-ready')).toBeVisible();
  await offline(board, true);
  await expect(board.locator('[data-banner]')).toBeVisible();
  await board.getByRole('link', { name: 'Walk-up' }).click();
  await expect(says).toBeVisible();
  await expect(ticket(board, 1)).toBeVisible();
  await board.locator('#pause summary').click();
  await board.getByRole('button', { name: '5 min', exact: true }).click();
  await expect(says).toBeVisible();
  await expect(ticket(board, 1)).toBeVisible();
  await offline(board, false);
  await expect(board.locator('[data-banner]')).toBeHidden();
  await board.getByRole('link', { name: 'Walk-up' }).click();
  await expect(board.getByRole('heading', { name: 'Walk-up order' })).toBeVisible();
});

test('kept taps survive a reload and a restarted tablet, and belong to who tapped', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('flat-white:oat', 'mint-tea');
  await column(board, 'queued', [1, 2]);
  await offline(board, true);
  await button(board, 1, 'claim').click();
  await expect.poll(() => kept(board)).toHaveLength(1);
  await board.close();
  await offline(shop.board, false);
  const again = await board.context().newPage();
  await again.goto('/s/main/barista');
  await column(again, 'making', [1]);
  await expect.poll(() => kept(again)).toEqual([]);

  // Ana taps without a network and signs out; Sam signs in on the same tablet.
  await again.route('**/api/v1/orders/**', (route) => route.abort());
  await button(again, 2, 'claim').click();
  await expect.poll(() => kept(again)).toHaveLength(1);
  await again.getByRole('button', { name: /Sign out/ }).click();
  // Until then the kept tap is tried again and again.
  await expect(again).toHaveURL(/\/login/);
  await again.unroute('**/api/v1/orders/**');
  await shop.staff('Sam', '271828');
  await signIn(again, 'Sam', '271828');
  await expect(again.getByText('Kept taps by Ana were not sent. Please check: 2.')).toBeVisible();
  await column(again, 'queued', [2]);
  expect(await kept(again)).toEqual([]);
});

test('a tablet keeps its taps when it is called otherwise', async ({ browser }) => {
  shop = await Shop.open(browser);
  await shop.crema.command('staff', 'add', '--store', 'main', '--name', 'Olga', '--role', 'operator', '--pin', '314159');
  const operator = await open(browser, shop.crema, desk);
  await signIn(operator, 'Olga', '314159');
  const board = await open(browser, shop.crema, tablet);
  await pair(board, operator, 'tablet', 'Left');
  await expect(board).toHaveURL(/\/barista/, { timeout: 30_000 });
  await shop.order('flat-white:oat');
  await column(board, 'queued', [1]);
  await board.route('**/api/v1/orders/**', (route) => route.abort());
  await button(board, 1, 'claim').click();
  await expect.poll(() => kept(board)).toHaveLength(1);

  await operator.goto('/console/devices');
  await operator.locator('.devices summary').first().click();
  await operator.locator('.devices [name="device_name"]').first().fill('Right');
  await operator.locator('.devices details button').first().click();
  await expect(operator.locator('.devices')).toContainText('Right');
  await board.reload();
  await expect(ticket(board, 1)).toHaveAttribute('aria-busy', 'true');
  await board.unroute('**/api/v1/orders/**');
  await column(board, 'making', [1]);
  await expect(board.getByText('were not sent')).toBeHidden();
  expect(await kept(board)).toEqual([]);
});

test('an empty board says nothing while it does not know', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await expect(board.getByText('No orders.')).toBeVisible();
  await offline(board, true);
  await expect(board.locator('[data-banner]')).toBeVisible();
  await expect(board.getByText('No orders.')).toBeHidden();
  await offline(board, false);
  await expect(board.getByText('No orders.')).toBeVisible();
});
