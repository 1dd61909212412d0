import { keysOf } from '../session/storage'
import type { Entry } from './entry'

// Where entries outlive the page. One key an entry, and each belongs to one window: two open windows of one person
// neither write over each other nor send what is the other's.
export interface Shelf {
  // Those of this window.
  all(): readonly Entry[]
  // Those of windows that are gone; from now on they are this window's.
  takeOver(living: ReadonlySet<string>): readonly Entry[]
  // False: another window has taken it over, or it is done.
  holds(entry: Entry): boolean
  put(entry: Entry): void
  remove(entry: Entry): void
}

interface Kept {
  readonly entry: Entry
  readonly window: string
}

// `failed` is told when the device does not keep what it was given (storage full or forbidden).
export function browserShelf(storage: Storage, owner: string, own: string, failed: () => void): Shelf {
  const prefix = `siaga.outbox.${owner}.`
  const keyOf = ({ command }: Entry) => `${prefix}${command.id}`
  const unkept = new Set<string>()
  const all = () =>
    keysOf(storage, prefix)
      .flatMap((name) => read(storage.getItem(name)))
      .sort((a, b) => a.entry.order - b.entry.order)
  const put = (entry: Entry) => {
    unkept.delete(keyOf(entry))
    try {
      storage.setItem(keyOf(entry), JSON.stringify({ ...entry, window: own }))
    } catch {
      unkept.add(keyOf(entry))
      failed()
    }
  }
  return {
    all: () => all().flatMap((kept) => (kept.window === own ? [kept.entry] : [])),
    takeOver: (living) => {
      const left = all().flatMap((kept) =>
        kept.window === own || living.has(kept.window) ? [] : [kept.entry],
      )
      left.forEach(put)
      return left
    },
    holds: (entry) =>
      unkept.has(keyOf(entry)) || read(storage.getItem(keyOf(entry))).some((kept) => kept.window === own),
    put,
    remove: (entry) => {
      unkept.delete(keyOf(entry))
      storage.removeItem(keyOf(entry))
    },
  }
}

function read(text: string | null): readonly Kept[] {
  try {
    const { window = '', ...entry }: Partial<Entry> & { window?: string } = JSON.parse(text ?? '')
    return isEntry(entry) ? [{ entry, window }] : []
  } catch {
    return []
  }
}

function isEntry(entry: Partial<Entry>): entry is Entry {
  return (
    typeof entry.order === 'number' && typeof entry.sent === 'number' && typeof entry.command?.id === 'string'
  )
}
