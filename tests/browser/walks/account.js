// Signing in, the first start, pairing, and pages that are not there.
import { expect } from '@playwright/test';
import { Crema } from '../crema.js';
import { desk, open, phone, tablet } from '../screens.js';

/** @param see called as `await see(name, page, options)` in each state */
export async function account(world, see) {
  const page = await world.open(tablet);
  await page.goto('/login');
  await see('account-login', page, { speaks: true });
  await page.locator('[name=name]').fill('Sam');
  await page.locator('[name=pin]').fill('000000');
  await page.locator('main button').last().click();
  await expect(page.locator('.errors, .error').first()).toBeVisible();
  await see('account-login-errors', page);
  await page.goto('/pair');
  await expect(page.locator('.code')).toBeVisible();
  await see('account-pair', page, { speaks: true });
  const guest = await world.open(phone);
  await guest.goto('/s/main/nowhere');
  await see('account-not-found', guest, { speaks: true });
  await guest.goto('/s/nowhere/');
  await see('account-no-such-store', guest);
}

/** The first start needs an installation of its own. */
export async function firstStart(browser, see) {
  const crema = await Crema.start();
  try {
    const page = await open(browser, crema, desk, { reducedMotion: 'reduce' });
    await page.goto(crema.setupLink);
    await see('account-setup', page, { speaks: true });
    await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
    await page.locator('[name=time_zone]').fill('Nowhere');
    await page.locator('[name=pin]').fill('1');
    await page.locator('main button').last().click();
    await expect(page.locator('.errors, .error').first()).toBeVisible();
    await see('account-setup-errors', page);
    await page.goto('/setup?token=wrong');
    await see('account-setup-used', page);
    const guest = await open(browser, crema, phone, { reducedMotion: 'reduce' });
    await crema.rewrite('alter table orders rename to lost');
    await guest.goto('/s/main/');
    await see('account-fault', guest, { speaks: true });
    await guest.context().close();
    await page.context().close();
  } finally {
    await crema.stop();
  }
}
