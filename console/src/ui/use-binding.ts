import { newId } from '../session/ids'
import type { HospitalOffer } from '../wire/message'
import { useSession } from './use-session'

// Takes back the destination that is shown.
export function useUnbinding(assignment: string) {
  const session = useSession()
  return (facility: string): boolean =>
    session.give({ type: 'assignment.unbind', id: newId(), at: session.now(), assignment, facility })
}

// Chooses a destination, and says how it stood among those that were shown.
export function useBinding(assignment: string) {
  const session = useSession()
  return (offer: HospitalOffer, rank: number): boolean => {
    const { facility, travel_s, hand_over_s } = offer
    const offered = offer.proposed ? { offered: { rank, travel_s, hand_over_s } } : {}
    return session.give({
      type: 'assignment.bind',
      id: newId(),
      at: session.now(),
      assignment,
      facility,
      ...offered,
    })
  }
}
