// A page that arrives in pieces, as over a bad network or from a busy server: nothing on it moves.
import { expect, test } from '@playwright/test';
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { desk, display, phone, tablet } from './screens.js';
import { World } from './walks/world.js';

/** Small enough that each is painted before the next arrives. */
const PIECES = 120;
const BETWEEN = 20;
/** Layout shift of a page at most, as in lighthouse.spec.js. */
const SHIFT = { customer: 0, staff: 0.01 };

let world;
let slow;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  world = await World.busy(browser);
  slow = createServer(inPieces).listen(0, '127.0.0.1');
  slow.on('upgrade', passOn);
  await once(slow, 'listening');
});
test.afterAll(async () => {
  slow?.close();
  slow?.closeAllConnections();
  await world?.stop();
});

/** Answers as the server does, pages in pieces with pauses between them. */
function inPieces({ method, url, headers }, answer) {
  const asked = request(new URL(url, world.crema.url), { method, headers: { ...headers, 'accept-encoding': 'identity' } }, async (given) => {
    answer.writeHead(given.statusCode, given.headers);
    if (!given.headers['content-type']?.startsWith('text/html')) return given.pipe(answer);
    const page = Buffer.concat(await given.toArray());
    const size = Math.ceil(page.length / PIECES);
    for (let at = 0; at < page.length; at += size) {
      answer.write(page.subarray(at, at + size));
      await pause(BETWEEN);
    }
    return answer.end();
  });
  asked.on('error', () => answer.destroy()).end();
}

function passOn({ url, headers }, socket, head) {
  const server = connect(Number(new URL(world.crema.url).port), '127.0.0.1', () => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    server.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    server.write(head);
    socket.pipe(server).pipe(socket);
  });
  for (const one of [socket, server]) one.on('error', () => { socket.destroy(); server.destroy(); });
}

/** The layout shifts of a page as the person at `known` sees it: how much, and what moved. */
async function shifts(known, size, address) {
  const page = await world.open(size);
  await page.context().addCookies(await known.context().cookies());
  await page.goto(`http://127.0.0.1:${slow.address().port}${address}`);
  const all = await page.evaluate(() => new Promise((resolve) => {
    const seen = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(seen.map(({ value, sources }) => ({ value, what: sources.map(({ node }) => node?.cloneNode().outerHTML) }))), 300);
  }));
  await page.context().close();
  return all;
}

async function staysPut(kind, known, size, address) {
  const all = await shifts(known, size, address);
  const sum = all.reduce((before, { value }) => before + value, 0);
  expect(sum, `${address} moves: ${JSON.stringify(all, null, 1)}`).toBeLessThanOrEqual(SHIFT[kind]);
}

test('a guest: first page, form and order', async () => {
  const guest = await world.phone();
  await staysPut('customer', guest, phone, '/s/main/');
  await world.scan(guest);
  await staysPut('customer', guest, phone, '/s/main/');
  await guest.goto('/s/main/');
  await world.order(guest);
  await staysPut('customer', guest, phone, '/s/main/');
});

test('the board with 50 tickets', async () => {
  await staysPut('staff', await world.tablet(), tablet, '/s/main/barista');
});

test('the display', async () => {
  await staysPut('staff', await world.display(), display, '/s/main/display');
});

test('the console', async () => {
  for (const address of ['/console', '/console/reports', '/console/menu', '/console/staff', '/console/settings']) {
    for (const size of [desk, phone]) await staysPut('staff', world.operator, size, address);
  }
});

test('signing in', async () => {
  await staysPut('staff', await world.phone(), phone, '/login');
});
