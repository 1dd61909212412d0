import { useCallback, useSyncExternalStore } from 'react'
import { useSession } from './use-session'

const listeners = new Set<() => void>()
// What the device refused to keep (storage full) is at least not lost while the page lives.
const unkept = new Map<string, string>()
const nameOf = (owner: string, name: string) => `siaga.draft.${owner}.${name}`

export type KeptDraft<T> = readonly [draft: T, set: (draft: T) => void, clear: () => void]

// What is typed is on the device with every key press, and comes back after a reload, a crash or a break.
// `empty` must be a constant: it is what is there when nothing was typed.
export function useDraft<T extends object>(name: string, empty: T): KeptDraft<T> {
  const key = nameOf(useSession().owner, name)
  const text = useSyncExternalStore(listen, () => read(key))
  const set = useCallback((draft: T) => write(key, JSON.stringify(draft)), [key])
  const clear = useCallback(() => write(key, undefined), [key])
  return [parsed(text, empty), set, clear]
}

export function useHasDraft(name: string): boolean {
  const key = nameOf(useSession().owner, name)
  return useSyncExternalStore(listen, () => read(key) !== null)
}

export function putDraft(owner: string, name: string, draft: object): void {
  write(nameOf(owner, name), JSON.stringify(draft))
}

function read(key: string): string | null {
  return unkept.get(key) ?? localStorage.getItem(key)
}

function write(key: string, text: string | undefined): void {
  unkept.delete(key)
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    unkept.set(key, text ?? '')
  }
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function parsed<T extends object>(text: string | null, empty: T): T {
  if (text === null) return empty
  try {
    return { ...empty, ...JSON.parse(text) }
  } catch {
    return empty
  }
}
