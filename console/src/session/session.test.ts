import { beforeEach, describe, expect, test } from 'vitest'
import { browserShelf } from '../outbox/shelf'
import { FakeDoors } from '../testing/fake-doors'
import { FakeStorage } from '../testing/fake-storage'
import {
  ack,
  assignment,
  closure,
  events,
  hint,
  incident,
  refused,
  snapshot,
  unit,
  welcome,
} from '../testing/made'
import type { ClientMessage, Command, Role } from '../wire/message'
import { asSnapshot, type Kept } from './kept'
import { Session } from './session'

let doors: FakeDoors
let kept: Kept | undefined
let stored: FakeStorage
// How far the device's clock was set since.
let set: number

function open(): Session {
  return new Session({
    token: 't',
    device: 'd',
    window: 'w1',
    doors,
    now: () => doors.now + 500_000 + set,
    wall: () => doors.now + 500_000 + set,
    language: () => 'en',
    shelf: (owner, failed) => browserShelf(stored, owner, 'w1', failed),
    kept,
    keep: (one) => {
      kept = one
    },
  })
}

function enter(session: Session, role: Role): void {
  session.start()
  comeBack(role)
}

function comeBack(role: Role): void {
  doors.last.opened()
  doors.last.says(welcome(role, { server_time: 1_000_000 + doors.now }))
}

const commands = (messages: ClientMessage[]) =>
  messages.filter((message): message is Command => message.type.includes('.'))

const press = (id: string): Command => ({
  type: 'assignment.step',
  id,
  assignment: 'a1',
  to: 'acknowledged',
})

beforeEach(() => {
  doors = new FakeDoors()
  kept = undefined
  set = 0
  stored = new FakeStorage()
})

test('an operator follows the board, a crew its own jobs', () => {
  enter(open(), 'operator')
  expect(doors.last.taken()[1]).toEqual({ type: 'subscribe', topic: 'board' })
  enter(open(), 'crew')
  expect(doors.last.taken()[1]).toEqual({ type: 'subscribe', topic: 'mine' })
})

test('whoever may see nothing here follows nothing and asks nothing', () => {
  const session = open()
  enter(session, 'integration')
  session.lookAt('overview', ['map/9/1/1'])
  session.recommend('i1')
  session.locate('pasar', false)
  expect(doors.last.taken().map(({ type }) => type)).toEqual(['hello'])
  expect(session.shown().search?.state).toBe('refused')
})

test('the rights count, not the name of the role', () => {
  const session = open()
  session.start()
  doors.last.opened()
  doors.last.says(welcome('administrator', { rights: ['see_board'] }))
  expect(doors.last.taken()[1]).toEqual({ type: 'subscribe', topic: 'board' })
  expect(session.report({ unit: 'AMB-01', lat: 0, lon: 0, at: 1 })).toBe(false)
})

test('the clock is the server’s, at the server’s speed', () => {
  const session = open()
  session.start()
  doors.last.opened()
  doors.last.says(welcome('operator', { clock_speed: 10 }))
  doors.pass(2000)
  expect(session.now()).toBe(1_020_000)
})

describe('a clock that is set while the page is open', () => {
  const hours = 2 * 3_600_000
  let session: Session
  beforeEach(() => {
    session = open()
    enter(session, 'crew')
    doors.last.taken()
    set = hours
    session.clockJumped()
  })

  test('is asked about at once, and a press has the server’s time again', () => {
    expect(doors.last.taken()).toEqual([{ type: 'ping' }])
    doors.last.says({ type: 'pong', server_time: 1_000_200 })
    expect(session.now()).toBe(1_000_200)
    expect(session.corrected(session.ownTime() - 1000)).toBe(999_200)
  })

  test('does not make the page believe that it heard the server in two hours', () => {
    doors.last.says(events(4, {}, 'mine'))
    doors.last.says({ type: 'pong', server_time: 1_000_200 })
    doors.last.says(events(5, {}, 'mine'))
    expect(session.shown().link.heard).toBe(1_000_200)
  })

  test('is not believed over the last page’s', () => {
    doors.last.says(snapshot(3, {}, 'mine'))
    session.stop()
    set = -hours
    expect(open().now()).toBeGreaterThanOrEqual(1_000_000)
  })
})

test('a pong corrects the clock a little, and a slow one does not set it back', () => {
  const session = open()
  enter(session, 'crew')
  doors.pass(10_000)
  doors.last.says({ type: 'pong', server_time: 1_010_300 })
  expect(session.now()).toBe(1_010_300)
  doors.pass(10_000)
  doors.last.says({ type: 'pong', server_time: 1_018_000 })
  expect(session.now()).toBe(1_020_300)
})

describe('a tablet', () => {
  const job = snapshot(
    3,
    {
      units: [unit('AMB-01', { assignment: 'a1' })],
      assignments: [assignment('a1', 'notified')],
      incidents: [incident('i1')],
    },
    'mine',
  )

  test('says once by itself that it has the job', () => {
    enter(open(), 'crew')
    doors.last.says(job)
    doors.last.says(events(4, {}, 'mine'))
    expect(commands(doors.last.taken())).toMatchObject([
      { type: 'assignment.step', assignment: 'a1', to: 'delivered' },
    ])
  })

  test('does not say so of another unit’s job', () => {
    enter(open(), 'crew')
    doors.last.says(snapshot(3, { assignments: [assignment('a1', 'notified', { unit: 'AMB-02' })] }, 'mine'))
    expect(commands(doors.last.taken())).toEqual([])
  })

  test('shows its last job after a reload without a server, and how old it is', () => {
    const before = open()
    enter(before, 'crew')
    doors.last.says(job)
    doors.pass(4000)
    before.stop()
    doors.pass(60_000)
    const { picture, link } = open().shown()
    expect(picture.assignments.get('a1')?.incident).toBe('i1')
    expect(link).toMatchObject({ state: 'connecting', heard: 1_000_000 })
  })

  test('keeps a press made without a server, and it arrives exactly once', () => {
    const before = open()
    enter(before, 'crew')
    doors.last.says(job)
    before.stop()
    stored.clear()
    const offline = open()
    offline.start()
    offline.give(press('p1'))
    offline.stop()

    const after = open()
    enter(after, 'crew')
    expect(commands(doors.last.taken()).map((command) => command.id)).toEqual(['p1'])
    doors.last.breaks()
    doors.pass(500)
    comeBack('crew')
    expect(commands(doors.last.taken()).map((command) => command.id)).toEqual(['p1'])
    doors.last.says(ack('p1'))
    expect(after.shown().entries).toEqual([])
    expect(commands(doors.last.taken())).toEqual([])
  })
})

test('of the windows that live the first one sends what a closed one left', () => {
  const left = browserShelf(stored, 'operator.Ayu.', 'w0', () => {})
  left.put({ order: 1, sent: 0, command: press('p1') })
  const session = open()
  enter(session, 'operator')
  session.heardOf(new Set(['w1', 'w0']))
  session.heardOf(new Set(['w1', 'v9']))
  expect(session.shown().entries).toEqual([])
  session.heardOf(new Set(['w1', 'w2']))
  expect(commands(doors.last.taken()).map(({ id }) => id)).toEqual(['p1'])
})

describe('the link', () => {
  test('is away since the break, and up again with the welcome', () => {
    const session = open()
    enter(session, 'operator')
    doors.pass(5000)
    doors.last.breaks()
    expect(session.shown().link).toMatchObject({ state: 'away', since: 1_005_000 })
    doors.pass(500)
    expect(session.shown().link.state).toBe('away')
    comeBack('operator')
    expect(session.shown().link.state).toBe('up')
  })

  test('keeps the time of the first break through all tries', () => {
    const session = open()
    enter(session, 'operator')
    doors.last.breaks()
    doors.pass(60_000)
    expect(session.shown().link.since).toBe(1_000_000)
  })

  test('says that the store is away where the door is closed for it', () => {
    const session = open()
    session.start()
    doors.last.opened()
    doors.last.says(refused('store_unavailable'))
    expect(session.shown().picture.store?.state).toBe('away')
  })
})

test('what waited for the store is sent as soon as it is back', () => {
  const session = open()
  enter(session, 'operator')
  session.give(press('p1'))
  doors.last.says(refused('store_unavailable', 'p1'))
  doors.last.taken()
  doors.last.says({ type: 'notice', code: 'store_back', since: 1, message: '' })
  expect(commands(doors.last.taken())).toHaveLength(1)
})

test('what is kept on a device is found again with a new token of the same person', () => {
  const session = open()
  expect(session.owner).toBe('')
  enter(session, 'crew')
  expect(session.owner).toBe('crew.Ayu.AMB-01')
})

test('map tiles are followed while some view looks at them', () => {
  const session = open()
  enter(session, 'operator')
  doors.last.taken()
  session.lookAt('map', ['map/9/1/1', 'map/9/1/2'])
  session.lookAt('overview', ['map/9/1/2'])
  session.lookAt('map', [])
  expect(doors.last.taken()).toEqual([
    { type: 'subscribe', topic: 'map/9/1/1' },
    { type: 'subscribe', topic: 'map/9/1/2' },
    { type: 'unsubscribe', topic: 'map/9/1/1' },
  ])
})

test('a position is reported only while the link is up', () => {
  const session = open()
  const fix = { unit: 'AMB-01', lat: 0, lon: 0, at: 1 }
  expect(session.report(fix)).toBe(false)
  enter(session, 'crew')
  expect(session.report(fix)).toBe(true)
})

test('what is kept is the picture with its latest positions', () => {
  const session = open()
  enter(session, 'operator')
  doors.last.says(snapshot(3, { units: [unit('AMB-01')] }))
  doors.last.says({
    type: 'fixes',
    topic: 'map/9/1/1',
    at: 0,
    whole: true,
    fixes: [{ unit: 'AMB-01', lat: 1, lon: 2, at: 77 }],
    gone: [],
  })
  expect(asSnapshot(session.shown().picture, 'board', 5)?.picture.units[0]?.fix?.at).toBe(77)
})

describe('a question for a place', () => {
  const candidates = (query: string) => ({
    type: 'candidates' as const,
    query,
    candidates: [],
    tried: [query],
  })
  const lastQuery = () => {
    const last = doors.last.taken().at(-1)
    return last?.type === 'locate' || last?.type === 'describe' ? last.query : ''
  }
  let session: Session
  beforeEach(() => {
    session = open()
    enter(session, 'operator')
    doors.last.taken()
  })

  test('says what the operator looks at, and whether they still type', () => {
    session.locate('pasar', true)
    session.lookFrom({ lat: -8.3, lon: 114.6 })
    session.locate('pasar negara', false)
    expect(doors.last.taken()).toMatchObject([
      { type: 'locate', text: 'pasar', language: 'en', typing: true },
      { type: 'locate', text: 'pasar negara', near: { lat: -8.3, lon: 114.6 } },
    ])
  })

  test('is answered by its own answer only, in whatever order they come', () => {
    session.locate('pasar', true)
    const older = lastQuery()
    session.locate('pasar n', true)
    const newer = lastQuery()
    doors.last.says(candidates(newer))
    doors.last.says(candidates(older))
    expect(session.shown().search).toMatchObject({ about: 'pasar n', state: 'answered' })
    expect(session.shown().search?.answer?.tried).toEqual([newer])
  })

  test('ends with the connection: nothing waits for an answer that cannot come', () => {
    session.locate('pasar', true)
    session.describe({ lat: 1, lon: 2 }, '1, 2')
    doors.last.breaks()
    expect([session.shown().search, session.shown().spot]).toEqual([undefined, undefined])
    session.locate('pasar', true)
    expect(session.shown().search).toBeUndefined()
  })

  test('that is refused says so', () => {
    session.locate('pasar', false)
    doors.last.says(refused('too_much', lastQuery()))
    expect(session.shown().search?.state).toBe('refused')
  })

  test('about a pin is answered in words', () => {
    session.describe({ lat: 1, lon: 2 }, '1, 2')
    doors.last.says({ type: 'described', query: lastQuery(), text: 'Desa Pohsanten' })
    expect(session.shown().spot).toMatchObject({ about: '1, 2', answer: { text: 'Desa Pohsanten' } })
  })

  test('about a typed pin and about the pin of an incident are two, whichever is answered first', () => {
    session.describe({ lat: 1, lon: 2 }, 'typed')
    const spot = lastQuery()
    session.describe({ lat: 3, lon: 4 }, 'incident', 'ground')
    doors.last.says({ type: 'described', query: lastQuery(), text: 'Desa Melaya' })
    doors.last.says({ type: 'described', query: spot, text: 'Desa Pohsanten' })
    expect(session.shown().ground).toMatchObject({ about: 'incident', answer: { text: 'Desa Melaya' } })
    expect(session.shown().spot).toMatchObject({ about: 'typed', answer: { text: 'Desa Pohsanten' } })
  })
})

describe('the question whether a call is known', () => {
  const facts = { caller: { phone: '081234567' } }
  const queries = () => doors.last.taken().flatMap((sent) => (sent.type === 'check_call' ? [sent.query] : []))
  let session: Session
  beforeEach(() => {
    session = open()
    enter(session, 'operator')
    doors.last.taken()
  })

  test('says what is known of it', () => {
    session.checkCall({ incident: 'i1', ...facts, complaint: 'sesak' }, 'i1')
    expect(doors.last.taken()).toMatchObject([
      { type: 'check_call', incident: 'i1', caller: { phone: '081234567' }, complaint: 'sesak' },
    ])
  })

  test('is answered by its own answer only, in whatever order they come', () => {
    session.checkCall(facts, 'older')
    session.checkCall(facts, 'newer')
    const [older = '', newer = ''] = queries()
    doors.last.says({ type: 'call_hints', query: newer, hints: [hint('i2')] })
    doors.last.says({ type: 'call_hints', query: older, hints: [hint('i1')] })
    expect(session.shown().hints).toMatchObject({ about: 'newer', answer: { hints: [{ incident: 'i2' }] } })
  })

  test('that nobody asks any more is not answered', () => {
    session.checkCall(facts, 'a')
    const [query = ''] = queries()
    session.forgetHints()
    doors.last.says({ type: 'call_hints', query, hints: [hint('i1')] })
    expect(session.shown().hints).toBeUndefined()
  })

  test('that is refused says so, and ends with the connection', () => {
    session.checkCall(facts, 'a')
    doors.last.says(refused('too_much', queries()[0]))
    expect(session.shown().hints?.state).toBe('refused')
    doors.last.breaks()
    expect(session.shown().hints).toBeUndefined()
  })
})

describe('the roads that are closed', () => {
  const queries = () =>
    doors.last.taken().flatMap((sent) => (sent.type === 'ask_closure' ? [sent.query] : []))
  const roads = (query: string) => ({
    type: 'closed_roads' as const,
    query,
    lines: [[{ lat: 1, lon: 2 }]],
    metres: 5,
    roads: [],
  })
  const two = snapshot(3, { closures: [closure('c1'), closure('c2')] })

  test('are asked for as they are told of, and again after a break', () => {
    const session = open()
    enter(session, 'supervisor')
    doors.last.says(two)
    const [first = ''] = queries()
    doors.last.says(roads(first))
    const [second = ''] = queries()
    doors.last.says(roads(second))
    expect(queries()).toEqual([])
    expect([...session.shown().closed.values()].map(({ answer }) => answer?.query)).toEqual([first, second])
    doors.last.breaks()
    expect(session.shown().closed.get('c1')?.answer).toBeDefined()
    doors.pass(500)
    comeBack('supervisor')
    doors.last.says(two)
    expect(queries()).toHaveLength(1)
  })

  test('are not asked for by a crew, nor where there is no road map', () => {
    enter(open(), 'crew')
    doors.last.says(two)
    expect(queries()).toEqual([])
    open().start()
    doors.last.opened()
    const { region } = welcome()
    doors.last.says(welcome('operator', { region: { ...region, roads: 'none' } }))
    doors.last.says(two)
    expect(queries()).toEqual([])
  })

  test('that are being drawn are another question, answered by its own answer only', () => {
    const session = open()
    enter(session, 'operator')
    doors.last.says(snapshot(3, { closures: [closure('c1')] }))
    session.askClosing([{ lat: 1, lon: 2 }], '1,2')
    const [inForce = '', drawn = ''] = queries()
    doors.last.says(roads(inForce))
    expect(session.shown().closing?.state).toBe('open')
    doors.last.says(roads(drawn))
    expect(session.shown().closing).toMatchObject({ about: '1,2', state: 'answered' })
    expect(session.shown().closed.get('c1')?.answer?.query).toBe(inForce)
  })

  test('are kept on the device with the picture', () => {
    const session = open()
    enter(session, 'operator')
    doors.last.says(two)
    expect(asSnapshot(session.shown().picture, 'board', 5)?.picture.closures).toHaveLength(2)
  })
})
