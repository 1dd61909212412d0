import { describe, expect, test } from 'vitest'
import type { Entry } from '../../outbox/entry'
import { assignment, incident, picture, refused, unit } from '../../testing/made'
import type { AssignmentState } from '../../wire/message'
import { carries, dutyOf, isRinging, jobOf } from './job'
import { pauseAfter, type Spot } from './pacing'

const own = unit('AMB-01', { assignment: 'a1' })
const at = (state: AssignmentState) =>
  picture({ units: [own], incidents: [incident('i1')], assignments: [assignment('a1', state)] })
const pressed = (to: AssignmentState, order = 1): Entry => ({
  order,
  sent: 0,
  command: { type: 'assignment.step', id: `p${order}`, assignment: 'a1', to },
})

describe('a crew’s job', () => {
  test('is the one that its unit has', () => {
    expect(jobOf(at('delivered'), [], own)).toMatchObject({
      state: 'delivered',
      incident: { id: 'i1' },
    })
    expect(jobOf(picture({ units: [own] }), [], own)).toBeUndefined()
  })

  test('goes on with presses that wait for a signal', () => {
    const presses = [pressed('acknowledged', 1), pressed('en_route', 2)]
    expect(jobOf(at('delivered'), presses, own)?.state).toBe('en_route')
  })

  test('falls back when a press is refused', () => {
    const entry = { ...pressed('acknowledged'), refused: refused('illegal_step', 'p1') }
    expect(jobOf(at('delivered'), [entry], own)?.state).toBe('delivered')
  })

  test('is bound for what the crew has pressed before the server knows it', () => {
    const bind = (facility: string): Entry => ({
      order: 1,
      sent: 0,
      command: { type: 'assignment.bind', id: 'b1', assignment: 'a1', facility },
    })
    expect(jobOf(at('left_scene'), [], own)?.destination).toBeUndefined()
    expect(jobOf(at('left_scene'), [bind('RS-1')], own)?.destination).toBe('RS-1')
    const refusedBind = { ...bind('RS-1'), refused: refused('unknown_facility', 'b1') }
    expect(jobOf(at('left_scene'), [refusedBind], own)?.destination).toBeUndefined()
  })

  test('is bound for nothing once the crew has taken that back', () => {
    const known = picture({
      units: [own],
      incidents: [incident('i1')],
      assignments: [assignment('a1', 'left_scene', { bound_for: { facility: 'RS-1', at: 0, by: 'crew' } })],
    })
    const unbind: Entry = {
      order: 1,
      sent: 0,
      command: { type: 'assignment.unbind', id: 'u1', assignment: 'a1', facility: 'RS-1' },
    }
    expect(jobOf(known, [], own)?.destination).toBe('RS-1')
    expect(jobOf(known, [unbind], own)?.destination).toBeUndefined()
    const no = { ...unbind, refused: refused('not_bound', 'u1') }
    expect(jobOf(known, [no], own)?.destination).toBe('RS-1')
  })

  test('rings until a person has pressed, not until the tablet has it', () => {
    expect(isRinging(jobOf(at('delivered'), [], own))).toBe(true)
    expect(isRinging(jobOf(at('delivered'), [pressed('acknowledged')], own))).toBe(false)
    expect(isRinging(undefined)).toBe(false)
  })
})

test('duty is as last pressed', () => {
  const off = unit('AMB-01', { duty: { state: 'off', since: 0 } })
  const on: Entry = {
    order: 1,
    sent: 0,
    command: { type: 'unit.duty', id: 'd', unit: 'AMB-01', state: 'on' },
  }
  expect(dutyOf(off, [])).toBe('off')
  expect(dutyOf(off, [on])).toBe('on')
  expect(dutyOf(off, [{ ...on, refused: refused('illegal_step', 'd') }])).toBe('off')
})

test('only an ambulance on ambulance work carries the patient', () => {
  const visit = incident('i1', { triage: { priority: 'P4', needs: 'home_care' } })
  expect(carries(own, incident('i1'))).toBe(true)
  expect(carries(own, visit)).toBe(false)
  expect(carries(unit('HC-01', { kind: 'home_care' }), incident('i1'))).toBe(false)
})

describe('positions', () => {
  const seen = (change: Partial<Spot>): Spot => ({
    lat: -8.3,
    lon: 114.6,
    at: 0,
    speed: undefined,
    ...change,
  })

  test('are sent each second on the road and each five seconds standing', () => {
    expect(pauseAfter(seen({}), seen({ at: 1000, speed: 12 }))).toBe(1000)
    expect(pauseAfter(seen({}), seen({ at: 1000, speed: 0 }))).toBe(5000)
  })

  test('tell by themselves whether it moves, where the device does not', () => {
    expect(pauseAfter(seen({}), seen({ at: 1000, lat: -8.3001 }))).toBe(1000)
    expect(pauseAfter(seen({}), seen({ at: 1000, lat: -8.300001 }))).toBe(5000)
  })
})
