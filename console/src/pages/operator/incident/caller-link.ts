import type { CallerLink, Incident, Proposal } from '../../../wire/message'

export function validLink(incident: Incident, now: number): CallerLink | undefined {
  return incident.link && now < incident.link.expires_at ? incident.link : undefined
}

// The last fix that came through the link as it is now; one from before may be of another phone.
export function heardThrough(incident: Incident): Proposal | undefined {
  const { link, proposals } = incident
  return proposals
    ?.filter(({ source, at }) => source === 'caller_link' && link !== undefined && at >= link.made_at)
    .sort((a, b) => b.at - a.at)[0]
}
