// Every page of the operator's console, empty, full and with mistakes in its forms.
import { expect } from '@playwright/test';
import { printers } from './paper.js';

/** @param see called as `await see(name, page, options)` in each state */
export async function operator(world, see) {
  const page = world.operator;
  await page.goto('/console');
  await see('console-closed', page, { speaks: true });
  for (const address of await pages(page)) await at(page, address, 'empty', see);
  await world.status('open');
  await busyDay(world);
  await page.goto('/console');
  await see('console-today', page, { speaks: true });
  await world.status('paused', { until: new Date(Date.now() + 600_000).toISOString() });
  await page.goto('/console');
  await see('console-paused', page, { speaks: true });
  await world.status('open');
  await details(page, see);
  await webhook(page, see);
  await broadcast(world, page, see);
  await menuFile(world, page, see);
  await stores(page, see);
  await printers(world, see);
  await anew(page, see);
  for (const address of await pages(page)) await at(page, address, 'full', see, { speaks: true });
  await mistakes(page, see);
  await hours(page, see);
}

/** One that nobody answers: its secret, a failed attempt, and the list. */
async function webhook(page, see) {
  await page.goto('/console/webhooks/new');
  await page.locator('[name="name"]').fill('Till');
  await page.locator('[name="url"]').fill('http://127.0.0.1:9/crema');
  await page.locator('main form button.btn-primary').click();
  await expect(page.locator('[data-secret]')).toBeVisible();
  await see('console-webhook-secret', page, { speaks: true });
  await page.locator('main a.btn-primary').click();
  await page.locator('form[action*="/test"] button').click();
  await expect(page.locator('main table tbody tr')).not.toHaveCount(0);
  await see('console-webhook', page, { speaks: true });
  await page.goto('/console/webhooks');
  await see('console-webhooks-one', page, { speaks: true });
}

/** The addresses in the console's own navigation: a page that is added is walked too. */
async function pages(page) {
  const links = page.locator('.nav nav a[href^="/console/"]');
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
}

async function at(page, address, how, see, options) {
  await page.goto(address);
  await see(`console-${address.split('/').slice(2).join('-').replace(/\?.*/, '')}-${how}`, page, options);
}

async function busyDay(world) {
  const orders = await world.fill({ collected: 14, ready: 2, making: 2, queued: 5 });
  for (const [n, order] of orders.entries()) {
    if (n >= 14) continue;
    // One every three minutes, in the order of their numbers, each after a wait of its own.
    const wait = 2 + (n * 53) % 240 / 60;
    await world.age(order, 48 - 3 * n - wait);
    await world.took(order, wait, 1 + (n % 3) / 2);
  }
  const guest = await world.phone();
  await world.lapse(await world.scan(guest));
  const [cancelled] = await world.fill({ queued: 1 });
  await world.act(cancelled, 'cancel', { reason: 'We have run out of something it needs.' });
  await world.display();
}

async function details(page, see) {
  await page.goto('/console/reports');
  await page.locator('main form a.btn').last().click();
  await page.waitForLoadState();
  await see('console-reports-month', page, { speaks: true });
  await page.goto('/console/orders');
  await page.locator('main table a').first().click();
  await page.waitForLoadState();
  await see('console-order-journey', page, { speaks: true });
  await page.goto('/console/menu');
  await page.locator('main a[href*="/drinks/"]').nth(2).click();
  await page.waitForLoadState();
  await see('console-drink', page, { speaks: true });
  await page.goto('/console/menu/drinks/new');
  await see('console-drink-new', page);
  await page.goto('/console/menu');
  await page.locator('main a[href*="/groups/"]').nth(1).click();
  await page.waitForLoadState();
  await see('console-group', page, { speaks: true });
}

async function broadcast(world, page, see) {
  await world.say('The milk ran out. Oat only for ten minutes, a new delivery is on its way to us.');
  await see('console-broadcast-shown', page, { speaks: true });
  await page.goto('/console');
  await see('console-today-told', page);
  await world.say();
}

/** A lunch break on each day, and a day that is closed. */
async function hours(page, see) {
  await page.goto('/console/hours');
  const rows = page.locator('.hours-row');
  for (let row = 0; row < 7; row += 1) {
    for (const [n, time] of ['08:00', '12:00', '13:00', '17:30'].entries()) {
      await rows.nth(row).locator('.opening input').nth(n).fill(time);
    }
  }
  await page.locator('input[type="date"]').first().fill('2030-12-24');
  await page.locator('.save button.btn-primary').click();
  await page.waitForLoadState();
  await see('console-hours-of-a-week', page, { speaks: true });
}

/** A menu from a file: what would change, before anything does. */
async function menuFile(world, page, see) {
  const menu = await world.api('GET', '/stores/main/menu');
  const [first, second, ...drinks] = menu.drinks;
  const changed = { ...menu, drinks: [{ ...second, price_cents: 450, name: 'Espresso doppio' }, first, ...drinks.slice(1)] };
  await page.goto('/console/menu/import');
  await page.locator('#f-text').fill(JSON.stringify(changed, null, 2));
  await page.locator('main form button.btn-primary').last().click();
  await expect(page.locator('.changes')).toBeVisible();
  await see('console-menu-import-preview', page, { speaks: true });
}

/** Another name for a screen, a printer described anew, and a search for nobody. */
async function anew(page, see) {
  await page.goto('/console/devices');
  await page.locator('.devices summary').first().click();
  await see('console-device-renamed', page);
  await page.locator('.devices [name="device_name"]').first().fill('\u202e');
  await page.locator('.devices details button').first().click();
  await expect(page.locator('.devices .error')).toBeVisible();
  await see('console-device-renamed-errors', page, { speaks: true });
  await page.goto('/console/printers');
  await page.locator('.printers a[href$="/edit"]').first().click();
  await expect(page.locator('#f-address')).not.toHaveValue('');
  await see('console-printer-anew', page, { speaks: true });
  await page.goto('/console/staff?q=nobody');
  await see('console-staff-nobody', page, { speaks: true });
}

/** Another store, and one that is closed for good. */
async function stores(page, see) {
  for (const [id, name] of [['garden', 'Garten am Fluss'], ['old', 'Alte Post']]) {
    await page.goto('/console/stores');
    await page.locator('#f-store_name').fill(name);
    await page.locator('#f-id').fill(id);
    await page.locator('main form button.btn-primary').last().click();
    await expect(page.locator('.stores')).toContainText(name);
  }
  await page.locator('form[action^="/console/stores/old/archive"]').evaluate((form) => { form.querySelector('button').removeAttribute('data-confirm'); });
  await page.locator('form[action^="/console/stores/old/archive"] button').click();
  await page.waitForLoadState();
  await see('console-stores-several', page, { speaks: true });
}

async function mistakes(page, see) {
  const wrong = {
    '/console/settings': { max_queue: '0', time_zone: 'Europe/Atlantis', warn_after_seconds: '99999' },
    '/console/staff': { name: '\u202e', pin: '12' },
    '/console/devices': { code: 'nonsense', name: '' },
    '/console/menu/drinks/new': { name: '', price: 'much' },
    '/console/menu/groups/new': { name: '', min: '5', max: '1' },
    '/console/hours': {},
    '/console/webhooks/new': { name: '', url: 'http://192.168.1.7/till', most_tries: '99' },
    '/console/broadcast': { text: '\u202e' },
    '/console/menu/import': { text: 'kind,id,name,price,allergens\ndrink,,,much,plutonium\nnonsense,x,y,,' },
    '/console/stores': { store_name: '', id: 'Not An Id', time_zone: 'Europe/Atlantis' },
  };
  for (const [address, values] of Object.entries(wrong)) {
    await page.goto(address);
    // The browser's own checks would keep the mistakes from the server.
    await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
    for (const [name, value] of Object.entries(values)) {
      const field = page.locator(`main [name="${name}"]:visible`).first();
      if (await field.count()) await field.fill(value);
    }
    if (address.endsWith('hours')) {
      const times = page.locator('.opening input');
      await times.nth(0).fill('18:00');
      await times.nth(1).fill('18:00');
    }
    await page.locator('main form button.btn-primary:visible').last().click();
    await page.waitForLoadState();
    await expect(page.locator('.errors, .error').first()).toBeVisible();
    await see(`${address.slice(1).replaceAll('/', '-')}-errors`, page);
  }
}
