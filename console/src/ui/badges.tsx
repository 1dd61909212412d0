import { useT } from '../i18n/language'
import type { Alarm, AssignmentState, IncidentState, Priority } from '../wire/message'
import { spanText } from './time'

export function PriorityBadge({ priority }: { priority: Priority | undefined }) {
  const t = useT()
  const name = priority ? t(`priority.${priority}`) : t('priority.none')
  return (
    <span className="priority" data-priority={priority ?? 'none'} title={name}>
      {priority ?? '?'}
    </span>
  )
}

export function IncidentStateBadge({ state }: { state: IncidentState }) {
  const t = useT()
  return <span className="state">{t(`incident_state.${state}`)}</span>
}

export function AssignmentStateBadge({ state }: { state: AssignmentState }) {
  const t = useT()
  return <span className="state">{t(`assignment_state.${state}`)}</span>
}

export function AlarmBadge({ alarm, now }: { alarm: Alarm; now: number }) {
  const t = useT()
  return (
    <span className="alarm" data-testid="alarm" data-kind={alarm.kind}>
      <WarningSign />
      <span>
        {t(`alarm.${alarm.kind}`)}
        {alarm.unit !== undefined && ` · ${alarm.unit}`} · {spanText(now - alarm.since, t)}
      </span>
    </span>
  )
}

export function WarningSign() {
  return (
    <svg className="sign" viewBox="0 0 20 18" aria-hidden="true">
      <path d="M10 0 20 18H0z" fill="currentColor" />
      <path d="M9 6h2v6H9zm0 7.5h2v2H9z" fill="var(--paper)" />
    </svg>
  )
}
