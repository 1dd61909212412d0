import type { Fix, MapFrame, Unit } from '../wire/message'

// Where each unit was last, and which map tile said so (none: the board did).
export interface SeenFix {
  readonly fix: Fix
  readonly tile?: string
}

export type Places = ReadonlyMap<string, SeenFix>

export const noPlaces: Places = new Map()

export function placesFromUnits(places: Places, units: readonly Unit[]): Places {
  const newer = units.flatMap((unit) => (unit.fix && isNewer(places, unit.fix) ? [unit.fix] : []))
  if (newer.length === 0) return places
  const result = new Map(places)
  for (const fix of newer) result.set(fix.unit, { fix })
  return result
}

// A unit that left the tile stays with its last place: its age shows that nothing newer is known.
export function placesFromFrame(places: Places, frame: MapFrame): Places {
  const newer = frame.fixes.filter((fix) => isNewer(places, fix))
  if (newer.length === 0) return places
  const result = new Map(places)
  for (const fix of newer) result.set(fix.unit, { fix, tile: frame.topic })
  return result
}

function isNewer(places: Places, fix: Fix): boolean {
  const known = places.get(fix.unit)
  return !known || fix.at >= known.fix.at
}

export type Freshness = 'fresh' | 'late' | 'old'

// DESIGN.md 7: a position older than 300 s is shown, never chosen by itself.
export function freshness(age: number): Freshness {
  if (age > 300_000) return 'old'
  return age > 30_000 ? 'late' : 'fresh'
}
