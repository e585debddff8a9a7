// How many taps a coffee takes. A tap is a finger that comes down on the page: scanning with the
// phone's camera is none, and neither is the name, which the phone remembers from the last order.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { open, phone } from './screens.js';

test('from the scan to the order in four taps at most', async ({ browser }) => {
  const crema = await Crema.start();
  try {
    const operator = await crema.token('operator');
    await crema.api(operator, 'PUT', '/stores/main/status', { state: 'open' });
    await crema.api(operator, 'PATCH', '/stores/main/settings', { max_open_orders_per_person: 2 });
    const guest = await open(browser, crema, phone);
    let taps = 0;
    await guest.exposeFunction('countTap', () => { taps += 1; });
    await guest.addInitScript(() => addEventListener('pointerdown', () => window.countTap(), { capture: true }));

    // The first order of this phone, so that it knows the name.
    await guest.goto((await crema.api(operator, 'GET', '/stores/main/qr-code')).url);
    await guest.locator('#f-name').fill('Ana');
    await choose(guest);
    await crema.api(operator, 'POST', `/orders/${await orderId(crema, operator)}/cancel`, { reason: 'once more' });

    taps = 0;
    await guest.goto((await crema.api(operator, 'GET', '/stores/main/qr-code')).url);
    await expect(guest.locator('#f-name')).toHaveValue('Ana');
    await choose(guest);
    console.log(`\nMEASURED scan to ordered: ${taps} taps`);
    expect(taps).toBeGreaterThan(0);
    expect(taps).toBeLessThanOrEqual(4);
  } finally {
    await crema.stop();
  }
});

/** A flat white with oat milk, by the taps that a guest makes. */
async function choose(guest) {
  await guest.locator('#drink-flat-white').tap();
  await guest.locator('#option-oat').tap();
  await guest.locator('button[name=action][value=order]').last().tap();
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'queued');
}

async function orderId(crema, operator) {
  return (await crema.api(operator, 'GET', '/stores/main/orders?state=queued')).orders[0].id;
}
