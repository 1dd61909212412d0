import { beforeEach, describe, expect, test } from 'vitest'
import { FakeDoors } from '../testing/fake-doors'
import { FakeStorage } from '../testing/fake-storage'
import { ack, refused } from '../testing/made'
import type { Command } from '../wire/message'
import type { Entry } from './entry'
import { mostWaiting, Outbox } from './outbox'
import { browserShelf } from './shelf'

const step = (id: string, assignment = 'a1'): Command => ({
  type: 'assignment.step',
  id,
  assignment,
  to: 'en_route',
})

let doors: FakeDoors
let sent: string[]
let isUp: boolean
let stored: FakeStorage
let faults: number
let told: string[]

function open(oneAtATime: boolean, storage: Storage = stored, own = 'w1'): Outbox {
  return new Outbox(
    browserShelf(storage, 'me', own, () => {
      faults++
    }),
    {
      send: (command) => {
        if (isUp) sent.push(command.id)
        return isUp
      },
      after: doors.after,
      changed: () => {},
      refused: (entry) => told.push(entry.command.id),
    },
    oneAtATime,
  )
}

const ids = (entries: readonly Entry[]) => entries.map((entry) => entry.command.id)

beforeEach(() => {
  doors = new FakeDoors()
  sent = []
  told = []
  isUp = true
  stored = new FakeStorage()
  faults = 0
})

describe('a tablet', () => {
  test('sends strictly one at a time, in the order of the presses', () => {
    const outbox = open(true)
    outbox.linkUp()
    outbox.add(step('1'))
    outbox.add(step('2', 'a2'))
    expect(sent).toEqual(['1'])
    outbox.answered(ack('1'))
    expect(sent).toEqual(['1', '2'])
  })

  test('keeps its presses over a reload and sends them under the same ids', () => {
    const before = open(true)
    before.add(step('1'))
    before.add(step('2'))
    const after = open(true)
    expect(ids(after.entries)).toEqual(['1', '2'])
    after.linkUp()
    after.answered(ack('1'))
    after.answered(ack('2'))
    expect(sent).toEqual(['1', '2'])
    expect(stored.length).toBe(0)
  })

  test('sends the unanswered one again after a break, and only once it is answered the next', () => {
    const outbox = open(true)
    outbox.linkUp()
    outbox.add(step('1'))
    outbox.add(step('2'))
    outbox.linkDown()
    outbox.linkUp()
    expect(sent).toEqual(['1', '1'])
    outbox.answered(ack('1'))
    expect(sent).toEqual(['1', '1', '2'])
  })

  test('goes on with the next press when one is refused, and the refusal stays to be read', () => {
    const outbox = open(true)
    outbox.linkUp()
    outbox.add(step('1'))
    outbox.add(step('2'))
    outbox.answered(refused('illegal_step', '1'))
    expect(sent).toEqual(['1', '2'])
    expect(outbox.entries[0]?.refused?.code).toBe('illegal_step')
    expect(open(true).entries[0]?.refused?.code).toBe('illegal_step')
    outbox.dismiss('1')
    expect(ids(outbox.entries)).toEqual(['2'])
  })

  test('says nothing of a refusal of what it pressed by itself', () => {
    const outbox = open(true)
    outbox.linkUp()
    outbox.add(step('1'), true)
    outbox.answered(refused('illegal_step', '1'))
    expect(outbox.entries).toEqual([])
  })
})

describe('a desk', () => {
  test('has commands on different things under way together', () => {
    const outbox = open(false)
    outbox.linkUp()
    outbox.add(step('1', 'a1'))
    outbox.add(step('2', 'a2'))
    outbox.add(step('3', 'a1'))
    expect(sent).toEqual(['1', '2'])
    outbox.answered(ack('1'))
    expect(sent).toEqual(['1', '2', '3'])
  })
})

describe('a refusal that passes', () => {
  test.each(['store_unavailable', 'outcome_unknown', 'conflict', 'stopping'] as const)(
    '%s: the same command is sent again, later',
    (code) => {
      const outbox = open(true)
      outbox.linkUp()
      outbox.add(step('1'))
      outbox.answered(refused(code, '1'))
      expect(sent).toEqual(['1'])
      doors.pass(500)
      expect(sent).toEqual(['1', '1'])
      expect(told).toEqual([])
    },
  )

  test('is tried less and less often, and at once when the store is back', () => {
    const outbox = open(true)
    outbox.linkUp()
    outbox.add(step('1'))
    for (const pause of [500, 1000, 2000, 4000, 8000, 8000]) {
      outbox.answered(refused('store_unavailable', '1'))
      doors.pass(pause - 1)
      const count = sent.length
      doors.pass(1)
      expect(sent.length).toBe(count + 1)
    }
    outbox.answered(refused('store_unavailable', '1'))
    outbox.again()
    expect(sent).toHaveLength(8)
  })
})

describe('taking back', () => {
  test('what never left the desk can be taken back', () => {
    const outbox = open(false)
    outbox.add(step('1'))
    outbox.dismiss('1')
    outbox.linkUp()
    expect(sent).toEqual([])
  })

  test('what may be done already cannot', () => {
    const outbox = open(false)
    outbox.linkUp()
    outbox.add(step('1'))
    outbox.linkDown()
    outbox.dismiss('1')
    expect(ids(outbox.entries)).toEqual(['1'])
  })

  test('what the server surely did not do can', () => {
    const outbox = open(false)
    outbox.linkUp()
    outbox.add(step('1'))
    outbox.answered(refused('store_unavailable', '1'))
    outbox.dismiss('1')
    expect(outbox.entries).toEqual([])
  })
})

test('an answer to nobody’s command changes nothing', () => {
  const outbox = open(true)
  outbox.add(step('1'))
  outbox.answered(ack('other'))
  outbox.answered(refused('bad_json'))
  expect(ids(outbox.entries)).toEqual(['1'])
})

test('a full outbox refuses the press instead of forgetting one', () => {
  const outbox = open(true)
  for (let n = 0; n < mostWaiting; n++) expect(outbox.add(step(`${n}`))).toBe(true)
  expect(outbox.add(step('one more'))).toBe(false)
})

test('a device that cannot keep anything says so, and still sends', () => {
  const outbox = open(true, new FakeStorage(10))
  outbox.linkUp()
  outbox.add(step('1'))
  expect(sent).toEqual(['1'])
  expect(faults).toBeGreaterThan(0)
})

describe('two windows of one person', () => {
  const both = new Set(['w1', 'w2'])

  test('that were closed leave a press each, and the next one sends both and loses neither', () => {
    open(false).add(step('1', 'a1'))
    open(false, stored, 'w2').add(step('2', 'a2'))
    const next = open(false)
    next.takeOver(new Set(['w1']))
    expect(ids(next.entries)).toEqual(['1', '2'])
    next.linkUp()
    next.answered(ack('1'))
    expect(ids(next.entries)).toEqual(['2'])
    next.answered(refused('illegal_step', '2'))
    expect(next.entries[0]?.refused?.code).toBe('illegal_step')
    next.dismiss('2')
    expect([sent, stored.length]).toEqual([['1', '2'], 0])
  })

  test('send each its own, and what is taken back in one is not sent by the other', () => {
    const one = open(false)
    one.add(step('1'))
    const two = open(false, stored, 'w2')
    two.takeOver(both)
    expect(two.entries).toEqual([])
    one.dismiss('1')
    two.linkUp()
    expect(sent).toEqual([])
  })

  test('keep each its own refusals', () => {
    const one = open(false)
    const two = open(false, stored, 'w2')
    one.linkUp()
    two.linkUp()
    one.add(step('1', 'a1'))
    two.add(step('2', 'a2'))
    one.answered(refused('illegal_step', '1'))
    two.answered(ack('2'))
    expect(ids(one.entries)).toEqual(['1'])
    expect(ids(open(false).entries)).toEqual(['1'])
  })

  test('do not both send what one has taken over from the other, which only seemed to be gone', () => {
    const asleep = open(false)
    asleep.add(step('1'))
    const awake = open(false, stored, 'w2')
    awake.takeOver(new Set(['w2']))
    awake.linkUp()
    asleep.linkUp()
    expect(sent).toEqual(['1'])
    expect(asleep.entries).toEqual([])
    awake.answered(ack('1'))
    expect(stored.length).toBe(0)
  })

  test('leave a refusal that the one heard too late to the other', () => {
    const asleep = open(false)
    asleep.linkUp()
    asleep.add(step('1'))
    const awake = open(false, stored, 'w2')
    awake.takeOver(new Set(['w2']))
    asleep.answered(refused('unit_busy', '1'))
    expect([told, asleep.entries]).toEqual([[], []])
    expect(ids(awake.entries)).toEqual(['1'])
  })

  test('what an earlier console left belongs to nobody, and is taken over', () => {
    const old = { order: 1, sent: 0, command: step('1') }
    stored.setItem('siaga.outbox.me.1', JSON.stringify(old))
    const outbox = open(false)
    outbox.takeOver(new Set(['w1']))
    expect(ids(outbox.entries)).toEqual(['1'])
  })
})
