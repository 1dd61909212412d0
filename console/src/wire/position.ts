import type { Position } from './message'

// Whether the picture of `seen` holds what the log says at `wanted`. Numbers of two logs cannot be compared:
// after a failover they repeat with other content.
export function reaches(seen: Position | undefined, wanted: Position): boolean {
  return seen !== undefined && seen.log === wanted.log && seen.n >= wanted.n
}

export function later(a: Position | undefined, b: Position): Position {
  return a !== undefined && a.log === b.log && a.n > b.n ? a : b
}
