import { newId } from './ids'

const names = { token: 'siaga.token', device: 'siaga.device', role: 'siaga.role.' }

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

export function deviceId(): string {
  const known = localStorage.getItem(names.device)
  if (known !== null) return known
  const made = newId()
  localStorage.setItem(names.device, made)
  return made
}
