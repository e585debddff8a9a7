// A store with its people and devices, and the shortest ways for them to get anywhere. The walks
// beside this file lead through every state of every screen; what is done there is up to the
// caller: a picture, a look for barriers, a measurement.
import { expect } from '@playwright/test';
import { Crema } from '../crema.js';
import { desk, display, open, pair, phone, setUp, tablet } from '../screens.js';

export const languages = ['en', 'de', 'es', 'pt', 'ja'];
export const longName = 'Maximilian-Alexander von Hohenstein';
export const hebrew = 'ליאורה בן־דוד';
export const arabic = 'ليلى الأحمد';
const names = ['Ana', 'Leon', hebrew, 'Priya', 'ゆき', longName, 'Lee', arabic, 'Inês', 'Jonas'];
const drinks = [
  ['flat-white', 'oat'],
  ['cappuccino', 'whole', 'extra-hot'],
  ['espresso'],
  ['caffe-latte', 'soy', 'hazelnut', 'extra-shot'],
  ['filter'],
  ['mint-tea'],
];

/** Chooses the nth drink. */
const item = (n) => {
  const [drink, ...options] = drinks[n % drinks.length];
  return { drink, options };
};

export class World {
  #browser;

  /** A fresh installation, set up, with an operator, a barista and roomy limits; still closed. */
  static async start(browser) {
    const world = new World();
    world.#browser = browser;
    world.crema = await Crema.start();
    world.operator = await world.open(desk);
    await setUp(world.operator, world.crema);
    await world.crema.command('staff', 'add', '--store', 'main', '--name', 'Sam', '--role', 'barista', '--pin', '271828');
    world.token = await world.crema.token('operator');
    world.barista = await world.crema.command('token', '--role', 'barista', '--store', 'main', '--name', 'Noor', '--ttl', '1h');
    await world.settings({ max_queue: 1000 });
    return world;
  }

  /** An open store in a rush, to be measured: no order ends by itself and changes a page meanwhile. */
  static async busy(browser) {
    const world = await World.start(browser);
    await world.status('open');
    await world.settings({ make_timeout_seconds: 14_400, collect_timeout_seconds: 14_400 });
    await world.fill({ collected: 10, queued: 30, making: 12, ready: 8 });
    return world;
  }

  stop() { return this.crema.stop(); }

  /** Opens a screen in a profile of its own, with animations off. */
  open(size, options = {}) {
    const more = { reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', ...options };
    return open(this.#browser, this.crema, size, more);
  }

  /** A guest's phone on the store's first page. */
  async phone(options) {
    const page = await this.open(phone, options);
    await page.goto('/s/main/');
    return page;
  }

  /** A tablet where Sam is signed in, on the board; the shift is started. */
  async tablet(options) {
    const page = await this.open(tablet, options);
    await this.signIn(page, 'Sam', '271828');
    await page.goto('/s/main/barista');
    return page;
  }

  /** A paired wall screen. */
  async display() {
    const page = await this.open(display);
    await pair(page, this.operator, 'display', 'Wall screen');
    await expect(page).toHaveURL(/\/s\/main\/display/, { timeout: 30_000 });
    return page;
  }

  async signIn(page, name, pin) {
    const answer = await page.request.post('/login', { form: { store: 'main', name, pin }, maxRedirects: 0 });
    expect(answer.status(), await answer.text()).toBe(303);
  }

  api(method, path, body, token = this.token) {
    return this.crema.api(token, method, path, body);
  }

  settings(values) {
    return this.api('PATCH', '/stores/main/settings', values);
  }

  status(state, more = {}) {
    return this.api('PUT', '/stores/main/status', { state, ...more });
  }

  /** Tells everybody who waits something from the console, or nothing any more. */
  async say(text) {
    const page = this.operator;
    await page.goto('/console/broadcast');
    if (text) await page.locator('#f-text').fill(text);
    await page.locator(text ? 'form[action^="/console/broadcast"] .btn-primary' : 'form[action*="/withdraw"] button').click();
    await expect(page.locator('main .told')).toHaveCount(text ? 1 : 0);
  }

  /** Hours that open tomorrow at one and are closed now, or none at all. */
  hours(areKept) {
    const date = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    const open = [{ from: '13:00', to: '18:00' }];
    return this.api('PUT', '/stores/main/hours', areKept ? { weekly: {}, exceptions: [{ date, open }] } : null);
  }

  /** The code that the display shows now. */
  async code() {
    const { url } = await this.api('GET', '/stores/main/qr-code');
    return new URL(url).searchParams.get('c');
  }

  /** The code shown until now has run out: the next one follows the settings of now. */
  async freshCode() {
    await this.crema.rewrite('update buckets set expires_at = 1');
  }

  /** As a phone's own session. */
  async as(page, method, path, data) {
    const answer = await page.request[method](`/api/v1${path}`, { data, headers: { 'idempotency-key': crypto.randomUUID() } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return text ? JSON.parse(text) : null;
  }

  /** Scans as the phone's session; its page shows the order form. */
  async scan(page) {
    const order = await this.as(page, 'post', '/stores/main/qr-code', { code: await this.code() });
    await page.goto('/s/main/');
    return order;
  }

  /** Lets the code end, as if its time were over. */
  nextCode() {
    return this.crema.rewrite('update buckets set expires_at = opened_at + 1');
  }

  /** Scans and orders as the phone's session; its page shows the order in line. */
  async order(page, name = 'Ana', choice = item(0)) {
    const { id } = await this.scan(page);
    const order = await this.as(page, 'put', `/orders/${id}`, { name, items: [choice] });
    await page.goto('/s/main/');
    await this.shows(page, 'queued');
    return order;
  }

  async shows(page, state) {
    await expect(page.locator('main > [data-state]').first()).toHaveAttribute('data-state', state);
  }

  /** Staff: claim, release, complete, collect, recall, cancel. */
  act(order, command, body = {}) {
    return this.api('POST', `/orders/${order.id}/${command}`, body, this.barista);
  }

  /** Entered by staff, and led as far as `state`. */
  async walkUp(n, state = 'queued') {
    const items = [item(n)];
    const order = await this.api('POST', '/stores/main/orders', { name: names[n % names.length], items }, this.barista);
    const way = { queued: [], making: ['claim'], ready: ['claim', 'complete'], collected: ['claim', 'complete', 'collect'] }[state];
    for (const command of way) await this.act(order, command);
    return order;
  }

  /** Many at once: how many in each state, the oldest first. */
  async fill(counts) {
    const orders = [];
    for (const [state, count] of Object.entries(counts)) {
      for (let n = 0; n < count; n += 1) orders.push(await this.walkUp(orders.length, state));
    }
    return orders;
  }

  /** Makes an order as old as if it had begun its step `minutes` earlier. */
  async age(order, minutes) {
    const by = Math.round(minutes * 60_000);
    await this.crema.rewrite(`update orders set created_at = created_at - ?1, queued_at = queued_at - ?1,
      making_at = making_at - ?1, ready_at = ready_at - ?1 where id = ?2`, by, order.id);
  }

  /** What is ready has been so for a while, but for the last of it. */
  async settle() {
    await this.crema.rewrite(`update orders set created_at = created_at - ?1, queued_at = queued_at - ?1,
      making_at = making_at - ?1, ready_at = ready_at - ?1
      where state = 'ready' and ready_at < (select max(ready_at) from orders where state = 'ready')`, 60_000);
  }

  /** Lets an order that is ready have waited and been made for so many minutes. */
  async took(order, wait, making) {
    await this.crema.rewrite(`update orders set created_at = created_at - ?1, queued_at = queued_at - ?1,
      making_at = making_at - ?2 where id = ?3`, Math.round(wait * 60_000), Math.round(making * 60_000), order.id);
  }

  /** Lets the deadline of an order pass. */
  async lapse(order) {
    await this.crema.rewrite('update orders set deadline_at = 1 where id = ?1', order.id);
    // Any change rings the bell that the deadlines listen to.
    await this.settings({});
  }

  /** The next order gets this number. */
  async nextNumber(number) {
    await this.crema.rewrite('update order_numbers set last = ?1', number - 1);
  }

  /** Nobody but the guest with `kept` has an open order any more. */
  async clear(kept) {
    const { orders } = await this.api('GET', '/stores/main/orders', undefined, this.barista);
    for (const order of orders) {
      if (order.id !== kept?.id) await this.act(order, 'cancel', { reason: 'Mistake' });
    }
  }
}
