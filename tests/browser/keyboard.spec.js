// By keyboard alone: a guest's whole order, and a barista's work. The focus is always seen, never
// behind the bar at the bottom, and not lost when the page changes by itself.
import { expect, test } from '@playwright/test';
import { World } from './walks/world.js';

let world;
test.beforeEach(async ({ browser }) => {
  world = await World.start(browser);
  await world.status('open');
});
test.afterEach(async () => { await world?.stop(); });

test('a guest orders and cancels', async () => {
  const page = await world.phone();
  await page.goto(`/s/main/scan?c=${await world.code()}`);
  await expect(page.locator('#f-name')).toBeVisible();
  await tabTo(page, page.locator('[name=drink]').first());
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[name=drink][value="flat-white"]')).toBeChecked();
  await tabTo(page, page.locator('[name="g.milk"]:checked'));
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[name="g.milk"][value=oat]')).toBeChecked();
  await tabTo(page, page.locator('[name="g.extras"][value="extra-shot"]'));
  await page.keyboard.press(' ');
  await tabTo(page, page.locator('#f-name'));

  // What somebody types stays where it is while the menu changes under it.
  await page.keyboard.type('An');
  const menu = await world.api('GET', '/stores/main/menu');
  menu.drinks.find((drink) => drink.id === 'filter').sold_out = true;
  await world.api('PUT', '/stores/main/menu', menu);
  await expect(page.locator('[name=drink][value=filter]')).toBeDisabled();
  await expect(page.locator('#f-name')).toBeFocused();
  await page.keyboard.type('a');
  await expect(page.locator('#f-name')).toHaveValue('Ana');

  await tabTo(page, page.locator('.dock button[value=order]'));
  await page.keyboard.press('Enter');
  await world.shows(page, 'queued');
  await expect(page.locator('.order')).toContainText('Oat');
  await tabTo(page, page.locator('form[action$="/cancel"] button'));
  await page.keyboard.press('Enter');
  await world.shows(page, 'cancelled');
});

test('a guest who forgot something is led to it', async () => {
  const page = await world.phone();
  await world.scan(page);
  await tabTo(page, page.locator('[name=drink]').first());
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.locator('#f-name'));
  await page.keyboard.type('\u202e');
  await page.keyboard.press('Enter');
  await expect(page.locator('.errors')).toBeFocused();
  await tabTo(page, page.locator('.errors a'));
  await page.keyboard.press('Enter');
  await expect(page.locator('#f-name')).toBeFocused();
  await page.keyboard.type('Ana');
  await expect(page.locator('#f-name')).not.toHaveAttribute('aria-invalid');
  await expect(page.locator('.error')).toHaveCount(0);
});

test('a barista takes, makes, hands over, takes back and cancels', async () => {
  const page = await world.tablet();
  const orders = await world.fill({ queued: 3 });
  await expect(page.locator('.ticket')).toHaveCount(3);
  const button = (n, command) => page.locator(`.ticket[data-order="${orders[n].id}"] button[value=${command}]`);
  const ticket = (n) => page.locator(`.ticket[data-order="${orders[n].id}"]`);

  // It may be seen there before the tap is answered, and is not sent on until then.
  const isAt = async (n, state) => {
    await expect(ticket(n)).toHaveAttribute('data-state', state);
    await expect(ticket(n)).not.toHaveAttribute('aria-busy');
  };

  await tabTo(page, button(0, 'claim'));
  await page.keyboard.press('Enter');
  await isAt(0, 'making');
  await notLost(page);
  await tabTo(page, button(0, 'complete'));
  await page.keyboard.press('Enter');
  await isAt(0, 'ready');
  await notLost(page);

  // A new ticket does not take the focus away.
  await tabTo(page, button(0, 'collect'));
  await world.walkUp(4);
  await expect(page.locator('.ticket')).toHaveCount(4);
  await expect(button(0, 'collect')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(ticket(0)).toHaveCount(0);
  await notLost(page);

  await expect(page.getByText(`${orders[0].number} collected`)).toBeVisible();
  await tabTo(page, page.locator('.toast button').last());
  await page.keyboard.press('Enter');
  await expect(ticket(0)).toHaveAttribute('data-state', 'ready');

  await tabTo(page, ticket(1).locator('summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, ticket(1).locator('[data-cancel]'));
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await tabTo(page, page.locator('dialog button').nth(1));
  await page.keyboard.press('Enter');
  await expect(ticket(1)).toHaveCount(0);
  await notLost(page);
});

/** Presses Tab until `target` has the focus; every stop on the way must be seen. */
async function tabTo(page, target) {
  const stops = [];
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(describeFocus);
    stops.push(stop.name);
    if (stop.name !== 'body') expect(stop, `the focus after ${stops.join(', ')}`).toMatchObject({ isMarked: true, isInView: true });
  }
  throw new Error(`Tab never reached ${target}: ${stops.join(', ')}`);
}

/** Where the focus is, whether it is marked and whether it can be seen. Runs in the page. */
function describeFocus() {
  const element = document.activeElement;
  const name = `${element.localName}${element.name ? `[${element.name}=${element.value}]` : ''}`;
  if (element === document.body) return { name };
  // A choice is marked around its whole card.
  const marked = [element, element.closest('label')].filter(Boolean).map((at) => getComputedStyle(at));
  const isMarked = marked.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const above = document.elementFromPoint(x, y);
  const isInView = Boolean(above) && (element.contains(above) || above.contains(element) || Boolean(element.closest('label')?.contains(above)));
  return { name, isMarked, isInView };
}

async function notLost(page) {
  await expect.poll(() => page.evaluate(() => document.activeElement.localName)).not.toBe('body');
}
