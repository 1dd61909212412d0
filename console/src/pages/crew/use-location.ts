import { useEffect, useState } from 'react'
import type { Session } from '../../session/session'
import { useSession } from '../../ui/use-session'
import { fixOf, Reporter, sightingOf } from './reporter'

export interface Reported {
  readonly fault: 'none' | 'unsupported' | 'denied' | 'searching'
  // In the device's own time: what the server's clock makes of it may be learnt anew.
  readonly sentAt: number | undefined
  readonly accuracy: number | undefined
}

const look = 500
const options = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 }

// Reports where the unit is while `unit` is given.
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
  const reporter = new Reporter()
  const found = (position: GeolocationPosition) =>
    reporter.found(sightingOf(position, session.ownTime(), Date.now()))
  const failed = (error: GeolocationPositionError) => {
    const fault = error.code === error.PERMISSION_DENIED ? 'denied' : 'searching'
    report((before) => ({ ...before, fault }))
  }
  const watch = navigator.geolocation.watchPosition(found, failed, options)
  const timer = setInterval(() => {
    if (reporter.asks(session.ownTime())) navigator.geolocation.getCurrentPosition(found, failed, options)
    const place = reporter.due()
    if (!place || !session.report(fixOf(place, unit, session.corrected(place.at)))) return
    reporter.wasSent(place)
    report(() => ({ fault: 'none', sentAt: place.at, accuracy: place.accuracy }))
  }, look)
  return () => {
    clearInterval(timer)
    navigator.geolocation.clearWatch(watch)
  }
}
