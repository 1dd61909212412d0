const names = { token: 'siaga.token' }

// A link `/#token=...` signs in, and the token leaves the address bar at once: people photograph screens.
export function tokenFromPage(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token !== null && token !== '') {
    keepToken(token)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return localStorage.getItem(names.token) ?? undefined
}

export function keepToken(token: string): void {
  localStorage.setItem(names.token, token.trim())
}

export function forgetToken(): void {
  localStorage.removeItem(names.token)
}

export function keysOf(storage: Storage, prefix: string): readonly string[] {
  return Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '').filter((key) =>
    key.startsWith(prefix),
  )
}
