import type { Ack, Command, Refused } from '../wire/message'
import type { Entry } from './entry'
import { laneOf } from './lane'
import type { Shelf } from './shelf'

export interface Hands {
  // False: the link is down.
  readonly send: (command: Command) => boolean
  readonly after: (milliseconds: number, action: () => void) => () => void
  readonly changed: (entries: readonly Entry[]) => void
  readonly refused: (entry: Entry, refused: Refused) => void
}

// A console that was away for days must not fill the device. At this many, unread refusals among them, a press is not
// taken, and a banner says so.
export const mostWaiting = 500

const passing: ReadonlySet<Refused['code']> = new Set([
  'store_unavailable',
  'outcome_unknown',
  'conflict',
  'stopping',
  'not_signed_in',
])
const firstPause = 500
const longestPause = 8_000

// Commands stay on the device, in order, until the server has answered each. Sent again under the same id, so the
// server does each once. One command a lane is under way at a time, the next waits for its answer.
export class Outbox {
  private list: readonly Entry[]
  private readonly underWay = new Set<string>()
  private isUp = false
  private failures = 0
  private cancelRetry = () => {}

  constructor(
    private readonly shelf: Shelf,
    private readonly hands: Hands,
    private readonly oneAtATime: boolean,
  ) {
    this.list = shelf.all()
  }

  get entries(): readonly Entry[] {
    return this.list
  }

  // False: the outbox is full and the command was not taken.
  add(command: Command, isQuiet = false): boolean {
    if (this.list.length >= mostWaiting) return false
    const order = (this.list.at(-1)?.order ?? 0) + 1
    this.put({ order, command, sent: 0, ...(isQuiet && { isQuiet }) })
    this.pump()
    return true
  }

  linkUp(): void {
    this.isUp = true
    this.again()
  }

  linkDown(): void {
    this.isUp = false
    this.underWay.clear()
    this.cancelRetry()
  }

  // Whatever held the store up has passed.
  again(): void {
    this.failures = 0
    this.cancelRetry()
    this.pump()
  }

  answered(answer: Ack | Refused): void {
    if (answer.type === 'refused') this.letGo()
    const entry = this.list.find((candidate) => candidate.command.id === answer.id && !candidate.refused)
    if (!entry) return
    this.underWay.delete(entry.command.id)
    if (answer.type === 'ack') {
      this.failures = 0
      this.remove(entry)
    } else if (passing.has(answer.code)) {
      if (answer.code !== 'outcome_unknown') this.put({ ...entry, sent: entry.sent - 1 })
      this.retryLater()
      return
    } else {
      if (entry.isQuiet) this.remove(entry)
      else this.put({ ...entry, refused: answer })
      this.hands.refused(entry, answer)
    }
    this.pump()
  }

  // A person has read the refusal, or takes back what was never sent. What may have reached the server stays.
  dismiss(id: string): void {
    const entry = this.list.find((candidate) => candidate.command.id === id)
    if (entry && (entry.refused || entry.sent === 0)) this.remove(entry)
  }

  // A window is gone: what it left is sent from here, and what it was refused is read here. `living` are the windows
  // that send for themselves.
  takeOver(living: ReadonlySet<string>): void {
    this.letGo()
    const left = this.shelf.takeOver(living)
    if (left.length === 0) return
    this.list = left.reduce(withEntry, this.list)
    this.hands.changed(this.list)
    this.pump()
  }

  // What another window has taken over, because this one seemed to be gone, is not sent from here too.
  private letGo(): void {
    const held = this.list.filter((entry) => this.shelf.holds(entry))
    if (held.length === this.list.length) return
    this.list = held
    this.hands.changed(held)
  }

  private waiting(): readonly Entry[] {
    return this.list.filter((entry) => !entry.refused)
  }

  private pump(): void {
    if (!this.isUp) return
    this.letGo()
    const busy = new Set<string>()
    for (const entry of this.waiting()) {
      const lane = this.oneAtATime ? '' : laneOf(entry.command)
      if (busy.has(lane)) continue
      busy.add(lane)
      if (this.underWay.has(entry.command.id)) continue
      this.put({ ...entry, sent: entry.sent + 1 })
      if (!this.hands.send(entry.command)) return
      this.underWay.add(entry.command.id)
    }
  }

  private retryLater(): void {
    this.cancelRetry()
    const pause = Math.min(longestPause, firstPause * 2 ** this.failures++)
    this.cancelRetry = this.hands.after(pause, () => this.pump())
  }

  private put(entry: Entry): void {
    this.shelf.put(entry)
    this.list = withEntry(this.list, entry)
    this.hands.changed(this.list)
  }

  private remove(entry: Entry): void {
    this.shelf.remove(entry)
    this.list = without(this.list, entry)
    this.hands.changed(this.list)
  }
}

const without = (list: readonly Entry[], { command }: Entry) =>
  list.filter((other) => other.command.id !== command.id)

const withEntry = (list: readonly Entry[], entry: Entry) =>
  [...without(list, entry), entry].sort((a, b) => a.order - b.order)
