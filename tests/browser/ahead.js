// A browser that goes ahead of everything else on this machine, where that is allowed: a page's work is
// measured, not how long it waits for the servers and tests that share its processors.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Whether it may. */
export const isAhead = spawnSync('chrt', ['--rr', '10', 'true']).status === 0;

/** @param options what Playwright would launch */
export function ahead(options) {
  if (!isAhead) return options;
  return {
    ...options,
    executablePath: fileURLToPath(new URL('ahead', import.meta.url)),
    env: { ...process.env, CREMA_AHEAD: options.executablePath },
  };
}
