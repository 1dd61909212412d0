import type { Incident } from '../wire/message'
import { isWaiting } from './life'
import { isUrgent, sinceWhen } from './order'
import { type Overdue, overdueOf } from './overdue'
import { type Picture, unitsInUse } from './picture'

// How the district is, in five figures, and the worst of what is open.
export interface Pulse {
  readonly waiting: number
  readonly oldestUrgent: Incident | undefined // the P0 or P1 that waits longest
  readonly freeAmbulances: number
  readonly freeHomeCare: number
  readonly overdue: number
  readonly worst: Overdue | undefined
}

export function pulseOf(picture: Picture, now: number): Pulse {
  const waiting = [...picture.incidents.values()].filter(({ state }) => isWaiting(state))
  const urgent = waiting.filter(isUrgent)
  const free = unitsInUse(picture.units).filter(({ availability }) => availability.reason === 'free')
  const overdue = overdueOf(picture, now)
  return {
    waiting: waiting.length,
    oldestUrgent: urgent.sort((a, b) => sinceWhen(a) - sinceWhen(b))[0],
    freeAmbulances: free.filter(({ kind }) => kind === 'ambulance').length,
    freeHomeCare: free.filter(({ kind }) => kind === 'home_care').length,
    overdue: overdue.length,
    worst: overdue[0],
  }
}
