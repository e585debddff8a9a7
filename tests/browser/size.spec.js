// What a guest's phone loads, compressed as the server sends it.
import { expect, test } from '@playwright/test';
import { get } from 'node:http';
import { Crema } from './crema.js';
import { make, openShop } from './guest.js';

/** The bytes of an answer as they came. */
function bytes(crema, path, cookie) {
  return new Promise((resolve, reject) => {
    get(crema.url + path, { headers: { 'accept-encoding': 'br', cookie } }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      const body = Buffer.concat(parts);
      expect(answer.headers['content-encoding'], path).toBe('br');
      resolve(body.length);
    }).on('error', reject);
  });
}

test('a guest’s phone loads little', async () => {
  const crema = await Crema.start();
  try {
    const operator = await openShop(crema);
    const session = await fetch(`${crema.url}/api/v1/sessions/anonymous`, { method: 'POST' });
    const { token } = await session.json();
    const cookie = `crema_guest=${token}`;
    const { url } = await crema.api(operator, 'GET', '/stores/main/qr-code');
    const order = await crema.api(token, 'POST', '/stores/main/qr-code', { code: new URL(url).searchParams.get('c') });
    const html = await (await fetch(`${crema.url}/s/main/`, { headers: { cookie } })).text();
    const size = {
      page: await bytes(crema, '/s/main/', cookie),
      module: await bytes(crema, html.match(/\/static\/\w+\/js\/guest\.js/)[0], cookie),
      worker: await bytes(crema, '/sw.js', cookie),
      manifest: await bytes(crema, '/s/main/manifest.webmanifest', cookie),
      form: await bytes(crema, '/s/main/live', cookie),
    };
    const items = [{ drink: 'flat-white', options: ['oat'] }];
    await crema.api(token, 'PUT', `/orders/${order.id}`, { name: 'Ana', items });
    size.status = await bytes(crema, '/s/main/live', cookie);
    await make(crema, operator, order, 'claim', 'complete');
    size.ready = await bytes(crema, '/s/main/live', cookie);
    console.log(`\nMEASURED guest's bytes: ${JSON.stringify(size)}`);
    for (const fragment of ['form', 'status', 'ready']) expect(size[fragment], fragment).toBeLessThanOrEqual(2048);
    expect(size.module + size.worker, 'JavaScript').toBeLessThanOrEqual(6144);
    expect(size.page + size.module + size.worker + size.manifest + size.form, 'everything').toBeLessThanOrEqual(25_600);
  } finally {
    await crema.stop();
  }
});
