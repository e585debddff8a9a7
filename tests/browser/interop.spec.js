// Standard MQTT clients against the gateway of the real program: see the scripts in tests/interop.
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { Crema } from './crema.js';
import { openShop } from './guest.js';

const here = (path) => new URL(path, import.meta.url).pathname;
const clients = {
  'mqtt.js': [process.execPath, here('../interop/mqttjs.mjs')],
  paho: [here('../../target/tools/python/bin/python'), here('../interop/paho_client.py')],
};

let crema;
let operator;
test.beforeAll(async () => {
  crema = await Crema.start();
  operator = await openShop(crema);
});
test.afterAll(async () => { await crema?.stop(); });

/** A guest with an order in the queue. */
async function guestWithOrder() {
  const { token, sub } = await crema.api('', 'POST', '/sessions/anonymous', {});
  const { url } = await crema.api(operator, 'GET', '/stores/main/qr-code');
  const code = new URL(url).searchParams.get('c');
  const { id } = await crema.api(token, 'POST', '/stores/main/qr-code', { code });
  await crema.api(token, 'PUT', `/orders/${id}`, { name: 'Ana', items: [{ drink: 'filter', options: [] }] });
  return { token, sub, id };
}

for (const [name, [program, script]] of Object.entries(clients)) {
  test(`${name} connects, subscribes, is refused, pings, hears and disconnects`, async () => {
    const guest = await guestWithOrder();
    const words = [
      script,
      `${crema.url.replace('http', 'ws')}/mqtt`,
      guest.token,
      `crema/main/user/${guest.sub}`,
      'crema/main/user/somebody-else',
    ];
    let output = '';
    const ended = new Promise((resolve) => {
      const child = execFile(program, words, { timeout: 90_000 }, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? (error ? 1 : 0), said: stdout + stderr });
      });
      // Only what happens after its subscription is told to it.
      child.stdout.on('data', (text) => {
        const wasReady = /^ready$/m.test(output);
        output += text;
        if (!wasReady && /^ready$/m.test(output)) crema.api(operator, 'POST', `/orders/${guest.id}/claim`, {});
      });
    });
    const { code, said } = await ended;
    expect(code, said).toBe(0);
  });
}
