// A rush, and the operator has something to say: everything on the wall keeps its place.
import { expect, test } from '@playwright/test';
import { shoot } from './screens.js';
import { languages, longName, World } from './walks/world.js';

test.use({ trace: 'off' });
let world;
test.beforeEach(async ({ browser }) => { world = await World.start(browser); });
test.afterEach(async () => { await world?.stop(); });

const WALLS = { '1080p': [1920, 1080], '4k': [3840, 2160], portrait: [1080, 1920], '16to10': [1280, 800] };

/** As long as a message (140) and a reason (200) may be: words of usual length, wide letters, and no
 * place to break. */
const LONG = {
  words: 'Unsere Kaffeemaschine wird gerade entkalkt und gereinigt. '.repeat(4),
  wide: 'コーヒーマシンの清掃中です。しばらくお待ちください。'.repeat(8),
  unbroken: 'Kaffeemaschinenentkalkungsvorgang'.repeat(7),
};

/** What is cut, covered or beyond the edge, by its text. Runs in the page. */
function crowded() {
  const pen = document.createElement('canvas').getContext('2d');
  const font = (element) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
    return `${fontWeight} ${fontSize} ${fontFamily}`;
  };
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
  const leaves = [...document.querySelectorAll('.d *')].filter((one) => own(one).length
    && one.checkVisibility({ visibilityProperty: true }) && !one.matches('svg *, .vh'));
  const ink = (leaf) => {
    const range = document.createRange();
    const [first, last] = [own(leaf)[0], own(leaf).at(-1)];
    range.setStart(first, 0);
    range.setEnd(last, last.length);
    // A long name ends in dots.
    const { left, right } = leaf.matches('.for') ? leaf.getBoundingClientRect() : range.getBoundingClientRect();
    const { top, bottom } = range.getBoundingClientRect();
    // A line's box is higher than its letters.
    pen.font = font(leaf);
    const line = pen.measureText(leaf.textContent);
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = line;
    const scale = range.getClientRects()[0].height / (ascent + descent);
    return {
      left,
      top: top + scale * (ascent - line.actualBoundingBoxAscent),
      right,
      bottom: bottom - scale * (descent - line.actualBoundingBoxDescent),
    };
  };
  const faults = [];
  const seen = [];
  for (const leaf of leaves) {
    const box = ink(leaf);
    const name = `${leaf.closest('section, .told')?.className}: ${leaf.textContent.slice(0, 20)}`;
    const isIn = (outer) => box.left >= outer.left - 1 && box.right <= outer.right + 1
      && box.top >= outer.top - 1 && box.bottom <= outer.bottom + 1;
    let isShown = true;
    for (let above = leaf; above && !above.matches('.d'); above = above.parentElement) {
      if (getComputedStyle(above).overflowY === 'visible') continue;
      const outer = above.getBoundingClientRect();
      // Of those who wait as many whole rows are shown as there is room for.
      if (above.matches('.d-side .plates') && box.top >= outer.bottom) isShown = false;
      else if (isShown && !isIn(outer)) faults.push(`cut by ${above.className}: ${name}`);
    }
    if (!isShown) continue;
    if (!isIn({ left: 0, top: 0, right: innerWidth, bottom: innerHeight })) faults.push(`beyond the edge: ${name}`);
    for (const other of seen) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 1 && down > 1) faults.push(`${name} and ${other.name} cover each other`);
    }
    seen.push({ box, name });
  }
  const digits = [...document.querySelectorAll('[data-ready] > .plate:not([hidden])')].map((plate) => {
    pen.font = font(plate);
    return pen.measureText('0').actualBoundingBoxAscent / innerHeight;
  });
  const shown = (section) => seen.filter(({ name }) => name.startsWith(section) && /: \d+$/.test(name)).length;
  return { faults: [...new Set(faults)], ink: Math.min(...digits), inLine: shown('d-line'), made: shown('d-prep') };
}

/** Fifty orders, whose numbers have this many digits. */
async function rush(digits) {
  await world.fill({ collected: 1 });
  await world.nextNumber(digits === 2 ? 10 : 10 ** (digits - 1));
  await world.fill({ ready: 7 });
  await world.crema.rewrite("update orders set state = 'missed', ended_at = ready_at, deadline_at = ready_at + 3600000 where state = 'ready'");
  await world.fill({ ready: 13, making: 14, queued: 16 });
}

for (const digits of [2, 4]) {
  test(`the longest message leaves everything its room, with numbers of ${digits} digits`, async () => {
    test.setTimeout(300_000);
    await world.status('open');
    const page = await world.display();
    await world.operator.goto('/console/devices');
    await world.operator.getByLabel('Shows names').check();
    await world.operator.getByRole('button', { name: 'Save options Wall screen' }).click();
    await rush(digits);
    await world.crema.rewrite(`update orders set name = '${longName}'`);
    for (const state of ['open', 'paused']) {
      for (const [name, text] of Object.entries(LONG)) {
        await world.api('PUT', '/stores/main/broadcast', { text: text.slice(0, 140).trim(), minutes: 60 });
        if (state === 'paused') {
          const until = new Date(Date.now() + 600_000).toISOString();
          await world.status('paused', { until, reason: text.slice(0, 200).trim() });
        }
        for (const [wall, [width, height]] of Object.entries(WALLS)) {
          await page.setViewportSize({ width, height });
          await page.goto('/s/main/display');
          await page.waitForFunction(() => document.querySelector('[data-pages]').textContent);
          await shoot(page, `display-full-${digits}d-${state}-${name}-${wall}`);
          const { faults, ink, inLine, made } = await page.evaluate(crowded);
          expect.soft(faults, `${state}, ${name}, ${wall}`).toEqual([]);
          expect.soft(inLine, `some of those in line: ${state}, ${name}, ${wall}`).toBeGreaterThan(1);
          expect.soft(made, `some of those being made: ${state}, ${name}, ${wall}`).toBeGreaterThan(1);
          expect.soft(ink, `height of digits: ${state}, ${name}, ${wall}`).toBeGreaterThanOrEqual(0.12);
        }
      }
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, `display-full-${digits}d-dark`);
    expect(page.complaints).toEqual([]);
  });
}

test('every row that fits beside a short message is shown', async () => {
  await world.status('open');
  const page = await world.display();
  await world.fill({ making: 13, queued: 14 });
  await world.api('PUT', '/stores/main/broadcast', { text: LONG.words.slice(0, 80).trim(), minutes: 60 });
  await world.status('closed', { reason: 'Water is off.' });
  await page.goto('/s/main/display');
  await expect(page.locator('.told')).toBeVisible();
  const { faults, made } = await page.evaluate(crowded);
  expect(faults).toEqual([]);
  // Three rows of four.
  expect(made).toBe(12);
});

test('beside twelve that are made, those in line keep a row, in every language', async () => {
  test.setTimeout(120_000);
  await world.status('open');
  const page = await world.display();
  await world.fill({ ready: 1 });
  await world.crema.rewrite("update orders set state = 'missed', ended_at = ready_at, deadline_at = ready_at + 3600000 where state = 'ready'");
  await world.fill({ making: 13, queued: 14 });
  for (const language of languages) {
    await page.context().addCookies([{ name: 'crema_language', value: language, url: page.url() }]);
    for (const [wall, [width, height]] of Object.entries(WALLS)) {
      await page.setViewportSize({ width, height });
      await page.goto('/s/main/display');
      await expect(page.locator('.qr-panel[data-state=code]')).toBeVisible();
      const { faults, inLine, made } = await page.evaluate(crowded);
      expect.soft(faults, `${language}, ${wall}`).toEqual([]);
      expect.soft(made, `all twelve: ${language}, ${wall}`).toBe(12);
      expect.soft(inLine, `some of those in line: ${language}, ${wall}`).toBeGreaterThan(1);
    }
  }
});

test('upright there are three rows of what is ready while the queue is full and nobody is in line', async () => {
  await world.status('open');
  const page = await world.display();
  await world.fill({ collected: 1 });
  await world.nextNumber(1042);
  await world.fill({ making: 3, ready: 4 });
  const [width, height] = WALLS.portrait;
  await page.setViewportSize({ width, height });
  await page.goto('/s/main/display');
  const shown = page.locator('[data-ready] > .plate:visible');
  await expect(shown).toHaveCount(2);
  const wait = page.locator('.d-prep header p');
  await expect(wait).toBeVisible();
  await world.settings({ max_queue: 1 });
  await page.goto('/s/main/display');
  await expect(page.locator('.qr-panel[data-state=hidden]')).toBeVisible();
  await expect(wait, 'of an order that nobody can place').toHaveCount(0);
  await expect(shown).toHaveCount(3);
  const { faults, ink } = await page.evaluate(crowded);
  expect(faults).toEqual([]);
  expect(ink).toBeGreaterThanOrEqual(0.12);
});

test('how many places are left stands in one line, in every language', async () => {
  await world.status('open');
  const page = await world.display();
  for (const language of languages) {
    await page.context().addCookies([{ name: 'crema_language', value: language, url: page.url() }]);
    await page.reload();
    const line = await page.locator('.left7').evaluate((left) => {
      const word = document.createRange();
      word.selectNodeContents(left.lastChild);
      const [number, unit, panel] = [left.firstChild, word, left.parentElement].map((one) => one.getBoundingClientRect());
      return { isBeside: unit.left >= number.right - 1 && unit.top < number.bottom, isIn: unit.right <= panel.right + 1 };
    });
    expect(line, language).toEqual({ isBeside: true, isIn: true });
  }
});
