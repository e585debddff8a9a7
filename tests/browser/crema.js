// Starts the real program on data of its own and ends it with the test.
import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = process.env.CREMA_BIN ?? new URL('../../target/debug/crema', import.meta.url).pathname;

/**
 * A folder for everything that the servers print, with each event and message that they emit: bin/test
 * holds those against docs/asyncapi.yaml when the suite is over (tests/e2e/contracts.rs).
 */
const toldFolder = process.env.CREMA_TOLD;
const TELL_ALL = 'info,crema::events=trace,crema::bus=trace,crema::messages=trace';

/** A running Crema. */
export class Crema {
  #child;
  #data;
  #environment;
  #output = '';
  /** Browser contexts that end with it: pages of an ended server would go on asking for it. */
  screens = [];

  /** Starts on a free port, by `name` in public, and waits until it is ready. */
  static async start(name = '127.0.0.1') {
    const crema = new Crema();
    crema.#data = await mkdtemp(join(tmpdir(), 'crema-browser-'));
    const port = await freePort();
    // A loopback address is a secure context for the browser, as https is on a real phone.
    crema.url = `http://127.0.0.1:${port}`;
    crema.publicUrl = `http://${name}:${port}`;
    crema.#environment = {
      PATH: process.env.PATH,
      CREMA_LISTEN: `127.0.0.1:${port}`,
      CREMA_DATA_DIR: crema.#data,
      CREMA_PUBLIC_URL: crema.publicUrl,
      ...(toldFolder && { CREMA_LOG: TELL_ALL }),
    };
    await crema.#launch();
    return crema;
  }

  async #launch() {
    this.#child = spawn(program, [], { env: this.#environment, cwd: this.#data, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.on('data', (text) => { this.#output += text; });
      if (toldFolder) stream.pipe(createWriteStream(join(toldFolder, `${crypto.randomUUID()}.log`)));
    }
    for (let tries = 0; tries < 3000; tries += 1) {
      if (this.#child.exitCode !== null) break;
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    throw new Error(`crema is not ready:\n${this.#output}`);
  }

  /** What it printed so far. */
  get output() {
    return this.#output;
  }

  /** The operator's set-up link, as printed at the first start. */
  get setupLink() {
    const link = this.#output.match(/https?:\/\/\S*\/setup\S*/)?.[0];
    if (!link) throw new Error(`no set-up link was printed:\n${this.#output}`);
    return link;
  }

  /** Runs a `crema` command on the same data and gives the last line it printed. */
  async command(...words) {
    const done = await promisify(execFile)(program, words, { env: this.#environment, cwd: this.#data });
    return done.stdout.trim().split('\n').at(-1);
  }

  /** A token for scripts. */
  token(role) {
    return this.command('token', '--role', role, '--store', 'main', '--name', 'script', '--ttl', '1h');
  }

  /** Calls the API with a token; throws when it refuses. */
  async api(token, method, path, body) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Ends it as a power cut does. */
  async kill() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  /** Starts it again, on the same address and data. */
  revive() {
    return this.#launch();
  }

  /** Changes the database behind the program's back, where a test would have to wait for hours. */
  async rewrite(statement, ...values) {
    const script = 'import json, sqlite3, sys\n'
      + 'with sqlite3.connect(sys.argv[1], timeout=10) as db: db.execute(sys.argv[2], json.loads(sys.argv[3]))';
    const file = join(this.#data, 'crema.db');
    await promisify(execFile)('python3', ['-c', script, file, statement, JSON.stringify(values)]);
  }

  /** Ends it, however it is doing, and the screens that were opened on it. */
  async stop() {
    await Promise.all(this.screens.splice(0).map((screen) => screen.close().catch(() => {})));
    await this.kill();
    await rm(this.#data, { recursive: true, force: true });
  }
}

/**
 * A free port below those that outgoing connections take theirs from: a killed server's port must
 * still be free when it comes back, however many screens ask for it meanwhile.
 */
export async function freePort() {
  for (let tries = 0; tries < 1000; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(() => true, () => false);
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
  throw new Error('a thousand ports are taken');
}
