import { newId } from './ids'
import { keysOf } from './storage'

// What this needs of navigator.locks, which browsers have on https and localhost only.
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable: true } | { readonly signal: AbortSignal },
    held: (lock: unknown) => unknown,
  ): Promise<unknown>
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>
}

export interface Windows {
  // Drafts and presses of this window are kept under this name, which no other window that lives has.
  readonly own: string
  // As which the server knows it.
  readonly device: string
  // Whether `living` knows of others.
  readonly canTell: boolean
  // The windows that live now, this one among them.
  living(): Promise<ReadonlySet<string>>
}

const prefix = 'siaga.window.'
const names = { tab: 'siaga.window', device: 'siaga.device' }
const patience = 3000
const settling = 500

// Each window is one that is known here: itself before a reload, one that was closed and whose drafts and presses go
// on with it, or a new one. So there are never more names than windows that were open together.
export async function openWindow(
  locks: Locks | undefined,
  all: Storage,
  tab: Storage,
  settle = () => new Promise<void>((done) => setTimeout(done, settling)),
): Promise<Windows> {
  const before = tab.getItem(names.tab)
  const known = knownIn(all)
  if (!locks) return apart(before ?? newId(), known[0] ?? newId(), all, tab)
  const own = (await again(locks, before)) ?? (await firstFree(locks, known, settle)) ?? (await fresh(locks))
  remember(all, prefix + own, '')
  remember(tab, names.tab, own)
  const living = async () => new Set([own, ...(await heldIn(locks))])
  return { own, device: own, canTell: true, living }
}

// Where windows cannot know of each other. The server remembers one answer a device, and for it they are one.
function apart(own: string, device: string, all: Storage, tab: Storage): Windows {
  remember(all, names.device, device)
  remember(tab, names.tab, own)
  return { own, device, canTell: false, living: async () => new Set([own]) }
}

function knownIn(all: Storage): readonly string[] {
  const device = all.getItem(names.device)
  const windows = keysOf(all, prefix).map((key) => key.slice(prefix.length))
  return device === null ? windows : [device, ...windows]
}

// The page before a reload may take a moment to let go. It never does where a tab was doubled: the name came along.
async function again(locks: Locks, before: string | null): Promise<string | undefined> {
  if (before === null) return undefined
  return (await hold(locks, before, { signal: AbortSignal.timeout(patience) })) ? before : undefined
}

// One that is being loaded anew has let go for a moment, and is not gone.
async function firstFree(locks: Locks, known: readonly string[], settle: () => Promise<void>) {
  const held = new Set(await heldIn(locks))
  const free = known.filter((id) => !held.has(id))
  if (free.length > 0) await settle()
  for (const id of free) if (await hold(locks, id, { ifAvailable: true })) return id
  return undefined
}

async function fresh(locks: Locks): Promise<string> {
  const id = newId()
  await hold(locks, id, { ifAvailable: true })
  return id
}

// Held until the window is gone, however it goes.
function hold(locks: Locks, id: string, options: Parameters<Locks['request']>[1]): Promise<boolean> {
  return new Promise((tell) => {
    const held = (lock: unknown) => {
      tell(lock !== null)
      return lock === null ? undefined : new Promise(() => {})
    }
    locks.request(prefix + id, options, held).catch(() => tell(false))
  })
}

async function heldIn(locks: Locks): Promise<readonly string[]> {
  const { held = [] } = await locks.query()
  return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []))
}

function remember(storage: Storage, name: string, text: string): void {
  try {
    storage.setItem(name, text)
  } catch {
    // Full, or forbidden: the next window is a new one.
  }
}
