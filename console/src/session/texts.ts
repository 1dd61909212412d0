import { keysOf } from './storage'

// What is typed, on the device with every key press. It comes back after a reload, a crash or a break.
export class Texts {
  private readonly listeners = new Set<() => void>()
  // What the device refused to keep (storage full) is at least not lost while the page lives.
  private readonly unkept = new Map<string, string>()
  private count = 0

  constructor(private readonly storage: () => Storage) {}

  // Another number after each change, in this window or in another.
  get version(): number {
    return this.count
  }

  read(key: string): string | null {
    return this.unkept.get(key) ?? this.storage().getItem(key)
  }

  keys(prefix: string): readonly string[] {
    const unkept = [...this.unkept.keys()].filter((key) => key.startsWith(prefix))
    return [...new Set([...keysOf(this.storage(), prefix), ...unkept])]
  }

  // Nothing: it is forgotten.
  write(key: string, text: string | undefined): void {
    this.unkept.delete(key)
    try {
      if (text === undefined) this.storage().removeItem(key)
      else this.storage().setItem(key, text)
    } catch {
      this.unkept.set(key, text ?? '')
    }
    this.changed()
  }

  readonly changed = (): void => {
    this.count++
    for (const listener of this.listeners) listener()
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
