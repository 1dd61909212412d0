import type { Incident } from '../wire/message'

// Which countdown the one key stops: the chosen call's, else the one that ends first.
export function nextToStop(
  incidents: Iterable<Incident>,
  chosen: Incident | undefined,
): Incident | undefined {
  if (chosen?.countdown) return chosen
  const ends = (incident: Incident) => incident.countdown?.ends_at ?? Number.POSITIVE_INFINITY
  return [...incidents].filter(({ countdown }) => countdown).sort((a, b) => ends(a) - ends(b))[0]
}
