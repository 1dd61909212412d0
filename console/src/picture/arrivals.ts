import type { AssignmentState, Incident } from '../wire/message'
import type { Arrival, Picture } from './picture'

const before = new Set<AssignmentState>(['reserved', 'notified', 'delivered', 'acknowledged', 'en_route'])

export function isOnItsWay(state: AssignmentState): boolean {
  return before.has(state)
}

// Of the units on their way to an incident the one that will be there first.
export function firstArrival(picture: Picture, incident: Incident): Arrival | undefined {
  let first: Arrival | undefined
  for (const id of incident.assignments) {
    const assignment = picture.assignments.get(id)
    const arrival = picture.arrivals.get(id)
    if (!assignment || !isOnItsWay(assignment.state) || arrival?.at === undefined) continue
    if (first?.at === undefined || arrival.at < first.at) first = arrival
  }
  return first
}
