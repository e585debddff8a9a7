// One coffee, from the first start of a fresh installation to the cup, on three real screens.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { desk, display, open, openStore, orderFlatWhiteWithOat, pair, phone, scanFromPixels, setUp, shoot, signIn, tablet } from './screens.js';

let crema;
test.beforeEach(async () => { crema = await Crema.start(); });
test.afterEach(async () => { await crema?.stop(); });

test('a guest scans the display, orders a flat white with oat milk and collects it', async ({ browser }) => {
  const [operator, screen, guest, bar] = await Promise.all([
    open(browser, crema, desk),
    open(browser, crema, display),
    open(browser, crema, phone),
    open(browser, crema, tablet),
  ]);

  await setUp(operator, crema);
  await openStore(operator);
  await shoot(operator, 'console');
  await pair(screen, operator, 'display', 'Wall screen');
  await expect(screen).toHaveURL(/\/s\/main\/display/, { timeout: 30_000 });
  await crema.command('staff', 'add', '--store', 'main', '--name', 'Sam', '--role', 'barista', '--pin', '271828');
  await signIn(bar, 'Sam', '271828');
  await shoot(bar, 'barista-empty');
  await shoot(screen, 'display-code');

  const address = await scanFromPixels(screen);
  expect(address).toMatch(new RegExp(`^${crema.url}/s/main/scan\\?c=`));
  await guest.goto(address);
  // The page starts by itself; the button is for when it cannot.
  await expect(guest.locator('#f-name')).toBeVisible();
  expect(new URL(guest.url()).pathname).toBe('/s/main/');
  await shoot(guest, 'customer-menu');
  const number = await orderFlatWhiteWithOat(guest, 'Ana');
  expect(Number(number)).toBeGreaterThan(0);
  await shoot(guest, 'customer-queued');

  const ticket = bar.locator(`.ticket[data-number="${number}"]`);
  await expect(ticket).toHaveAttribute('data-state', 'queued');
  await expect(ticket).toContainText('Flat white');
  await expect(ticket).toContainText('Oat');
  await expect(ticket).toContainText('Ana');
  await shoot(bar, 'barista-queued');

  await ticket.locator('button[name=to][value=claim]').click();
  await expect(ticket).toHaveAttribute('data-state', 'making');
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'making');
  await expect(screen.locator('.d-prep')).toContainText(number);
  await shoot(guest, 'customer-making');
  await shoot(bar, 'barista-making');

  await ticket.locator('button[name=to][value=complete]').click();
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'ready');
  // Only this sentence is read out by a screen reader.
  await expect(guest.getByRole('status')).toHaveText(new RegExp(`${number} is ready`));
  await expect(guest).toHaveTitle(/ready/i);
  await expect(screen.locator(`.d-ready [data-number="${number}"]`)).toBeVisible();
  await shoot(guest, 'customer-ready');
  await shoot(screen, 'display-ready');
  await shoot(bar, 'barista-ready');

  await ticket.locator('button[name=to][value=collect]').click();
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'collected');
  await expect(screen.locator(`.d-ready [data-number="${number}"]`)).toHaveCount(0);
  await expect(ticket).toHaveCount(0);
  await shoot(guest, 'customer-collected');

  for (const page of [operator, screen, guest, bar]) {
    expect(page.complaints, page.url()).toEqual([]);
  }
});

test('the same order with JavaScript off', async ({ browser }) => {
  const [operator, screen, guest, bar] = await Promise.all([
    open(browser, crema, desk),
    open(browser, crema, display, { javaScriptEnabled: false }),
    open(browser, crema, phone, { javaScriptEnabled: false }),
    open(browser, crema, tablet, { javaScriptEnabled: false }),
  ]);
  await setUp(operator, crema);
  await openStore(operator);
  await pair(screen, operator, 'display', 'Wall screen');
  await expect(screen).toHaveURL(/\/s\/main\/display/, { timeout: 30_000 });
  await crema.command('staff', 'add', '--store', 'main', '--name', 'Sam', '--role', 'barista', '--pin', '271828');
  await signIn(bar, 'Sam', '271828');

  await guest.goto(await scanFromPixels(screen));
  await guest.getByRole('button', { name: /start/i }).click();
  await expect(guest.locator('#f-name')).toBeVisible();
  await shoot(guest, 'nojs-full-customer-menu');

  // What is typed stays when something is missing.
  await guest.getByRole('radio', { name: /flat white/i }).check({ force: true });
  await guest.getByRole('radio', { name: /^oat/i }).check({ force: true });
  await guest.locator('#f-name').fill('\u202e');
  await guest.locator('button[name=action][value=order]').last().click();
  await expect(guest.locator('#f-name')).toHaveAttribute('aria-invalid', 'true');
  await expect(guest.getByRole('radio', { name: /flat white/i })).toBeChecked();
  await expect(guest.getByRole('radio', { name: /^oat/i })).toBeChecked();

  const number = await orderFlatWhiteWithOat(guest, 'Ana');
  for (const [command, state] of [['claim', 'making'], ['complete', 'ready'], ['collect', 'collected']]) {
    await bar.goto('/s/main/barista');
    const ticket = bar.locator(`.ticket[data-number="${number}"]`);
    await ticket.locator(`button[name=to][value=${command}]`).click();
    // What it shows is what the server has taken.
    if (state === 'collected') await expect(ticket).toHaveCount(0);
    else await expect(ticket).toHaveAttribute('data-state', state);
    await guest.reload();
    await expect(guest.locator('.status')).toHaveAttribute('data-state', state);
    await shoot(guest, `nojs-customer-${state}`);
  }
});
