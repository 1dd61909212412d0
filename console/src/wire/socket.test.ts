import { beforeEach, describe, expect, test } from 'vitest'
import { FakeDoors } from '../testing/fake-doors'
import { events, refused, snapshot, welcome } from '../testing/made'
import { Socket } from './socket'

let doors: FakeDoors
let heard: string[]
let socket: Socket

beforeEach(() => {
  doors = new FakeDoors()
  heard = []
  const note = (what: string) => () => {
    heard.push(what)
  }
  socket = new Socket({ token: 't', device: 'd' }, doors, {
    welcomed: note('welcomed'),
    received: (message) => heard.push(message.type),
    heard: () => {},
    lost: note('lost'),
    heldUp: note('held up'),
    turnedAway: note('turned away'),
    misunderstood: note('misunderstood'),
  })
  socket.start()
})

function signIn(): void {
  doors.last.opened()
  doors.last.says(welcome())
}

describe('signing in', () => {
  test('the first word is hello with the token and the device', () => {
    doors.last.opened()
    expect(doors.last.taken()).toEqual([{ type: 'hello', token: 't', device: 'd' }])
  })

  test('nothing else is said before the welcome', () => {
    socket.follow('board')
    doors.last.opened()
    expect(socket.send({ type: 'recommend', incident: 'i' })).toBe(false)
    doors.last.says(welcome())
    expect(doors.last.taken().map((message) => message.type)).toEqual(['hello', 'subscribe'])
  })

  test('a token that is not good ends it', () => {
    doors.last.opened()
    doors.last.says(refused('not_signed_in'))
    doors.pass(600_000)
    expect(heard).toEqual(['lost', 'turned away'])
    expect(doors.connections).toHaveLength(1)
  })

  test('a store that is away at the door is waited for', () => {
    doors.last.opened()
    doors.last.says(refused('store_unavailable'))
    doors.pass(500)
    signIn()
    expect(heard).toEqual(['held up', 'lost', 'welcomed'])
  })

  test('a server that never answers is given up', () => {
    doors.pass(6000)
    expect(doors.connections[0]?.isClosed).toBe(true)
    doors.pass(500)
    expect(doors.connections).toHaveLength(2)
  })
})

describe('after a break', () => {
  beforeEach(() => {
    socket.follow('board')
    signIn()
    doors.last.says(snapshot(7))
    doors.last.taken()
  })

  test('each topic is asked for what followed the last position seen', () => {
    doors.last.says(events(8))
    doors.last.says(events(9))
    doors.last.breaks()
    doors.pass(500)
    signIn()
    expect(doors.last.taken()[1]).toEqual({
      type: 'subscribe',
      topic: 'board',
      after: { log: 'a', n: 9 },
    })
  })

  test('a snapshot of another log begins anew', () => {
    doors.last.says(snapshot(2, {}, 'board', 'b'))
    doors.last.breaks()
    doors.pass(500)
    signIn()
    expect(doors.last.taken()[1]).toMatchObject({ after: { log: 'b', n: 2 } })
  })

  test('a topic that was left is not asked for', () => {
    socket.leave('board')
    doors.last.breaks()
    doors.pass(500)
    signIn()
    expect(doors.last.taken().map((message) => message.type)).toEqual(['hello'])
  })

  test('it waits longer from time to time, and no longer than 15 seconds', () => {
    const pauses: number[] = []
    for (let n = 0; n < 8; n++) {
      const before = doors.now
      const count = doors.connections.length
      doors.last.breaks()
      while (doors.connections.length === count) doors.pass(100)
      pauses.push(doors.now - before)
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
  })

  test('it does not wait when the network says that it is back', () => {
    doors.last.breaks()
    socket.hurry()
    expect(doors.connections).toHaveLength(2)
    doors.pass(5000)
    expect(doors.connections).toHaveLength(2)
  })

  test('what the old connection still says is not heard', () => {
    const old = doors.last
    old.breaks()
    heard.length = 0
    old.says(events(99))
    old.breaks()
    expect(heard).toEqual([])
  })
})

describe('a silent link', () => {
  beforeEach(() => {
    signIn()
    doors.last.taken()
  })

  test('is asked after ten seconds, and an answer keeps it', () => {
    doors.pass(10_000)
    expect(doors.last.taken()).toEqual([{ type: 'ping' }])
    doors.last.says({ type: 'pong', server_time: 0 })
    doors.pass(9999)
    expect(doors.connections).toHaveLength(1)
  })

  test('is lost when it does not answer', () => {
    doors.pass(16_000)
    expect(heard).toContain('lost')
  })
})

test('a board that is still being loaded is asked for again', () => {
  socket.follow('board')
  signIn()
  doors.last.taken()
  doors.last.says(refused('store_unavailable'))
  doors.pass(1000)
  expect(doors.last.taken()).toEqual([{ type: 'subscribe', topic: 'board' }])
})

test('a message that is not understood is told, and the rest goes on', () => {
  signIn()
  doors.last.saysText('{"type":"weather"}')
  doors.last.says(events(1))
  expect(heard).toEqual(['welcomed', 'misunderstood', 'events'])
})
