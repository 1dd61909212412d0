import { Button } from '@mantine/core'
import { useT } from '../../../i18n/language'
import { assignmentsOf, sinceWhen } from '../../../picture/order'
import { lacksUnits } from '../../../picture/slots'
import { AlarmBadge, IncidentStateBadge, PriorityBadge } from '../../../ui/badges'
import { Hint } from '../../../ui/hint'
import { HospitalList } from '../../../ui/hospital-list'
import { LocalityLine } from '../../../ui/locality-line'
import { patientText } from '../../../ui/patient-text'
import { momentText, spanText } from '../../../ui/time'
import { useNow, useShown, useWelcome } from '../../../ui/use-session'
import type { Assignment, Incident, Proposal } from '../../../wire/message'
import { DuplicateList } from '../call/duplicate-list'
import { factsOfIncident } from '../call/duplicates'
import { CountdownLine } from '../sending/countdown'
import { DoubledLine } from '../sending/doubled-line'
import { type ActionKind, actionKeys, actionKinds, isPossible } from './actions'
import { AssignmentRow } from './assignment-row'
import { MergedList } from './merged-list'
import { NoteList } from './note-list'
import { PinFacts } from './pin-facts'
import { ProposalList } from './proposal-list'
import { SlotList } from './slot-list'

interface Props {
  readonly incident: Incident
  // Not there: it is only looked at.
  readonly acts: Acts | undefined
  readonly show: (incident: string) => void
}

interface Acts {
  readonly act: (kind: ActionKind) => void
  readonly take: (proposal: Proposal) => void
  readonly isTaking: boolean
  readonly attach: (into: string) => void
  readonly stop: ((incident: Incident) => void) | undefined
  readonly standDown: ((job: Assignment) => void) | undefined
}

export function IncidentCard({ incident, acts, show }: Props) {
  const t = useT()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  const welcome = useWelcome()
  const offset = welcome.region.utc_offset_minutes
  const isOffered = (kind: ActionKind) => acts !== undefined && isPossible(welcome, picture, incident, kind)
  return (
    <article className="card" data-testid="incident-card" data-id={incident.id} data-state={incident.state}>
      <header className="card-head">
        <PriorityBadge priority={incident.triage?.priority} />
        <h2>{incident.number}</h2>
        <IncidentStateBadge state={incident.state} />
        <span className="since">{spanText(Math.max(0, now - sinceWhen(incident)), t)}</span>
        {incident.alarm && <AlarmBadge alarm={incident.alarm} now={now} />}
        {lacksUnits(incident) && (
          <span className="lacks-units" data-testid="lacks-units">
            ▲ {t('slots.lacks')}
          </span>
        )}
      </header>
      <CountdownLine incident={incident} stop={acts?.stop} />
      <DoubledLine incident={incident} picture={picture} standDown={acts?.standDown} />
      <Facts incident={incident} />
      <ProposalList
        incident={incident}
        isTaking={acts?.isTaking ?? false}
        take={isOffered('accept') ? acts?.take : undefined}
      />
      <DuplicateList
        key={incident.id}
        facts={factsOfIncident(incident)}
        show={show}
        attach={isOffered('merge') ? acts?.attach : undefined}
        folded
      />
      {incident.ending && (
        <p className="ending">
          <strong>{t(`ending.${incident.ending.kind}`)}</strong>{' '}
          {incident.ending.into !== undefined && (
            <strong data-testid="attached-to">
              {picture.incidents.get(incident.ending.into)?.number ?? t('ending.gone')}
            </strong>
          )}{' '}
          {incident.ending.reason} ({incident.ending.by}, {momentText(incident.ending.at, offset, now)})
        </p>
      )}
      <MergedList label={t('merge.carried')} incidents={incident.merged ?? []} />
      <div className="actions">
        {actionKinds.filter(isOffered).map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant="default"
            data-testid={`action-${kind}`}
            onClick={() => acts?.act(kind)}
          >
            {t(labelOf(kind, incident))}
            <Hint keys={actionKeys[kind].toUpperCase()} />
          </Button>
        ))}
      </div>
      <SlotList incident={incident} />
      <h3>{t('assignments')}</h3>
      {assignmentsOf(picture, incident).length === 0 && <p className="empty">{t('assignments.none')}</p>}
      {assignmentsOf(picture, incident).map((assignment) => (
        <AssignmentRow key={assignment.id} assignment={assignment} now={now} offset={offset} />
      ))}
      {incident.place.pin && <HospitalList incident={incident.id} jobs={assignmentsOf(picture, incident)} />}
      <NoteList incident={incident} now={now} offset={offset} />
    </article>
  )
}

// To open a call that was attached to another one is to detach it.
function labelOf(kind: ActionKind, { state }: Incident) {
  return kind === 'reopen' && state === 'merged' ? 'action.detach' : (`action.${kind}` as const)
}

function Facts({ incident }: { incident: Incident }) {
  const t = useT()
  const offset = useWelcome().region.utc_offset_minutes
  const now = useNow()
  const { place, caller, triage } = incident
  const patient = patientText(triage ?? {}, t)
  return (
    <dl className="facts">
      <dt>{t('place.text')}</dt>
      <dd className="wide" data-testid="fact-place">
        {place.text.trim() || t('place.unknown')}
        {place.locality && <br />}
        <LocalityLine of={place.locality} />
      </dd>
      <PinFacts incident={incident} />
      <dt>{t('caller.phone')}</dt>
      <dd>
        {caller.phone === undefined ? t('unknown') : <a href={`tel:${caller.phone}`}>{caller.phone}</a>}
      </dd>
      <dt>{t('caller.name')}</dt>
      <dd>{caller.name ?? t('unknown')}</dd>
      <dt>{t('triage')}</dt>
      <dd className="wide" data-testid="fact-triage">
        {triage
          ? [
              `${triage.priority} ${t(`priority.${triage.priority}`)}`,
              t(`needs.${triage.needs}`),
              ...(triage.determinant === undefined ? [] : [triage.determinant]),
              ...(triage.alarm === undefined ? [] : [t('alarm_level.is', { level: triage.alarm })]),
            ].join(' · ')
          : t('priority.none')}
      </dd>
      {patient !== '' && (
        <>
          <dt>{t('patient')}</dt>
          <dd className="wide" data-testid="fact-patient">
            {patient}
          </dd>
        </>
      )}
      <dt>{t('complaint')}</dt>
      <dd className="wide">{triage?.complaint ?? '–'}</dd>
      <dt>{t('received_at')}</dt>
      <dd>{momentText(incident.received_at, offset, now)}</dd>
      {incident.scheduled_at !== undefined && (
        <>
          <dt>{t('scheduled_at')}</dt>
          <dd>{momentText(incident.scheduled_at, offset, now)}</dd>
        </>
      )}
    </dl>
  )
}
