import { expect, test } from 'vitest'
import { assignment, incident, picture } from '../testing/made'
import { doubledOf } from './doubled'
import { overdueOf } from './overdue'

const call = incident('1', { state: 'assigned', assignments: ['first', 'second'] })

type Answer = 'delivered' | 'acknowledged'

function town(
  first: Answer,
  arrivals: Readonly<Record<string, number>> = {},
  second: Answer = 'acknowledged',
) {
  const late = [{ what: 'acknowledgement' as const, at: 5 }]
  const of = { incident: '1' }
  const shown = picture({
    incidents: [call],
    assignments: [
      assignment('first', first, { ...of, unit: 'AMB-01', opened_at: 1, late }),
      assignment('second', second, {
        ...of,
        unit: 'AMB-02',
        opened_at: 9,
        ...(second === 'delivered' && { late }),
      }),
    ],
  })
  const arriving = Object.entries(arrivals).map(
    ([id, at]) => [id, { assignment: id, at, low: at, high: at, metres: 1, by_road: true }] as const,
  )
  return { ...shown, arrivals: new Map(arriving) }
}

test('two go only once the crew that was late has answered', () => {
  expect(doubledOf(town('delivered'), call)).toBeUndefined()
  expect(doubledOf(town('acknowledged'), call)?.other.unit).toBe('AMB-02')
})

test('who is nearer keeps the call, and that two go is on the list of what needs somebody', () => {
  const both = town('acknowledged', { first: 900, second: 300 })
  expect(doubledOf(both, call)?.other.unit).toBe('AMB-01')
  expect(overdueOf(both, 10).map(({ kind, unit }) => [kind, unit])).toEqual([['doubled', 'AMB-01']])
})

test('a nearer unit that has not answered either does not keep the call', () => {
  const both = town('acknowledged', { first: 900, second: 300 }, 'delivered')
  expect(doubledOf(both, call)?.other.unit).toBe('AMB-02')
})
