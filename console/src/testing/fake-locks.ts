import type { Locks } from '../session/windows'

// The locks of one browser, and whose they are, so that a test can close a window.
export class FakeLocks {
  private readonly held = new Map<string, object>()

  of(window: object): Locks {
    return {
      request: async (name, options, taken) => {
        if (!this.held.has(name)) {
          this.held.set(name, window)
          return taken({})
        }
        if ('ifAvailable' in options) return taken(null)
        throw new Error('AbortError')
      },
      query: async () => ({ held: [...this.held.keys()].map((name) => ({ name })) }),
    }
  }

  close(window: object): void {
    for (const [name, holder] of this.held) if (holder === window) this.held.delete(name)
  }
}
