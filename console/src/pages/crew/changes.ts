import { metresBetween } from '../../earth/earth'
import type { Incident, Pin, Priority } from '../../wire/message'

// What a crew goes by: it was on the screen when somebody last said "understood".
export interface Seen {
  readonly assignment: string
  readonly place: string
  readonly pin: Pin | null
  readonly priority: Priority | ''
  readonly complaint: string
}

export type Change =
  | { readonly what: 'place'; readonly from: string; readonly to: string; readonly metres: number }
  | { readonly what: 'priority' | 'complaint'; readonly from: string; readonly to: string }

export const nothingSeen: Seen = { assignment: '', place: '', pin: null, priority: '', complaint: '' }

// A pin that moves less than this leads to the same door.
const samePlace = 50

export function seenOf(assignment: string, { place, triage }: Incident): Seen {
  return {
    assignment,
    place: place.text.trim(),
    pin: place.pin ?? null,
    priority: triage?.priority ?? '',
    complaint: triage?.complaint ?? '',
  }
}

// What is other now than when it was last seen of this job. A pin where there was none is a change too, and said
// without a distance.
export function changesSince(seen: Seen, now: Seen): readonly Change[] {
  if (seen.assignment !== now.assignment) return []
  const metres = seen.pin && now.pin ? metresBetween(seen.pin, now.pin) : 0
  const hasMoved = metres > samePlace || (!seen.pin && now.pin !== null)
  const place = { what: 'place', from: seen.place, to: now.place, metres } as const
  const facts = (['priority', 'complaint'] as const).map((what) => ({
    what,
    from: seen[what],
    to: now[what],
  }))
  return [
    ...(hasMoved || seen.place !== now.place ? [place] : []),
    ...facts.filter(({ from, to }) => from !== to),
  ]
}
