import { metresBetween } from '../../earth/earth'

export interface Spot {
  readonly lat: number
  readonly lon: number
  readonly at: number
  readonly speed: number | undefined
}

const still = 5000
const moving = 1000
const walkingPace = 1.5

// How long after the last report the next one is due: on the road the desk wants to see where.
export function pauseAfter(last: Spot, now: Spot): number {
  const speed = now.speed ?? metresBetween(last, now) / Math.max(1, (now.at - last.at) / 1000)
  return speed > walkingPace ? moving : still
}
