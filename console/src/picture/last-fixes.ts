import type { Fix, MapFrame, Unit } from '../wire/message'

// Where each unit was last, and which map tile said so (none: the board did).
export interface SeenFix {
  readonly fix: Fix
  readonly tile?: string
}

export type LastFixes = ReadonlyMap<string, SeenFix>

export const noFixes: LastFixes = new Map()

export function fixesFromUnits(known: LastFixes, units: readonly Unit[]): LastFixes {
  const newer = units.flatMap((unit) => (unit.fix && isNewer(known, unit.fix) ? [unit.fix] : []))
  if (newer.length === 0) return known
  const result = new Map(known)
  for (const fix of newer) result.set(fix.unit, { fix })
  return result
}

// A unit that left the tile stays with its last place: its age shows that nothing newer is known.
export function fixesFromFrame(known: LastFixes, frame: MapFrame): LastFixes {
  const newer = frame.fixes.filter((fix) => isNewer(known, fix, frame.at))
  if (newer.length === 0) return known
  const result = new Map(known)
  for (const fix of newer) result.set(fix.unit, { fix, tile: frame.topic })
  return result
}

// A fix from after `now` is of a clock that was ahead and has been set back: anything is newer.
function isNewer(known: LastFixes, fix: Fix, now = Number.POSITIVE_INFINITY): boolean {
  const last = known.get(fix.unit)
  return !last || fix.at >= last.fix.at || last.fix.at > now
}

export type Freshness = 'fresh' | 'late' | 'old'

// DESIGN.md 7: a position older than 300 s is shown, never chosen by itself.
export function freshness(age: number): Freshness {
  if (age > 300_000) return 'old'
  return age > 30_000 ? 'late' : 'fresh'
}
