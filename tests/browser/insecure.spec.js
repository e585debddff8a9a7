// Without HTTPS, at an address that is not the machine itself: ordering and live status work, what
// browsers switch off is not offered, and the console says what that is and how to turn it on.
import { chromium, expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { desk, orderFlatWhiteWithOat, phone, setUp } from './screens.js';

test('without HTTPS a guest orders and is kept up to date, and the operator learns what is off', async ({ launchOptions }) => {
  const crema = await Crema.start('shop.test');
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions.args, '--host-resolver-rules=MAP shop.test 127.0.0.1'],
  });
  try {
    expect(crema.output).toMatch(/Off +messages to phones/);
    expect(await crema.command('check')).toContain('they need HTTPS');
    const show = async (size) => (await browser.newContext({ ...size, locale: 'en-GB' })).newPage();
    const at = (path) => crema.publicUrl + path;

    const operator = await show(desk);
    await setUp(operator, crema);
    await operator.goto(at('/console'));
    const line = operator.getByText(/Without HTTPS, browsers switch off/);
    await expect(line).toContainText('CREMA_TLS_CERTIFICATE');
    await expect(line).toContainText('CREMA_PUBLIC_URL');
    await operator.getByRole('button', { name: /^open/i }).click();
    await expect(operator.locator('.now')).toHaveAttribute('data-state', 'open');

    const script = await crema.token('operator');
    const guest = await show(phone);
    const { url } = await crema.api(script, 'GET', '/stores/main/qr-code');
    await guest.goto(url);
    await expect(guest.locator('#f-name')).toBeVisible();
    expect(await guest.evaluate(() => [isSecureContext, 'serviceWorker' in navigator])).toEqual([false, false]);
    const number = await orderFlatWhiteWithOat(guest, 'Ana');
    const { orders } = await crema.api(script, 'GET', '/stores/main/orders?state=queued');
    const order = orders.find((one) => String(one.number) === number);
    await crema.api(script, 'POST', `/orders/${order.id}/claim`, {});
    await expect(guest.locator('.status')).toHaveAttribute('data-state', 'making');
    await expect(guest.getByRole('button', { name: 'Tell me when it’s ready' })).toHaveCount(0);
    await crema.api(script, 'POST', `/orders/${order.id}/complete`, {});
    await expect(guest.locator('.status')).toHaveAttribute('data-state', 'ready');
  } finally {
    await browser.close();
    await crema.stop();
  }
});
