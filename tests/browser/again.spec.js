// The second coffee: an earlier order starred, and one tap that fills in the form.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { openShop } from './guest.js';
import { open, orderFlatWhiteWithOat, phone, shoot } from './screens.js';

let crema;
let operator;
test.beforeEach(async () => {
  crema = await Crema.start();
  operator = await openShop(crema);
});
test.afterEach(async () => { await crema?.stop(); });

const scan = async () => (await crema.api(operator, 'GET', '/stores/main/qr-code')).url;

async function hand(number) {
  const { orders } = await crema.api(operator, 'GET', '/stores/main/orders');
  const { id } = orders.find((order) => String(order.number) === number);
  for (const step of ['claim', 'complete', 'collect']) {
    await crema.api(operator, 'POST', `/orders/${id}/${step}`);
  }
}

test('a guest stars a drink and has it again with two taps', async ({ browser }) => {
  const guest = await open(browser, crema, phone);
  await guest.goto(await scan());
  await expect(guest.locator('#f-name')).toBeVisible();
  await expect(guest.locator('.usual')).toHaveCount(0);
  await hand(await orderFlatWhiteWithOat(guest, 'Ana'));
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'collected');
  await shoot(guest, 'again-collected');

  await guest.getByRole('link', { name: 'Your orders' }).click();
  await expect(guest.getByText('Collected')).toBeVisible();
  await guest.getByRole('button', { name: 'Keep Flat white as a favourite' }).click();
  await expect(guest.getByRole('heading', { name: 'Favourites' })).toBeVisible();
  await shoot(guest, 'again-history-full');

  await guest.goto(await scan());
  const usual = guest.getByRole('button', { name: /flat white.*oat/i });
  await expect(usual).toBeVisible();
  await shoot(guest, 'again-form-usual');
  let taps = 0;
  await usual.click();
  taps += 1;
  await expect(guest.getByRole('radio', { name: /flat white/i })).toBeChecked();
  await expect(guest.getByRole('radio', { name: /^oat/i })).toBeChecked();
  await expect(guest.locator('#f-name')).toHaveValue('Ana');
  await shoot(guest, 'again-form-filled');
  await guest.locator('button[name=action][value=order]').last().click();
  taps += 1;
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'queued');
  expect(taps).toBe(2);
  expect(guest.complaints).toEqual([]);
});

test('"order again" waits for the next scan and fills in the form', async ({ browser }) => {
  const guest = await open(browser, crema, phone);
  await guest.goto(await scan());
  await expect(guest.locator('#f-name')).toBeVisible();
  await hand(await orderFlatWhiteWithOat(guest, 'Ana'));
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'collected');
  await guest.getByRole('button', { name: 'Order again' }).click();
  await expect(guest.getByText('Filled in for you when you scan the code:')).toBeVisible();
  await shoot(guest, 'again-landing-full');
  await guest.goto(await scan());
  await expect(guest.getByRole('radio', { name: /flat white/i })).toBeChecked();
  await expect(guest.getByRole('radio', { name: /^oat/i })).toBeChecked();
  await guest.locator('button[name=action][value=order]').last().click();
  await expect(guest.locator('.status')).toHaveAttribute('data-state', 'queued');
  expect(guest.complaints).toEqual([]);
});
