import { expect, test } from 'vitest'
import table from '../../../tests/dispatch/rules/late_in.json'
import { assignment } from '../testing/made'
import { isUnanswered, lateIn, lateOf } from './late'

test('in which states a job is at what it may be late at is the table that the server is tested with', () => {
  expect(lateIn).toEqual(table)
})

test('of a job the worst is said, and a crew that drives without having pressed is not called late to roll', () => {
  const late = [
    { what: 'delivery', at: 1 },
    { what: 'acknowledgement', at: 2 },
    { what: 'turnout', at: 3 },
  ] as const
  const job = (state: 'notified' | 'acknowledged', change = {}) =>
    assignment('a', state, { late: [...late], ...change })
  expect(lateOf(job('notified'))?.what).toBe('acknowledgement')
  expect(lateOf(job('notified', { moving_since: 9 }))?.what).toBe('delivery')
  expect(lateOf(job('acknowledged'))?.what).toBe('turnout')
  expect(lateOf(job('acknowledged', { moving_since: 9 }))).toBeUndefined()
  expect([isUnanswered(job('notified')), isUnanswered(job('acknowledged'))]).toEqual([true, false])
})
