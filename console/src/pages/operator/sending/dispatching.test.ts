import { expect, test } from 'vitest'
import type { Entry } from '../../../outbox/entry'
import { assignment, incident, option, picture, refused, unit } from '../../../testing/made'
import type { AssignmentDispatch, Plan, PlannedCall } from '../../../wire/message'
import {
  aimsNow,
  beingSent,
  callsOf,
  isEarly,
  isSecond,
  mayGoAgain,
  plannedFor,
  suggestionFor,
  toDispatch,
} from './dispatching'

const call = incident('i1', { v: 4 })
const idle = picture({ incidents: [call], units: [unit('AMB-01'), unit('AMB-02', { assignment: 'a9' })] })
const sent: AssignmentDispatch = {
  type: 'assignment.dispatch',
  id: 'd1',
  incident: 'i1',
  unit: 'AMB-01',
  if_version: 4,
}
const here = { pin: { lat: -8.3, lon: 114.6 } }
const entry: Entry = { order: 1, sent: 1, command: sent }

test('a unit is sent on what was seen of the incident', () => {
  expect(toDispatch(idle, { incident: call, unit: 'AMB-01' }, 'd1', 7)).toEqual({ ...sent, at: 7 })
})

test('a unit that has a job is taken off it, with the reason for it', () => {
  const command = toDispatch(idle, { incident: call, unit: 'AMB-02', reason: 'terdekat' }, 'd1', 7)
  expect(command).toMatchObject({ divert: true, reason: 'terdekat' })
})

const plan: Plan = {
  type: 'plan',
  at: 9,
  calls: [
    {
      incident: 'i1',
      sends: option('AMB-02'),
      replaces: { unit: 'AMB-03', assignment: 'a3' },
      others: [{ option: option('AMB-01'), goes_to: 'i2' }],
      passed_over: [],
    },
    { incident: 'i2', others: [], passed_over: [] },
  ],
  left_out: 0,
}

test('whom the plan sends stands first, then who is free; without a plan whoever is nearest', () => {
  const planned = { ...idle, plan }
  expect(suggestionFor(planned, 'i1')?.options.map(({ unit }) => unit)).toEqual(['AMB-02', 'AMB-01'])
  expect(suggestionFor(planned, 'i2')?.options).toEqual([])
  expect(suggestionFor(planned, 'i3')).toBeUndefined()
  const advised = { type: 'recommendation', incident: 'i3', at: 1, options: [], passed_over: [] } as const
  const both = {
    ...planned,
    recommendations: new Map([['i3', { ...advised, options: [], passed_over: [] }]]),
  }
  expect(suggestionFor(both, 'i3')?.at).toBe(1)
})

test('beside the plan stands what the advice knows: who fills which slot, who else does, and what is missing', () => {
  const option = plan.calls[0]?.others[0]?.option ?? expect.fail('the plan has no other')
  const shortfalls = [{ slot: 1, code: 'none_can' as const }]
  const advice = {
    type: 'recommendation' as const,
    incident: 'i1',
    at: 1,
    options: [
      { ...option, fills: [0] },
      { ...option, unit: 'MID-01', fills: [1] },
    ],
    shortfalls,
    passed_over: [],
  }
  const shown = suggestionFor({ ...idle, plan, recommendations: new Map([['i1', advice]]) }, 'i1')
  expect(shown?.options.map(({ unit, fills }) => [unit, fills])).toEqual([
    ['AMB-02', []],
    ['AMB-01', [0]],
    ['MID-01', [1]],
  ])
  expect(shown?.shortfalls).toEqual(shortfalls)
})

test('what the plan says is sent by the plan, on whatever the server knows by then; another unit as ever', () => {
  const planned = plannedFor({ ...idle, plan }, 'i1')
  const byPlan = {
    type: 'assignment.dispatch',
    id: 'd1',
    at: 7,
    incident: 'i1',
    unit: 'AMB-02',
    by_plan: true,
  }
  expect(toDispatch(idle, { incident: call, unit: 'AMB-02', planned }, 'd1', 7)).toEqual(byPlan)
  expect(toDispatch(idle, { incident: call, unit: 'AMB-01', planned }, 'd1', 7)).toEqual({ ...sent, at: 7 })
})

test('who replaces the unit on the way is no second one, nor who must come besides', () => {
  const busy = incident('i1', { assignments: ['a3'] })
  const shown = picture({ assignments: [assignment('a3', 'en_route')] })
  const row: PlannedCall = { incident: 'i1', others: [], passed_over: [] }
  expect(isSecond(shown, [], busy)).toBe(true)
  expect(isSecond(shown, [], busy, row)).toBe(true)
  expect(isSecond(shown, [], busy, { ...row, replaces: { unit: 'AMB-03', assignment: 'a3' } })).toBe(false)
  expect(isSecond(shown, [], busy, { ...row, slot: 1 })).toBe(false)
  expect(isSecond(shown, [entry], busy, { ...row, slot: 1 })).toBe(true)
})

test('a call that needs two units stands in the plan twice and is one', () => {
  const row = { others: [], passed_over: [] }
  const calls = [
    { incident: 'i1', ...row },
    { incident: 'i1', slot: 1, ...row },
    { incident: 'i2', ...row },
  ]
  expect(callsOf({ ...plan, calls })).toEqual(['i1', 'i2'])
  expect(callsOf(undefined)).toEqual([])
})

test('a second unit is one for an incident that has one, or is about to', () => {
  expect(isSecond(idle, [], call)).toBe(false)
  expect(isSecond(idle, [entry], call)).toBe(true)
  expect(isSecond(idle, [{ ...entry, refused: refused('unit_busy', 'd1') }], call)).toBe(false)
  const busy = incident('i1', { assignments: ['a1'] })
  expect(isSecond(picture({ assignments: [assignment('a1', 'en_route')] }), [], busy)).toBe(true)
  expect(isSecond(picture({ assignments: [assignment('a1', 'declined')] }), [], busy)).toBe(false)
})

test('units that are being sent are named until the server has answered', () => {
  expect(beingSent([entry], 'i1')).toEqual([{ id: 'd1', unit: 'AMB-01', isHeld: false }])
  expect(beingSent([{ ...entry, sent: 0 }], 'i1')[0]?.isHeld).toBe(true)
  expect(beingSent([entry], 'i2')).toEqual([])
})

test('a note written meanwhile does not hold a unit back; a unit sent by another desk does', () => {
  const stale = refused('stale_version', 'd1')
  const noted = picture({ incidents: [incident('i1', { v: 5 })] })
  expect(mayGoAgain(noted, sent, stale, here)).toBe(true)
  expect(mayGoAgain(idle, sent, stale, here)).toBe(false)
  expect(mayGoAgain(noted, sent, refused('unit_busy', 'd1'), here)).toBe(false)
  const taken = picture({
    incidents: [incident('i1', { v: 5, assignments: ['a1'] })],
    assignments: [assignment('a1', 'notified')],
  })
  expect(mayGoAgain(taken, sent, stale, here)).toBe(false)
  // A second unit: the first was on its way before the key was pressed, and the caller's phone has been heard since.
  const first = assignment('a1', 'notified')
  expect(mayGoAgain(taken, { ...sent, at: first.opened_at + 1 }, stale, here)).toBe(true)
  expect(mayGoAgain(taken, { ...sent, at: first.opened_at - 1 }, stale, here)).toBe(false)
})

test('a unit is not sent by itself to another place than was looked at', () => {
  const stale = refused('stale_version', 'd1')
  const moved = (lat: number) =>
    picture({ incidents: [incident('i1', { v: 5, place: { text: '', pin: { lat, lon: 114.6 } } })] })
  expect(mayGoAgain(moved(-8.302), sent, stale, here)).toBe(true) // 222 m
  expect(mayGoAgain(moved(-8.303), sent, stale, here)).toBe(false) // 334 m
  expect(mayGoAgain(moved(-8.303), sent, stale, { pin: undefined })).toBe(true) // there was none to be far from
  expect(mayGoAgain(moved(-8.3), sent, stale, undefined)).toBe(false) // nobody knows what was looked at
})

test('what was looked at is the version that the unit was sent on, and stays so', () => {
  const first = aimsNow(new Map(), [entry], idle)
  expect(first.get('d1')).toEqual(here)
  const later = picture({ incidents: [incident('i1', { v: 5, place: { text: '' } })] })
  expect(aimsNow(first, [entry], later).get('d1')).toEqual(here)
  expect(aimsNow(new Map(), [entry], later).has('d1')).toBe(false)
  expect(aimsNow(first, [], later).size).toBe(0)
})

test('a visit planned for tomorrow is early until its time, and no other call ever is', () => {
  const visit = incident('i1', { state: 'scheduled', scheduled_at: 1000 })
  expect(isEarly(visit, 999)).toBe(true)
  expect(isEarly(visit, 1000)).toBe(false)
  expect(isEarly({ ...visit, state: 'due' }, 999)).toBe(false)
  expect(isEarly(call, 0)).toBe(false)
})
