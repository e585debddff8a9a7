// Takes a picture of every screen in every state, light and dark, into shots/: see bin/screens.
import { chromium } from '@playwright/test';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import config from './playwright.config.js';
import { account, firstStart } from './walks/account.js';
import { barista } from './walks/barista.js';
import { operator } from './walks/console.js';
import { customer } from './walks/customer.js';
import { display } from './walks/display.js';
import { languages, World } from './walks/world.js';

const walks = { customer, barista, display, console: operator, account };
const shots = process.env.CREMA_SHOTS ?? new URL('../../shots', import.meta.url).pathname;
const folder = shots.endsWith('/') ? shots : `${shots}/`;
const wanted = process.argv.slice(2);
const isWanted = (name) => !wanted.length || wanted.some((word) => name.includes(word) || word.startsWith(name));
const walls = { '1080p': [1920, 1080], '4k': [3840, 2160], portrait: [1080, 1920] };

const browser = await chromium.launch(config.use.launchOptions);
const taken = [];
const failed = [];

for (const [app, walk] of Object.entries(walks)) {
  if (!isWanted(app) && !wanted.some((word) => word.startsWith(app))) continue;
  rmSync(`${folder}${app}`, { recursive: true, force: true });
  mkdirSync(`${folder}${app}`, { recursive: true });
  const see = (name, page, options) => look(app, name, page, options);
  const world = await World.start(browser);
  try {
    await walk(world, see);
    if (app === 'account') await firstStart(browser, see);
  } catch (error) {
    failed.push(`${app}: ${error.stack}`);
  } finally {
    await world.stop();
  }
  await contactSheets(app);
}
await browser.close();
console.log(`${taken.length} pictures in ${folder}`);
if (failed.length) {
  console.error(failed.join('\n'));
  process.exitCode = 1;
}

/** One state: light and dark, on walls of all sizes, in every language. */
async function look(app, name, page, { walls: onWalls, speaks, isOffline, isOpen } = {}) {
  if (wanted.length && !wanted.some((word) => name.includes(word) || app === word)) return;
  const shoot = async (more = '') => {
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      const path = `${app}/${name}${more}-${scheme}.png`;
      await picture(page, app, folder + path, isOpen);
      taken.push({ app, path, width: page.viewportSize().width });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
  const size = page.viewportSize();
  for (const [wall, [width, height]] of Object.entries(onWalls ? walls : {})) {
    await page.setViewportSize({ width, height });
    await shoot(`-${wall}`);
  }
  await page.setViewportSize(size);
  if (!onWalls) await shoot();
  if (app === 'console' && speaks) await narrow(page, `${app}/${name}-narrow.png`);
  if (!speaks || isOffline || isOpen) return;
  for (const language of languages.slice(1)) {
    await page.context().addCookies([{ name: 'crema_language', value: language, url: page.url() }]);
    await page.reload();
    await page.emulateMedia({ colorScheme: 'light' });
    const path = `${app}/${name}-in-${language}.png`;
    await picture(page, app, folder + path, isOpen);
    taken.push({ app, path, width: page.viewportSize().width });
  }
  await page.context().clearCookies({ name: 'crema_language' });
  await page.reload();
}

/** The console as it opens on the operator's phone. */
async function narrow(page, path) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await picture(page, 'console', folder + path);
  await page.setViewportSize(size);
  taken.push({ app: 'console', path, width: 390 });
}

/** A board or a wall as its screen shows it, and what is open over a page; other pages, and a phone's,
 * whole, in a window as high as they are. */
async function picture(page, app, path, isOpen) {
  const size = page.viewportSize();
  const isScreen = ['barista', 'display'].includes(app) || (isOpen && app !== 'customer');
  const height = isScreen ? size.height : await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) });
  await page.screenshot({ path, animations: 'disabled' });
  await page.setViewportSize(size);
}

/** Pages with many pictures each, to look through quickly; and one page with all of them. */
async function contactSheets(app) {
  const own = taken.filter((shot) => shot.app === app);
  const [columns, rows] = app === 'customer' ? [8, 2] : [3, 3];
  const page = await browser.newPage({ viewport: { width: 1800, height: 1100 } });
  for (let first = 0, sheet = 1; first < own.length; first += columns * rows, sheet += 1) {
    const html = sheetHtml(own.slice(first, first + columns * rows), columns, rows, '../');
    const file = `${folder}${app}/sheet-${String(sheet).padStart(2, '0')}`;
    writeFileSync(`${file}.html`, html);
    await page.goto(`file://${file}.html`);
    await page.screenshot({ path: `${file}.png` });
    rmSync(`${file}.html`);
  }
  await page.close();
  writeFileSync(`${folder}index.html`, sheetHtml(taken, 5, 0, ''));
}

function sheetHtml(shots, columns, rows, root) {
  const height = rows ? `height:${Math.floor(1090 / rows) - 24}px;object-fit:contain;object-position:top` : '';
  const figures = shots.map(({ path }) => `<figure><a href="${root}${path}"><img src="${root}${path}" alt=""></a><figcaption>${path.replace(/.*\/|\.png/g, '')}</figcaption></figure>`);
  return `<!doctype html><meta charset="utf-8"><title>Screens</title><style>body{margin:4px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:4px;font:11px system-ui;background:#888}figure{margin:0;min-width:0}img{width:100%;${height}}figcaption{white-space:nowrap;overflow:hidden}</style>${figures.join('')}`;
}
