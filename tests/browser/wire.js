// What a page costs on the wire, from a cold start.
import { brotliCompressSync, constants } from 'node:zlib';
import { request } from 'node:http';

/**
 * Loads an address in a fresh profile and counts: bytes of everything as it comes over the wire,
 * headers included; bytes of the compressed scripts themselves; and requests. Not the socket of
 * the live updates, which stays open.
 */
export async function cost(page, address) {
  const cdp = await page.context().newCDPSession(page);
  const loads = new Map();
  const sizes = [];
  cdp.on('Network.responseReceived', ({ requestId, response, type }) => loads.set(requestId, { response, type }));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId);
    if (load) sizes.push(sized(cdp, requestId, load, encodedDataLength));
  });
  await cdp.send('Network.enable');
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  const all = await Promise.all(sizes);
  await cdp.detach();
  const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
  return { bytes: sum(all.map((load) => load.bytes)), scripts: sum(all.map((load) => load.script ?? 0)), requests: all.length, all };
}

async function sized(cdp, requestId, { response, type }, received) {
  const url = new URL(response.url).pathname;
  if (!url.startsWith('/static/')) return { url, bytes: received };
  const { body, base64Encoded } = await cdp.send('Network.getResponseBody', { requestId });
  const raw = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
  // By itself, without headers: as the server compresses it.
  const small = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  return { url, bytes: received, script: type === 'Script' ? small : 0 };
}

/** The compressed size of one answer's body. */
export async function compressedBody(page, address) {
  const cookies = await page.context().cookies();
  const headers = {
    'accept-encoding': 'br',
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  };
  const url = new URL(address, page.url());
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => { bytes += chunk.length; });
      answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${address}: ${answer.statusCode}`))));
    }).on('error', reject).end();
  });
}
