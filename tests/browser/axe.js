// axe, run inside a page; and what axe does not look at: overflow, motion, forced colours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong by WCAG 2.2 AA and good practice, one line each. */
export async function barriers(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => (
    `${id} at ${target.join(' ')}: ${any.map((check) => check.message).join('; ')}`
  )));
}

/** What makes the page wider than its window: WCAG 1.4.10 and the 200% of 1.4.4. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) => element && (['auto', 'scroll', 'clip', 'hidden'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter((element) => (
      element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement)
    ));
    const say = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`.slice(0, 60);
    return [`${document.documentElement.scrollWidth} px in a window of ${width}: ${wide.slice(0, 6).map(say).join(', ')}`];
  });
}

/** Animations that run although the visitor asked for none. The drift against burn-in may. */
export function motion(page) {
  return page.evaluate(() => document.getAnimations()
    .filter((animation) => animation.playState === 'running' && animation.animationName !== 'drift')
    .map((animation) => `moves: ${animation.animationName ?? animation.transitionProperty} on ${animation.effect.target.className}`));
}

/** Texts and icons that forced colours make as their background. */
export function lost(page) {
  return page.evaluate(() => {
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (!/, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const say = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
    const icons = [...document.querySelectorAll('svg.i')]
      .filter((icon) => icon.checkVisibility() && getComputedStyle(icon).stroke === behind(icon.parentElement));
    const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const texts = [...document.body.querySelectorAll('*')]
      .filter((element) => hasText(element) && element.checkVisibility() && getComputedStyle(element).color === behind(element));
    return [...icons.map((icon) => `icon lost in ${say(icon.parentElement)}`), ...texts.map((text) => `text lost: ${say(text)}`)];
  });
}
