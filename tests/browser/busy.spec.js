// A busy bar: 50 tickets, five changes a second for a minute by colleagues and guests, taps on this
// tablet, and a processor four times as slow. No change may be lost or late, no tap may feel slow.
import { expect, test } from '@playwright/test';
import { ahead, isAhead } from './ahead.js';
import { Shop } from './board.js';
import { quantile } from './quantile.js';
import { slowness } from './slowness.js';

const TICKETS = 50;
const MINUTES = 5;
const SECONDS = 60;
const A_SECOND = 5;
/** How many times slower the tablet's processor is than this one when it is alone. */
const SLOWER = 4;
/** Interaction to next paint, milliseconds, where a tap takes at most half of it while nothing else
    happens: a machine that draws a single tap more slowly draws every tap so. Never more than `DEFECT`. */
const MOST = 100;
const TIMES = 2;
const DEFECT = isAhead ? 160 : 300;
/** Until a change is on the board, milliseconds; a deadline against loss, not the aim. By itself the
    board asks again after ten seconds. */
const DEADLINE = process.env.CREMA_QUIET ? 3000 : 8000;

test.use({ trace: 'off', launchOptions: async ({ launchOptions }, use) => use(ahead(launchOptions)) });

test('a busy bar loses nothing and answers taps at once', async ({ browser }) => {
  test.setTimeout(900_000);
  const minutes = [];
  // Other work on the machine only ever adds: the best minute counts.
  while (minutes.length < MINUTES && !minutes.some(({ inp, most }) => inp < most)) {
    const shop = await Shop.open(browser, {}, { prepare: watch });
    try {
      const { inp, calm } = await run(shop);
      minutes.push({ inp, most: process.env.CREMA_QUIET ? MOST : Math.min(DEFECT, Math.max(MOST, TIMES * calm)) });
    } finally {
      await shop.stop();
    }
  }
  const { inp, most } = minutes.at(-1);
  expect(inp, JSON.stringify(minutes)).toBeLessThan(most);
  if (inp >= MOST) console.log(`\nNOT CHECKED: taps under ${MOST} ms, ${inp} ms here, where the machine may take ${most}`);
});

/** A minute at the bar; gives the interaction to next paint and a calm tap's (median), milliseconds. */
async function run(shop) {
  const { board } = shop;
  await board.getByRole('button', { name: 'Without sound' }).click();
  await board.evaluate(() => document.exitFullscreen?.().catch(() => {}));
  const sam = await shop.colleague('Sam');
  const drinks = ['flat-white:oat', 'cappuccino:whole.extra-hot', 'espresso', 'caffe-latte:whole.hazelnut', 'mint-tea', 'flat-white:oat+espresso'];
  let n = 0;
  const changes = [];
  const open = [];
  const note = (id, state) => changes.push({ id, state, at: Date.now() });
  const orderOne = async () => {
    n += 1;
    const [{ id }] = await shop.order(drinks[n % drinks.length]);
    open.push({ id, state: 'queued' });
    note(id, 'queued');
  };
  for (let i = 0; i < TICKETS; i += 1) await orderOne();
  // A third of them is being made, a third ready, as on a real board.
  for (const [count, from, command, to] of [[34, 'queued', 'claim', 'making'], [17, 'making', 'complete', 'ready']]) {
    for (const one of open.filter(({ state }) => state === from).slice(0, count)) {
      await shop.crema.api(sam, 'POST', `/orders/${one.id}/${command}`);
      one.state = to;
    }
  }
  await equal(shop);
  changes.length = 0;

  const devtools = await board.context().newCDPSession(board);
  const beside = await board.context().browser().newContext();
  const neighbours = await slowness(beside);
  await beside.close();
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: Math.max(1, SLOWER / neighbours) });
  await board.evaluate(() => window.forget());
  const calm = await calmTap(board);
  await equal(shop);
  const next = { queued: ['claim', 'making'], making: ['complete', 'ready'], ready: ['collect', 'gone'] };
  for (const one of open) one.state = (await shop.crema.api(sam, 'GET', `/orders/${one.id}`)).state;
  open.splice(0, open.length, ...open.filter(({ state }) => next[state]));
  await board.evaluate(() => window.forget());

  const advance = async () => {
    const one = open.shift();
    const [command, state] = next[one.state];
    try {
      await shop.crema.api(sam, 'POST', `/orders/${one.id}/${command}`);
      note(one.id, state);
    } catch (error) {
      // The tablet was faster with this one.
      if (!/ 409 /.test(error.message)) throw error;
    }
    const now = state === 'gone' ? state : (await shop.crema.api(sam, 'GET', `/orders/${one.id}`)).state;
    if (next[now]) open.push({ id: one.id, state: now });
  };

  const running = [];
  const began = Date.now();
  let taps = 0;
  for (let tick = 0; tick < SECONDS * A_SECOND; tick += 1) {
    running.push(open.length < TICKETS ? orderOne() : advance());
    if (tick % 3 === 1) taps += Number(await tap(board));
    const due = began + (tick + 1) * 1000 / A_SECOND - Date.now();
    if (due > 0) await new Promise((done) => { setTimeout(done, due); });
  }
  await Promise.all(running);
  const took = (Date.now() - began) / 1000;
  await equal(shop);

  const { shown, slow } = await board.evaluate(() => window.watched());
  const waits = changes.map(({ id, state, at }) => {
    const seen = shown[`${id} ${state}`];
    // It may have gone on to its next state by a tap before this one was drawn.
    const later = shown[`${id} gone`] ?? shown[`${id} ready`] ?? shown[`${id} making`];
    return { id, state, wait: (seen ?? later ?? Infinity) - at };
  });
  expect(waits.filter(({ wait }) => wait > DEADLINE), 'changes that were lost or late').toEqual([]);
  const drawn = (part) => quantile(waits.map(({ wait }) => Math.max(0, wait)), part).toFixed(0);
  // Interactions that took less than 16 ms are not reported.
  const durations = [...Array(Math.max(0, taps - slow.length)).fill(16), ...slow];
  console.log(`\nMEASURED busy bar: ${changes.length} changes in ${took.toFixed(0)} s, on the board after ${drawn(0.5)} ms (median), ${drawn(0.98)} ms (p98), ${drawn(1)} ms (worst)`);
  // As the web's vitals define it: the worst, but for one in fifty.
  const inp = quantile(durations, 1 - 1 / 50);
  console.log(`\nMEASURED busy bar: ${taps} taps at 4x CPU (${neighbours.toFixed(1)} of it by others on the machine), to the next paint ${quantile(durations, 0.5)} ms (median), ${inp} ms (INP), ${quantile(durations, 1)} ms (worst)`);
  console.log(`\nMEASURED busy bar: a tap while nothing else happens ${calm.median} ms (median), ${calm.worst} ms (worst)`);
  expect(taps).toBeGreaterThan(50);
  return { inp, calm: calm.median };
}

/** Milliseconds until a tap is painted when nobody else does anything: the median and the worst of nine. */
async function calmTap(board) {
  for (let times = 0; times < 9; times += 1) {
    await tap(board);
    await board.waitForTimeout(1500);
  }
  const { slow } = await board.evaluate(() => window.watched());
  return { median: quantile(slow, 0.5, 16), worst: quantile(slow, 1, 16) };
}

/** The board shows what the server has, column by column in the same order. */
async function equal(shop) {
  const states = ['queued', 'making', 'ready'];
  const server = async () => {
    const { orders } = await shop.api('GET', '/stores/main/orders');
    return Object.fromEntries(states.map((state) => [state, orders.filter((o) => o.state === state).map((o) => o.number)]));
  };
  const board = () => shop.board.evaluate((states) => Object.fromEntries(states.map((state) => [state,
    [...document.querySelectorAll(`#lane-${state} .ticket`)].map((one) => Number(one.dataset.number))])), states);
  await expect(async () => expect(await board()).toEqual(await server())).toPass({ timeout: DEADLINE, intervals: [100] });
}

/** One real tap on a main button in view; false when there is none. */
async function tap(board) {
  const place = await board.evaluate(() => {
    const all = [...document.querySelectorAll('.ticket:not([aria-busy]) .go')].map((one) => one.getBoundingClientRect());
    const free = all.filter(({ top, bottom }) => top > 200 && bottom < innerHeight - 60);
    const one = free[Math.floor(Math.random() * free.length)];
    return one && { x: one.x + one.width / 2, y: one.y + one.height / 2 };
  });
  if (!place) return false;
  await board.touchscreen.tap(place.x, place.y);
  return true;
}

/** Notes when a ticket is first seen in a state, and how long interactions take. Runs in the page. */
function watch() {
  let shown = {};
  let slow = new Map();
  const see = (ticket, state) => { shown[`${ticket.dataset.order} ${state}`] ??= performance.timeOrigin + performance.now(); };
  const isTicket = (node) => node.classList?.contains('ticket');
  new MutationObserver((changes) => {
    for (const { target, type, addedNodes, removedNodes } of changes) {
      if (type === 'attributes' && isTicket(target)) see(target, target.dataset.state);
      for (const node of addedNodes) if (isTicket(node)) see(node, node.dataset.state);
      for (const node of removedNodes) if (isTicket(node) && !node.isConnected) see(node, 'gone');
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) slow.set(interactionId, Math.max(duration, slow.get(interactionId) ?? 0));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  window.forget = () => {
    shown = {};
    slow = new Map();
  };
  window.watched = () => ({ shown, slow: [...slow.values()] });
}
