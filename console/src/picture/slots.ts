import type { Assignment, Incident, Response, Slot } from '../wire/message'
import type { Picture } from './picture'

const noResponse: Response = { slots: [], tell: [] }

export function responseOf({ response }: Incident): Response {
  return response ?? noResponse
}

// Who fills it; nobody: it is open.
export function holderOf(picture: Picture, slot: Slot): Assignment | undefined {
  return slot.assignment === undefined ? undefined : picture.assignments.get(slot.assignment)
}

export const isOpen = (slot: Slot): boolean => slot.assignment === undefined

// Somebody comes, and one that must come is not found yet.
export function lacksUnits(incident: Incident): boolean {
  const { slots } = responseOf(incident)
  return (
    ['assigned', 'responding', 'on_scene'].includes(incident.state) &&
    slots.some((slot) => slot.weight === 'must' && isOpen(slot))
  )
}
