import type { Entry } from '../../outbox/entry'
import type { Closure, RoadClose } from '../../wire/message'

// Those that end first stand first: they are the ones to be prolonged.
export function byEnd(closures: Iterable<Closure>): readonly Closure[] {
  return [...closures].sort((a, b) => a.until - b.until || (a.id < b.id ? -1 : 1))
}

// Pressed here and not known to be in force yet.
export function unsentClosures(
  entries: readonly Entry[],
  closures: ReadonlyMap<string, Closure>,
): readonly RoadClose[] {
  return entries.flatMap(({ command, refused }) =>
    command.type === 'road.close' && !refused && !closures.has(command.id) ? [command] : [],
  )
}

// A press on this closure is on its way to the server.
export function isPressed(entries: readonly Entry[], id: string): boolean {
  return entries.some(
    ({ command, refused }) =>
      !refused && (command.type === 'road.extend' || command.type === 'road.open') && command.closure === id,
  )
}
