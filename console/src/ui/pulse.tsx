import { useT } from '../i18n/language'
import { sinceWhen } from '../picture/order'
import { pulseOf } from '../picture/pulse'
import { PriorityBadge, WarningSign } from './badges'
import { Hint } from './hint'
import './pulse.css'
import { spanText } from './time'
import { useKeys } from './use-keys'
import { useNow, useShown } from './use-session'

// Five figures and the worst open thing with its one key, always at the same place.
export function PulseStrip({ choose }: { choose: (incident: string) => void }) {
  const t = useT()
  const now = useNow()
  const { worst, oldestUrgent, ...figures } = pulseOf(
    useShown((shown) => shown.picture),
    now,
  )
  const wait = oldestUrgent && spanText(Math.max(0, now - sinceWhen(oldestUrgent)), t)
  useKeys((key, event) => {
    if (key !== 'z' || !worst) return
    choose(worst.incident.id)
    event.preventDefault()
  })
  return (
    <section className="pulse" aria-label={t('pulse')} data-testid="pulse">
      <Figure name="waiting" value={figures.waiting} />
      <Figure name="urgent" value={wait ?? '–'} tone={wait === undefined ? undefined : 'bad'} />
      <Figure
        name="ambulances"
        value={figures.freeAmbulances}
        tone={figures.freeAmbulances === 0 ? 'bad' : undefined}
      />
      <Figure name="home_care" value={figures.freeHomeCare} />
      <Figure name="overdue" value={figures.overdue} tone={figures.overdue > 0 ? 'warn' : undefined} />
      {worst && (
        <button type="button" className="worst" data-testid="worst" onClick={() => choose(worst.incident.id)}>
          <WarningSign />
          <PriorityBadge priority={worst.incident.triage?.priority} />
          <span className="worst-words">
            <strong>{worst.incident.number}</strong> {t(`overdue.${worst.kind}`)}
            {worst.unit !== undefined && ` · ${worst.unit}`} · {spanText(Math.max(0, now - worst.since), t)} ·{' '}
            {worst.incident.place.text.trim() || t('place.unknown')}
          </span>
          <Hint keys="Z" />
        </button>
      )}
    </section>
  )
}

interface FigureProps {
  readonly name: 'waiting' | 'urgent' | 'ambulances' | 'home_care' | 'overdue'
  readonly value: number | string
  readonly tone?: 'bad' | 'warn' | undefined
}

function Figure({ name, value, tone }: FigureProps) {
  const t = useT()
  return (
    <span className="pulse-figure" data-testid={`pulse-${name}`} data-tone={tone}>
      <strong>{value}</strong> {t(`pulse.${name}`)}
    </span>
  )
}
