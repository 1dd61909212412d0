import type { ClientMessage, ServerMessage } from '../wire/message'
import type { Doors, Ears } from '../wire/socket'

interface Timer {
  readonly at: number
  readonly action: () => void
}

// A network and a clock that do what the test says, when it says so.
export class FakeDoors implements Doors {
  now = 0
  readonly connections: FakeConnection[] = []
  private timers: Timer[] = []

  readonly random = () => 1

  readonly open = (ears: Ears) => {
    const connection = new FakeConnection(ears)
    this.connections.push(connection)
    return connection
  }

  readonly after = (milliseconds: number, action: () => void) => {
    const timer = { at: this.now + milliseconds, action }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  get last(): FakeConnection {
    const connection = this.connections.at(-1)
    if (!connection) throw new Error('nobody has connected')
    return connection
  }

  pass(milliseconds: number): void {
    const end = this.now + milliseconds
    for (;;) {
      const [first] = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)
      if (!first) break
      this.timers = this.timers.filter((timer) => timer !== first)
      this.now = first.at
      first.action()
    }
    this.now = end
  }
}

export class FakeConnection {
  isClosed = false
  sent: ClientMessage[] = []

  constructor(private readonly ears: Ears) {}

  readonly send = (text: string) => {
    this.sent.push(JSON.parse(text))
  }

  readonly close = () => {
    this.isClosed = true
  }

  opened(): void {
    this.ears.opened()
  }

  says(message: ServerMessage): void {
    this.ears.received(JSON.stringify(message))
  }

  saysText(text: string): void {
    this.ears.received(text)
  }

  breaks(): void {
    this.ears.closed()
  }

  taken(): ClientMessage[] {
    const taken = this.sent
    this.sent = []
    return taken
  }
}
