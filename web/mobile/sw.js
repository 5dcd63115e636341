/*
 * Keeps the mobile face on the phone. The build puts in VERSION and FILES
 * (vite.config.ts); nothing else is kept here: what people do is in IndexedDB
 * (shared/store.ts), which no new version touches.
 *
 * A new version takes over at once; what the one before it kept stays for
 * pages that are still open, and goes with the version after.
 */
const VERSION = 'unbuilt'
const FILES = []
const NAME = `linli-${VERSION}`

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll([new Request('./', { cache: 'reload' }), ...FILES]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((n) => n.startsWith('linli-') && n !== NAME))
      .then((old) => Promise.all(old.slice(0, -1).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  )
})

const home = new URL(self.registration.scope).pathname
const known = new Set([home, ...FILES.map((f) => home + f)])

async function kept(request) {
  const own = await (await caches.open(NAME)).match(request, { ignoreSearch: true })
  return own ?? (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (known.has(url.pathname) || url.pathname.startsWith(`${home}assets/`))
    event.respondWith(kept(event.request))
})
