import { describe, expect, test } from 'vitest'
import {
  assignment,
  closure,
  events,
  facility,
  fix,
  frame,
  incident,
  picture,
  snapshot,
  unit,
  welcome,
} from '../testing/made'
import type { Notice, Recommendation } from '../wire/message'
import { freshness } from './last-fixes'
import { emptyPicture, facilitiesInUse, next, withoutTile } from './picture'

const suggestion = (id: string): Recommendation => ({
  type: 'recommendation',
  incident: id,
  at: 5,
  options: [],
  passed_over: [],
})

const notice = (code: Notice['code'], since = 9): Notice => ({ type: 'notice', code, since, message: '' })

describe('a snapshot', () => {
  test('replaces everything that was known', () => {
    const before = picture({ incidents: [incident('i1')], units: [unit('AMB-01')] })
    const after = next(before, snapshot(9, { incidents: [incident('i2')] }))
    expect([...after.incidents.keys()]).toEqual(['i2'])
    expect(after.units.size).toBe(0)
    expect(after.position).toEqual({ log: 'a', n: 9 })
  })

  test('drops the suggestions of incidents that are gone', () => {
    const before = next(next(picture({ incidents: [incident('i1')] }), suggestion('i1')), suggestion('i2'))
    expect([...next(before, snapshot(2, { incidents: [incident('i1')] })).recommendations.keys()]).toEqual([
      'i1',
    ])
  })
})

describe('events', () => {
  const before = picture({
    incidents: [incident('i1', { v: 3 })],
    assignments: [assignment('a1', 'notified')],
  })

  test('replace what changed and leave the rest as the same objects', () => {
    const after = next(before, events(2, { incidents: [incident('i1', { v: 4, state: 'assigned' })] }))
    expect(after.incidents.get('i1')?.state).toBe('assigned')
    expect(after.assignments).toBe(before.assignments)
    expect(before.incidents.get('i1')?.state).toBe('pending')
  })

  test('of a lower version are repeats and change nothing', () => {
    const after = next(before, events(2, { incidents: [incident('i1', { v: 2, state: 'received' })] }))
    expect(after.incidents.get('i1')?.v).toBe(3)
  })

  test('of an equal version bring newer derived fields', () => {
    const after = next(before, events(2, { incidents: [incident('i1', { v: 3, state: 'on_scene' })] }))
    expect(after.incidents.get('i1')?.state).toBe('on_scene')
  })

  test('take away what has left the live state', () => {
    const after = next(before, events(2, { gone: ['i1', 'a1'] }))
    expect([after.incidents.size, after.assignments.size]).toEqual([0, 0])
  })

  test('never take the position back', () => {
    const later = next(before, events(8))
    expect(next(later, events(5)).position?.n).toBe(8)
  })
})

test('facilities come with the picture and change with it', () => {
  const before = picture({ facilities: [facility('RS-1')] })
  expect(facilitiesInUse(before.facilities).map(({ id }) => id)).toEqual(['RS-1'])
  const traffic = { state: 'Closed', at: 1, by: 'operator Ayu', source: 'desk' } as const
  const closed = next(before, events(2, { facilities: [facility('RS-1', { v: 2, traffic })] }))
  expect(closed.facilities.get('RS-1')?.traffic?.state).toBe('Closed')
  const gone = next(closed, events(3, { facilities: [facility('RS-1', { v: 3, retired_at: 5 })] }))
  expect(facilitiesInUse(gone.facilities)).toEqual([])
})

describe('closures', () => {
  const before = picture({ closures: [closure('c1'), closure('c2')] })
  const reasons = (shown: typeof before) => [...shown.closures.values()].map(({ id, v }) => `${id} ${v}`)

  test('come with a snapshot, and one that tells of none has none', () => {
    expect(reasons(before)).toEqual(['c1 1', 'c2 1'])
    expect(reasons(next(before, snapshot(2)))).toEqual([])
  })

  test('stay as they are where events tell nothing of them', () => {
    expect(next(before, events(2, { incidents: [incident('i1')] })).closures).toBe(before.closures)
  })

  test('change and end with events', () => {
    const after = next(before, events(2, { closures: [closure('c1', { v: 2 })], gone: ['c2'] }))
    expect(reasons(after)).toEqual(['c1 2'])
    expect(reasons(next(after, events(3, { closures: [closure('c1', { v: 1 })] })))).toEqual(['c1 2'])
  })
})

describe('positions', () => {
  test('come from the board and from the map, and the newest stands', () => {
    let now = picture({ units: [unit('AMB-01', { fix: fix('AMB-01', 100) })] })
    expect(now.fixes.get('AMB-01')?.fix.at).toBe(100)
    now = next(now, frame([fix('AMB-01', 200)]))
    now = next(now, frame([fix('AMB-01', 150)]))
    expect(now.fixes.get('AMB-01')?.fix.at).toBe(200)
  })

  test('from a clock that was ahead give way to whatever is told after it was set', () => {
    const ahead = next(picture({}), frame([fix('AMB-01', 9_000_000)]))
    const now = next(ahead, frame([fix('AMB-01', 999_000)], { at: 1_000_000 }))
    expect(now.fixes.get('AMB-01')?.fix.at).toBe(999_000)
  })

  test('of a unit that left the tile stay, with their age', () => {
    const now = next(next(picture({}), frame([fix('AMB-01', 200)])), frame([], { gone: ['AMB-01'] }))
    expect(now.fixes.get('AMB-01')?.fix.at).toBe(200)
  })

  test('do not touch what the lists are made of', () => {
    const before = picture({ units: [unit('AMB-01')], incidents: [incident('i1')] })
    const after = next(before, frame([fix('AMB-01', 1)]))
    expect([after.units, after.incidents]).toEqual([before.units, before.incidents])
    expect(after.units).toBe(before.units)
  })

  test('are counts where the map is far out, until the tile is left', () => {
    const counts = [{ lat: 0, lon: 0, units: 12 }]
    const far = next(picture({}), frame([], { counts }))
    expect([...far.counts.values()]).toEqual([counts])
    expect(withoutTile(far, 'map/9/1/1').counts.size).toBe(0)
    expect(next(far, frame([])).counts.size).toBe(0)
  })

  test.each([
    [30_000, 'fresh'],
    [30_001, 'late'],
    [300_000, 'late'],
    [300_001, 'old'],
  ])('are, at %i ms, %s', (age, expected) => {
    expect(freshness(age)).toBe(expected)
  })
})

describe('the store', () => {
  test('is as the welcome says, then as the notices say', () => {
    let now = next(emptyPicture, welcome('operator', { store: { state: 'away', since: 3 } }))
    expect(now.store).toEqual({ state: 'away', since: 3 })
    now = next(now, notice('store_back', 8))
    expect(now.store).toEqual({ state: 'up', since: 8 })
    now = next(now, notice('store_away'))
    expect(now.store).toEqual({ state: 'away', since: 9 })
  })

  test('whose clock was set is a notice until the next welcome', () => {
    const warned = next(emptyPicture, notice('clock_set'))
    expect(warned.notice?.code).toBe('clock_set')
    expect(next(warned, welcome()).notice).toBeUndefined()
  })

  test('whose disk fills up is so from the welcome on, until the server says that it is over', () => {
    const full = { code: 'disk_full_soon', since: 5, message: 'make room' }
    const warned = next(emptyPicture, welcome('operator', { conditions: [full] }))
    expect(warned.conditions).toEqual([full])
    const more = next(warned, { type: 'conditions', conditions: [full, { ...full, code: 'clock_off' }] })
    expect(more.conditions.map((one) => one.code)).toEqual(['disk_full_soon', 'clock_off'])
    expect(next(more, { type: 'conditions', conditions: [] }).conditions).toEqual([])
  })
})
