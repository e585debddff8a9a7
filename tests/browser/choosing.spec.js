// A guest who is still choosing while the world goes on: drinks sell out, the page is reloaded, the
// language changed, the store closed; and a basket that is ordered as it is.
import { expect, test } from '@playwright/test';
import { World } from './walks/world.js';

let world, page;
test.beforeEach(async ({ browser }) => {
  world = await World.start(browser);
  await world.status('open');
  page = await world.phone();
});
test.afterEach(async () => { await world?.stop(); });

const radio = (name, value) => page.locator(`[name="${name}"][value="${value}"]`);
const send = () => page.locator('.dock button[value=order]').click();

/** Chooses with the keyboard, which no bar at the bottom covers. */
const choose = (name, value) => radio(name, value).press(' ');

/** Sells out what `is` says, live on every open page. */
async function sellOut(is) {
  const menu = await world.api('GET', '/stores/main/menu');
  for (const one of [...menu.drinks, ...menu.groups.flatMap((group) => group.options)]) one.sold_out = is(one.id);
  await world.api('PUT', '/stores/main/menu', menu);
}

test('a chosen drink that sells out is said, and the keyboard stays where it was', async () => {
  await world.scan(page);
  await choose('drink', 'flat-white');
  await page.locator('#f-name').fill('Ana');
  await radio('drink', 'flat-white').focus();
  await sellOut((id) => id === 'flat-white' || id === 'hazelnut');
  await expect(radio('drink', 'flat-white')).toBeDisabled();
  // Hazelnut was not chosen: only what somebody loses is said.
  await expect(page.getByRole('alert')).toHaveText('Just sold out: Flat white. Please choose something else.');
  await expect(radio('drink', 'flat-white')).not.toBeChecked();
  await expect(page.locator('#f-drink')).toBeFocused();
  await expect(page.locator('#f-name')).toHaveValue('Ana');

  await choose('drink', 'cappuccino');
  await choose('g.milk', 'oat');
  await sellOut((id) => id === 'oat');
  await expect(page.getByRole('alert')).toHaveText('Just sold out: Oat. Please choose something else.');
  // Nothing else takes its place unasked.
  await send();
  await expect(page.locator('.errors a')).toHaveAttribute('href', '#f-g.milk');
  const wrong = page.locator('[id="f-g.milk"] .error');
  await expect(wrong).toBeVisible();
  await choose('g.milk', 'whole');
  // What was wrong with a choice is over with it.
  await expect(wrong).toHaveCount(0);
  await expect(page.locator('.errors')).toBeHidden();
  await send();
  await world.shows(page, 'queued');
  expect(page.complaints).toEqual([]);
});

test('what was wrong with the name is over once one is typed, in the summary too', async () => {
  await world.scan(page);
  await choose('drink', 'filter');
  const name = page.locator('#f-name');
  // A name that is no name, which the browser cannot find out.
  await name.fill('\u202e');
  await send();
  const [summary, hint] = [page.locator('.errors'), page.locator('#h-name')];
  await expect(summary).toBeVisible();
  await expect(hint).toBeHidden();
  const height = () => summary.evaluate((part) => part.offsetHeight);
  const before = await height();
  await name.fill('Ana');
  await expect(summary.locator('li')).toHaveClass('is-mended');
  await expect(hint).toBeVisible();
  // Nothing says any more that there is a problem; the field stays where it is while somebody types in it.
  await expect(summary).toBeHidden();
  expect(await height()).toBe(before);
  await name.blur();
  await expect.poll(height).toBe(0);
  await send();
  await world.shows(page, 'queued');
});

test('beside the long name of a drink its price stays in one piece', async () => {
  const menu = await world.api('GET', '/stores/main/menu');
  menu.drinks.find(({ id }) => id === 'flat-white').name = 'Haselnuss-Zimt-Karamell-Milchkaffee mit Schokoladenstreuseln';
  await world.api('PUT', '/stores/main/menu', menu);
  await world.scan(page);
  await choose('drink', 'flat-white');
  await choose('g.milk', 'oat');
  const lines = (part) => {
    const text = document.createRange();
    text.selectNodeContents(part);
    return text.getClientRects().length;
  };
  expect(await page.locator('.sum bdi').evaluate(lines)).toBeGreaterThan(1);
  expect(await page.locator('.sum b').evaluate(lines)).toBe(1);
});

test('what is chosen and typed survives a reload, another language and a closed store', async () => {
  await world.settings({ max_items_per_order: 3 });
  await world.scan(page);
  await choose('drink', 'filter');
  await page.locator('button[value=add]').click();
  await expect(page.locator('.basket li')).toHaveCount(1);
  await choose('drink', 'flat-white');
  await choose('g.milk', 'oat');
  await page.locator('#f-name').fill('ليلى');
  expect(await page.locator('#f-name').evaluate((field) => getComputedStyle(field).direction)).toBe('rtl');
  const isAsLeft = async () => {
    await expect(page.locator('.basket li')).toHaveCount(1);
    await expect(radio('drink', 'flat-white')).toBeChecked();
    await expect(radio('g.milk', 'oat')).toBeChecked();
    await expect(page.locator('#f-name')).toHaveValue('ليلى');
  };
  await page.reload();
  await isAsLeft();
  await page.locator('.lang summary').click();
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Was dürfen wir dir machen?' })).toBeVisible();
  await isAsLeft();
  await page.goto('/s/main/history');
  await page.goBack();
  await isAsLeft();
  // The place was given: who has one orders also from a store that closes.
  await world.status('closed');
  await send();
  await world.shows(page, 'queued');
  await expect(page.locator('.order li')).toHaveCount(2);
  expect(page.complaints).toEqual([]);
});

test('the chosen milk takes the milk out of the drink, and no group takes more than its most', async () => {
  await world.scan(page);
  const milk = page.locator('#drink-flat-white [data-allergen=milk]');
  const other = page.locator('#drink-cappuccino [data-allergen=milk]');
  await choose('drink', 'flat-white');
  await expect(milk).toBeVisible();
  await choose('g.milk', 'oat');
  await expect(milk).toBeHidden();
  await expect(other).toBeVisible();
  await expect(page.locator('[data-sum]')).toHaveText(/Flat white, Oat\s*€4\.00/);
  await choose('g.extras', 'extra-shot');
  await choose('g.extras', 'decaf');
  await expect(radio('g.extras', 'hazelnut')).toBeDisabled();
  await expect(page.locator('[data-sum]')).toHaveText(/Flat white, Oat, Extra shot, Decaf\s*€4\.60/);
  await choose('g.extras', 'decaf');
  await expect(radio('g.extras', 'hazelnut')).toBeEnabled();
  await choose('g.milk', 'whole');
  await expect(milk).toBeVisible();
});

test('a basket is ordered without one more drink, and an update does not ask for one', async () => {
  await world.settings({ max_items_per_order: 3 });
  await world.scan(page);
  await choose('drink', 'flat-white');
  await page.locator('#f-name').fill('Ana');
  await page.locator('button[value=add]').click();
  await expect(page.locator('.basket li')).toHaveCount(1);
  await sellOut((id) => id === 'filter');
  await expect(radio('drink', 'filter')).toBeDisabled();
  await send();
  await world.shows(page, 'queued');
  await expect(page.locator('.order li')).toHaveCount(1);
});

test('an order that is sent in one tab is the order of the other, too', async () => {
  await world.scan(page);
  const other = await page.context().newPage();
  await other.goto('/s/main/');
  await choose('drink', 'filter');
  await page.locator('#f-name').fill('Ana');
  await send();
  await world.shows(page, 'queued');
  await world.shows(other, 'queued');
});
