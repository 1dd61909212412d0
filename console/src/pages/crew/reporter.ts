import type { ReportedFix } from '../../wire/message'
import { pauseAfter, type Spot } from './pacing'

// A receiver that stands still may keep quiet; then it is asked, because an old position takes a unit out of the
// suggestions.
const askAfter = 4500
const oldest = 60_000

// A place where the unit was, `at` in the device's own time.
export interface Sighting extends Spot {
  readonly accuracy: number
  readonly heading: number | undefined
}

export function sightingOf({ coords, timestamp }: GeolocationPosition, own: number, wall: number): Sighting {
  return {
    lat: coords.latitude,
    lon: coords.longitude,
    at: own - ageOf(timestamp, wall),
    speed: finite(coords.speed),
    accuracy: coords.accuracy,
    heading: finite(coords.heading),
  }
}

// Only so far is a receiver's stamp believed: many write the time of the satellites, and the clock on the wall is
// set while the page is open. Where that makes no sense it was heard just now.
function ageOf(timestamp: number, wall: number): number {
  const age = wall - timestamp
  return age >= 0 && age <= oldest ? age : 0
}

function finite(value: number | null): number | undefined {
  return value !== null && Number.isFinite(value) ? value : undefined
}

export function fixOf(sighting: Sighting, unit: string, at: number): ReportedFix {
  return {
    unit,
    lat: sighting.lat,
    lon: sighting.lon,
    at,
    accuracy_m: sighting.accuracy,
    ...(sighting.speed !== undefined && { speed_mps: sighting.speed }),
    ...(sighting.heading !== undefined && { heading_deg: sighting.heading }),
    source: 'browser',
  }
}

// The last place is sent, never a queue of old ones. All times are the device's own: they never go back.
export class Reporter {
  private latest: Sighting | undefined
  private sent: Sighting | undefined
  private askedAt = Number.NEGATIVE_INFINITY

  found(sighting: Sighting): void {
    this.latest = sighting
  }

  // The place to be sent now.
  due(): Sighting | undefined {
    const { latest, sent } = this
    if (!latest || latest === sent) return undefined
    return sent && latest.at - sent.at < pauseAfter(sent, latest) ? undefined : latest
  }

  wasSent(sighting: Sighting): void {
    this.sent = sighting
  }

  // True: the receiver has been quiet, and is to be asked now.
  asks(now: number): boolean {
    const isQuiet = !this.latest || now - this.latest.at > askAfter
    if (!isQuiet || now - this.askedAt <= askAfter) return false
    this.askedAt = now
    return true
  }
}
