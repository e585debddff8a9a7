// Printers at the console and on the board: one that prints, one that is off, one without paper.
import { expect } from '@playwright/test';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { freePort } from '../crema.js';

/** A printer that answers as its paper says. What it prints is the end-to-end tests' business. */
async function printer(hasPaper) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (let at = 0; at < bytes.length; at += 1) {
        const asked = bytes[at] === 0x10 && bytes[at + 1] === 4 ? bytes[at + 2] : 0;
        const [state, paper] = hasPaper ? [0x12, 0x12] : [0x1a, 0x72];
        if (asked) socket.write(Buffer.from([asked === 1 ? state : asked === 4 ? paper : 0x12]));
        if (bytes[at] === 0x1d && bytes[at + 1] === 0x72) socket.write(Buffer.from([0]));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function add(page, name, address) {
  await page.goto('/console/printers/new');
  await page.locator('#f-name').fill(name);
  await page.locator('#f-address').fill(address);
  await page.locator('main form button.btn-primary').click();
  await expect(page.locator('.printers')).toContainText(name);
}

/** Does `walk` while a store has a good printer, one that is off and one without paper. */
export async function withPrinters(world, walk) {
  const page = world.operator;
  const [good, empty] = [await printer(true), await printer(false)];
  try {
    await add(page, 'Bar', good.address);
    await add(page, 'Counter at the window', `127.0.0.1:${await freePort()}`);
    await add(page, 'Terrace', empty.address);
    const orders = await world.fill({ making: 2, ready: 1 });
    await page.goto('/console/printers');
    await expect(page.locator('[data-printer-state=off]')).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('[data-printer-state=paper]')).toBeVisible({ timeout: 30_000 });
    await walk(orders);
    await world.clear();
  } finally {
    good.close();
    empty.close();
  }
}

/** @param see called as `await see(name, page, options)` in each state of the console */
export async function printers(world, see) {
  const page = world.operator;
  await page.goto('/console/printers/new');
  await see('console-printer-new', page, { speaks: true });
  await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
  await page.locator('#f-address').fill('http://printer');
  await page.locator('main form button.btn-primary').click();
  await expect(page.locator('.errors')).toBeVisible();
  await see('console-printer-errors', page);
  await withPrinters(world, async () => {
    await page.goto('/console/printers');
    await see('console-printers-in-trouble', page, { speaks: true });
  });
}

/** @param see called as `await see(name, page, options)` in each state of the tablet */
export async function tickets(world, page, see) {
  await withPrinters(world, async (orders) => {
    await page.goto('/s/main/barista');
    await expect(page.locator('.print-note').first()).toBeVisible();
    await see('barista-printer-off', page, { speaks: true });
    await page.goto(`/s/main/barista/print/${orders[0].id}?paper=58`);
    await see('barista-paper-58', page);
    await page.goto('/s/main/barista/print?paper=80');
    await see('barista-paper-80', page, { speaks: true });
    await page.goto('/s/main/barista');
  });
}
