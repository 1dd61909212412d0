export interface Seen {
  readonly lat: number
  readonly lon: number
  readonly at: number
  readonly speed: number | undefined
}

const still = 5000
const moving = 1000
const walkingPace = 1.5
const metresPerDegree = 111_320

// How long after the last report the next one is due: on the road the desk wants to see where.
export function pauseAfter(last: Seen, now: Seen): number {
  const speed = now.speed ?? distance(last, now) / Math.max(1, (now.at - last.at) / 1000)
  return speed > walkingPace ? moving : still
}

function distance(a: Seen, b: Seen): number {
  const east = (b.lon - a.lon) * metresPerDegree * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(east, (b.lat - a.lat) * metresPerDegree)
}
