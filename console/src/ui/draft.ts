import { useCallback, useSyncExternalStore } from 'react'
import { Texts } from '../session/texts'
import { useSession } from './use-session'

export const texts = new Texts(() => localStorage)

export type KeptDraft<T> = readonly [draft: T, set: (draft: T) => void, clear: () => void]

// What is typed about one thing (an incident, a unit): every window shows the same words.
// `empty` must be a constant: it is what is there when nothing was typed.
export function useDraft<T extends object>(name: string, empty: T): KeptDraft<T> {
  const key = `siaga.draft.${useSession().owner}.${name}`
  const text = useSyncExternalStore(listen, () => texts.read(key))
  const set = useCallback((draft: T) => texts.write(key, JSON.stringify(draft)), [key])
  const clear = useCallback(() => texts.write(key, undefined), [key])
  return [parsed(text, empty), set, clear]
}

export function listen(listener: () => void): () => void {
  const stop = texts.listen(listener)
  // One of its own: of a listener that several share, the first to go would take it from all.
  const look = () => texts.changed()
  window.addEventListener('storage', look)
  return () => {
    stop()
    window.removeEventListener('storage', look)
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
