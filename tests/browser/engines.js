// The engines that Playwright does not drive on Debian: Safari's, as WebKitGTK and its WebDriver, and
// Firefox's, by puppeteer over WebDriver BiDi. A page of either takes the same few commands.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import puppeteer from 'puppeteer-core';
import { freePort } from './crema.js';

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
const PATIENCE = 20_000;

/** Runs `look` again until it gives something; throws what it could not see. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`not seen within ${PATIENCE} ms: ${what}`);
    await pause(50);
  }
}

/** A page of WebKit in a window of its own, on a screen of its own: one that others cover draws nothing. */
export class WebKit {
  #screen;
  #driver;
  #session;

  static async open({ width, height }) {
    const page = new WebKit();
    try {
      await page.#start(width, height);
      return page;
    } catch (error) {
      await page.close();
      throw error;
    }
  }

  async #start(width, height) {
    const number = ['-displayfd', '3', '-screen', '0', '2600x1600x24', '-nolisten', 'tcp'];
    this.#screen = spawn('Xvfb', number, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const [display] = await once(this.#screen.stdio[3], 'data');
    const port = await freePort();
    const env = { ...process.env, DISPLAY: `:${String(display).trim()}`, LIBGL_ALWAYS_SOFTWARE: '1' };
    this.#driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
    this.#session = `http://127.0.0.1:${port}`;
    await until('WebKitWebDriver', () => this.#call('GET', '/status').catch(() => false));
    const { sessionId } = await this.#call('POST', '/session', { capabilities: {} });
    this.#session += `/session/${sessionId}`;
    // With the window's own bars, and no narrower than these are.
    await this.#call('POST', '/window/rect', { x: 0, y: 0, width, height });
  }

  async #call(method, path, body) {
    const answer = await fetch(this.#session + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value ?? true;
  }

  goto(url) { return this.#call('POST', '/url', { url }); }

  /** Runs a function in the page and gives what it gives. */
  run(inPage, ...args) {
    return this.#call('POST', '/execute/sync', { script: `return (${inPage}).apply(null, arguments)`, args });
  }

  async #element(css) {
    return Object.values(await this.#call('POST', '/element', { using: 'css selector', value: css }))[0];
  }

  async tap(css) { await this.#call('POST', `/element/${await this.#element(css)}/click`, {}); }

  async type(css, text) { await this.#call('POST', `/element/${await this.#element(css)}/value`, { text }); }

  async close() {
    await this.#call('DELETE', '').catch(() => {});
    this.#driver?.kill();
    this.#screen?.kill();
  }
}

/** A page of Firefox, without a window. */
export class Firefox {
  #browser;
  #page;

  static async open({ width, height }) {
    const opened = new Firefox();
    opened.#browser = await puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr' });
    opened.#page = await opened.#browser.newPage();
    await opened.#page.setViewport({ width, height });
    return opened;
  }

  goto(url) { return this.#page.goto(url); }

  /** Runs a function in the page and gives what it gives. */
  run(inPage, ...args) { return this.#page.evaluate(inPage, ...args); }

  tap(css) { return this.#page.click(css); }

  type(css, text) { return this.#page.type(css, text); }

  close() { return this.#browser.close(); }
}
