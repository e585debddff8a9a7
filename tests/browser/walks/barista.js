// Everything the barista's tablet can show.
import { expect } from '@playwright/test';
import { rested } from '../board.js';
import { tickets } from './paper.js';

/** @param see called as `await see(name, page, options)` in each state */
export async function barista(world, see) {
  const page = await world.tablet();
  await see('barista-closed', page);
  await world.status('open');
  await page.reload();
  await see('barista-shift-not-started', page, { speaks: true });
  await start(page);
  await see('barista-no-orders', page, { speaks: true });
  await fewTickets(world, page, see);
  await fiftyTickets(world, page, see);
  await otherPages(world, page, see);
  await tickets(world, page, see);
}

async function fewTickets(world, page, see) {
  const orders = await world.fill({ queued: 5 });
  await world.age(orders[0], 9);
  await world.age(orders[1], 6);
  await page.reload();
  await start(page);
  await expect(page.locator('.ticket')).toHaveCount(5);
  await see('barista-5-waiting', page, { speaks: true });
  await world.act(orders[0], 'claim');
  await world.act(orders[1], 'claim');
  await world.act(orders[1], 'complete');
  await expect(page.locator('.ticket[data-state=ready]')).toHaveCount(1);
  await see('barista-5-under-way', page, { speaks: true });

  await page.locator('.ticket[data-state=making] details summary').click();
  await see('barista-ticket-menu', page);
  await page.locator('.ticket[data-state=making] [data-cancel]').click();
  await expect(page.locator('dialog[open]')).toBeVisible();
  await see('barista-cancel-dialog', page, { isOpen: true });
  await page.keyboard.press('Escape');
  await page.locator('.ticket[data-state=queued] button[name=to]').first().click();
  await expect(page.locator('.toast')).toBeVisible();
  await see('barista-toast-with-undo', page, { isOpen: true });

  await page.context().setOffline(true);
  await page.locator(`.ticket[data-order="${orders[3].id}"] button[name=to]`).click();
  await page.locator(`.ticket[data-order="${orders[4].id}"] button[name=to]`).click();
  await expect(page.locator('[data-banner]')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.queued-tap')).toHaveCount(2);
  await see('barista-offline-queued-taps', page, { isOffline: true });
  // Meanwhile somebody else took one of them.
  const other = await world.crema.command('token', '--role', 'barista', '--store', 'main', '--name', 'Kim', '--ttl', '1h');
  await world.api('POST', `/orders/${orders[3].id}/claim`, {}, other);
  await page.context().setOffline(false);
  await expect(page.locator('[data-banner]')).toBeHidden({ timeout: 30_000 });
  await expect(page.locator('.toast').first()).toBeVisible({ timeout: 30_000 });
  await see('barista-conflict', page, { isOpen: true });

  const summary = page.locator('#pause summary');
  await summary.click();
  await see('barista-pause-menu', page, { isOpen: true });
  await summary.click();
  await world.status('paused', { until: new Date(Date.now() + 600_000).toISOString() });
  await page.reload();
  await start(page);
  await see('barista-paused', page, { speaks: true });
  await world.status('open');
  await world.say('The milk ran out. Oat only for ten minutes, a new delivery is on its way to us.');
  await page.reload();
  await start(page);
  await see('barista-message', page, { speaks: true });
  await world.say();
  await world.settings({ max_queue: 1 });
  await page.reload();
  await start(page);
  await see('barista-queue-full', page);
  await world.settings({ max_queue: 1000 });
  await world.clear();
}

async function fiftyTickets(world, page, see) {
  const orders = await world.fill({ queued: 30, making: 12, ready: 8 });
  await Promise.all([[0, 11], [1, 9], [2, 8], [3, 7], [4, 6], [30, 9], [31, 6], [42, 8]].map(([n, minutes]) => world.age(orders[n], minutes)));
  await page.reload();
  await start(page);
  await expect(page.locator('.ticket')).toHaveCount(50);
  await see('barista-50-tickets', page, { speaks: true });
  await world.walkUp(3);
  await expect(page.locator('.ticket')).toHaveCount(51, { timeout: 30_000 });
  await see('barista-50-tickets-new', page);
  await page.locator('#lane-queued').evaluate((lane) => { lane.scrollTop = lane.scrollHeight / 2; });
  await see('barista-50-tickets-scrolled', page, { isOpen: true });
  await page.setViewportSize({ width: 820, height: 1180 });
  await see('barista-50-tickets-upright', page, { size: { width: 820, height: 1180 } });
  await page.setViewportSize({ width: 1180, height: 820 });
  await world.clear();
}

async function otherPages(world, page, see) {
  await page.goto('/s/main/barista/recall');
  await see('barista-nothing-to-recall', page);
  const [missed] = await world.fill({ ready: 1, collected: 3 });
  await world.lapse(missed);
  await page.reload();
  await see('barista-recall', page, { speaks: true });
  await page.goto('/s/main/barista/sold-out');
  const second = page.getByRole('switch').nth(1);
  await second.click();
  await expect(second).not.toBeChecked();
  await see('barista-sold-out', page, { speaks: true });
  await rested(page);
  await second.click();
  await expect(second).toBeChecked();
  await page.goto('/s/main/barista/walk-up');
  await see('barista-walk-up', page, { speaks: true });
  await page.locator('[name=drink][value="flat-white"]').check({ force: true });
  await see('barista-walk-up-chosen', page);
  await page.locator('#f-name').fill('\u202e');
  await page.locator('button[name=action][value=order]').last().click();
  await expect(page.locator('.errors')).toBeVisible();
  await see('barista-walk-up-errors', page);
  const order = await world.walkUp(5);
  await page.goto(`/s/main/barista/cancel/${order.id}`);
  await see('barista-cancel-page', page, { speaks: true });
  await world.clear();
}

/** Begins the shift without sound. */
async function start(page) {
  const bar = page.locator('[data-start-silent]');
  if (await bar.isVisible()) await bar.click();
  await expect(bar).toBeHidden();
}
