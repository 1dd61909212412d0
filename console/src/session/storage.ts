import { digestOf } from './ids'

const names = { token: 'siaga.token' }
// There while whoever has this token is signed in; with it every window of theirs signs out.
const markOf = (token: string) => `siaga.in.${digestOf(token)}`

// A link `/#token=...` signs in, and the token leaves the address bar at once: people photograph screens.
export function tokenFromPage(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token !== null && token !== '') {
    keepToken(token)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return keptToken(localStorage, sessionStorage)
}

// A window stays with who signed in there, whoever else signs in beside it. A new window is theirs who came last.
export function keptToken(all: Storage, tab: Storage): string | undefined {
  const own = tab.getItem(names.token)
  const token = own !== null && all.getItem(markOf(own)) !== null ? own : all.getItem(names.token)
  if (token !== null) keepIn(token, all, tab)
  return token ?? undefined
}

export function keepToken(token: string, all = localStorage, tab = sessionStorage): void {
  all.setItem(names.token, token.trim())
  keepIn(token.trim(), all, tab)
}

export function forgetToken(token: string, all = localStorage, tab = sessionStorage): void {
  all.removeItem(markOf(token))
  tab.removeItem(names.token)
  if (all.getItem(names.token) === token) all.removeItem(names.token)
}

// Another window of this person has just signed out.
export function isSignOut({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>, token: string): boolean {
  return key === markOf(token) && newValue === null
}

function keepIn(token: string, all: Storage, tab: Storage): void {
  try {
    all.setItem(markOf(token), '')
    tab.setItem(names.token, token)
  } catch {
    // Full: after a reload it is asked for once more, or is whose came last.
  }
}

export function keysOf(storage: Storage, prefix: string): readonly string[] {
  return Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '').filter((key) =>
    key.startsWith(prefix),
  )
}
