import { metresBetween } from '../earth/earth'
import type { Incident, Place, Proposal } from '../wire/message'

// In an order that does not change when one of them is told anew: a key that means one of them goes on meaning it.
export function inOrderOfSource(incident: Incident): readonly Proposal[] {
  const name = ({ source, by }: Proposal) => `${source} ${by}`
  return [...(incident.proposals ?? [])].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0))
}

// Those that are not the pin already.
export function openProposals(incident: Incident): readonly Proposal[] {
  return inOrderOfSource(incident).filter((proposal) => !isPin(incident.place, proposal))
}

function isPin({ pin, uncertainty_m, source }: Place, proposal: Proposal): boolean {
  return (
    pin?.lat === proposal.pin.lat &&
    pin.lon === proposal.pin.lon &&
    uncertainty_m === proposal.uncertainty_m &&
    source === proposal.source
  )
}

// From the pin as it stands; nothing without one.
export function distanceFromPin({ place }: Incident, { pin }: Proposal): number | undefined {
  return place.pin && metresBetween(place.pin, pin)
}

// The proposal as the place, and the words as they were said.
export function placeOf({ place }: Incident, { pin, uncertainty_m, source }: Proposal): Place {
  return { text: place.text, pin, uncertainty_m, source }
}
