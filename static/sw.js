// The guest's service worker: keeps the page and the last known order for a phone without network,
// and shows messages while the page is closed. The server puts a line before it that says what
// only it knows: ASSETS, where this version's static files are, and OFFLINE, a sentence in the
// guest's language for when nothing is kept.
//
// It keeps pages of guests only, and never makes an old one look fresh: what comes from here says
// how old it is, until the page has reached the server itself.

const CACHE = "crema-" + ASSETS.split("/").pop();
const SHELL = ASSETS + "/js/guest.js";
const AGE = "x-crema-kept-at";
/** A day: an order does not live as long. */
const LONGEST_KEPT = 864e5;
/** How long a page may take while there is one to show instead. */
const PATIENCE = 4000;
/** Numbers what is asked and what is forgotten: what is older than what is kept is not kept. */
let asked = 0;
let newest = 0;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(SHELL)));
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

/** Forgets what earlier versions kept, and serves the pages that are open. */
async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await clients.claim();
}

// A page that was on its way here when the worker took over asks to be served too.
addEventListener("message", takeOver);

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  const [, home, rest] = /^(\/s\/[^/]+\/)(\w*)$/.exec(pathname) ?? [];
  if (method !== "GET") {
    // Whoever puts an order aside does not want to see it again.
    if (/^(forget|again)$/.test(rest)) event.respondWith(putAside(event, home));
  } else if (pathname === SHELL) {
    event.respondWith(caches.match(SHELL).then((kept) => kept ?? fetch(url)));
  } else if (rest === "live") event.respondWith(fragment(event, home));
  else if (mode === "navigate" && /^(scan|history|)$/.test(rest)) event.respondWith(page(event, home, rest));
});

/** Forgets once the server has: what is fetched until then still shows the order. */
async function putAside(event, home) {
  const answer = await fetch(event.request);
  await forget(home);
  event.waitUntil(fetchAndKeep(home).catch(() => {}));
  return answer;
}

/** The page from the server, or else the one that is kept. */
async function page(event, home, rest) {
  const number = ++asked;
  let answer = fetch(event.request);
  // Earlier orders are not kept, and are not what the kept page shows.
  const kept = rest !== "history" && await keptPage(home);
  try {
    if (kept) answer = Promise.race([answer, new Promise((_, late) => { setTimeout(late, PATIENCE); })]);
    const fresh = await answer;
    if (fresh.status >= 500) throw new Error(String(fresh.status));
    if (!rest && fresh.ok) event.waitUntil(keep(home, fresh.clone(), number));
    return fresh;
  } catch {
    return kept ? stale(kept) : nothingKept();
  }
}

/** The fragment from the server; what it says of the order is kept. */
async function fragment(event, home) {
  const number = ++asked;
  const answer = await fetch(event.request);
  const known = event.request.headers.get("if-none-match");
  // Read at once: a page that has its answer gives up all that it asked.
  event.waitUntil(note(home, known, answer, answer.clone().text(), number));
  return answer;
}

/** Brings the kept page up to date with a fragment, or with there being no newer one. */
async function note(home, known, answer, text, number) {
  if (answer.status === 401 || answer.status === 403) return forget(home);
  if (answer.status !== 200 && answer.status !== 304) return undefined;
  const kept = await keptPage(home);
  let html = await kept?.text();
  const tag = quoted(answer.status === 200 ? answer.headers.get("etag") : known);
  if (answer.status === 200) {
    const inside = await text;
    const main = /(<main [^>]*data-etag=")[^"]*("[^>]*>)[^]*(<\/main>)/;
    html = html?.replace(main, (_, before, after, end) => before + tag + after + inside + end);
  }
  if (html?.includes(`data-etag="${tag}"`)) return keep(home, new Response(html, kept), number);
  return fetchAndKeep(home);
}

/** An entity tag as the server writes it into an attribute. */
const quoted = (tag) => (tag ?? "").replace("W/", "").replaceAll('"', "&#34;");

async function fetchAndKeep(home) {
  const number = ++asked;
  const fresh = await fetch(home);
  if (fresh.ok) await keep(home, fresh, number);
}

/** Keeps a page with its headers, its policy among them, and the time; unless what was asked for
    later is kept already, or all was forgotten since. */
async function keep(home, fresh, number) {
  const headers = new Headers(fresh.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set(AGE, Date.now());
  const [cache, html] = await Promise.all([caches.open(CACHE), fresh.text()]);
  if (number < newest) return;
  newest = number;
  await cache.put(home, new Response(html, { headers }));
}

async function keptPage(home) {
  const kept = await caches.match(home);
  return Date.now() - Number(kept?.headers.get(AGE)) < LONGEST_KEPT ? kept : undefined;
}

async function forget(home) {
  newest = ++asked;
  await (await caches.open(CACHE)).delete(home);
}

/** A kept page that says how old it is. The page's own module goes on from there. */
async function stale(kept) {
  const html = await kept.text();
  const at = Number(kept.headers.get(AGE));
  const word = (pattern) => pattern.exec(html)?.[1] ?? "";
  const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const time = new Date(at).toLocaleTimeString(word(/<html lang="([^"]*)"/), format);
  const told = word(/data-stale="([^"]*)"/).replace("%t", time);
  const marked = html
    .replace("<html ", '<html class="is-stale" ')
    .replace("<main ", `<main data-confirmed="${at}" `)
    .replace("data-banner hidden>", `data-banner>${told}`);
  return new Response(marked, { headers: kept.headers });
}

function nothingKept() {
  const headers = { "content-type": "text/plain; charset=utf-8", refresh: "5" };
  return new Response(OFFLINE, { status: 503, headers });
}

addEventListener("push", (event) => {
  const { title, url, ...rest } = event.data?.json() ?? {};
  // Every message must be shown, or browsers take the permission away.
  event.waitUntil(registration.showNotification(title ?? "Crema", {
    ...rest,
    renotify: Boolean(rest.tag),
    vibrate: [200, 100, 200],
    icon: ASSETS + "/icons/crema-192.png",
    badge: ASSETS + "/icons/badge-96.png",
    data: url ?? "/",
  }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showPage(event.notification.data));
});

/** Brings the order's page to the front, or opens it. @param {string} path */
async function showPage(path) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find((page) => new URL(page.url).pathname === path);
  return open ? open.focus() : clients.openWindow(path);
}
