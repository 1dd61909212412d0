import type { Entry } from './entry'

// Where entries outlive the page. One key an entry, so that two open pages of one person do not write over each
// other: at worst both send the same command under the same id, and the server does it once.
export interface Shelf {
  all(): readonly Entry[]
  put(entry: Entry): void
  remove(entry: Entry): void
}

// `failed` is told when the device does not keep what it was given (storage full or forbidden).
export function browserShelf(storage: Storage, owner: string, failed: () => void): Shelf {
  const prefix = `siaga.outbox.${owner}.`
  const key = (entry: Entry) => `${prefix}${entry.command.id}`
  return {
    all: () =>
      Object.keys(storage)
        .filter((name) => name.startsWith(prefix))
        .flatMap((name) => read(storage.getItem(name)))
        .sort((a, b) => a.order - b.order),
    put: (entry) => {
      try {
        storage.setItem(key(entry), JSON.stringify(entry))
      } catch {
        failed()
      }
    },
    remove: (entry) => storage.removeItem(key(entry)),
  }
}

function read(text: string | null): readonly Entry[] {
  try {
    const entry: Partial<Entry> = JSON.parse(text ?? '')
    return isEntry(entry) ? [entry] : []
  } catch {
    return []
  }
}

function isEntry(entry: Partial<Entry>): entry is Entry {
  return (
    typeof entry.order === 'number' && typeof entry.sent === 'number' && typeof entry.command?.id === 'string'
  )
}
