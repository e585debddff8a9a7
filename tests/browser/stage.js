// Three replicas on PostgreSQL and Mosquitto behind nginx, as docker-compose.yml has them: the end-to-end
// tests know how to start them (tests/e2e/stage.rs).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const root = new URL('../..', import.meta.url).pathname;
const START_LIMIT = 300_000;

/** The installation, with what screens.js wants of a server. */
export class Stage {
  #child; #lines = []; #waiting;
  screens = [];

  static async set() {
    const stage = new Stage();
    const words = 'test --locked --quiet --workspace --test e2e -- --ignored --exact stage::three_replicas --nocapture';
    stage.#child = spawn('bin/with-postgres', ['cargo', ...words.split(' ')], {
      cwd: root, stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface(stage.#child.stdout).on('line', (line) => {
      stage.#lines.push(line);
      stage.#waiting?.();
    });
    const { url, operator } = JSON.parse(await stage.#line('STAGE '));
    return Object.assign(stage, { url, operator });
  }

  /** What follows `start` in the next line that begins with it. */
  async #line(start) {
    const limit = Date.now() + START_LIMIT;
    for (;;) {
      const at = this.#lines.findIndex((line) => line.startsWith(start));
      if (at >= 0) return this.#lines.splice(0, at + 1).at(-1).slice(start.length);
      if (Date.now() > limit || this.#child.exitCode !== null) throw new Error(`no ${start}:\n${this.#lines.join('\n')}`);
      await new Promise((done) => {
        this.#waiting = done;
        setTimeout(done, 1000);
      });
    }
  }

  /** Does something to a replica. @param {'freeze' | 'thaw' | 'kill' | 'restart'} what @param {number} at from 0 */
  async tell(what, at) {
    this.#child.stdin.write(`${what} ${at}\n`);
    await this.#line(`DONE ${what} ${at}`);
  }

  /** Calls the API as a client that insists: the same command until it is answered. */
  async api(token, method, path, body) {
    const headers = {
      authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(),
    };
    for (let tries = 0; ; tries += 1) {
      const call = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(10_000) };
      const answer = await fetch(`${this.url}/api/v1${path}`, call).catch(() => undefined);
      if (answer?.ok) return answer.json().catch(() => null);
      if (tries === 20 || (answer && answer.status < 500)) throw new Error(`${method} ${path}: ${answer?.status} ${await answer?.text()}`);
      await new Promise((done) => { setTimeout(done, 100); });
    }
  }

  async strike() {
    await Promise.all(this.screens.splice(0).map((screen) => screen.close().catch(() => {})));
    this.#child.stdin.end();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }
}
