// What a guest is told: the offer of a message to the phone in each of its states, and what the
// operator says to everybody.
import { expect } from '@playwright/test';

/** @param see called as `await see(name, page, options)` in each state */
export async function told(world, see) {
  await asked(world, see);
  await denied(world, see);
  await promised(world, see);
  await unavailable(world, see);
  await broadcast(world, see);
}

const button = (page) => page.locator('[data-tell]');

/** The browser's question is open: nobody has answered yet. */
async function asked(world, see) {
  const page = await world.phone();
  await page.addInitScript(() => { Notification.requestPermission = () => new Promise(() => {}); });
  await world.order(page);
  await button(page).click();
  await expect(button(page)).toHaveAttribute('aria-busy', 'true');
  await see('customer-tell-asking', page, { isOpen: true });
}

async function denied(world, see) {
  const page = await world.phone();
  await page.addInitScript(() => { Notification.requestPermission = async () => 'denied'; });
  await world.order(page);
  await button(page).click();
  await expect(page.locator('.unsent')).not.toBeEmpty();
  await see('customer-tell-denied', page, { isOpen: true });
}

/** The subscription is the browser's business; what the page makes of it is the server's. */
async function promised(world, see) {
  const page = await world.phone();
  const order = await world.order(page);
  await world.as(page, 'put', `/orders/${order.id}/push-subscription`, {
    endpoint: 'http://127.0.0.1:9/ana',
    keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
    language: 'en',
  });
  await page.reload();
  await expect(page.locator('p.tell')).toBeVisible();
  await see('customer-tell-promised', page, { speaks: true });
}

async function unavailable(world, see) {
  const old = await world.phone();
  await old.addInitScript(() => { delete window.PushManager; });
  await world.order(old);
  await see('customer-tell-unavailable', old);
  const iphone = await world.phone();
  await iphone.addInitScript(() => { Object.defineProperty(Navigator.prototype, 'standalone', { value: false }); });
  await world.order(iphone);
  await see('customer-tell-ios', iphone, { speaks: true });
  const failing = await world.phone();
  await failing.addInitScript(() => {
    Notification.requestPermission = async () => 'granted';
    PushManager.prototype.subscribe = () => Promise.reject(new Error('no service'));
  });
  await world.order(failing);
  await button(failing).click();
  await expect(failing.locator('.unsent')).not.toBeEmpty();
  await see('customer-tell-failed', failing, { isOpen: true });
}

/** A message to waiting guests, on their phones and on the first page. */
async function broadcast(world, see) {
  const page = await world.phone();
  await world.order(page);
  const other = await world.phone();
  await world.say('The milk ran out. Oat only for ten minutes, a new delivery is on its way to us.');
  await expect(page.locator('.told')).toBeVisible({ timeout: 30_000 });
  await see('customer-told', page, { speaks: true });
  await other.reload();
  await see('customer-told-landing', other);
  await world.scan(other);
  await see('customer-told-form', other);
  await world.say();
}
