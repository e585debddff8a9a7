// A guest with an order, placed by the phone's own session.

/** Opens the store. @returns the operator's token */
export async function openShop(crema) {
  const operator = await crema.token('operator');
  await crema.api(operator, 'PUT', '/stores/main/status', { state: 'open' });
  return operator;
}

/** Orders a flat white and shows its status page. @returns the order */
export async function orderOn(phone, crema, operator) {
  if (phone.url() === 'about:blank') await phone.goto('/s/main/');
  const { url } = await crema.api(operator, 'GET', '/stores/main/qr-code');
  const code = new URL(url).searchParams.get('c');
  const started = await send(phone, 'post', '/api/v1/stores/main/qr-code', { code });
  const order = await send(phone, 'put', `/api/v1/orders/${started.id}`, {
    name: 'Ana', items: [{ drink: 'flat-white', options: ['oat'] }],
  });
  await phone.goto('/s/main/');
  return order;
}

/** Sends an order through the bar's steps. */
export async function make(crema, operator, order, ...commands) {
  for (const command of commands) await crema.api(operator, 'POST', `/orders/${order.id}/${command}`, {});
}

async function send(page, method, path, data) {
  const answer = await page.request[method](path, { data, headers: { 'idempotency-key': crypto.randomUUID() } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}
