// The console on the operator's phone: what is wider than it shows where one is, however it is held.
import { expect, test } from '@playwright/test';
import { Crema } from './crema.js';
import { open, phone, setUp, walkUp } from './screens.js';

const held = [phone.viewport, { width: 568, height: 320 }, phone.viewport];

test('the page and the order’s state stay in the middle when the phone is turned', async ({ browser }) => {
  const crema = await Crema.start();
  try {
    const olga = await open(browser, crema, phone);
    await setUp(olga, crema);
    const token = await crema.token('operator');
    await crema.api(token, 'PUT', '/stores/main/status', { state: 'open' });
    const order = await walkUp(crema, token, 'making');
    await olga.goto('/console/orders');
    const journey = await olga.locator('main table a').first().getAttribute('href');
    for (const [address, part, around] of [['/console/staff', '.nav nav [aria-current]', 'nav'], [journey, '.sm-now', '.scroll']]) {
      await olga.goto(address);
      for (const size of held) {
        await olga.setViewportSize(size);
        const aside = () => olga.locator(part).evaluate(fromTheMiddle, around);
        await expect.poll(aside, `${part}, ${size.width} px wide`).toBeLessThan(2);
      }
    }
    // A state that is wider than the phone is shown where the way into it ends.
    await crema.api(token, 'POST', `/orders/${order.id}/cancel`, { reason: 'The guest asked for it.' });
    await olga.goto(journey);
    const aside = () => olga.locator('.machine path.sm-on').last().evaluate(fromTheMiddle, '.scroll');
    await expect.poll(aside, 'the way to the cancelled order').toBeLessThan(2);
    expect(olga.complaints).toEqual([]);
  } finally {
    await crema.stop();
  }
});

/** How far an element stands from the middle of what scrolls it, in CSS pixels; runs in the page. */
function fromTheMiddle(element, around) {
  const middle = (one) => {
    const { left, width } = one.getBoundingClientRect();
    return left + width / 2;
  };
  return Math.abs(middle(element) - middle(element.closest(around)));
}
