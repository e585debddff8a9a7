// The budgets of bytes and requests, kilobytes being 1,000 bytes, from the wire and a cold start.
import { expect, test } from '@playwright/test';
import { desk, display, phone, tablet } from './screens.js';
import { World } from './walks/world.js';
import { compressedBody, cost } from './wire.js';

const budgets = {
  customer: { bytes: 25_000, scripts: 6_000, requests: 6 },
  barista: { bytes: 40_000, scripts: 12_000, requests: 8 },
  display: { bytes: 40_000, scripts: 12_000, requests: 8 },
  console: { bytes: 60_000, scripts: 12_000, requests: 10 },
};

test.use({ trace: 'off' });
let world;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  world = await World.busy(browser);
});
test.afterAll(async () => { await world?.stop(); });

/** Opens each address as a new visitor with the cookies of `known`. */
async function within(app, size, known, addresses, usable) {
  const over = [];
  for (const address of addresses) {
    const state = await known.context().storageState();
    const page = await world.open(size, { storageState: { ...state, origins: [] } });
    const { bytes, scripts, requests, all } = await cost(page, address);
    console.log(`\nMEASURED ${app} ${address}: ${kilo(bytes)} KB, of it ${kilo(scripts)} KB scripts, ${requests} requests`);
    const most = budgets[app];
    const list = all.map((load) => `${load.url} ${load.bytes}`).join(', ');
    if (bytes > most.bytes) over.push(`${address}: ${bytes} of ${most.bytes} bytes (${list})`);
    if (scripts > most.scripts) over.push(`${address}: ${scripts} of ${most.scripts} bytes of scripts (${list})`);
    if (requests > most.requests) over.push(`${address}: ${requests} of ${most.requests} requests (${list})`);
    await page.context().close();
    await alone(size, state, address, usable);
  }
  expect(over).toEqual([]);
}

/** Usable after one request: with everything else refused, the page is there, styled and works. */
async function alone(size, state, address, usable) {
  const page = await world.open(size, { storageState: { ...state, origins: [] } });
  await page.route('**/*', (route) => (route.request().resourceType() === 'document' ? route.continue() : route.abort()));
  await page.goto(address);
  await expect(page.locator(usable).first()).toBeVisible();
  const colour = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(colour).not.toBe('rgba(0, 0, 0, 0)');
  await page.context().close();
}

const kilo = (bytes) => (bytes / 1000).toFixed(1);

test('a guest: first page, form and order', async () => {
  const page = await world.phone();
  await within('customer', phone, page, ['/s/main/'], 'h1');
  await world.scan(page);
  await within('customer', phone, page, ['/s/main/'], 'button[name=action][value=order]:visible');
  const chooser = await compressedBody(page, '/s/main/live');
  await world.act({ id: (await world.as(page, 'get', '/my-orders')).orders[0].id }, 'cancel', { reason: 'Mistake' });
  await page.goto('/s/main/');
  await world.order(page);
  await within('customer', phone, page, ['/s/main/'], '.cup .num');
  const status = await compressedBody(page, '/s/main/live');
  console.log(`\nMEASURED fragment of an order's status ${status} bytes, of the form ${chooser} bytes`);
  expect(Math.max(status, chooser)).toBeLessThanOrEqual(2_000);
});

test('the board with 50 tickets, and the bar’s other pages', async () => {
  const page = await world.tablet();
  const addresses = ['', '/walk-up', '/recall', '/sold-out'].map((rest) => `/s/main/barista${rest}`);
  await within('barista', tablet, page, addresses, '.btn-making, .choice, .list button');
  const board = await compressedBody(page, '/s/main/barista/live');
  console.log(`\nMEASURED fragment of a board of 50 tickets ${board} bytes`);
  expect(board).toBeLessThanOrEqual(10_000);
});

test('the display', async () => {
  const page = await world.display();
  await within('display', display, page, ['/s/main/display'], '.d-ready .plate');
});

test('every page of the console', async () => {
  const page = world.operator;
  await page.goto('/console');
  const links = page.locator('.nav nav a[href^="/console"]');
  const pages = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(pages.length).toBeGreaterThan(6);
  await within('console', desk, page, pages, 'h1');
});
