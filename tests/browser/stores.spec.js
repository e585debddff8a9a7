// Several stores at one console: switching, a tab left behind, an undone menu change, and a message
// that reaches a phone.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { desk, open, openStore, phone, setUp, shoot } from './screens.js';

let crema;
test.beforeEach(async () => { crema = await Crema.start(); });
test.afterEach(async () => { await crema.stop(); });

test('an operator runs two stores, and a tab of the other one changes nothing', async ({ browser }) => {
  const olga = await open(browser, crema, desk);
  await setUp(olga, crema);
  await olga.getByRole('link', { name: 'Stores', exact: true }).click();
  await olga.locator('#f-store_name').fill('Hall 2');
  await olga.locator('#f-id').fill('Hall 2');
  await olga.locator('[name=menu_of]').selectOption('main');
  await olga.getByRole('button', { name: 'Make the store' }).click();
  await expect(olga.locator('.errors')).toBeFocused();
  await expect(olga.locator('#f-id')).toHaveAttribute('aria-invalid', 'true');
  await expect(olga.locator('[name=menu_of]')).toHaveValue('main');
  await shoot(olga, 'stores-error');
  await olga.locator('#f-id').fill('hall-2');
  await olga.getByRole('button', { name: 'Make the store' }).click();
  await expect(olga.getByText('Hall 2 is made.')).toBeVisible();
  await shoot(olga, 'stores');

  // A second tab keeps a form of the first store.
  const stale = await olga.context().newPage();
  await stale.goto('/console/menu/drinks/espresso');
  await olga.getByRole('button', { name: 'Switch Hall 2' }).click();
  await expect(olga.locator('body')).toHaveAttribute('data-store', 'hall-2');
  await expect(olga.locator('.nav .store')).toContainText('Hall 2');
  await stale.locator('#f-name').fill('Wrong store');
  await stale.getByRole('button', { name: 'Save' }).click();
  await expect(stale.getByText('another store', { exact: false })).toBeVisible();
  await shoot(stale, 'stores-stale-tab');
  const token = await crema.token('operator');
  for (const store of ['main', 'hall-2']) {
    const menu = await crema.api(token, 'GET', `/stores/${store}/menu`);
    expect(menu.drinks.map((drink) => drink.name)).not.toContain('Wrong store');
  }

  // A page that follows its store shows where the operator is now.
  await stale.goto('/console');
  await olga.goto('/console/stores');
  await olga.getByRole('button', { name: /^Switch/ }).click();
  await expect(stale.locator('body')).toHaveAttribute('data-store', 'main');

  const guest = await open(browser, crema, phone);
  await guest.goto('/');
  await expect(guest.getByRole('link', { name: /Hall 2/ })).toBeVisible();
  await shoot(guest, 'doors');
  await guest.goto('/login');
  await expect(guest.locator('[name=store] option')).toHaveCount(3);
  await shoot(guest, 'login-stores');
  expect([...olga.complaints, ...guest.complaints]).toEqual([]);
});

test('a menu change is undone, but not over a later one', async ({ browser }) => {
  const olga = await open(browser, crema, desk);
  await setUp(olga, crema);
  const rename = async (name) => {
    await olga.goto('/console/menu/drinks/espresso');
    await olga.locator('#f-name').fill(name);
    await olga.getByRole('button', { name: 'Save' }).click();
    await expect(olga).toHaveURL(/\/console\/menu/);
  };
  await rename('Ristretto');
  await olga.getByRole('link', { name: 'Audit' }).click();
  const newest = olga.locator('.trail > li').first();
  await expect(newest).toContainText('Olga');
  await expect(newest.locator('del')).toHaveText('Espresso');
  await expect(newest.locator('ins')).toHaveText('Ristretto');
  await shoot(olga, 'audit');
  await newest.getByRole('button', { name: /^Undo/ }).click();
  await expect(olga.getByRole('status')).toContainText('Undone.');
  await expect(olga.locator('.trail > li').first()).toContainText('Undone: Changed the menu');
  await olga.goto('/console/menu');
  await expect(olga.getByRole('link', { name: 'Espresso', exact: true })).toBeVisible();

  await rename('Corto');
  await rename('Lungo');
  await olga.goto('/console/audit?kind=menu');
  await olga.locator('.trail > li').nth(1).getByRole('button', { name: /^Undo/ }).click();
  await expect(olga.locator('.errors')).toBeFocused();
  await expect(olga.locator('.errors')).toContainText('changed again since');
  await expect(olga.getByRole('heading', { name: /would lose/ })).toBeVisible();
  await shoot(olga, 'audit-refused');
  await olga.getByRole('link', { name: 'Show the later change' }).click();
  await expect(olga.locator('.trail > li:target ins')).toHaveText('Lungo');
  expect(olga.complaints).toEqual([]);
});

test('a message reaches a phone by itself and goes when it is taken down', async ({ browser }) => {
  const olga = await open(browser, crema, desk);
  await setUp(olga, crema);
  await openStore(olga);
  const guest = await open(browser, crema, phone);
  await guest.goto('/s/main/');
  await expect(guest.getByText('We are open.')).toBeVisible();
  await olga.getByRole('link', { name: 'Write a message' }).click();
  await olga.locator('#f-text').fill('The milk ran out, oat only for 10 minutes. الحليب');
  await olga.getByText('10 min', { exact: true }).click();
  await shoot(olga, 'broadcast-form');
  await olga.getByRole('button', { name: 'Show it' }).click();
  await expect(guest.locator('#told')).toHaveText(/The milk ran out/);
  await shoot(guest, 'broadcast-phone');
  await shoot(olga, 'broadcast-stands');
  await olga.getByRole('button', { name: 'Take it down now' }).click();
  await expect(guest.locator('#told')).toHaveCount(0);
  expect([...olga.complaints, ...guest.complaints]).toEqual([]);
});
