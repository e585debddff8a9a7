// Everything a guest's phone can show.
import { expect } from '@playwright/test';
import { regular } from './regular.js';
import { told } from './told.js';
import { arabic, hebrew, longName } from './world.js';

/** @param see called as `await see(name, page, options)` in each state */
export async function customer(world, see) {
  await landings(world, see);
  await refusals(world, see);
  await forms(world, see);
  await statuses(world, see);
  await endings(world, see);
  await regular(world, see);
  await told(world, see);
  await withoutNetwork(world, see);
}

const chosen = { drink: 'caffe-latte', options: ['oat', 'hazelnut', 'extra-shot'] };

async function landings(world, see) {
  const page = await world.phone();
  await see('customer-landing-closed', page);
  await world.hours(true);
  await page.reload();
  await see('customer-landing-closed-opens', page, { speaks: true });
  await world.hours(false);
  await world.status('open');
  await page.reload();
  await see('customer-landing-open', page, { speaks: true });
  await world.status('paused', { until: inMinutes(10) });
  await page.reload();
  await see('customer-landing-paused', page, { speaks: true });
  await world.status('closed', { reason: 'Water is off. We are sorry.' });
  await page.reload();
  await see('customer-landing-closed-reason', page);
  await world.status('open');
  const orders = await world.fill({ queued: 2 });
  await world.settings({ max_queue: 2 });
  await page.reload();
  await see('customer-landing-full', page);
  await world.settings({ max_queue: 1000 });
  for (const order of orders) await world.act(order, 'cancel', { reason: 'Mistake' });
}

async function refusals(world, see) {
  // Without its script the page waits for a tap. (With scripts off altogether axe cannot run.)
  const page = await world.phone({ serviceWorkers: 'block' });
  await page.route('**/js/*.js', (route) => route.abort());
  const tap = async (code) => {
    await page.goto(`/s/main/scan?c=${code}`);
    const button = page.locator('form[data-auto] button');
    if (await button.count()) await button.click();
  };
  await page.goto(`/s/main/scan?c=${await world.code()}`);
  await see('customer-scan', page, { speaks: true });
  await tap('nonsense');
  await see('customer-refusal-expired', page, { speaks: true });

  await page.goto(`/s/main/scan?c=${await world.code()}`);
  await world.status('closed', { reason: 'Water is off. We are sorry.' });
  await page.locator('form[data-auto] button').click();
  await see('customer-refusal-closed', page);
  await world.status('open');
  await page.goto(`/s/main/scan?c=${await world.code()}`);
  await world.status('paused', { until: inMinutes(5) });
  await page.locator('form[data-auto] button').click();
  await see('customer-refusal-paused', page);
  await world.status('open');

  const [order] = await world.fill({ queued: 1 });
  await page.goto(`/s/main/scan?c=${await world.code()}`);
  await world.settings({ max_queue: 1 });
  await page.locator('form[data-auto] button').click();
  await see('customer-refusal-full', page);
  await world.settings({ max_queue: 1000, max_orders_per_person_per_day: 1 });
  await world.act(order, 'cancel', { reason: 'Mistake' });

  const again = await world.phone();
  const first = await world.order(again);
  for (const step of ['claim', 'complete', 'collect']) await world.act(first, step);
  await again.goto(`/s/main/scan?c=${await world.code()}`);
  await expect(again.locator('[data-state=refused]')).toBeVisible();
  await see('customer-refusal-limit', again);
  await world.settings({ max_orders_per_person_per_day: 0, places_per_code: 1 });

  // The next code has one place, and somebody takes it.
  await world.freshCode();
  const code = await world.code();
  const faster = await world.phone();
  await page.goto(`/s/main/scan?c=${code}`);
  const taken = await world.scan(faster);
  await page.locator('form[data-auto] button').click();
  await see('customer-refusal-used-up', page, { speaks: true });
  await world.settings({ places_per_code: 1000 });
  await world.freshCode();
  await world.lapse(taken);
}

async function forms(world, see) {
  const page = await world.phone();
  await world.scan(page);
  await see('customer-form', page, { speaks: true });
  await choose(page, chosen);
  await see('customer-form-chosen', page);
  await choose(page, { drink: 'flat-white', options: ['oat'] });
  // A name that is no name, and a choice that the browser cannot check.
  await page.locator('#f-name').fill('\u202e');
  await page.locator('button[name=action][value=order]').last().click();
  await expect(page.locator('.errors')).toBeVisible();
  await see('customer-form-errors', page);
  await page.locator('#f-name').fill(hebrew);
  await see('customer-form-right-to-left', page);

  const menu = await world.api('GET', '/stores/main/menu');
  await world.api('PUT', '/stores/main/menu', withoutSome(menu));
  await expect(page.locator('.dock .unsent')).not.toBeEmpty();
  // A reload, as in another language, says it no more.
  await see('customer-form-just-sold-out', page);
  await world.api('PUT', '/stores/main/menu', withLongNames(menu));
  await page.reload();
  await choose(page, { drink: 'caffe-latte', options: ['oat'] });
  await page.locator('#f-name').fill(longName);
  await see('customer-form-long-names', page);
  await world.api('PUT', '/stores/main/menu', withoutSome(menu));
  await page.reload();
  await see('customer-form-sold-out', page, { speaks: true });
  await world.api('PUT', '/stores/main/menu', menu);

  await world.settings({ max_items_per_order: 3 });
  await page.reload();
  await choose(page, chosen);
  await page.locator('#f-name').fill('Ana');
  const add = page.locator('button[name=action][value=add]');
  if (await add.count()) {
    await add.last().click();
    await expect(page.locator('.basket li')).toHaveCount(1);
    await see('customer-form-basket', page, { speaks: true });
  }
  await world.settings({ max_items_per_order: 1 });
}

async function statuses(world, see) {
  const page = await world.phone();
  await world.fill({ queued: 3 });
  const order = await world.order(page, 'Ana', chosen);
  await see('customer-queued', page, { speaks: true });
  await world.clear(order);
  await page.reload();
  await see('customer-queued-next', page);
  await world.act(order, 'claim');
  await world.shows(page, 'making');
  await see('customer-making', page, { speaks: true });
  await world.act(order, 'complete');
  await world.shows(page, 'ready');
  await see('customer-ready', page, { speaks: true });
  await world.act(order, 'collect');
  await world.shows(page, 'collected');
  await see('customer-collected', page, { speaks: true });

  const waiting = await world.phone();
  await world.fill({ queued: 3 });
  const late = await world.order(waiting, 'Ana', chosen);
  await world.age(late, 12);
  await waiting.reload();
  await see('customer-queued-late', waiting, { speaks: true });
  await world.clear();

  for (const [number, name] of [[142, arabic], [1042, longName]]) {
    const other = await world.phone();
    await world.nextNumber(number);
    const next = await world.order(other, name, chosen);
    await see(`customer-queued-${number}`, other);
    await world.act(next, 'claim');
    await world.shows(other, 'making');
    await see(`customer-making-${number}`, other);
    await world.act(next, 'complete');
    await world.shows(other, 'ready');
    await see(`customer-ready-${number}`, other);
    await world.act(next, 'collect');
  }

  await world.settings({ max_open_orders_per_person: 2 });
  const two = await world.phone();
  await world.order(two);
  // Scanning the same code again gives the same order back.
  await world.nextCode();
  await world.order(two, 'Ana', chosen);
  await expect(two.locator('.others a')).toHaveCount(1);
  await see('customer-queued-another', two, { speaks: true });
  await world.clear();
  await world.settings({ max_open_orders_per_person: 1 });
}

async function endings(world, see) {
  const page = await world.phone();
  const missed = await world.order(page);
  await world.act(missed, 'claim');
  await world.act(missed, 'complete');
  await world.lapse(missed);
  await world.shows(page, 'missed');
  await see('customer-missed', page, { speaks: true });

  const byBar = await world.phone();
  const cancelled = await world.order(byBar);
  await world.act(cancelled, 'cancel', { reason: 'We ran out of oat milk.' });
  await world.shows(byBar, 'cancelled');
  await see('customer-cancelled-by-bar', byBar, { speaks: true });

  const byGuest = await world.phone();
  await world.order(byGuest);
  await byGuest.locator('form[action$="/cancel"] button').click();
  await world.shows(byGuest, 'cancelled');
  await see('customer-cancelled-by-guest', byGuest);

  const notMade = await world.phone();
  await world.lapse(await world.order(notMade));
  await world.shows(notMade, 'expired');
  await see('customer-expired-at-the-bar', notMade);

  const notChosen = await world.phone();
  await world.lapse(await world.scan(notChosen));
  await world.shows(notChosen, 'expired');
  await see('customer-expired-choosing', notChosen);
}

async function withoutNetwork(world, see) {
  const page = await world.phone();
  await world.scan(page);
  await choose(page, chosen);
  await page.locator('#f-name').fill('Ana');
  await page.context().setOffline(true);
  await page.locator('button[name=action][value=order]').last().click();
  await expect(page.locator('[data-unsent]').first()).not.toBeEmpty();
  await see('customer-form-not-sent', page, { isOffline: true });
  await page.context().setOffline(false);
  await page.locator('button[name=action][value=order]').last().click();
  await world.shows(page, 'queued');
  await page.context().setOffline(true);
  await expect(page.locator('[data-banner]')).toBeVisible();
  await see('customer-queued-offline', page, { isOffline: true });
}

/** By keyboard: the bar at the bottom may lie over a choice. */
async function choose(page, { drink, options = [] }) {
  const press = async (input) => (await input.isChecked()) || input.press(' ');
  await press(page.locator(`[name=drink][value="${drink}"]`));
  for (const option of options) await press(page.locator(`[name^="g."][value="${option}"]`).first());
}

function inMinutes(minutes) {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

function withLongNames(menu) {
  const drinks = menu.drinks.map((drink) => (drink.id === 'caffe-latte'
    ? { ...drink, name: 'Haselnuss-Zimt-Karamell-Milchkaffee mit Schokoladenstreuseln', note: 'Lieblingsgetränk der Donaudampfschifffahrtsgesellschaft' }
    : drink.id === 'filter' ? { ...drink, name: 'קפה פילטר', note: 'قهوة مقطرة' } : drink));
  return { ...menu, drinks };
}

function withoutSome(menu) {
  const drinks = menu.drinks.map((drink) => ({ ...drink, sold_out: ['flat-white', 'mint-tea'].includes(drink.id) }));
  const groups = menu.groups.map((group) => ({
    ...group, options: group.options.map((option) => ({ ...option, sold_out: ['soy', 'hazelnut'].includes(option.id) })),
  }));
  return { ...menu, drinks, groups };
}
