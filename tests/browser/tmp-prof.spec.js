import { expect, test } from '@playwright/test';
import { Shop } from './board.js';
import { writeFileSync } from 'node:fs';
test.use({ trace: 'off' });
test('prof', async ({ browser }) => {
  test.setTimeout(300_000);
  const shop = await Shop.open(browser, {}, {});
  const { board } = shop;
  await board.getByRole('button', { name: 'Without sound' }).click();
  await board.evaluate(() => document.exitFullscreen?.().catch(() => {}));
  const sam = await shop.colleague('Sam');
  const drinks = ['flat-white:oat', 'cappuccino:whole.extra-hot', 'espresso', 'caffe-latte:whole.hazelnut', 'mint-tea', 'flat-white:oat+espresso'];
  const open = [];
  for (let i = 0; i < 50; i += 1) { const [{ id }] = await shop.order(drinks[i % 6]); open.push({ id, state: 'queued' }); }
  for (const [count, from, command, to] of [[34, 'queued', 'claim', 'making'], [17, 'making', 'complete', 'ready']])
    for (const one of open.filter(({ state }) => state === from).slice(0, count)) { await shop.crema.api(sam, 'POST', `/orders/${one.id}/${command}`); one.state = to; }
  await board.waitForTimeout(2000);
  const devtools = await board.context().newCDPSession(board);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: Number(process.env.RATE ?? 4) });
  await board.evaluate(() => {
    window.evs = [];
    new PerformanceObserver((list) => { for (const e of list.getEntries()) if (e.interactionId) window.evs.push({ n: e.name, s: e.startTime, d: e.duration, ps: e.processingStart - e.startTime, pe: e.processingEnd - e.startTime }); }).observe({ type: 'event', durationThreshold: 16 });
  });
  const b = await browser.newBrowserCDPSession();
  const chunks = [];
  b.on('Tracing.dataCollected', ({ value }) => chunks.push(...value));
  await b.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'cc', 'viz', 'benchmark','latencyInfo', 'blink.user_timing'] }, transferMode: 'ReportEvents' });
  for (let t = 0; t < 9; t += 1) {
    const place = await board.evaluate(() => {
      const all = [...document.querySelectorAll('.ticket:not([aria-busy]) .go')].map((one) => one.getBoundingClientRect());
      const free = all.filter(({ top, bottom }) => top > 200 && bottom < innerHeight - 60);
      const one = free[Math.floor(Math.random() * free.length)];
      return one && { x: one.x + one.width / 2, y: one.y + one.height / 2 };
    });
    await board.touchscreen.tap(place.x, place.y);
    await board.waitForTimeout(1500);
  }
  const done = new Promise((r) => b.once('Tracing.tracingComplete', r));
  await b.send('Tracing.end'); await done;
  writeFileSync('/tmp/crema/trace.json', JSON.stringify(chunks));
  console.log(JSON.stringify(await board.evaluate(() => window.evs), (k, v) => typeof v === 'number' ? Math.round(v) : v));
  await shop.stop();
});
