import { isFinished } from '../picture/life'
import type { Assignment } from '../wire/message'
import { cautionText, isClosed, trafficText } from './facility-text'
import { clockText, minuteText } from './time'
import { UnbindButton } from './unbind-button'
import { useMay, useNow, useShown, useWelcome } from './use-session'
import { useWords } from './use-words'

// Where a job takes its patient, who chose it, and whether they know there.
export function DestinationLine({ assignment }: { assignment: Assignment }) {
  const words = useWords()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const bound = assignment.bound_for
  const facility = useShown((shown) => bound && shown.picture.facilities.get(bound.facility))
  const arrival = useShown((shown) => shown.picture.arrivals.get(assignment.id))
  const may = useMay()
  if (!bound) return null
  const { t } = words
  const isInTime = !isFinished(assignment.state) && assignment.state !== 'handed_over'
  const canUnbind = isInTime && may('step_jobs')
  const goesThere = assignment.state === 'left_scene' && arrival?.facility === bound.facility
  return (
    <div
      className="destination-line"
      data-testid="bound-for"
      data-facility={bound.facility}
      data-expected={bound.expected_at !== undefined}
    >
      {t('destination.to')} <strong>{facility?.name ?? bound.facility}</strong>
      {goesThere && arrival?.low !== undefined && arrival.high !== undefined && (
        <>
          {' '}
          {minuteText(arrival.low, offset)}–{minuteText(arrival.high, offset)}
        </>
      )}{' '}
      <small>
        {t('destination.chosen', { by: bound.by, time: clockText(bound.at, offset) })}
        {bound.reason !== undefined && ` · ${bound.reason}`} ·{' '}
        {bound.expected_at === undefined
          ? t('destination.not_expected')
          : t('destination.expected', { time: clockText(bound.expected_at, offset) })}
      </small>
      {canUnbind && <UnbindButton job={assignment} />}
      {(bound.despite ?? []).map((caution) => (
        <span key={caution} className="caution">
          {' '}
          ▲ {t('destination.despite_of', { caution: cautionText(caution, [], words) })}
        </span>
      ))}
      {isClosed(facility) && (
        <span className="caution" data-testid="bound-closed">
          {' '}
          ▲ {trafficText(facility?.traffic, now, words)}
        </span>
      )}
    </div>
  )
}
