// No barrier in any state of any screen: axe in light and dark, 320 px wide, forced colours, still.
import { expect, test } from '@playwright/test';
import { barriers, lost, motion, overflow } from './axe.js';
import { Crema } from './crema.js';
import { desk, open, tablet } from './screens.js';
import { account, firstStart } from './walks/account.js';
import { barista } from './walks/barista.js';
import { operator } from './walks/console.js';
import { customer } from './walks/customer.js';
import { display } from './walks/display.js';
import { World } from './walks/world.js';

// A trace keeps a picture of every step of hundreds.
test.use({ trace: 'off' });

const walks = { customer, barista, display, console: operator, account };

for (const [app, walk] of Object.entries(walks)) {
  test(`${app}: no barrier in any state`, async ({ browser }) => {
    test.setTimeout(900_000);
    const found = [];
    let states = 0;
    const see = async (name, page, options) => {
      states += 1;
      const here = await look(app, page, options);
      found.push(...here.map((barrier) => `${name}, ${barrier}`));
    };
    const world = await World.start(browser);
    try {
      await walk(world, see);
      if (app === 'account') await firstStart(browser, see);
    } finally {
      await world.stop();
    }
    console.log(`\nMEASURED barriers on ${states} states of ${app}, light and dark: ${found.length}`);
    expect(found).toEqual([]);
  });
}

// Sample screens have states that no walk reaches in time, and a new feature brings its own.
test('samples: no barrier in any, nor among the components', async ({ browser }) => {
  test.setTimeout(900_000);
  const crema = await Crema.start();
  try {
    const page = await open(browser, crema, desk, { reducedMotion: 'reduce' });
    await page.goto('/gallery');
    const screens = await page.locator('a[href^="/gallery/screens/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(screens.length).toBeGreaterThan(60);
    const found = [];
    for (const address of [...screens, '/gallery/light', '/gallery/dark']) {
      await page.goto(address);
      const app = address.includes('/display') ? 'display' : 'sample';
      await page.setViewportSize(address.includes('/barista') ? tablet.viewport : desk.viewport);
      const here = await look(app, page);
      found.push(...here.map((barrier) => `${address}, ${barrier}`));
    }
    console.log(`\nMEASURED barriers on ${screens.length} sample screens, light and dark: ${found.length}`);
    expect(found).toEqual([]);
  } finally {
    await crema.stop();
  }
});

async function look(app, page, { speaks } = {}) {
  const found = await motion(page);
  const size = page.viewportSize();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriers(page)).map((barrier) => `${colorScheme}: ${barrier}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (speaks) {
    await page.emulateMedia({ forcedColors: 'active' });
    await restyle(page);
    found.push(...(await lost(page)).map((barrier) => `forced colours: ${barrier}`));
    await page.emulateMedia({ forcedColors: 'none' });
    await restyle(page);
  }
  // Nobody zooms the wall.
  if (app !== 'display') {
    for (const width of [320, Math.round(size.width / 2)]) {
      await page.setViewportSize({ width, height: 512 });
      found.push(...(await overflow(page)).map((wide) => `${width} px: ${wide}`));
    }
    await page.setViewportSize(size);
  }
  return found;
}

/** Chromium keeps old colours of some elements when forced colours come and go. */
function restyle(page) {
  return page.evaluate(() => {
    const { style } = document.documentElement;
    style.display = 'none';
    void document.documentElement.offsetHeight;
    style.display = '';
  });
}
