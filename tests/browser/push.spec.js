// "Tell me when it's ready": the button in its states, and the message on the phone.
import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Crema } from './crema.js';
import { make, openShop, orderOn } from './guest.js';
import { open, phone, shoot } from './screens.js';

let crema, operator;
test.beforeEach(async () => {
  crema = await Crema.start();
  operator = await openShop(crema);
});
test.afterEach(async () => { await crema.stop(); });

const button = (page) => page.getByRole('button', { name: 'Tell me when it’s ready' });

/** A push service that only notes what it is sent. What is in it is the end-to-end tests' business. */
async function pushService() {
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers['content-encoding']} ${request.headers.urgency}`);
    request.resume();
    response.writeHead(201).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { heard, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Headless Chromium has no push service: the browser's part of subscribing is played here. */
async function withPush(page, service) {
  await page.context().grantPermissions(['notifications']);
  await page.addInitScript((url) => {
    PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
      if (applicationServerKey.length !== 87 || !userVisibleOnly) throw new Error('not as browsers want it');
      return {
        toJSON: () => ({
          endpoint: `${url}/ana`,
          expirationTime: null,
          keys: {
            p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
            auth: 'BTBZMqHH6r4Tts7J_aSIgg',
          },
        }),
      };
    };
  }, service.url);
}

test('a guest asks to be told, is promised it, and is told', async ({ browser }) => {
  const [guest, service] = [await open(browser, crema, phone), await pushService()];
  await withPush(guest, service);
  const order = await orderOn(guest, crema, operator);
  await expect(button(guest)).toBeVisible();
  await shoot(guest, 'customer-tell');
  await button(guest).click();
  await expect(guest.getByText('We will tell you when it is ready.')).toBeVisible();
  await shoot(guest, 'customer-told');
  await guest.reload();
  await expect(guest.getByText('We will tell you when it is ready.')).toBeVisible();
  await make(crema, operator, order, 'claim', 'complete');
  await expect.poll(() => service.heard).toEqual(['POST /ana aes128gcm high']);
  service.close();
  expect(guest.complaints).toEqual([]);
});

test('a guest who said no is told how to allow it', async ({ browser }) => {
  const guest = await open(browser, crema, phone);
  await orderOn(guest, crema, operator);
  await button(guest).click();
  await expect(guest.getByRole('alert')).toHaveText(/^Notifications are blocked\. Allow them/);
  await expect(button(guest)).toBeEnabled();
  await shoot(guest, 'customer-tell-denied');
});

test('what went wrong is said, and the button is there for another try', async ({ browser }) => {
  const guest = await open(browser, crema, phone);
  await guest.context().grantPermissions(['notifications']);
  await guest.addInitScript(() => {
    PushManager.prototype.subscribe = () => Promise.reject(new Error('no service'));
  });
  await orderOn(guest, crema, operator);
  await button(guest).click();
  await expect(guest.getByRole('alert')).toHaveText('That did not work. Please tap again in a moment.');
  // It breaks between its sentences.
  await expect(guest.getByRole('alert').locator('span')).toHaveCount(2);
  await expect(button(guest)).toBeVisible();
});

test('an iPhone’s page says how to get there, and a browser without push says nothing', async ({ browser }) => {
  const iphone = await open(browser, crema, phone);
  await iphone.addInitScript(() => { Object.defineProperty(Navigator.prototype, 'standalone', { value: false }); });
  await orderOn(iphone, crema, operator);
  await expect(iphone.getByText(/tap “Share”, then “Add.to.Home.Screen”/)).toBeVisible();
  await expect(button(iphone)).toHaveCount(0);
  await shoot(iphone, 'customer-tell-ios');
  const old = await open(browser, crema, phone);
  await old.addInitScript(() => { delete window.PushManager; });
  await orderOn(old, crema, operator);
  await expect(old.locator('.status')).toHaveAttribute('data-state', 'queued');
  await expect(button(old)).toBeHidden();
});

/** Delivers messages to the page's worker as the browser's push service would. */
async function postman(guest) {
  await guest.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== 'activated') await new Promise((done) => { active.onstatechange = done; });
  });
  const client = await guest.context().newCDPSession(guest);
  const registered = new Promise((resolve) => {
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0]));
  });
  await client.send('ServiceWorker.enable');
  const { registrationId } = await registered;
  return (message) => client.send('ServiceWorker.deliverPushMessage', {
    origin: crema.url, registrationId, data: JSON.stringify(message),
  });
}

const news = { title: 'Nummer 1 ist fertig.', body: 'Hol sie an der Bar ab.', lang: 'de', tag: 'order-1' };

function shown(guest) {
  return guest.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    return (await worker.getNotifications()).map(({ title, body, tag, data, lang }) => ({ title, body, tag, data, lang }));
  });
}

test('a message is shown by the worker, and a later one about the order replaces it', async ({ browser }) => {
  const guest = await open(browser, crema, phone);
  await guest.context().grantPermissions(['notifications']);
  await orderOn(guest, crema, operator);
  const deliver = await postman(guest);
  await deliver({ ...news, url: '/s/main/' });
  await expect.poll(() => shown(guest)).toEqual([{ ...news, data: '/s/main/' }]);
  await deliver({ ...news, title: 'Nummer 1 wartet auf dich.', url: '/s/main/' });
  await expect.poll(() => shown(guest)).toEqual([{ ...news, title: 'Nummer 1 wartet auf dich.', data: '/s/main/' }]);
});

/**
 * A tap on the message, in the worker itself. Chromium lets no script tap, and lets windows come to
 * the front after real taps only: the event is made and these two calls are noted instead. The
 * message, the worker's handler and the windows it finds are the real ones.
 */
function tap(worker) {
  return worker.evaluate(async () => {
    const told = [];
    WindowClient.prototype.focus = async function focus() { told.push(`front ${new URL(this.url).pathname}`); };
    clients.openWindow = async (path) => { told.push(`open ${path}`); };
    const [notification] = await registration.getNotifications();
    const event = new NotificationEvent('notificationclick', { notification });
    const waits = [];
    event.waitUntil = (promise) => { waits.push(promise); };
    dispatchEvent(event);
    await Promise.all(waits);
    return [...told, `${(await registration.getNotifications()).length} left`];
  });
}

test('a tap on the message brings the order’s page to the front, or opens it', async ({ browser }) => {
  const guest = await open(browser, crema, phone);
  await guest.context().grantPermissions(['notifications']);
  await orderOn(guest, crema, operator);
  const deliver = await postman(guest);
  const worker = guest.context().serviceWorkers()[0] ?? await guest.context().waitForEvent('serviceworker');
  await deliver({ ...news, url: '/s/main/' });
  await expect.poll(async () => (await shown(guest)).length).toBe(1);
  expect(await tap(worker)).toEqual(['front /s/main/', '0 left']);
  await guest.goto('/s/main/history');
  await deliver({ ...news, url: '/s/main/' });
  await expect.poll(async () => (await shown(guest)).length).toBe(1);
  expect(await tap(worker)).toEqual(['open /s/main/', '0 left']);
});
