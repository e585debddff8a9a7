// What a page plays, and that it can: a browser begins to play some time after it was allowed to.
import { expect } from '@playwright/test';

/** Keeps every audio context that the page makes. Runs in the page, before its scripts. */
export function keepContexts() {
  window.contexts = new Set();
  window.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      window.contexts.add(this);
    }
  };
}

/** What the page's contexts do: `running`, `suspended`. Only of pages with `keepContexts`. */
export const plays = (page) => page.evaluate(() => [...window.contexts].map(({ state }) => state));

/** Waits until the page can be heard. */
export const canBeHeard = (page) => expect.poll(() => plays(page)).toEqual(['running']);

/** Starts what plays sound in this browser, which the first page with a sound would wait for. */
export async function warmUpSound(browser) {
  const page = await browser.newPage();
  await page.evaluate(async () => {
    const context = new AudioContext();
    await context.resume();
    await context.close();
  });
  await page.close();
}
