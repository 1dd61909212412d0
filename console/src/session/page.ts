// Lets the service worker keep the files that this page is made of, so that a reload needs no server. Browsers
// offer it on https and localhost only; elsewhere a reload without the server shows nothing.
export function keepPage(): void {
  if (!('serviceWorker' in navigator)) return
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  const tell = async () => {
    const registration = await navigator.serviceWorker.ready
    registration.active?.postMessage({ type: 'keep', entry: entryOfThisPage(), urls: urlsOfThisPage() })
  }
  // Pages and the map are loaded when first needed; after some seconds most of them are.
  window.addEventListener('load', () => {
    void tell()
    setTimeout(() => void tell(), 3000)
  })
}

function urlsOfThisPage(): readonly string[] {
  const loaded = performance
    .getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter(
      (name) => new URL(name).origin === location.origin && new URL(name).pathname.startsWith('/assets/'),
    )
  return [new URL('/', location.href).href, ...loaded]
}

function entryOfThisPage(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? location.href
}
