// A browser's storage, with the room that a test gives it.
export class FakeStorage implements Storage {
  private readonly kept = new Map<string, string>()

  constructor(private readonly room = 1e6) {}

  get length(): number {
    return this.kept.size
  }

  key(n: number): string | null {
    return [...this.kept.keys()][n] ?? null
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null
  }

  setItem(key: string, text: string): void {
    if (text.length > this.room) throw new Error('QuotaExceeded')
    this.kept.set(key, text)
  }

  removeItem(key: string): void {
    this.kept.delete(key)
  }

  clear(): void {
    this.kept.clear()
  }
}
