// Answers for one part of the portal when there is no connection. KEPT stands before this, written by the server:
// scope and page (addresses), assets (addresses whose content never changes), version.
//
// Kept is one page that knows nobody, and the files it needs. No other page is ever kept: not a list, not a case.

const OURS = `kept:${KEPT.scope}:`;
const CACHE = OURS + KEPT.version;
const SHOWN = new RegExp(`^${KEPT.scope.replace(/[.*+?^$()|[\]{}\\]/g, "\\$&")}(/(check|change|print|\\d+/\\d+))?$`);

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.assets);
  const page = await fetch(KEPT.page, { credentials: "omit", cache: "reload" });
  if (!page.ok || page.redirected) throw new TypeError(`${KEPT.page} answered ${page.status}`);
  await cache.put(KEPT.page, page);
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (failure) {
    const kept = await (await caches.open(CACHE)).match(KEPT.page);
    if (!kept) throw failure;
    return kept;
  }
}

async function asset(request) {
  return await (await caches.open(CACHE)).match(request) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (SHOWN.test(address.pathname)) event.respondWith(page(request));
  } else if (request.method === "GET" && KEPT.assets.includes(address.pathname)) {
    event.respondWith(asset(request));
  }
});
