// What a guest who comes often sees: earlier orders, favourites, "Order again".
import { expect } from '@playwright/test';
import { longName } from './world.js';

/** @param see called as `await see(name, page, options)` in each state */
export async function regular(world, see) {
  const page = await world.phone();
  await page.goto('/s/main/history');
  await see('customer-history-empty', page, { speaks: true });
  await past(world, page);
  await page.goto('/s/main/history');
  await see('customer-history', page, { speaks: true });
  await favourites(page, see);
  await again(world, page, see);
}

/** Orders that ended in every way, one of them days ago. */
async function past(world, page) {
  const make = ['claim', 'complete', 'collect'];
  const old = await world.order(page, 'Ana', { drink: 'mint-tea', options: [] });
  for (const step of make) await world.act(old, step);
  await world.age(old, 6 * 24 * 60);
  const missed = await world.order(page, longName, { drink: 'espresso', options: [] });
  for (const step of ['claim', 'complete']) await world.act(missed, step);
  await world.lapse(missed);
  await world.shows(page, 'missed');
  const cancelled = await world.order(page, 'Ana', { drink: 'filter', options: [] });
  await world.act(cancelled, 'cancel', { reason: 'We ran out of filters.' });
  const collected = await world.order(page, 'Ana', { drink: 'caffe-latte', options: ['oat', 'hazelnut', 'extra-shot'] });
  for (const step of make) await world.act(collected, step);
  const late = await world.order(page, 'Ana', { drink: 'flat-white', options: ['oat'] });
  await world.lapse(late);
  await world.shows(page, 'expired');
}

async function favourites(page, see) {
  const keep = () => page.getByRole('button', { name: /^Keep / });
  for (const drink of [/Caff. latte/, /Espresso/]) {
    await keep().filter({ hasText: drink }).first().click();
    await page.waitForLoadState();
  }
  await expect(page.getByRole('heading', { name: 'Favourites' })).toBeVisible();
  await page.goto('/s/main/history');
  await see('customer-favourites', page, { speaks: true });
}

async function again(world, page, see) {
  const menu = await world.api('GET', '/stores/main/menu');
  const without = menu.drinks.map((drink) => ({ ...drink, sold_out: drink.id === 'espresso' }));
  await world.api('PUT', '/stores/main/menu', { ...menu, drinks: without });
  await page.goto('/s/main/history');
  await see('customer-favourite-not-today', page);
  await page.locator('main form[action$="/again"] button').first().click();
  await expect(page.locator('.again')).toBeVisible();
  await page.goto('/s/main/');
  await see('customer-again-waits', page, { speaks: true });
  await world.scan(page);
  await expect(page.locator('.usual').first()).toBeVisible();
  await see('customer-again-filled', page, { speaks: true });
  await world.api('PUT', '/stores/main/menu', menu);
}
