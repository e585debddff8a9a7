// Lighthouse on the pages people wait for, as on a slow phone: 150 ms of delay, 1.6 Mbit/s, a
// processor four times slower. Simulated from what was observed, so that a busy machine matters
// less; of several runs each figure's best counts, because other work on the machine only ever adds.
import { chromium, expect, test } from '@playwright/test';
import lighthouse from 'lighthouse';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ahead, isAhead } from './ahead.js';
import { freePort } from './crema.js';
import config from './playwright.config.js';
import { desk, display, phone, tablet } from './screens.js';
import { slowness } from './slowness.js';
import { World } from './walks/world.js';

/** At most. A page within its budget is not measured again; nor, after so many milliseconds, one that
    passes: on a slow machine each run takes long. */
const RUNS = 10;
const PATIENCE = 60_000;
/** A slow phone: milliseconds there and back, kilobits a second, and how much slower its processor is than
    this one when it is alone. */
const NETWORK = { rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 };
const SLOWER = 4;
const budgets = {
  customer: { lcp: 1300, tbt: 30, cls: 0, work: 330 },
  barista: { lcp: 1500, tbt: 50, cls: 0.01, work: 550 },
  display: { lcp: 1500, tbt: 50, cls: 0.01, work: 350 },
  console: { lcp: 1800, tbt: 50, cls: 0.01, work: 450 },
};

/** Lighthouse counts blocking by the clock, and multiplies by four what other programs did in that time.
    What the processor spent on the page's own tasks, divided by how slow it was just before and after, is
    held to the same budget where the clock's is over it, and with what came before the first paint to
    `work`. Where CREMA_QUIET says that nobody else uses the machine, only the clock counts. */
const QUIET = Boolean(process.env.CREMA_QUIET);
const SLACK = isAhead ? 1 : 1.15;

test.use({ trace: 'off' });
let world;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  world = await World.busy(browser);
});
test.afterAll(() => world?.stop());

/** In new profiles with the cookies of `known`. */
async function measured(app, name, size, known, address) {
  const cookies = await known.context().cookies();
  const { width, height } = size.viewport;
  const emulation = { mobile: true, width, height, deviceScaleFactor: size.deviceScaleFactor ?? 1 };
  let best;
  const began = Date.now();
  const isEnough = () => best && (isWithin(best, budgets[app]) || (!QUIET && Date.now() - began > PATIENCE && isPassed(best, budgets[app])));
  for (let run = 0; run < RUNS && !isEnough(); run += 1) {
    const figures = await inNewProfile(cookies, (profile, port) => oneRun(profile, port, address, emulation));
    // A run without all figures saw nothing.
    if (Object.values(figures).some((figure) => figure === undefined || Number.isNaN(figure))) continue;
    best = best ? bestOf(best, figures) : figures;
  }
  expect(best, `${name}: no run gave all figures`).toBeDefined();
  console.log(`\nMEASURED Lighthouse ${name}: ${best.performance} / ${best.accessibility} / ${best.practices}, LCP ${Math.round(best.lcp)} ms, blocking ${Math.round(best.tbt)} ms (by its own work ${Math.round(best.own)} ms, ${Math.round(best.work)} ms with what came before the first paint, the processor ${best.slow.toFixed(1)} times as slow as alone), shift ${best.cls.toFixed(3)}`);
  expect(best.complaints).toEqual([]);
  expect(best, name).toMatchObject({ accessibility: 100, practices: 100 });
  if (!isWithin(best, budgets[app])) console.log(`\nNOT CHECKED: ${name} within its budget by the clock, with the machine as busy as it was`);
  expect(best.cls, best.shifts.join('\n')).toBeLessThanOrEqual(budgets[app].cls);
  if (QUIET) expect(isWithin(best, budgets[app])).toBe(true);
  expect(best.lcp).toBeLessThanOrEqual(budgets[app].lcp * SLACK);
  expect(Math.min(best.tbt, best.own)).toBeLessThanOrEqual(budgets[app].tbt);
  // Blocking by the clock is most of its score.
  if (best.tbt <= budgets[app].tbt) expect(best.performance).toBeGreaterThanOrEqual(99);
  expect(best.work).toBeLessThanOrEqual(budgets[app].work);
}

/** What is worst about a page in any run stays: only times are noisy. */
function bestOf(one, other) {
  return {
    performance: Math.max(one.performance, other.performance),
    accessibility: Math.min(one.accessibility, other.accessibility),
    practices: Math.min(one.practices, other.practices),
    lcp: Math.min(one.lcp, other.lcp),
    tbt: Math.min(one.tbt, other.tbt),
    own: Math.min(one.own, other.own),
    work: Math.min(one.work, other.work),
    slow: Math.max(one.slow, other.slow),
    cls: Math.max(one.cls, other.cls),
    shifts: [...new Set([...one.shifts, ...other.shifts])],
    complaints: [...new Set([...one.complaints, ...other.complaints])],
  };
}

/** Whether it is within what no noise explains. */
function isPassed(best, { lcp, tbt, work, cls }) {
  return (best.performance >= 99 || best.tbt > tbt) && best.lcp <= lcp * SLACK && Math.min(best.tbt, best.own) <= tbt && best.work <= work && best.cls <= cls;
}

function isWithin(best, { lcp, tbt, cls }) {
  return best.performance >= 99 && best.lcp <= lcp && best.tbt <= tbt && best.cls <= cls;
}

/** Every visit is a first one: where a service worker of an earlier visit lives, the page gets another
    process while it loads, and moving the developer tools there holds it up by a tenth of a second. */
async function inNewProfile(cookies, use) {
  const folder = await mkdtemp(join(tmpdir(), 'crema-lighthouse-'));
  let profile;
  try {
    const port = await freePort();
    const { args } = config.use.launchOptions;
    profile = await chromium.launchPersistentContext(folder, {
      ...ahead(config.use.launchOptions), args: [...args, `--remote-debugging-port=${port}`], baseURL: world.crema.url,
    });
    await profile.addCookies(cookies);
    return await use(profile, port);
  } finally {
    await profile?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneRun(profile, port, address, screenEmulation) {
  const before = await slowness(profile);
  const { lhr, artifacts } = await lighthouse(world.crema.url + address, {
    port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'],
  }, {
    extends: 'lighthouse:default',
    settings: { formFactor: 'mobile', screenEmulation: { ...screenEmulation, disabled: false }, throttlingMethod: 'simulate', throttling: { ...NETWORK, cpuSlowdownMultiplier: SLOWER / before }, disableStorageReset: true, skipAudits: ['screenshot-thumbnails', 'final-screenshot'] },
  });
  const slow = (before + await slowness(profile)) / 2;
  const percent = (category) => Math.round(lhr.categories[category].score * 100);
  const figure = (audit) => lhr.audits[audit].numericValue;
  const failed = ['accessibility', 'best-practices'].flatMap((category) => lhr.categories[category].auditRefs)
    .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id}: ${JSON.stringify(lhr.audits[id].details?.items ?? '').slice(0, 300)}`);
  return {
    performance: percent('performance'),
    accessibility: percent('accessibility'),
    practices: percent('best-practices'),
    lcp: figure('largest-contentful-paint'),
    tbt: figure('total-blocking-time'),
    ...blockingWork(artifacts.Trace.traceEvents, slow),
    slow,
    cls: figure('cumulative-layout-shift'),
    shifts: (lhr.audits['layout-shifts'].details?.items ?? []).map(({ score, node }) => `moved by ${score}: ${node?.snippet}`),
    complaints: failed,
  };
}

/** Blocking time (milliseconds, at a quarter of this processor's speed when it is alone) by the processor
    time of the main thread's tasks: `own` from the first paint on, as Lighthouse counts, `work` from the
    page's arrival on. */
function blockingWork(events, slow) {
  const arrival = events.findLast(({ name, args }) => name === 'CommitLoad' && args.data?.isMainFrame && args.data.url.startsWith(world.crema.url));
  const painted = events.find(({ name, pid, ts }) => name === 'firstContentfulPaint' && pid === arrival?.pid && ts >= arrival.ts);
  const tasks = events.filter(({ name, pid, tid, tdur }) => name === 'RunTask' && tdur && pid === arrival?.pid && tid === arrival.tid);
  const since = (start) => tasks.filter(({ ts, dur }) => ts + dur >= start?.ts)
    .reduce((sum, { tdur }) => sum + Math.max(0, tdur * SLOWER / 1000 / slow - 50), start ? 0 : NaN);
  return { own: since(painted), work: since(arrival) };
}

test('a guest: first page, form and order', async () => {
  test.setTimeout(900_000);
  const page = await world.phone();
  await measured('customer', 'guest, first page', phone, page, '/s/main/');
  const { id } = await world.scan(page);
  await measured('customer', 'guest, form', phone, page, '/s/main/');
  await world.act({ id }, 'cancel', { reason: 'Mistake' });
  await page.goto('/s/main/');
  await world.order(page);
  await measured('customer', 'guest, order', phone, page, '/s/main/');
});

test('the board with 50 tickets', async () => {
  test.setTimeout(400_000);
  await measured('barista', 'board of 50 tickets', tablet, await world.tablet(), '/s/main/barista');
});

test('the display', async () => {
  test.setTimeout(400_000);
  await measured('display', 'display', display, await world.display(), '/s/main/display');
});

test('the console', async () => {
  test.setTimeout(900_000);
  for (const address of ['/console', '/console/reports', '/console/menu']) {
    await measured('console', address, desk, world.operator, address);
  }
});
