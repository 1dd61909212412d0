import { useEffect, useRef } from 'react'
import { useT } from '../../../i18n/language'
import { type Group, groupOf, sinceWhen } from '../../../picture/order'
import { alarmOf } from '../../../picture/overdue'
import { FirstArrival } from '../../../ui/arrival-line'
import { AlarmBadge, IncidentStateBadge, PriorityBadge } from '../../../ui/badges'
import { spanText } from '../../../ui/time'
import { useNow, useShown } from '../../../ui/use-session'
import type { Incident } from '../../../wire/message'
import { RowCountdown } from '../sending/countdown'
import { isUnsentCall } from './unsent-call'

interface Props {
  readonly incidents: readonly Incident[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

export function IncidentList({ incidents, chosen, choose }: Props) {
  const t = useT()
  const now = useNow()
  // An empty list is none.
  const hasRows = useShown((shown) => shown.entries).some(isUnsentCall) || incidents.length > 0
  const groups = new Map<Group, Incident[]>()
  for (const incident of incidents) {
    const group = groupOf(incident.state)
    groups.set(group, [...(groups.get(group) ?? []), incident])
  }
  return (
    <div
      className="incidents"
      {...(hasRows && { role: 'listbox', 'aria-label': t('incidents') })}
      data-testid="incident-list"
    >
      <UnsentCalls chosen={chosen} choose={choose} />
      {incidents.length === 0 && <p className="empty">{t('incidents.none')}</p>}
      {[...groups].map(([group, members]) => (
        // biome-ignore lint/a11y/useSemanticElements: options in groups of a list
        <section key={group} role="group" aria-label={t(`group.${group}`)}>
          <h3 role="presentation">
            {t(`group.${group}`)} <span className="count">{members.length}</span>
          </h3>
          {members.map((incident) => (
            <Row
              key={incident.id}
              incident={incident}
              now={now}
              isChosen={incident.id === chosen}
              choose={choose}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

function Row(props: { incident: Incident; now: number; isChosen: boolean; choose: (id: string) => void }) {
  const t = useT()
  const { incident, now, isChosen, choose } = props
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const since = sinceWhen(incident)
  const alarm = alarmOf(incident)
  return (
    // The keyboard's way is the page's arrow keys: a row that took the focus would also take Enter.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={row}
      role="option"
      aria-selected={isChosen}
      className="incident"
      data-testid="incident-row"
      data-id={incident.id}
      data-number={incident.number}
      data-state={incident.state}
      data-priority={incident.triage?.priority ?? 'none'}
      onClick={() => choose(incident.id)}
    >
      <PriorityBadge priority={incident.triage?.priority} />
      <div className="incident-main">
        <div className="incident-top">
          <strong className="incident-place">{incident.place.text.trim() || t('place.unknown')}</strong>
          <span className="spring" />
          <span className="since">
            {since > now ? t('in', { span: spanText(since - now, t) }) : spanText(now - since, t)}
          </span>
        </div>
        <div className="incident-more">
          <small>{incident.number}</small> <IncidentStateBadge state={incident.state} />
          <FirstArrival incident={incident} />
        </div>
        {incident.countdown && <RowCountdown countdown={incident.countdown} />}
        {alarm && <AlarmBadge alarm={alarm} now={now} />}
      </div>
    </div>
  )
}

// A call that was taken while the server was away is on the board too, and says that nobody else has it.
function UnsentCalls({ chosen, choose }: Omit<Props, 'incidents'>) {
  const t = useT()
  const now = useNow()
  const calls = useShown((shown) => shown.entries).filter(isUnsentCall)
  if (calls.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: options in groups of a list
    <section role="group" aria-label={t('group.unsent')}>
      <h3 role="presentation">
        {t('group.unsent')} <span className="count">{calls.length}</span>
      </h3>
      {calls.map(({ command }) => (
        // The arrow keys go through the incidents; a call that no server has is opened by hand, or by taking it.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={command.id}
          role="option"
          aria-selected={command.id === chosen}
          className="incident"
          data-unsent
          data-testid="unsent-call"
          data-id={command.id}
          onClick={() => choose(command.id)}
        >
          <PriorityBadge priority={command.triage?.priority} />
          <div className="incident-main">
            <div className="incident-top">
              <strong>{t('waiting_to_be_sent')}</strong>
              <span className="spring" />
              <span className="since">{spanText(now - (command.at ?? now), t)}</span>
            </div>
            <div className="incident-place">{command.place?.text.trim() || t('place.unknown')}</div>
            <div>{[command.caller?.phone, command.caller?.name].filter(Boolean).join(' · ')}</div>
          </div>
        </div>
      ))}
    </section>
  )
}
