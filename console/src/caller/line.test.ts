import { beforeEach, describe, expect, test } from 'vitest'
import { FakeDoors } from '../testing/fake-doors'
import type { Told } from './answer'
import { type Answer, type Fix, Line } from './line'

const told = (change: Partial<Told> = {}): Answer => ({
  kind: 'told',
  told: {
    status: 'waiting',
    region: 'Jembrana',
    unit: undefined,
    heard: undefined,
    asksWithPatient: false,
    ...change,
  },
})
const fix = (at: number): Fix => ({ lat: -8.3, lon: 114.6, accuracy_m: 18, at })

interface Exchange {
  readonly at: number
  readonly fix: number | undefined
  readonly answer: (answer: Answer) => Promise<void>
}

let doors: FakeDoors
let exchanges: Exchange[]
let line: Line

beforeEach(() => {
  doors = new FakeDoors()
  exchanges = []
  line = new Line(
    {
      exchange: (sent) =>
        new Promise((resolve) => {
          const answer = async (given: Answer) => {
            resolve(given)
            await Promise.resolve()
            await Promise.resolve()
          }
          exchanges.push({ at: doors.now, fix: sent?.at, answer })
        }),
      after: doors.after,
      now: () => doors.now,
    },
    () => {},
  )
})

const last = () => exchanges.at(-1) as Exchange
const answerLast = (answer: Answer) => last().answer(answer)

async function begin(): Promise<void> {
  line.start()
  doors.pass(0)
  await answerLast(told())
}

describe('the line to the server', () => {
  test('asks at once, and then every five seconds', async () => {
    await begin()
    expect(line.state.told?.status).toBe('waiting')
    doors.pass(4999)
    expect(exchanges).toHaveLength(1)
    doors.pass(1)
    expect(exchanges.map((one) => one.at)).toEqual([0, 5000])
  })

  test('sends a fix at once, but never two within a second', async () => {
    await begin()
    doors.pass(3000)
    line.send(fix(1))
    doors.pass(0)
    await answerLast(told())
    line.send(fix(2))
    doors.pass(999)
    expect(exchanges.map((one) => one.fix)).toEqual([undefined, 1])
    doors.pass(1)
    expect(last()).toMatchObject({ at: 4000, fix: 2 })
  })

  test('does not let a fix wait because it has just asked', async () => {
    await begin()
    doors.pass(5000)
    await answerLast(told())
    doors.pass(10)
    line.send(fix(1))
    doors.pass(0)
    expect(last()).toMatchObject({ at: 5010, fix: 1 })
  })

  test('has one exchange under way; of the fixes that come meanwhile the latest wins', async () => {
    line.start()
    doors.pass(0)
    for (const at of [1, 2, 3]) line.send(fix(at))
    doors.pass(9000)
    expect(exchanges).toHaveLength(1)
    await answerLast(told())
    doors.pass(0)
    expect(exchanges.map((one) => one.fix)).toEqual([undefined, 3])
  })

  test('says that a fix is being sent until the server has answered that fix', async () => {
    await begin()
    doors.pass(1000)
    line.send(fix(1))
    doors.pass(0)
    expect(line.state.isSending).toBe(true)
    line.send(fix(2))
    await answerLast(told())
    expect(line.state.isSending).toBe(true)
    doors.pass(1000)
    await answerLast(told({ heard: { uncertainty_m: 16, age_s: 0 } }))
    expect(line.state).toMatchObject({ isSending: false, told: { heard: { uncertainty_m: 16 } } })
  })
})

describe('when the network is away', () => {
  beforeEach(async () => {
    await begin()
    doors.pass(1000)
    line.send(fix(1))
    doors.pass(0)
    await answerLast({ kind: 'later' })
  })

  test('the fix is sent again, ever more slowly, until it is answered', async () => {
    expect(line.state).toMatchObject({ isLost: true, isSending: true })
    const start = doors.now
    for (let n = 0; n < 6; n++) {
      doors.pass(60_000)
      await answerLast({ kind: 'later' })
    }
    const pauses = exchanges.slice(2).map((one, n) => one.at - (n === 0 ? start : start + n * 60_000))
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000])
    expect(exchanges.slice(1).every((one) => one.fix === 1)).toBe(true)
    doors.pass(60_000)
    await answerLast(told())
    expect(line.state).toMatchObject({ isLost: false, isSending: false })
  })

  test('a newer fix takes the place of the one that failed, and does not hurry the server', async () => {
    doors.pass(1000)
    await answerLast({ kind: 'later' })
    doors.pass(1500)
    line.send(fix(2))
    doors.pass(499)
    expect(exchanges).toHaveLength(3)
    doors.pass(1)
    expect(last().fix).toBe(2)
  })

  test('and comes back, it is tried at once', async () => {
    doors.pass(1000)
    await answerLast({ kind: 'later' })
    doors.pass(1500)
    line.hurry()
    doors.pass(0)
    expect(last()).toMatchObject({ at: 3500, fix: 1 })
  })

  test('and the caller stops, the fix is not sent any more', () => {
    line.forget()
    doors.pass(1000)
    expect(last().fix).toBeUndefined()
  })
})

test('a fix that was under way when the caller stopped is not sent again', async () => {
  await begin()
  doors.pass(1000)
  line.send(fix(1))
  doors.pass(0)
  line.forget()
  await answerLast({ kind: 'later' })
  doors.pass(1000)
  expect(last().fix).toBeUndefined()
})

test('a fix that the server does not want is not sent a second time', async () => {
  await begin()
  doors.pass(1000)
  line.send(fix(1))
  doors.pass(0)
  await answerLast({ kind: 'refused' })
  expect(line.state).toMatchObject({ isSending: false, isLost: false })
  doors.pass(5000)
  expect(last().fix).toBeUndefined()
})

test.each([
  ['a link that is no longer good', { kind: 'over' } as const],
  ['an incident that is over', told({ status: 'over' })],
])('%s ends it for good', async (_, answer) => {
  await begin()
  doors.pass(5000)
  await answerLast(answer)
  expect(line.state.isOver).toBe(true)
  line.send(fix(1))
  line.hurry()
  line.start()
  doors.pass(60_000)
  expect(exchanges).toHaveLength(2)
  expect(line.state.isSending).toBe(false)
})
