// The barista's board under hands: together, conflicts, undo, keyboard, and nothing that moves away.
import { expect, test } from '@playwright/test';
import { Shop, button, column, ticket, undo } from './board.js';
import { open, shoot, signIn, tablet } from './screens.js';

let shop;
test.afterEach(async () => {
  expect(shop.board.complaints).toEqual([]);
  await shop.stop();
});

test('identical drinks are taken and completed together, nobody is overtaken too often', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('flat-white:oat', 'mint-tea', 'flat-white:oat', 'flat-white:soy', 'flat-white:oat', 'flat-white:oat');
  await column(board, 'queued', [1, 2, 3, 4, 5, 6]);
  const together = board.locator('#batch-queued');
  // 1 overtakes nobody, and the tea lets three drinks pass.
  await expect(together).toContainText('Start 4 together');
  await expect(together).toContainText('1, 3, 5, 6 · Flat white, Oat');
  await shoot(board, 'barista-together');
  await together.getByRole('button').click();
  await column(board, 'making', [1, 3, 5, 6]);
  await column(board, 'queued', [2, 4]);
  await expect(together).toHaveCount(0);

  // Two more would overtake the tea a fourth time: no offer before it is started.
  await shop.order('flat-white:soy');
  await column(board, 'queued', [2, 4, 7]);
  await expect(together).toHaveCount(0);
  await button(board, 2, 'claim').click();
  await expect(together).toContainText('4, 7 · Flat white, Soy');

  const ready = board.locator('#batch-making');
  await expect(ready).toContainText('4 ready');
  await ready.getByRole('button').click();
  await expect(board.getByText('Ready: 1, 3, 5, 6')).toBeVisible();
  const back = await undo(board);
  await column(board, 'ready', [1, 3, 5, 6]);
  await column(board, 'making', [2]);
  await back.click();
  await column(board, 'ready', []);
});

test('a ticket is not offered again between the answer to a tap and the board that shows it', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('flat-white:oat', 'mint-tea');
  await column(board, 'queued', [1, 2]);
  // Boards come late, the first one asked for before the tap.
  await board.route('**/live', async (route) => {
    const response = await route.fetch();
    await new Promise((over) => { setTimeout(over, 1500); });
    await route.fulfill({ response }).catch(() => {});
  });
  const asked = board.waitForRequest('**/live');
  await shop.order('espresso');
  await asked;
  await button(board, 1, 'claim').click();
  await expect(board.getByText('1 started')).toBeVisible();
  await button(board, 1, 'claim').click({ force: true });
  await ticket(board, 3).waitFor();
  const busy = await board.evaluate(() => {
    const [one, two] = [1, 2].map((number) => document.querySelector(`.ticket[data-number="${number}"]`));
    two.querySelector('.go').click();
    return [one.ariaBusy, two.ariaBusy, one.dataset.state];
  });
  expect(busy).toEqual(['true', 'true', 'queued']);
  await column(board, 'making', [1, 2]);
  expect((await shop.api('GET', '/stores/main/orders')).orders.find(({ number }) => number === 1).version).toBe(2);
});

test('what a colleague took is said by name, and undo gives back what was taken', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const [first, second, third] = await shop.order('flat-white:oat', 'flat-white:oat', 'flat-white:oat');
  await column(board, 'queued', [1, 2, 3]);
  // The tablet has not heard yet what Sam does.
  await board.route('**/live', (route) => route.abort());
  const sam = await shop.colleague('Sam');
  await shop.crema.api(sam, 'POST', `/orders/${second.id}/claim`);
  await board.locator('#batch-queued button').click();
  await expect(board.getByText('Sam already started 2.')).toBeVisible();
  await expect(board.getByText('Started: 1, 3')).toBeVisible();
  await undo(board);
  await shoot(board, 'barista-conflict');
  await board.unroute('**/live');
  await board.keyboard.press('Control+z');
  await expect.poll(async () => (await shop.api('GET', '/stores/main/orders?state=queued')).orders.map((o) => o.number)).toEqual([1, 3]);
  expect([first.number, third.number]).toEqual([1, 3]);
});

test('without its script, too, the board says who has an order', async ({ browser }) => {
  shop = await Shop.open(browser);
  const [order] = await shop.order('espresso');
  const plain = await open(browser, shop.crema, tablet, { javaScriptEnabled: false });
  await signIn(plain, 'Ana', '161803');
  await shop.crema.api(await shop.colleague('Sam'), 'POST', `/orders/${order.id}/claim`);
  await button(plain, 1, 'claim').click();
  await expect(plain.getByText('Sam already started 1.')).toBeVisible();
  await plain.context().close();
});

test('the whole life of one order takes three taps', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('flat-white:oat');
  let taps = 0;
  await board.exposeFunction('countTap', () => { taps += 1; });
  await board.evaluate(() => addEventListener('pointerdown', () => window.countTap(), { capture: true }));
  for (const [command, state] of [['claim', 'making'], ['complete', 'ready']]) {
    await button(board, 1, command).tap();
    await column(board, state, [1]);
  }
  await button(board, 1, 'collect').tap();
  await expect(board.getByText('1 collected')).toBeVisible();
  const back = await undo(board);
  await expect(ticket(board, 1)).toHaveCount(0);
  await expect.poll(() => taps).toBe(3);
  await expect(board.getByText('No orders.')).toBeVisible();
  await expect(board.getByText('The shop is open.')).toBeVisible();

  // Undo is offered for five seconds, then there is the recall list.
  await back.click();
  await column(board, 'ready', [1]);
  await button(board, 1, 'collect').tap();
  await expect(ticket(board, 1)).toHaveCount(0);
  await board.getByRole('link', { name: 'Recall' }).click();
  await board.getByRole('button', { name: 'Recall 1' }).click();
  await column(board, 'ready', [1]);
});

test('only cancelling asks, and the menu moves nothing', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await shop.order('flat-white:oat', 'mint-tea');
  const below = async () => (await ticket(board, 2).boundingBox()).y;
  await ticket(board, 1).waitFor();
  await expect(ticket(board, 2)).toBeVisible();
  const before = await below();
  await ticket(board, 1).locator('summary').click();
  await expect(ticket(board, 1).getByText('Cancel')).toBeVisible();
  expect(await below()).toBe(before);
  await shoot(board, 'barista-menu');
  await ticket(board, 1).getByText('Cancel').click();
  const dialog = board.getByRole('dialog');
  await expect(dialog).toContainText('Cancel number 1?');
  // It was entered by staff: nobody reads the reason on a phone.
  await expect(ticket(board, 1)).toContainText('Walk-up');
  await expect(dialog).not.toContainText('phone', { useInnerText: true });
  await shoot(board, 'barista-cancel');
  await dialog.getByRole('button', { name: /run out/ }).click();
  await column(board, 'queued', [2]);
  const [cancelled] = (await shop.api('GET', '/stores/main/orders?state=cancelled')).orders;
  expect(cancelled.reason).toMatch(/run out/);
});

test('ordering pauses for 5, 10 or 15 minutes and resumes by itself', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  await board.locator('#pause summary').click();
  await expect(board.locator('#pause [name=minutes]')).toHaveText(['5 min', '10 min', '15 min']);
  await board.getByRole('button', { name: '5 min', exact: true }).click();
  await expect(board.locator('[data-door]')).toHaveAttribute('data-door', 'paused');
  // It is prolonged, or ends for today, without taking orders in between.
  const until = () => board.locator('.strip .ctl > .small').innerText();
  const first = await until();
  expect(first).toMatch(/until \d\d:\d\d/);
  // The answer to the tap closes the menu, also when the board was told before.
  await expect(board.locator('#pause [name=minutes]').first()).toBeHidden();
  await board.locator('#pause summary').click();
  await expect(board.getByRole('button', { name: 'Close now' })).toBeVisible();
  const end = async () => Date.parse((await shop.api('GET', '/stores/main')).until);
  const before = await end();
  await board.getByRole('button', { name: '15 min', exact: true }).click();
  await expect.poll(until).not.toBe(first);
  expect(await end() - before, 'longer by what the button says').toBe(15 * 60_000);
  // Two seconds instead of minutes, by the same call that the button makes.
  await shop.api('PUT', '/stores/main/status', { state: 'paused', until: new Date(Date.now() + 2000).toISOString() });
  await expect(board.locator('[data-door]')).toHaveAttribute('data-door', 'open');
});

test('nothing moves under a finger, and what is new below is counted', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const [one] = await shop.order('espresso', 'mint-tea', 'flat-white:oat', 'filter', 'cold-brew', 'hot-chocolate:soy');
  await column(board, 'queued', [1, 2, 3, 4, 5, 6]);
  await expect(board.locator('[data-chip]')).toBeVisible();
  await board.locator('[data-chip]').click();
  await expect(board.locator('[data-chip]')).toBeHidden();
  await board.locator('#lane-queued').evaluate((lane) => lane.scrollTo(0, 0));

  const stands = async () => (await ticket(board, 2).boundingBox()).y;
  const before = await stands();
  const place = await button(board, 2, 'claim').boundingBox();
  await board.mouse.move(place.x + 30, place.y + 30);
  await board.mouse.down();
  const seen = board.waitForResponse((answer) => answer.url().endsWith('/live') && answer.status() === 200);
  await shop.act(one.id, 'claim');
  await seen;
  await shop.order('flat-white:oat', 'espresso');
  // A frame later the board still is as it was: the finger is down.
  await board.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
  expect(await stands()).toBe(before);
  await board.mouse.up();
  await column(board, 'making', [1, 2]);
  await column(board, 'queued', [3, 4, 5, 6, 7, 8]);
  await expect(board.locator('[data-chip]')).toHaveText('2 new');
  await shoot(board, 'barista-chip');
  // It lies on no button, and nothing moves when it goes, also at the end of the lane.
  const chip = await board.evaluate(() => {
    const [lane, chip, start] = ['#lane-queued', '[data-chip]', '[data-start]'].map((selector) => document.querySelector(selector));
    const below = [false, true].map((begun) => {
      start.hidden = begun;
      return chip.getBoundingClientRect().top - lane.getBoundingClientRect().bottom;
    });
    const stands = () => lane.lastElementChild.getBoundingClientRect().y;
    const moved = [false, true].map((begun) => {
      start.hidden = begun;
      chip.hidden = false;
      lane.scrollTo(0, lane.scrollHeight);
      const before = stands();
      chip.hidden = true;
      return Math.abs(stands() - before);
    });
    return { below, moved };
  });
  expect(Math.min(...chip.below)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...chip.moved)).toBeLessThan(1);
});

test('the board is worked by keyboard, and the keyboard stays on its ticket', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const [one] = await shop.order('espresso', 'mint-tea', 'filter');
  await column(board, 'queued', [1, 2, 3]);
  await button(board, 2, 'claim').focus();
  // A colleague changes what stands above.
  await shop.act(one.id, 'claim');
  await column(board, 'queued', [2, 3]);
  await expect(button(board, 2, 'claim')).toBeFocused();
  await board.keyboard.press('Enter');
  await column(board, 'making', [1, 2]);
  await expect(button(board, 2, 'complete')).toBeFocused();
  const outline = await button(board, 2, 'complete').evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
  await shoot(board, 'barista-keyboard');
  await board.keyboard.press('Enter');
  await column(board, 'ready', [2]);
  await board.keyboard.press('Enter');
  await column(board, 'ready', []);
  // It is gone: the keyboard is where it was, not at the top of the page.
  await expect.poll(() => board.evaluate(() => Boolean(document.activeElement.closest('#lane-ready')))).toBe(true);
  await expect(board.getByText('2 collected')).toBeVisible();
  await board.keyboard.press('Control+z');
  await column(board, 'ready', [2]);
});

test('tickets are as large as agreed and age in colour, minutes and icon, by the server’s clock', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const orders = await shop.order('flat-white:oat', 'cappuccino:whole.extra-hot', 'mint-tea');
  for (const [n, minutes] of [[0, 9], [1, 6]]) {
    await shop.crema.rewrite('update orders set queued_at = queued_at - ?1 where id = ?2', minutes * 60_000, orders[n].id);
  }
  await board.reload();
  await column(board, 'queued', [1, 2, 3]);
  const ages = () => board.locator('.ticket').evaluateAll((all) => all.map((one) => {
    const { backgroundColor, color } = getComputedStyle(one.querySelector('header'));
    const [minutes, icon] = [one.querySelector('[data-minutes]').textContent, one.querySelector('[data-age-icon] use').getAttribute('href')];
    return [one.dataset.age, minutes, icon, one.dataset.age === 'fresh' ? '' : `${backgroundColor} ${color}`];
  }));
  const late = (minutes) => ['late', `${minutes} min`, '#i-flame', 'rgb(179, 38, 30) rgb(255, 255, 255)'];
  const warn = (minutes) => ['warn', `${minutes} min`, '#i-clock', 'rgb(255, 197, 61) rgb(27, 27, 27)'];
  await expect.poll(ages).toEqual([late(9), warn(6), ['fresh', '0 min', '#i-clock', '']]);

  const sizes = await ticket(board, 2).evaluate((one) => {
    const style = (selector) => getComputedStyle(one.querySelector(selector));
    const [go, more] = ['.go', 'summary'].map((selector) => one.querySelector(selector).getBoundingClientRect());
    const next = one.nextElementSibling.getBoundingClientRect();
    const lines = [...one.querySelectorAll('.mods li')].map((line) => line.getBoundingClientRect().top);
    return {
      main: go.height, between: more.left - go.right, below: next.top - one.getBoundingClientRect().bottom,
      drink: `${style('.drink').fontSize} ${style('.drink').fontWeight}`, mods: style('.mods').fontSize,
      contains: style('.contains').fontSize, lines: new Set(lines).size,
      allergens: one.querySelectorAll('.contains svg').length,
    };
  });
  expect(sizes).toMatchObject({ drink: '28px 700', mods: '20px', contains: '20px', lines: 2, allergens: 1 });
  expect(sizes.main).toBeGreaterThanOrEqual(64);
  expect(sizes.between).toBeGreaterThanOrEqual(12);
  expect(sizes.below).toBeGreaterThanOrEqual(12);
  await expect(ticket(board, 2).locator('.contains')).toContainText('Milk');

  // The tablet's clock is an hour wrong: the server's counts. Without the server, time goes on.
  const set = (minutes) => board.evaluate((by) => {
    const { now } = Date;
    Date.now = () => now() + by;
  }, minutes * 60_000);
  await set(60);
  await shop.order('espresso');
  await column(board, 'queued', [1, 2, 3, 4]);
  await expect.poll(ages, { timeout: 30_000 }).toEqual([late(9), warn(6), ['fresh', '0 min', '#i-clock', ''], ['fresh', '0 min', '#i-clock', '']]);
  await board.context().setOffline(true);
  await expect(board.locator('[data-banner]')).toBeVisible();
  await set(5);
  await expect.poll(async () => (await ages()).map(([age, minutes]) => `${age} ${minutes}`)).toEqual(['late 14 min', 'late 11 min', 'warn 5 min', 'warn 5 min']);
});

test('in every position all three columns are in view', async ({ browser }) => {
  shop = await Shop.open(browser);
  const { board } = shop;
  const orders = await shop.order(...Array.from({ length: 12 }, () => 'flat-white:oat'));
  for (const { id } of orders.slice(0, 6)) await shop.act(id, 'claim');
  for (const { id } of orders.slice(0, 3)) await shop.act(id, 'complete');
  await column(board, 'queued', [7, 8, 9, 10, 11, 12]);
  for (const viewport of [{ width: 1180, height: 820 }, { width: 820, height: 1180 }]) {
    await board.setViewportSize(viewport);
    await shoot(board, `barista-${viewport.width}`);
    for (const state of ['queued', 'making', 'ready']) {
      await expect(board.locator(`#col-${state} .ticket .go`).first()).toBeInViewport({ ratio: 1 });
    }
    const whole = await board.locator('#lane-queued .ticket').evaluateAll((all) => {
      // The chip takes its own room at the lane's end, until what is new was seen.
      document.querySelector('[data-chip]').hidden = true;
      const bottom = Math.min(innerHeight, document.getElementById('lane-queued').getBoundingClientRect().bottom);
      return all.reduce((sum, one) => {
        const { top, height } = one.getBoundingClientRect();
        return sum + Math.max(0, Math.min(1, (bottom - top) / height));
      }, 0);
    });
    console.log(`\nMEASURED waiting tickets in view at ${viewport.width} x ${viewport.height}: ${whole.toFixed(1)}`);
    expect(whole).toBeGreaterThan(2.5);
    const wide = await board.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(viewport.width);
  }
});
