// The portal's service worker: keeps the emergency page for a cellar without reception.
//
// It keeps that page as a stranger sees it, a page that says there is no connection, and the files
// both need. Nothing else is ever stored: the answers to a signed-in person only pass through.
//
// The portal writes one line above this file when it serves it (portal/home/views/offline.py):
// const KEEP = {version, language, emergency, offline, files};

const PREFIX = "treppenhaus-";
const CACHE = PREFIX + KEEP.version;
// One bar of reception may keep a page waiting for minutes; whoever has water in the flat does not.
const PATIENCE_MS = 4000;

// Told by the last page that was asked for: its files then need not be waited for again.
let lineIsDown = false;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  // Forms go past the worker: what is sent must never depend on it.
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode !== "navigate") {
    if (KEEP.files.includes(pathname)) event.respondWith(file(event.request));
  } else if (pathname.startsWith(KEEP.emergency)) {
    // From the code in the hallway too: better the company's numbers than none.
    event.respondWith(emergencyPage(event));
  } else if (!pathname.startsWith("/d/")) {
    // Files under /d/ are handed to the phone's own viewers, which ask past any worker.
    event.respondWith(anyPage(event));
  }
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all([KEEP.emergency, KEEP.offline].map((path) => keepPage(cache, path)));
  // A missing picture is no reason to keep no numbers.
  await Promise.allSettled(KEEP.files.map((path) => keepFile(cache, path)));
}

async function keepPage(cache, path) {
  // Without a cookie the answer cannot be personal; nor would it know the language.
  const answer = await fetch(path, {
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    headers: { "Accept-Language": KEEP.language },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

async function keepFile(cache, path) {
  const answer = await fetch(path, { credentials: "omit" });
  if (answer.ok) await cache.put(path, answer);
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page is asked for while the worker still starts.
  if (self.registration.navigationPreload) await self.registration.navigationPreload.enable();
  await self.clients.claim();
}

async function emergencyPage(event) {
  const copy = await kept(KEEP.emergency);
  const network = fromNetwork(event);
  if (!copy) return network;
  const settled = network.catch(() => undefined);
  event.waitUntil(settled);
  const answer = await Promise.race([settled, patience()]);
  lineIsDown = !answer || answer.status >= 500;
  return lineIsDown ? copy : answer;
}

async function anyPage(event) {
  try {
    const answer = await fromNetwork(event);
    lineIsDown = false;
    return answer;
  } catch {
    lineIsDown = true;
    return (await kept(KEEP.offline)) || Response.error();
  }
}

async function file(request) {
  const copy = await kept(request.url);
  if (copy && lineIsDown) return copy;
  return fetch(request).catch(() => copy || Response.error());
}

async function fromNetwork(event) {
  return (await event.preloadResponse) || fetch(event.request);
}

async function kept(path) {
  const cache = await caches.open(CACHE);
  // The answers vary by headers that the browser adds only after it has asked the worker.
  return cache.match(path, { ignoreVary: true });
}

function patience() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
