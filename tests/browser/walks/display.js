// Everything the screen on the wall can show.
import { expect } from '@playwright/test';

/** @param see called as `await see(name, page, options)` in each state */
export async function display(world, see) {
  const page = await world.display();
  const walls = { walls: true, speaks: true };
  await expect(page.locator('.d-closed')).toBeVisible();
  await see('display-closed', page, walls);
  await world.hours(true);
  await page.reload();
  await see('display-closed-opens', page, { speaks: true });
  await world.hours(false);
  await world.status('open');
  await page.reload();
  await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
  await see('display-no-orders', page, walls);

  const orders = await world.fill({ ready: 1 });
  await shown(page, 1);
  await see('display-one-ready', page, { walls: true });
  await world.fill({ queued: 4, making: 3, ready: 2 });
  await shown(page, 3);
  await world.settle();
  await page.reload();
  await see('display-three-ready', page, { walls: true });
  await world.lapse(orders[0]);
  await world.fill({ ready: 6 });
  await shown(page, 8);
  await world.settle();
  await page.reload();
  await see('display-eight-ready', page, walls);
  await world.fill({ queued: 10, making: 10, ready: 14 });
  await world.settle();
  await page.reload();
  await see('display-many-paged', page, { walls: true });

  await world.status('paused', { until: new Date(Date.now() + 600_000).toISOString() });
  await page.reload();
  await see('display-paused', page, walls);
  await world.status('open');
  await world.say('The milk ran out. Oat only for ten minutes, a new delivery is on its way to us.');
  await page.reload();
  await see('display-message', page, walls);
  await world.status('closed', { reason: 'Water is off. We are sorry.' });
  await page.reload();
  await see('display-message-closed', page, { walls: true });
  await world.say();
  await world.status('open');
  await world.clear();

  await world.nextNumber(142);
  await world.fill({ making: 2, ready: 5 });
  await world.settle();
  await page.reload();
  await see('display-3-digits', page, { walls: true });
  await world.clear();
  await world.nextNumber(1042);
  await world.fill({ queued: 2, making: 2, ready: 5 });
  await world.settle();
  await page.reload();
  await see('display-4-digits', page, { walls: true });
  await world.clear();

  await world.fill({ making: 3, ready: 3 });
  await world.settle();
  await world.settings({ places_per_code: 1 });
  await world.freshCode();
  const guest = await world.phone();
  await world.scan(guest);
  await page.reload();
  await expect(page.locator('.qr-panel[data-state=spent]')).toBeVisible();
  await see('display-code-used-up', page, walls);
  await world.settings({ max_queue: 1 });
  await page.reload();
  await see('display-queue-full', page, walls);
  await world.settings({ max_queue: 1000, places_per_code: 10 });
  await world.freshCode();

  await world.crema.rewrite("update stores set name = 'مقهى الزاوية الدولي'");
  await world.status('closed', { reason: 'מכונת הקפה מתחממת' });
  await world.clear();
  await page.reload();
  await see('display-closed-right-to-left', page);
  await world.crema.rewrite("update stores set name = 'Kiosk Eins'");
  await world.status('open');
  await world.fill({ making: 2, ready: 2 });
  await world.settle();
  await page.reload();
  await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.locator('[data-banner]')).toBeVisible({ timeout: 30_000 });
  await see('display-stale', page, { isOffline: true });
}

function shown(page, count) {
  return expect(page.locator('.d-ready [data-number]')).toHaveCount(count, { timeout: 30_000 });
}
