import { useEffect, useState } from 'react'
import type { Session } from '../../session/session'
import { useSession } from '../../ui/use-session'
import type { Fix } from '../../wire/message'
import { pauseAfter, type Spot } from './pacing'

export interface Reported {
  readonly fault: 'none' | 'unsupported' | 'denied' | 'searching'
  readonly sentAt: number | undefined
  readonly accuracy: number | undefined
}

const look = 500
// A receiver that stands still may keep quiet; then it is asked, because an old position takes a unit out of the
// suggestions.
const askAfter = 4500

// Reports where the unit is while `unit` is given. The last place is sent, never a queue of old ones.
export function useLocation(unit: string | undefined): Reported {
  const session = useSession()
  const [reported, setReported] = useState<Reported>({
    fault: 'searching',
    sentAt: undefined,
    accuracy: undefined,
  })
  useEffect(() => {
    if (unit === undefined) return
    if (!('geolocation' in navigator)) {
      setReported((before) => ({ ...before, fault: 'unsupported' }))
      return
    }
    return follow(session, unit, setReported)
  }, [session, unit])
  return reported
}

function follow(session: Session, unit: string, report: (change: (before: Reported) => Reported) => void) {
  let latest: GeolocationPosition | undefined
  let sent: Spot | undefined
  let askedAt = 0
  const found = (position: GeolocationPosition) => {
    latest = position
  }
  const failed = (error: GeolocationPositionError) => {
    const fault = error.code === error.PERMISSION_DENIED ? 'denied' : 'searching'
    report((before) => ({ ...before, fault }))
  }
  const options = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 }
  const watch = navigator.geolocation.watchPosition(found, failed, options)
  const timer = setInterval(() => {
    const device = Date.now()
    if ((!latest || device - latest.timestamp > askAfter) && device - askedAt > askAfter) {
      askedAt = device
      navigator.geolocation.getCurrentPosition(found, failed, options)
    }
    if (!latest) return
    const seen = spotOf(latest)
    if (sent && (seen.at <= sent.at || seen.at - sent.at < pauseAfter(sent, seen))) return
    const fix = fixOf(session, unit, latest)
    if (!session.report(fix)) return
    sent = seen
    report(() => ({ fault: 'none', sentAt: fix.at, accuracy: fix.accuracy_m }))
  }, look)
  return () => {
    clearInterval(timer)
    navigator.geolocation.clearWatch(watch)
  }
}

function spotOf({ coords, timestamp }: GeolocationPosition): Spot {
  return { lat: coords.latitude, lon: coords.longitude, at: timestamp, speed: coords.speed ?? undefined }
}

function fixOf(session: Session, unit: string, { coords, timestamp }: GeolocationPosition): Fix {
  return {
    unit,
    lat: coords.latitude,
    lon: coords.longitude,
    at: session.corrected(timestamp),
    accuracy_m: coords.accuracy,
    ...(isNumber(coords.speed) && { speed_mps: coords.speed }),
    ...(isNumber(coords.heading) && { heading_deg: coords.heading }),
    source: 'browser',
  }
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value)
}
