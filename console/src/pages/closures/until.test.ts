import { describe, expect, test } from 'vitest'
import { toWallClock } from '../../ui/time'
import { extended, hour, longest, quickUntil, untilFault } from './until'

const wita = 480
// A time of the region's wall clock, as the server writes it.
const at = (clock: string) => Date.parse(`${clock}+08:00`)
const clockOf = (until: number | undefined) => (until === undefined ? 'none' : toWallClock(until, wita))

describe('until when a road is closed', () => {
  test.each([
    ['hour', '2026-11-22T17:00:00', '2026-11-22T18:00'],
    ['hour', '2026-11-22T17:00:01', '2026-11-22T18:01'],
    ['three_hours', '2026-11-22T22:30:00', '2026-11-23T01:30'],
    ['midnight', '2026-11-22T17:20:00', '2026-11-23T00:00'],
    ['midnight', '2026-11-22T23:54:59', '2026-11-23T00:00'],
    ['midnight', '2026-11-22T23:55:00', '2026-11-23T00:00'],
    ['midnight', '2026-11-22T23:55:01', 'none'],
    ['midnight', '2026-11-22T23:59:59', 'none'],
    ['midnight', '2026-11-23T00:00:00', '2026-11-24T00:00'],
    ['midnight', '2026-12-31T20:00:00', '2027-01-01T00:00'],
    ['morning', '2026-11-22T17:20:00', '2026-11-23T06:00'],
    ['morning', '2026-11-22T23:59:59', '2026-11-23T06:00'],
    // The day that is tomorrow is another one after midnight.
    ['morning', '2026-11-23T00:00:00', '2026-11-24T06:00'],
  ] as const)('%s at %s means %s in the region', (quick, now, expected) => {
    expect(clockOf(quickUntil(quick, at(now), wita))).toBe(expected)
  })

  test('is a wall clock of the region where that is behind the server’s too', () => {
    const now = Date.parse('2026-11-22T17:20:00-03:30')
    expect(quickUntil('midnight', now, -210)).toBe(Date.parse('2026-11-23T00:00:00-03:30'))
  })

  test('lies in the future and at most 90 days off', () => {
    const now = at('2026-11-22T17:00:00')
    expect(untilFault(undefined, now)).toBe('missing')
    expect(untilFault(now, now)).toBe('past')
    expect(untilFault(now + 1, now)).toBeUndefined()
    expect(untilFault(now + longest, now)).toBeUndefined()
    expect(untilFault(now + longest + 1, now)).toBe('far')
  })

  test('is prolonged from its end, and from now where that is past', () => {
    const now = at('2026-11-22T17:00:00')
    expect(clockOf(extended(at('2026-11-22T18:30:00'), hour, now))).toBe('2026-11-22T19:30')
    expect(clockOf(extended(at('2026-11-22T16:59:00'), hour, now))).toBe('2026-11-22T18:00')
  })
})
