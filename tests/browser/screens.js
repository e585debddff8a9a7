// The four screens at their real sizes, and what people do at them.
import { expect } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { mkdirSync } from 'node:fs';

export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
export const tablet = { viewport: { width: 1180, height: 820 }, hasTouch: true };
export const display = { viewport: { width: 1920, height: 1080 } };
export const desk = { viewport: { width: 1280, height: 800 } };

const shots = new URL('../../shots/', import.meta.url).pathname;

/** Keeps a picture of a screen, to be looked at. */
export async function shoot(page, name) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}${name}.png`, fullPage: name.includes('full') });
}

/** Opens a screen whose console must stay free of errors and whose requests must stay at home. */
export async function open(browser, crema, size, options = {}) {
  const context = await browser.newContext({ ...size, locale: 'en-GB', baseURL: crema.url, ...options });
  crema.screens.push(context);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    // A fragment or a socket asked for while the server is away, or a refused form, is an error to
    // Chromium and daily life to us.
    const isDaily = /Failed to load resource|WebSocket connection .* failed: .*(ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|INTERNET_DISCONNECTED)|response code: 50[234])/;
    if (message.type() === 'error' && !isDaily.test(message.text())) {
      page.complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== crema.url) page.complaints.push(`foreign request ${request.url()}`);
  });
  return page;
}

/** Waits until a script of ours that the page fetches by itself, when it first needs it, has run. */
export async function hasRun(page, path) {
  await page.waitForLoadState();
  const own = await page.locator('script[type=module]').first().evaluate((script) => script.src);
  const address = own.replace(/\/js\/.*/, `/js/${path}`);
  await page.waitForFunction((name) => performance.getEntriesByName(name).length, address);
  // A module runs once: this waits for the page's own.
  await page.evaluate(`import(${JSON.stringify(address)}).then(() => {})`);
}

/** Signs a screen in with a token made on the command line, as staff. */
export function enter(page, crema, token) {
  return page.context().addCookies([{ name: 'crema_staff', value: token, url: crema.url }]);
}

/** Orders at the bar and brings the order to a state; gives its id and number. */
export async function walkUp(crema, token, state = 'queued', name = 'Ana') {
  const items = [{ drink: 'filter', options: [] }];
  const order = await crema.api(token, 'POST', '/stores/main/orders', { name, items });
  const commands = { queued: [], making: ['claim'], ready: ['claim', 'complete'] }[state];
  for (const command of commands) await crema.api(token, 'POST', `/orders/${order.id}/${command}`, {});
  return order;
}

/** The operator's first minutes: the set-up link, then the console. */
export async function setUp(page, crema) {
  await page.goto(crema.setupLink);
  await page.locator('[name=store_name]').fill('Kiosk Eins');
  await page.locator('[name=time_zone]').fill('Europe/Berlin');
  await page.locator('[name=name]').fill('Olga');
  await page.locator('[name=pin]').fill('314159');
  await page.getByRole('button', { name: 'Open the console' }).click();
  await expect(page).toHaveURL(/\/console/);
}

/** Opens the store from the console. */
export async function openStore(page) {
  await page.goto('/console');
  await page.getByRole('button', { name: /^open/i }).click();
  await expect(page.locator('.now')).toHaveAttribute('data-state', 'open');
}

/** Pairs a device: it shows a code, the operator types it. */
export async function pair(device, operator, kind, name) {
  await device.goto('/pair');
  const code = (await device.locator('.code').innerText()).trim();
  await operator.goto('/console/devices');
  await operator.locator('[name=code]').fill(code);
  await operator.locator('[name=name]').fill(name);
  await operator.locator(`[name=kind][value=${kind}]`).check();
  await operator.getByRole('button', { name: /^(add|pair|approve)/i }).click();
  await expect(operator.getByText(name).first()).toBeVisible();
}

/** Signs a barista in at the tablet. */
export async function signIn(page, name, pin) {
  await page.goto('/login?next=/s/main/barista');
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=pin]').fill(pin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/s\/main\/barista/);
}

/** Reads the code from the display's own pixels, as a phone's camera does. */
export async function scanFromPixels(page) {
  await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  const found = jsQR(new Uint8ClampedArray(data), width, height);
  if (!found) throw new Error('no QR code can be read from the display');
  return found.data;
}

/** Chooses a flat white with oat milk and sends the order. */
export async function orderFlatWhiteWithOat(page, name) {
  await page.getByRole('radio', { name: /flat white/i }).check({ force: true });
  await page.getByRole('radio', { name: /^oat/i }).check({ force: true });
  await page.locator('#f-name').fill(name);
  await page.locator('button[name=action][value=order]').last().click();
  await expect(page.locator('.status')).toHaveAttribute('data-state', 'queued');
  return page.locator('.status').getAttribute('data-number');
}
