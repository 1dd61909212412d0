import { decode } from './decode'
import type { ClientMessage, Position, Refused, ServerMessage, Welcome } from './message'
import { later } from './position'

export interface Doors {
  readonly open: (ears: Ears) => Wire
  readonly after: (milliseconds: number, action: () => void) => () => void
  readonly random: () => number
}

export interface Ears {
  readonly opened: () => void
  readonly received: (data: unknown) => void
  readonly closed: () => void
}

// One connection. Its ears are never called from within `open`.
export interface Wire {
  readonly send: (text: string) => void
  readonly close: () => void
}

export interface Listener {
  readonly welcomed: (welcome: Welcome) => void
  readonly received: (message: ServerMessage) => void
  readonly heard: () => void
  readonly lost: () => void
  // Refused at the door for a reason that passes.
  readonly heldUp: (refused: Refused) => void
  readonly turnedAway: (refused: Refused) => void
  readonly misunderstood: (why: string) => void
}

const firstPause = 500
const longestPause = 15_000
// A dead mobile link stays silent for minutes before the browser notices, and a screen must not look live so long.
const silence = 10_000
const patience = 6_000
const followAgain = 1_000

// One session with the server, made again and again until stopped. Each new one asks every topic for what
// followed the last position seen.
export class Socket {
  private wire: Wire | undefined
  private isWelcome = false
  private failures = 0
  private isStopped = false
  private cancelTimer = () => {}
  private cancelFollow = () => {}
  private readonly seen = new Map<string, Position>()
  private readonly topics = new Set<string>()

  constructor(
    private readonly hello: { readonly token: string; readonly device: string },
    private readonly doors: Doors,
    private readonly listener: Listener,
  ) {}

  start(): void {
    if (this.isStopped || this.wire) return
    this.cancelTimer()
    const ifCurrent = (action: () => void) => () => {
      if (this.wire === wire) action()
    }
    const wire: Wire = this.doors.open({
      opened: ifCurrent(() => this.greet()),
      received: (data) => ifCurrent(() => this.take(data))(),
      closed: ifCurrent(() => this.drop()),
    })
    this.wire = wire
    this.watch(patience)
  }

  stop(): void {
    this.isStopped = true
    this.drop()
  }

  // Tries at once: the network has just come back, or a person asked for it.
  hurry(): void {
    if (!this.wire) this.start()
  }

  // The network said that it is gone.
  giveUp(): void {
    if (this.wire) this.drop()
  }

  // False: not sent, the link is down.
  send(message: ClientMessage): boolean {
    if (!this.wire || !this.isWelcome) return false
    this.wire.send(JSON.stringify(message))
    return true
  }

  follow(topic: string, after?: Position): void {
    if (this.topics.has(topic)) return
    this.topics.add(topic)
    if (after) this.seen.set(topic, after)
    this.subscribe(topic)
  }

  leave(topic: string): void {
    if (!this.topics.delete(topic)) return
    this.seen.delete(topic)
    this.send({ type: 'unsubscribe', topic })
  }

  private greet(): void {
    this.wire?.send(JSON.stringify({ type: 'hello', ...this.hello } satisfies ClientMessage))
  }

  private subscribe(topic: string): void {
    const after = this.seen.get(topic)
    this.send({ type: 'subscribe', topic, ...(after && { after }) })
  }

  private take(data: unknown): void {
    this.watch(silence)
    const decoded = decode(typeof data === 'string' ? data : '')
    if (!decoded.ok) {
      this.listener.misunderstood(decoded.why)
      return
    }
    const message = decoded.message
    if (!this.isWelcome) {
      if (message.type === 'welcome') this.enter(message)
      else if (message.type === 'refused') this.refuse(message)
      return
    }
    this.listener.heard()
    if (message.type === 'snapshot') this.seen.set(message.topic, message.position)
    if (message.type === 'events') {
      this.seen.set(message.topic, later(this.seen.get(message.topic), message.position))
    }
    if (message.type === 'refused') this.followLater(message)
    this.listener.received(message)
  }

  // The server is still loading what it would have to show. It names no topic, and asking again for all is harmless.
  private followLater(refused: Refused): void {
    if (refused.id !== undefined || refused.code !== 'store_unavailable') return
    this.cancelFollow()
    this.cancelFollow = this.doors.after(followAgain, () => {
      for (const topic of this.topics) if (!topic.startsWith('map/')) this.subscribe(topic)
    })
  }

  private enter(welcome: Welcome): void {
    this.isWelcome = true
    this.failures = 0
    for (const topic of this.topics) this.subscribe(topic)
    this.listener.welcomed(welcome)
  }

  // The token is not good: trying again would not help. Anything else passes.
  private refuse(refused: Refused): void {
    if (refused.code !== 'not_signed_in' && refused.code !== 'not_allowed') {
      this.listener.heldUp(refused)
      this.drop()
      return
    }
    this.stop()
    this.listener.turnedAway(refused)
  }

  private drop(): void {
    const wire = this.wire
    this.wire = undefined
    this.isWelcome = false
    this.cancelTimer()
    this.cancelFollow()
    if (wire) {
      wire.close()
      this.listener.lost()
    }
    if (this.isStopped) return
    const pause = Math.min(longestPause, firstPause * 2 ** this.failures++)
    // Half of it by chance, so that a thousand tablets do not come back in the same instant.
    this.cancelTimer = this.doors.after(pause / 2 + (this.doors.random() * pause) / 2, () => this.start())
  }

  private watch(milliseconds: number): void {
    this.cancelTimer()
    this.cancelTimer = this.doors.after(milliseconds, () => {
      if (!this.probe()) this.drop()
      else
        this.cancelTimer = this.doors.after(patience, () => {
          this.drop()
        })
    })
  }

  // A browser does not see the WebSocket's own pings.
  private probe(): boolean {
    return this.send({ type: 'ping' })
  }
}
