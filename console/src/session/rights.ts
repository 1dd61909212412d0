import type { Right, Welcome } from '../wire/message'

export type Holder = Pick<Welcome, 'rights'>

export function may(who: Holder | undefined, right: Right): boolean {
  return who?.rights.includes(right) ?? false
}

// Which page somebody works on.
export type Seat = 'crew' | 'desk' | 'map' | 'nowhere'

export function seatOf(who: Holder): Seat {
  if (may(who, 'see_own_jobs')) return 'crew'
  if (may(who, 'take_calls') || may(who, 'send_units')) return 'desk'
  return may(who, 'see_board') ? 'map' : 'nowhere'
}

// What the server tells there.
const topics: Readonly<Record<Seat, string | undefined>> = {
  crew: 'mine',
  desk: 'board',
  map: 'board',
  nowhere: undefined,
}

export function topicOf(who: Holder): string | undefined {
  return topics[seatOf(who)]
}
