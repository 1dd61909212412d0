import { useT } from '../../i18n/language'
import { lateOf } from '../../picture/late'
import { nameOf, notesOf } from '../../picture/notes'
import { AssignmentStateBadge, PriorityBadge } from '../../ui/badges'
import { EarlierNotes } from '../../ui/earlier-notes'
import { Icon } from '../../ui/icon'
import { LocalityLine } from '../../ui/locality-line'
import { patientText } from '../../ui/patient-text'
import { momentText, spanText } from '../../ui/time'
import { useNow, useShown, useWelcome } from '../../ui/use-session'
import type { Job } from './job'
import { PinLinks } from './pin-links'
import { RoutePanel } from './route-panel'

export function JobCard({ job }: { job: Job }) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const { incident, assignment, state } = job
  const isLedOn = job.destination !== undefined && state === 'left_scene'
  const late = lateOf({ ...assignment, state })
  const patient = patientText(incident?.triage ?? {}, t)
  const allNotes = useShown((shown) => shown.picture.allNotes.get(assignment.incident))
  return (
    <article className="job" data-testid="job" data-assignment={assignment.id} data-state={assignment.state}>
      <header>
        <PriorityBadge priority={incident?.triage?.priority} />
        <strong>{incident?.number ?? assignment.incident}</strong>
        <AssignmentStateBadge state={state} />
      </header>
      {late && (
        <p className="job-late" role="status" data-testid="job-late" data-what={late.what}>
          {t(`crew.late.${late.what}`)}
        </p>
      )}
      {incident && (
        <>
          <p className="job-place" data-testid="job-place">
            {incident.place.text.trim() || t('place.unknown')}
          </p>
          <LocalityLine of={incident.place.locality} />
          {incident.place.uncertainty_m !== undefined && (
            <p>
              {t('place.uncertainty')}: ± {Math.round(incident.place.uncertainty_m)} m
            </p>
          )}
          <p className="job-complaint" data-testid="job-complaint">
            {patient !== '' && <strong data-testid="job-patient">{patient} · </strong>}
            {incident.triage?.complaint ?? t('complaint.none')}
          </p>
          {incident.place.pin && !isLedOn && <PinLinks pin={incident.place.pin} />}
          {incident.caller.phone !== undefined && (
            <a className="touch-link" href={`tel:${incident.caller.phone}`} data-testid="job-phone">
              <Icon name="phone" /> {incident.caller.phone} {incident.caller.name}
            </a>
          )}
          <RoutePanel assignment={assignment} />
          <EarlierNotes incident={incident} />
          {notesOf(incident, allNotes).map((note) => (
            <p key={nameOf(note)} className="note">
              <small>
                {momentText(note.at, offset, now)} · {note.by}
              </small>
              <br />
              {note.text}
            </p>
          ))}
          {incident.scheduled_at !== undefined && (
            <p className="job-planned" data-testid="job-planned">
              {t('scheduled_at')}: <strong>{momentText(incident.scheduled_at, offset, now)}</strong>
            </p>
          )}
          <p className="since">
            {t('received_at')} {momentText(incident.received_at, offset, now)} (
            {spanText(now - incident.received_at, t)})
          </p>
        </>
      )}
    </article>
  )
}
