import type { Right, Welcome } from '../wire/message'

export type Holder = Pick<Welcome, 'rights' | 'facility'>

export function may(who: Holder | undefined, right: Right): boolean {
  return who?.rights.includes(right) ?? false
}

// Which page somebody works on.
export type Seat = 'crew' | 'desk' | 'map' | 'facility' | 'nowhere'

export function seatOf(who: Holder): Seat {
  if (may(who, 'see_own_jobs')) return 'crew'
  if (may(who, 'take_calls') || may(who, 'send_units')) return 'desk'
  if (may(who, 'see_board')) return 'map'
  return may(who, 'see_facility') && who.facility !== undefined ? 'facility' : 'nowhere'
}

// What the server tells there.
const topics: Readonly<Record<Seat, string | undefined>> = {
  crew: 'mine',
  desk: 'board',
  map: 'board',
  facility: undefined, // its page is told whole, and nothing of it goes on from before
  nowhere: undefined,
}

// Whoever sends units, or sees them sent, follows the plan and the cover too.
export function topicsOf(who: Holder): readonly string[] {
  if (seatOf(who) === 'facility') return [`facility/${who.facility}`]
  const topic = topicOf(who)
  if (topic === undefined) return []
  return topic === 'board' && may(who, 'ask_advice') ? [topic, 'plan', 'cover'] : [topic]
}

export function topicOf(who: Holder): string | undefined {
  return topics[seatOf(who)]
}
