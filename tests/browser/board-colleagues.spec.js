// One board of several: what colleagues did meanwhile, said in the board's own language, and fingers
// that are faster than the board.
import { expect, test } from '@playwright/test';
import { Shop, button, column, ticket, undo } from './board.js';

let shop;
test.afterEach(async () => {
  expect(shop.board.complaints).toEqual([]);
  await shop.stop();
});

const order = (id) => shop.api('GET', `/orders/${id}`);

/** The board does not hear of what happens, nor ask, until it is told to. */
const deafen = (board) => board.route('**/live', (route) => route.abort());

test('refusals are in the language of the board', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await board.context().addCookies([{ name: 'crema_language', value: 'de', url: shop.crema.url }]);
  await board.reload();
  const [first, second, third] = await shop.order('espresso', 'filter', 'mint-tea');
  await column(board, 'queued', [1, 2, 3]);
  await deafen(board);
  await shop.crema.api(await shop.colleague('Sam'), 'POST', `/orders/${first.id}/claim`);
  await button(board, 1, 'claim').click();
  await expect(board.getByText('Sam hat 1 schon angefangen.')).toBeVisible();
  await shop.act(second.id, 'cancel', { reason: 'Auf Wunsch des Gastes.' });
  await button(board, 2, 'claim').click();
  await expect(board.getByText('2 ist schon weiter. Nichts wurde geändert.')).toBeVisible();
  // A refusal that the board has no words for: never the API's English.
  await board.route(`**/orders/${third.id}/claim`, (route) => route.fulfill({
    status: 409, contentType: 'application/problem+json', body: JSON.stringify({ code: 'new_some_day', detail: 'Plain English.' }),
  }));
  await button(board, 3, 'claim').click();
  await expect(board.getByText('3 ließ sich nicht ändern. Bitte noch einmal.')).toBeVisible();
  await expect(board.getByText('Plain English.')).toHaveCount(0);
});

test('undo takes back the own step and never a colleague’s', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const sam = await shop.colleague('Sam');
  const bySam = (id, command) => shop.crema.api(sam, 'POST', `/orders/${id}/${command}`, {});
  const [first, second] = await shop.order('espresso', 'filter');
  for (const { id } of [first, second]) await shop.act(id, 'claim');
  await shop.act(second.id, 'complete');
  await column(board, 'making', [1]);
  await column(board, 'ready', [2]);

  // Ana makes 1, Sam hands it over: her undo would bring it back to be collected.
  await button(board, 1, 'complete').click();
  await expect(board.getByText('1 is ready')).toBeVisible();
  const back = await undo(board);
  await deafen(board);
  await bySam(first.id, 'collect');
  await back.click();
  await expect(board.getByText('1 has moved on. Nothing was changed.')).toBeVisible();
  expect((await order(first.id)).state).toBe('collected');

  // Ana hands 2 over, Sam takes that back: her undo would send the drink to be made again.
  await board.unroute('**/live');
  await button(board, 2, 'collect').click();
  await expect(board.getByText('2 collected')).toBeVisible();
  const again = await undo(board);
  await deafen(board);
  await bySam(second.id, 'recall');
  const undone = board.waitForResponse((answer) => answer.url().endsWith('/recall'));
  await again.click();
  expect((await undone).status()).toBe(200);
  expect((await order(second.id)).state).toBe('ready');
});

test('an old recall list takes nothing back twice', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const [one] = await shop.order('espresso');
  for (const command of ['claim', 'complete', 'collect']) await shop.act(one.id, command);
  await board.getByRole('link', { name: 'Recall' }).click();
  await expect(board.getByRole('button', { name: 'Recall 1' })).toBeVisible();
  await deafen(board);
  await shop.crema.api(await shop.colleague('Sam'), 'POST', `/orders/${one.id}/recall`, {});
  await board.getByRole('button', { name: 'Recall 1' }).click();
  await expect(ticket(board, 1)).toHaveAttribute('data-state', 'ready');
  expect((await order(one.id)).state).toBe('ready');
});

test('a finger that comes down twice takes one ticket', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('espresso', 'filter', 'mint-tea');
  await column(board, 'queued', [1, 2, 3]);
  // The second tap comes as soon as the next ticket is under the finger and the first is answered;
  // the page is told when.
  const taps = await board.evaluate(async () => {
    const { x, y, width, height } = document.querySelector('#lane-queued .go').getBoundingClientRect();
    const [clientX, clientY] = [x + width / 2, y + height / 2];
    const tap = (timeStamp) => {
      const click = new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, clientX, clientY });
      Object.defineProperty(click, 'timeStamp', { value: timeStamp });
      const under = document.elementFromPoint(clientX, clientY).closest('.ticket').dataset.number;
      document.elementFromPoint(clientX, clientY).dispatchEvent(click);
      return under;
    };
    const moved = (number) => new Promise((done) => {
      const isThere = () => document.elementFromPoint(clientX, clientY).closest('.ticket')?.dataset.number === number;
      const look = () => (isThere() && localStorage.getItem('crema-taps-main') === '[]' ? done() : requestAnimationFrame(look));
      look();
    });
    const now = performance.now();
    const first = tap(now - 1000);
    await moved('2');
    // What is tapped is kept before it is sent.
    return [first, tap(now - 700), localStorage.getItem('crema-taps-main')];
  });
  expect(taps).toEqual(['1', '2', '[]']);
  await column(board, 'making', [1]);
  await column(board, 'queued', [2, 3]);
  // Whoever means the next ticket takes it a moment later.
  await button(board, 2, 'claim').click();
  await column(board, 'making', [1, 2]);
  await expect(ticket(board, 3)).toHaveAttribute('data-state', 'queued');
});
