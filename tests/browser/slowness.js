// How slow the processor is just now. Others on the same hardware make a task's processor time longer,
// not only the time by the clock: a page's tasks and those of the chore below alike.

/** Processor time of one round of `chore`, milliseconds, with nobody else on the hardware that
    docs/MEASUREMENTS.md is about. */
const ALONE = 60;
/** Rounds before those that count: in these its script is compiled. */
const WARM = 3;
const ROUNDS = 9;

/** How many times as long as alone a page of `context` works at the same thing now; at least 1, so
    that a faster machine is held to the same limits. */
export async function slowness(context) {
  const page = await context.newPage();
  try {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    };
    for (let round = 0; round < WARM; round += 1) await page.evaluate(chore);
    const before = await spent();
    for (let round = 0; round < ROUNDS; round += 1) await page.evaluate(chore);
    return Math.max(1, (await spent() - before) / ROUNDS / ALONE);
  } finally {
    await page.close();
  }
}

/** What opening a page is made of: markup, script, style and layout. Runs in the page. */
function chore() {
  const style = 'article { display: grid; grid-template-columns: 1fr auto; gap: .5rem } h2 + p { margin: 0 } .a3 b { color: red }';
  const rows = Array.from({ length: 400 }, (_, row) => `<article class="a${row % 7}"><h2>Row ${row}</h2><p>Some words <b>of</b> text</p><button>Go</button></article>`);
  document.body.innerHTML = `<style>${style}</style>${rows.join('')}`;
  let sum = document.body.getBoundingClientRect().height;
  for (const one of document.querySelectorAll('article')) sum += JSON.stringify({ id: one.className, text: one.textContent }).length;
  return sum;
}
