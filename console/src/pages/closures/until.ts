// Until when a road may be closed: chosen with one key or typed, always a wall clock of the region.
export const quickUntils = ['hour', 'three_hours', 'midnight', 'morning'] as const
export type QuickUntil = (typeof quickUntils)[number]

export const hour = 3_600_000
const minute = 60_000
const day = 24 * hour
export const longest = 90 * day
// A midnight that is nearer than this is not what anybody means who closes a road.
const tooNear = 5 * minute
const morning = 6 * hour

// Nothing where the choice makes no sense now.
export function quickUntil(quick: QuickUntil, now: number, offsetMinutes: number): number | undefined {
  const offset = offsetMinutes * minute
  const midnight = (Math.floor((now + offset) / day) + 1) * day - offset
  switch (quick) {
    case 'hour':
      return wholeMinute(now + hour)
    case 'three_hours':
      return wholeMinute(now + 3 * hour)
    case 'midnight':
      return midnight - now < tooNear ? undefined : midnight
    case 'morning':
      return midnight + morning
    default:
      return quick satisfies never
  }
}

// A wall clock has no seconds; nobody gets less time than was chosen.
function wholeMinute(at: number): number {
  return Math.ceil(at / minute) * minute
}

export type UntilFault = 'missing' | 'past' | 'far'

export function untilFault(until: number | undefined, now: number): UntilFault | undefined {
  if (until === undefined) return 'missing'
  if (until <= now) return 'past'
  return until - now > longest ? 'far' : undefined
}

// The later end of a closure that goes on.
export function extended(until: number, by: number, now: number): number {
  return wholeMinute(Math.max(until, now) + by)
}
