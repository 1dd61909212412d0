// Keeps the page itself, so that a tablet without a signal still opens and shows its last job.
// What is true never comes from here: pictures travel over /ws only.
const CACHE = 'siaga-page'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (event.data?.type !== 'keep' || !Array.isArray(event.data.urls)) return
  event.waitUntil(keepAll(event.data.entry, event.data.urls))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  // The caller's page is another page, and would stand where the console's is kept.
  if (url.pathname.startsWith('/caller/')) return
  if (request.mode === 'navigate') event.respondWith(freshOrKept(request, '/'))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptOrFresh(request))
})

async function freshOrKept(request, key) {
  const cache = await caches.open(CACHE)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(key, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(key)
    if (kept) return kept
    throw error
  }
}

// File names under /assets/ carry a hash of what is in them, so a kept one is never wrong.
async function keptOrFresh(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

// Fetches what the page loaded before this worker stood beside it. A page that begins with another file is a newer
// one, and what the older one used goes.
async function keepAll(entry, urls) {
  const cache = await caches.open(CACHE)
  if (!(await cache.match(entry))) {
    for (const request of await cache.keys()) await cache.delete(request)
  }
  for (const url of [entry, ...urls]) {
    if (!(await cache.match(url))) await cache.add(url).catch(() => undefined)
  }
}
