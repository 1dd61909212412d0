import { useEffect } from 'react'
import { useLanguage, useT } from '../../i18n/language'
import { isOnItsWay } from '../../picture/arrivals'
import { WarningSign } from '../../ui/badges'
import { distanceText, soonText, spanText } from '../../ui/time'
import { useNow, useSession, useShown, useWelcome } from '../../ui/use-session'
import type { Assignment, Route } from '../../wire/message'
import { mainRoads, sketchOf, stillAvoided } from './route'

const size = 320
// A road may be closed while the crew drives.
const askEvery = 60_000

// The way to the incident, and from there to the facility, as it was when the tablet last asked: how far, how long, by which roads, and its shape.
// To be led along it there is the phone's own navigation.
export function RoutePanel({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const language = useLanguage()
  const session = useSession()
  const route = useShown((shown) => shown.picture.routes.get(assignment.id))
  const isUp = useShown((shown) => shown.link.state === 'up')
  const hasRoads = useShown((shown) => shown.welcome?.region.roads === 'ready')
  const isLedOn = assignment.state === 'left_scene' && assignment.bound_for !== undefined
  const isWanted = hasRoads && (isOnItsWay(assignment.state) || isLedOn)
  const goal = isLedOn ? assignment.bound_for?.facility : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: another goal is another way
  useEffect(() => {
    if (!isWanted || !isUp) return
    session.askRoute(assignment.id)
    const timer = setInterval(() => session.askRoute(assignment.id), askEvery)
    return () => clearInterval(timer)
  }, [isWanted, isUp, session, assignment.id, goal])
  if (!isWanted || !route) return null
  const roads = mainRoads(route)
  const { path, start, end } = sketchOf(route.line, size)
  return (
    <section className="route" data-testid="route">
      <Avoided route={route} />
      <p>
        <strong>{t('route.title')}</strong>: {distanceText(route.metres, language)} ·{' '}
        {spanText(route.travel_s * 1000, t)}
        {roads.length > 0 && <small> {t('route.via', { roads: roads.join(', ') })}</small>}
      </p>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t('route.title')}
        data-testid="route-sketch"
      >
        <path d={path} className="route-line" />
        <circle cx={start.x} cy={start.y} r="7" className="route-start" />
        <path d={`M${end.x} ${end.y}l-8 -18h16z`} className="route-end" />
      </svg>
      <button
        type="button"
        className="small-step"
        disabled={!isUp}
        data-testid="route-again"
        onClick={() => session.askRoute(assignment.id)}
      >
        {t('route.again')}
      </button>
    </section>
  )
}

// The phone's own navigation does not know what this desk has closed.
function Avoided({ route }: { route: Route }) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  return stillAvoided(route, now).map(({ closure, reason, until }) => (
    <p key={closure} className="avoided" role="alert" data-testid="route-avoids">
      <WarningSign />
      <span>
        <strong>{t('route.avoids', { reason, time: soonText(until, offset, now) })}</strong>{' '}
        {t('route.avoids_note')}
      </span>
    </p>
  ))
}
