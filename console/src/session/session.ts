import { Outbox } from '../outbox/outbox'
import { emptyPicture, next, withoutTile } from '../picture/picture'
import type { Command, Pin, Refused, ReportedFix, Right, ServerMessage, Welcome } from '../wire/message'
import { Socket } from '../wire/socket'
import { type Clock, corrected, latest, ownClock, withHeard } from './clock'
import { nextToAsk, noClosedLines, onlyOf, unasked, withAnswer, withAsked, withRefusal } from './closed-lines'
import { toDeliver } from './deliver'
import { newId } from './ids'
import { asSnapshot } from './kept'
import { asked, type CallFacts, refusedTo } from './question'
import { heardBy, noQuestions } from './questions'
import { may, seatOf, topicOf, topicsOf } from './rights'
import type { Link, Shown, World } from './shown'

// Socket -> picture -> screen, and press -> outbox -> socket: the one place that knows all of them.
export class Session {
  private state: Shown
  private clock: Clock
  private times: readonly Clock[] = []
  private readonly socket: Socket
  private outbox: Outbox | undefined
  private readonly listeners = new Set<() => void>()
  private readonly views = new Map<string, readonly string[]>()
  private tiles: ReadonlySet<string> = new Set()
  private middle: Pin | undefined

  constructor(private readonly world: World) {
    const kept = world.kept
    this.clock = clockAtStart(world)
    this.state = {
      link: { state: 'connecting', since: this.now(), heard: kept?.snapshot.at },
      welcome: kept?.welcome,
      picture: kept ? next(next(emptyPicture, kept.welcome), kept.snapshot) : emptyPicture,
      entries: [],
      ...noQuestions,
      closed: noClosedLines,
      turnedAway: undefined,
      misunderstood: undefined,
      isForgetful: false,
      living: undefined,
    }
    this.socket = this.newSocket()
    if (kept) this.openOutbox(kept.welcome)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly shown = (): Shown => this.state

  // Under whose name things are kept on a shared device: with a new token one still finds what was one's own.
  get owner(): string {
    return this.state.welcome ? ownerOf(this.state.welcome) : ''
  }

  get window(): string {
    return this.world.window
  }

  // Of the windows that live the first one takes over what the others left.
  heardOf(living: ReadonlySet<string>): void {
    if (!isSame(living, this.state.living ?? new Set())) this.show({ living })
    this.takeOver()
  }

  // The server's time, as far as this device knows it.
  readonly now = (): number => corrected(this.clock, this.world.now())

  // A moment of this device's own time, as the server would write it.
  readonly corrected = (own: number): number => corrected(this.clock, own)

  readonly ownTime = (): number => this.world.now()

  // Asks the server what time it is there.
  askTime(): void {
    this.socket.send({ type: 'ping' })
  }

  // The device's clock has been set, or it slept: what the server said before may not be compared with what it says now.
  clockJumped(): void {
    this.times = []
    this.askTime()
  }

  start(): void {
    this.socket.start()
  }

  stop(): void {
    this.keepPicture()
    this.socket.stop()
    this.outbox?.linkDown()
  }

  hurry(): void {
    this.socket.hurry()
  }

  giveUp(): void {
    this.socket.giveUp()
  }

  // False: the outbox is full and the command was not taken.
  give(command: Command): boolean {
    return this.outbox?.add(command) ?? false
  }

  dismiss(id: string): void {
    this.outbox?.dismiss(id)
  }

  recommend(incident: string): void {
    if (this.may('ask_advice')) this.socket.send({ type: 'recommend', incident })
  }

  // The way of a unit to its incident. Nobody waits for the answer: it becomes part of the picture.
  askRoute(assignment: string): void {
    if (this.may('ask_ways')) this.socket.send({ type: 'ask_route', query: newId(), assignment })
  }

  // Where a patient can be taken.
  // Those that a picture leaves out.
  askNotes(incident: string): void {
    if (this.may('ask_notes')) this.socket.send({ type: 'ask_notes', query: newId(), incident })
  }

  askHospitals(incident: string): void {
    if (this.may('ask_ways')) this.socket.send({ type: 'ask_hospitals', query: newId(), incident })
  }

  // Asks where these words may be. `typing`: the operator has not ended yet.
  locate(text: string, typing: boolean): void {
    const query = newId()
    const near = this.middle && { near: this.middle }
    const language = this.world.language()
    const asks = { query, text, language, ...near, ...(typing && { typing: true }) }
    const search = asked(this.state.search, query, text)
    if (!this.may('ask_places')) this.show({ search: refusedTo(search, query) })
    else if (this.socket.send({ type: 'locate', ...asks })) this.show({ search })
  }

  // Asks for words for a place; `about` is how the one who asks will know the answer.
  describe(at: Pin, about: string, of: 'spot' | 'ground' = 'spot'): void {
    const query = newId()
    if (
      !this.may('ask_places') ||
      !this.socket.send({ type: 'describe', query, at, language: this.world.language() })
    )
      return
    this.show({ [of]: asked(this.state[of], query, about) })
  }

  // Asks whether this call is known already.
  checkCall(facts: CallFacts, about: string): void {
    const query = newId()
    if (!this.may('ask_calls') || !this.socket.send({ type: 'check_call', query, ...facts })) return
    this.show({ hints: asked(this.state.hints, query, about) })
  }

  // Asks which roads a closure by these points would close.
  askClosing(points: readonly Pin[], about: string): void {
    const query = newId()
    if (!this.socket.send({ type: 'ask_closure', query, points: [...points] })) return
    this.show({ closing: asked(this.state.closing, query, about) })
  }

  forgetClosing(): void {
    if (this.state.closing) this.show({ closing: undefined })
  }

  forgetHints(): void {
    if (this.state.hints) this.show({ hints: undefined })
  }

  forgetSearch(): void {
    if (this.state.search) this.show({ search: undefined })
  }

  // False: not sent. A position is not kept for later; the next one is newer.
  report(fix: ReportedFix): boolean {
    return (
      this.may('report_positions') &&
      this.state.link.state === 'up' &&
      this.socket.send({ type: 'fixes', fixes: [fix] })
    )
  }

  // The middle of the map, for as long as there is one: places near it are meant sooner than others.
  lookFrom(middle: Pin | undefined): void {
    this.middle = middle
  }

  // The map tiles that one view needs now; each view says so for itself.
  lookAt(view: string, topics: readonly string[]): void {
    if (!this.may('see_map')) return
    this.views.set(view, topics)
    const wanted = new Set([...this.views.values()].flat())
    for (const topic of this.tiles) {
      if (wanted.has(topic)) continue
      this.socket.leave(topic)
      this.show({ picture: withoutTile(this.state.picture, topic) })
    }
    for (const topic of wanted) if (!this.tiles.has(topic)) this.socket.follow(topic)
    this.tiles = wanted
  }

  keepPicture(): void {
    const { welcome, picture, link } = this.state
    if (!welcome || link.heard === undefined) return
    const topic = topicOf(welcome)
    const snapshot = topic && asSnapshot(picture, topic, link.heard)
    if (snapshot) this.world.keep({ welcome, snapshot, clock: this.wallClock() })
  }

  // The next page has nothing else to compare with.
  private wallClock(): Clock {
    return { server: this.now(), device: this.world.wall(), speed: this.clock.speed }
  }

  private newSocket(): Socket {
    const { token, device } = this.world
    const socket = new Socket({ token, device }, this.world.doors, {
      welcomed: (welcome) => this.welcomed(welcome),
      received: (message) => this.received(message),
      heard: () => this.heard(),
      lost: () => this.lost(),
      heldUp: (refused) => this.heldUp(refused),
      turnedAway: (turnedAway) => this.show({ turnedAway }),
      misunderstood: (misunderstood) => this.show({ misunderstood }),
    })
    const { welcome, picture } = this.state
    const topic = welcome && topicOf(welcome)
    if (topic) socket.follow(topic, picture.position)
    return socket
  }

  private welcomed(welcome: Welcome): void {
    this.hearTime(welcome.server_time, welcome.clock_speed)
    const link: Link = { state: 'up', since: this.now(), heard: this.now() }
    this.show({ welcome, link, turnedAway: undefined, picture: next(this.state.picture, welcome) })
    for (const topic of topicsOf(welcome)) this.socket.follow(topic)
    if (!this.outbox) this.openOutbox(welcome)
    this.outbox?.linkUp()
  }

  private hearTime(server: number, speed = this.clock.speed): void {
    const device = this.world.now()
    this.times = withHeard(this.times, { server, device, speed })
    this.clock = latest(this.times, device) ?? this.clock
  }

  private openOutbox(welcome: Welcome): void {
    this.outbox = new Outbox(
      this.world.shelf(ownerOf(welcome), () => this.show({ isForgetful: true })),
      {
        send: (command) => this.socket.send(command),
        after: this.world.doors.after,
        changed: (entries) => this.show({ entries }),
        refused: () => {},
      },
      seatOf(welcome) === 'crew',
    )
    this.show({ entries: this.outbox.entries })
    this.takeOver()
  }

  private takeOver(): void {
    const { living } = this.state
    if (living && [...living].sort()[0] === this.world.window) this.outbox?.takeOver(living)
  }

  private received(message: ServerMessage): void {
    if (message.type === 'pong') this.hearTime(message.server_time)
    if (message.type === 'ack' || message.type === 'refused') this.outbox?.answered(message)
    this.hearAnswer(message)
    const picture = next(this.state.picture, message)
    if (picture !== this.state.picture) this.show({ picture })
    if (message.type === 'notice' && message.code === 'store_back') this.outbox?.again()
    if (message.type === 'snapshot' || message.type === 'events') this.deliver()
    this.askClosed()
  }

  private hearAnswer(message: ServerMessage): void {
    const heard = heardBy(this.state, message)
    if (Object.keys(heard).length > 0) this.show(heard)
    const { closed } = this.state
    if (message.type === 'closed_roads') this.show({ closed: withAnswer(closed, message) })
    if (message.type === 'refused' && message.id !== undefined)
      this.show({ closed: withRefusal(closed, message.id) })
  }

  // A crew is told of closures with its way.
  private askClosed(): void {
    const { welcome, picture, link, closed } = this.state
    if (!welcome || seatOf(welcome) === 'crew' || !this.may('ask_closures')) return
    if (welcome.region.roads !== 'ready' || link.state !== 'up') return
    const known = onlyOf(closed, picture.closures)
    const closure = nextToAsk(known, picture.closures)
    const query = newId()
    const isAsked = closure && this.socket.send({ type: 'ask_closure', query, points: closure.points })
    const now = isAsked ? withAsked(known, closure, query) : known
    if (now !== closed) this.show({ closed: now })
  }

  private deliver(): void {
    const { welcome, picture, entries } = this.state
    if (!welcome || seatOf(welcome) !== 'crew' || !this.may('step_jobs')) return
    for (const command of toDeliver(picture, welcome.units, entries, this.now()))
      this.outbox?.add(command, true)
  }

  private heard(): void {
    const { link } = this.state
    // Once a second is enough for a screen that shows seconds.
    if (link.heard === undefined || Math.abs(this.now() - link.heard) >= 1000) {
      this.show({ link: { ...link, heard: this.now() } })
    }
  }

  // The server is there and cannot let anybody in.
  private heldUp(refused: Refused): void {
    if (refused.code !== 'store_unavailable' || this.state.picture.store?.state === 'away') return
    this.show({ picture: { ...this.state.picture, store: { state: 'away', since: this.now() } } })
  }

  private lost(): void {
    this.outbox?.linkDown()
    const { link } = this.state
    // What was asked is not answered any more; who still wants to know asks again.
    this.show({ ...noQuestions, closed: unasked(this.state.closed) })
    if (link.state === 'away') return
    // A page that was opened without a server does not know since when; surely since it was last heard.
    const since = link.state === 'up' ? this.now() : (link.heard ?? this.now())
    this.show({ link: { ...link, state: 'away', since } })
  }

  private may(right: Right): boolean {
    return may(this.state.welcome, right)
  }

  private show(change: Partial<Shown>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}

// A wall that says it is earlier than when the clock was kept has been set since.
function clockAtStart({ kept, now }: World): Clock {
  if (!kept) return { ...ownClock, server: now(), device: now() }
  return { ...kept.clock, device: Math.min(kept.clock.device, now()) }
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name))
}

function ownerOf({ role, name, units }: Welcome): string {
  return [role, name, ...units].join('.')
}
