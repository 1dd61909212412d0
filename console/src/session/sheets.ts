import { newId } from './ids'
import type { Texts } from './texts'

// One call, or one closure, as it is typed. Each is on a sheet of its own, and one window types on it: a second
// window begins with a clean one.
export interface Sheet {
  readonly id: string
  // Who types on it; '' where it was laid aside.
  readonly window: string
  // When it was last typed on.
  readonly at: number
  readonly draft: unknown
}

export class Sheets {
  constructor(
    private readonly texts: Texts,
    private readonly prefix: string,
    private readonly own: string,
  ) {}

  mine(): Sheet | undefined {
    return this.all().find((sheet) => sheet.window === this.own)
  }

  // Those that nobody types on: laid aside, or left by a window that is gone. The latest first.
  left(living: ReadonlySet<string>): readonly Sheet[] {
    return this.all().filter((sheet) => sheet.window !== this.own && !living.has(sheet.window))
  }

  write(draft: object, at: number): void {
    this.put({ id: this.mine()?.id ?? newId(), window: this.own, at, draft })
  }

  // A sheet for this, and the one before is laid aside.
  begin(draft: object, at: number): void {
    this.layAside()
    this.put({ id: newId(), window: this.own, at, draft })
  }

  take(id: string): void {
    const sheet = this.all().find((one) => one.id === id)
    if (!sheet || sheet.window === this.own) return
    this.layAside()
    this.put({ ...sheet, window: this.own })
  }

  discard(id = this.mine()?.id): void {
    if (id !== undefined) this.texts.write(this.prefix + id, undefined)
  }

  private layAside(): void {
    const mine = this.mine()
    if (mine) this.put({ ...mine, window: '' })
  }

  private put({ id, ...rest }: Sheet): void {
    this.texts.write(this.prefix + id, JSON.stringify(rest))
  }

  private all(): readonly Sheet[] {
    return this.texts
      .keys(this.prefix)
      .flatMap((key) => read(key.slice(this.prefix.length), this.texts.read(key)))
      .sort((a, b) => b.at - a.at)
  }
}

function read(id: string, text: string | null): readonly Sheet[] {
  try {
    const { window, at, draft }: Partial<Sheet> = JSON.parse(text ?? '')
    return typeof window === 'string' && typeof at === 'number' ? [{ id, window, at, draft }] : []
  } catch {
    return []
  }
}
