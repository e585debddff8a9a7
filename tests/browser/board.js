// The barista's board in tests: a shop with orders on it, and what is measured there.
import { expect } from '@playwright/test';
import { Crema } from './crema.js';
import { open, signIn, tablet } from './screens.js';

/** A running shop with one barista's board open. */
export class Shop {
  /** @param {import('@playwright/test').Browser} browser */
  static async open(browser, settings = {}, options = {}) {
    const shop = new Shop();
    shop.browser = browser;
    shop.crema = await Crema.start();
    shop.token = await shop.crema.token('operator');
    await shop.api('PUT', '/stores/main/status', { state: 'open' });
    await shop.api('PATCH', '/stores/main/settings', { max_queue: 1000, max_items_per_order: 3, ...settings });
    await shop.staff('Ana', '161803');
    shop.board = await shop.tablet('Ana', '161803', options);
    return shop;
  }

  api(method, path, body) { return this.crema.api(this.token, method, path, body); }

  staff(name, pin) {
    return this.crema.command('staff', 'add', '--store', 'main', '--name', name, '--role', 'barista', '--pin', pin);
  }

  /** A token for a colleague's own calls. */
  colleague(name) {
    return this.crema.command('token', '--role', 'barista', '--store', 'main', '--name', name, '--ttl', '1h');
  }

  /** Another tablet, on its board and listening. */
  async tablet(name, pin, { prepare, ...options } = {}) {
    const page = await open(this.browser, this.crema, tablet, options);
    for (const script of [prepare ?? []].flat()) await page.addInitScript(script);
    const listening = listens(page);
    await signIn(page, name, pin);
    await listening;
    return page;
  }

  /** Walk-up orders; a drink is `id` or `id:option.option`. */
  async order(...drinks) {
    const placed = [];
    for (const drink of drinks) {
      const items = drink.split('+').map((one) => {
        const [id, options] = one.split(':');
        return { drink: id, options: options ? options.split('.') : [] };
      });
      placed.push(await this.api('POST', '/stores/main/orders', { name: names[placed.length % names.length], items }));
    }
    return placed;
  }

  act(id, command, body) { return this.api('POST', `/orders/${id}/${command}`, body); }

  stop() { return this.crema.stop(); }
}

const names = ['Ana', 'Maximilian-Alexander', 'ゆき', 'ليلى', 'María José Fernández', 'Li'];

/** The next subscription of a page is acknowledged: from now on it hears what changes. */
export function listens(page) {
  return new Promise((done, failed) => {
    // Signing in spends time on the PIN on purpose, a busy machine more of it.
    const timer = setTimeout(() => failed(new Error('no subscription within 30 s')), 30_000);
    // On any socket: the board gives one up that is not answered at once.
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => {
      // SUBACK is packet type 9.
      if (payload[0] >> 4 !== 9) return;
      clearTimeout(timer);
      done();
    }));
  });
}

/** What stands there now has stood there long enough to be meant by a tap. */
export const rested = (page) => page.evaluate(async () => {
  const until = performance.now() + 400;
  while (performance.now() < until) await new Promise((done) => { requestAnimationFrame(done); });
});

/** A ticket by its number. */
export const ticket = (board, number) => board.locator(`.ticket[data-number="${number}"]`);

/** Its button for a command. */
export const button = (board, number, command) => ticket(board, number).locator(`button[name=to][value=${command}]`);

/** The newest message's button, held by the keyboard's focus: without that it goes after five seconds. */
export async function undo(board) {
  const newest = board.getByRole('button', { name: 'Undo' }).last();
  await newest.focus();
  return newest;
}

/** Waits until these tickets stand in a column, in this order, and no tap on them waits for its answer. */
export const column = (board, state, numbers) => {
  const shown = board.locator(`.ticket[data-state=${state}]`);
  // Between two pages there is nothing to ask.
  const read = () => shown.evaluateAll((all) => all.map((one) => (one.ariaBusy ? 'busy' : Number(one.dataset.number)))).catch(() => undefined);
  return expect.poll(read).toEqual(numbers);
};
