import type { Told } from './answer'

export interface Fix {
  readonly lat: number
  readonly lon: number
  readonly accuracy_m: number
  readonly at: number
  // Once the caller has answered.
  readonly with_patient?: boolean
}

export type Answer =
  | { readonly kind: 'told'; readonly told: Told }
  // The link is no longer good.
  | { readonly kind: 'over' }
  // This fix is not wanted, and would not be a second time.
  | { readonly kind: 'refused' }
  // Too often, store away, network gone: later.
  | { readonly kind: 'later' }

export interface Doors {
  // Sends the fix, or only asks how things are. Answers always, and in finite time.
  readonly exchange: (fix: Fix | undefined) => Promise<Answer>
  readonly after: (milliseconds: number, action: () => void) => () => void
  readonly now: () => number
}

export interface LineState {
  readonly told: Told | undefined
  // When that was told, by this phone's clock.
  readonly at: number
  readonly isLost: boolean
  readonly isOver: boolean
  // A fix that the server has not answered yet.
  readonly isSending: boolean
}

const leastPause = 1000
const askEvery = 5000
const longestPause = 15_000

// The caller's line to the server: one exchange at a time, one fix a second at most. While one is under way or has
// failed only the latest fix is kept, and it is tried until it is answered.
export class Line {
  private shown: LineState = { told: undefined, at: 0, isLost: false, isOver: false, isSending: false }
  private waiting: Fix | undefined
  private isUnderWay = false
  private isStopped = true
  private failures = 0
  private lastFix = Number.NEGATIVE_INFINITY
  private cancelTimer = () => {}

  constructor(
    private readonly doors: Doors,
    private readonly changed: () => void,
  ) {}

  get state(): LineState {
    return this.shown
  }

  start(): void {
    if (this.shown.isOver) return
    this.isStopped = false
    this.plan(0)
  }

  stop(): void {
    this.isStopped = true
    this.cancelTimer()
  }

  send(fix: Fix): void {
    if (this.shown.isOver) return
    this.waiting = fix
    this.show({ isSending: true })
    // A server that could not answer is not asked sooner because the phone moves.
    if (!this.isUnderWay && this.failures === 0) this.plan(0)
  }

  // The caller shares no more.
  forget(): void {
    this.waiting = undefined
    this.show({ isSending: false })
  }

  // The network is back, or the page is looked at again.
  hurry(): void {
    if (this.isUnderWay) return
    this.failures = 0
    this.plan(0)
  }

  private plan(pause: number): void {
    this.cancelTimer()
    if (this.isStopped) return
    const rest = this.waiting ? this.lastFix + leastPause - this.doors.now() : 0
    this.cancelTimer = this.doors.after(Math.max(pause, rest, 0), () => void this.exchange())
  }

  private async exchange(): Promise<void> {
    const fix = this.waiting
    this.waiting = undefined
    this.isUnderWay = true
    if (fix) this.lastFix = this.doors.now()
    const answer = await this.doors.exchange(fix)
    this.isUnderWay = false
    if (!this.isStopped) this.take(answer, fix)
  }

  private take(answer: Answer, fix: Fix | undefined): void {
    switch (answer.kind) {
      case 'told':
        this.failures = 0
        this.tell(answer.told)
        break
      case 'over':
        this.end()
        break
      case 'refused':
        this.failures = 0
        this.show({ isLost: false, isSending: this.waiting !== undefined })
        break
      case 'later':
        this.failures++
        // Unless the caller stopped meanwhile, what did not arrive is still to be sent.
        if (this.shown.isSending) this.waiting ??= fix
        this.show({ isLost: true })
        break
      default:
        answer satisfies never
    }
    if (!this.shown.isOver) this.plan(this.pause())
  }

  private pause(): number {
    if (this.failures > 0) return Math.min(longestPause, leastPause * 2 ** (this.failures - 1))
    return this.waiting ? 0 : askEvery
  }

  private tell(told: Told): void {
    const isOver = told.status === 'over'
    this.show({
      told,
      at: this.doors.now(),
      isLost: false,
      isSending: this.waiting !== undefined,
    })
    if (isOver) this.end()
  }

  private end(): void {
    this.stop()
    this.waiting = undefined
    this.show({ isOver: true, isLost: false, isSending: false })
  }

  private show(change: Partial<LineState>): void {
    this.shown = { ...this.shown, ...change }
    this.changed()
  }
}
