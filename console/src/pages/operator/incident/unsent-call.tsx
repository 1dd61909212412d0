import type { ReactNode } from 'react'
import { useT } from '../../../i18n/language'
import type { Entry } from '../../../outbox/entry'
import { PriorityBadge } from '../../../ui/badges'
import { patientText } from '../../../ui/patient-text'
import { momentText } from '../../../ui/time'
import { useNow, useShown, useWelcome } from '../../../ui/use-session'
import type { IncidentReceive } from '../../../wire/message'
import { pinText } from '../place/place-draft'

export function isUnsentCall(entry: Entry): entry is Entry & { command: IncidentReceive } {
  return entry.command.type === 'incident.receive' && !entry.refused
}

// A call that no server has yet, with all that is known of it: the desk may have to read it out by radio.
export function UnsentCall({ id, none }: { id: string | undefined; none: ReactNode }) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const call = useShown((shown) => shown.entries)
    .filter(isUnsentCall)
    .find(({ command }) => command.id === id)?.command
  if (!call) return none
  const { place, caller, triage, at, scheduled_at } = call
  const facts = [
    [t('place.text'), place?.text.trim() || t('place.unknown')],
    [t('place.pin'), place?.pin ? pinText(place.pin) : t('place.no_pin')],
    [t('caller.phone'), caller?.phone ?? t('unknown')],
    [t('caller.name'), caller?.name ?? t('unknown')],
    [t('patient'), patientText(triage ?? {}, t) || t('unknown')],
    [t('complaint'), triage?.complaint ?? '–'],
    [t('received_at'), at === undefined ? t('unknown') : momentText(at, offset, now)],
    ...(scheduled_at === undefined ? [] : [[t('scheduled_at'), momentText(scheduled_at, offset, now)]]),
  ] as const
  return (
    <article className="card" data-testid="unsent-card" data-id={call.id} data-unsent>
      <header className="card-head">
        <PriorityBadge priority={triage?.priority} />
        <h2>{t('waiting_to_be_sent')}</h2>
      </header>
      <p className="advice">{t('unsent.only_here')}</p>
      <dl className="facts">
        {facts.map(([name, what]) => (
          <Fact key={name} name={name ?? ''} what={what ?? ''} />
        ))}
      </dl>
    </article>
  )
}

function Fact({ name, what }: { name: string; what: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="wide">{what}</dd>
    </>
  )
}
