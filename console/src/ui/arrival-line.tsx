import { useLanguage, useT } from '../i18n/language'
import { firstArrival, isOnItsWay } from '../picture/arrivals'
import type { Assignment, Incident } from '../wire/message'
import { Icon } from './icon'
import { distanceText, minuteText, spanText } from './time'
import { useNow, useShown, useWelcome } from './use-session'

// When a unit will be there, counting down; and by how much it is behind what was promised.
export function ArrivalLine({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const arrival = useShown((shown) => shown.picture.arrivals.get(assignment.id))
  if (!arrival || !isOnItsWay(assignment.state)) return null
  const { at, low, high, metres, late_s } = arrival
  if (at === undefined || low === undefined || high === undefined) {
    return (
      <p className="arrival" data-testid="arrival" data-known={false}>
        {t('arrival.unknown')}
      </p>
    )
  }
  const left = at - now
  return (
    <p className="arrival" data-testid="arrival" data-known data-late={late_s !== undefined}>
      <Icon name="way" />{' '}
      <strong data-testid="arrival-left">
        {left > 0 ? t('arrival.in', { span: spanText(left, t) }) : t('arrival.now')}
      </strong>{' '}
      <small>
        {t('arrival.between', { low: minuteText(low, offset), high: minuteText(high, offset) })} ·{' '}
        {distanceText(metres, language)}
        {!arrival.by_road && ` · ${t('arrival.straight')}`}
      </small>
      {late_s !== undefined && (
        <strong className="late" role="status" data-testid="arrival-late">
          {' '}
          ▲ {t('arrival.late', { span: spanText(late_s * 1000, t) })}
        </strong>
      )}
    </p>
  )
}

// In a list: the first unit that will be there, as a countdown.
export function FirstArrival({ incident }: { incident: Incident }) {
  const t = useT()
  const now = useNow()
  const arrival = useShown((shown) => firstArrival(shown.picture, incident))
  if (arrival?.at === undefined) return null
  const left = arrival.at - now
  return (
    <div className="first-arrival" data-testid="first-arrival" data-late={arrival.late_s !== undefined}>
      {left > 0 ? t('arrival.in', { span: spanText(left, t) }) : t('arrival.now')}
      {arrival.late_s !== undefined &&
        ` ▲ ${t('arrival.late', { span: spanText(arrival.late_s * 1000, t) })}`}
    </div>
  )
}
