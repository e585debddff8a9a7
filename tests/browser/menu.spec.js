// The operator's menu: a look at the guest's phone while typing, order by dragging and by keys.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { desk, hasRun, open, phone, setUp } from './screens.js';

let crema;
test.beforeEach(async () => { crema = await Crema.start(); });
test.afterEach(async () => { await crema.stop(); });

const drinks = '[data-kind=drink]';

/** Ids of the drinks as the page shows them. */
function shown(page) {
  return page.locator(`${drinks} [data-id]`).evaluateAll((rows) => rows.map((row) => row.dataset.id));
}

/** Ids of the drinks as guests get them. */
async function stored() {
  const answer = await fetch(`${crema.url}/api/v1/stores/main/menu`);
  return (await answer.json()).drinks.map((drink) => drink.id);
}

test('drinks are put in order by dragging and by keys', async ({ browser }) => {
  const page = await open(browser, crema, desk);
  await setUp(page, crema);
  await page.goto('/console/menu');
  const grip = page.locator(`${drinks} [data-grip]`);
  await expect(grip.first()).toBeVisible();
  await hasRun(page, 'console/arrange.js');
  const from = await grip.first().boundingBox();
  const to = await grip.nth(2).boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height, { steps: 12 });
  await page.mouse.up();
  await expect(page.locator('[data-said]')).toContainText('Espresso is now number 3.');
  expect((await stored()).slice(0, 3)).toEqual(['flat-white', 'cappuccino', 'espresso']);
  expect(await shown(page)).toEqual(await stored());

  // A button moves its row without a reload, and keeps the focus.
  const down = page.locator(`${drinks} [data-id=flat-white] button[value='1']`);
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-said]')).toContainText('Flat white is now number 2.');
  await expect(down).toBeFocused();
  expect((await stored()).slice(0, 3)).toEqual(['cappuccino', 'flat-white', 'espresso']);

  // An order that the server does not take is put back, and said.
  await page.route('**/console/menu/order?*', (route) => route.abort());
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-said]')).toContainText('was not saved');
  expect(await shown(page)).toEqual(await stored());
  expect(page.complaints).toEqual([]);
});

test('the form shows what guests will see while it is typed', async ({ browser }) => {
  const [page, plain] = await Promise.all([
    open(browser, crema, desk),
    open(browser, crema, phone, { javaScriptEnabled: false }),
  ]);
  await setUp(page, crema);
  await plain.context().addCookies(await page.context().cookies());
  await page.goto('/console/menu/drinks/flat-white');
  await hasRun(page, 'console/preview.js');
  const card = page.locator('[data-preview]');
  await page.locator('#f-name').fill('Flat white <b>XL');
  await page.locator('#f-price').fill('4,50');
  await page.locator('[name=allergen][value=nuts]').check();
  await expect(card.locator('.name').first()).toHaveText('Flat white <b>XL');
  await expect(card).toContainText('€4.50');
  await expect(card).toContainText('Nuts');
  expect(await stored()).toContain('flat-white');

  // On a phone it is far below what is typed, and a link leads there.
  const there = page.locator('[data-to-preview]');
  await expect(there).toBeHidden();
  await page.setViewportSize(phone.viewport);
  await there.click();
  await expect(page.locator('#h-preview')).toBeInViewport();
  await expect(card.locator('.name').first()).toHaveText('Flat white <b>XL');
  await page.setViewportSize(desk.viewport);

  // Something wrong: the focus is in the summary, the title says so, the typed stays.
  await page.locator('#f-price').fill('cheap');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.errors')).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator('#f-price')).toHaveValue('cheap');

  // Without JavaScript a button shows the same card, and the summary has the focus by itself.
  await plain.goto('/console/menu/drinks/flat-white');
  await plain.locator('#f-name').fill('Cortado');
  await plain.getByRole('button', { name: 'Preview' }).click();
  await expect(plain.locator('[data-preview] .name').first()).toHaveText('Cortado');
  await expect(plain.locator('#f-name')).toHaveValue('Cortado');
  await plain.locator('#f-price').fill('cheap');
  await plain.getByRole('button', { name: 'Save' }).click();
  await expect(plain.locator('.errors')).toBeFocused();
  for (const one of [page, plain]) expect(one.complaints).toEqual([]);
});

test('a row is dragged beyond the window, which moves along', async ({ browser }) => {
  const page = await open(browser, crema, desk);
  await setUp(page, crema);
  const token = await crema.token('operator');
  const menu = await crema.api(token, 'GET', '/stores/main/menu');
  const more = Array.from({ length: 40 }, (_, n) => ({ ...menu.drinks[4], id: `more-${n}`, name: `More ${n}` }));
  await crema.api(token, 'PUT', '/stores/main/menu', { ...menu, drinks: [...menu.drinks, ...more] });
  await page.goto('/console/menu');
  await hasRun(page, 'console/arrange.js');
  const from = await page.locator(`${drinks} [data-grip]`).first().boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  // The pointer rests at the lower edge; the page goes on to its end.
  await page.mouse.move(from.x + from.width / 2, desk.viewport.height - 8, { steps: 4 });
  await expect.poll(async () => (await shown(page)).indexOf('espresso')).toBeGreaterThan(40);
  await page.mouse.up();
  await expect(page.locator('[data-said]')).toContainText('Espresso is now number');
  expect(await stored()).toEqual(await shown(page));
  expect((await stored()).indexOf('espresso')).toBeGreaterThan(40);
  expect(page.complaints).toEqual([]);
});
