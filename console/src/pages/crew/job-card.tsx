import { useT } from '../../i18n/language'
import { isOnItsWay } from '../../picture/arrivals'
import { AssignmentStateBadge, PriorityBadge } from '../../ui/badges'
import { HospitalList } from '../../ui/hospital-list'
import { Icon } from '../../ui/icon'
import { momentText, spanText } from '../../ui/time'
import { useNow, useWelcome } from '../../ui/use-session'
import type { Pin } from '../../wire/message'
import type { Job } from './job'
import { RoutePanel } from './route-panel'

export function JobCard({ job }: { job: Job }) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const { incident, assignment, state } = job
  return (
    <article className="job" data-testid="job" data-assignment={assignment.id} data-state={assignment.state}>
      <header>
        <PriorityBadge priority={incident?.triage?.priority} />
        <strong>{incident?.number ?? assignment.incident}</strong>
        <AssignmentStateBadge state={state} />
      </header>
      {incident && (
        <>
          <p className="job-place" data-testid="job-place">
            {incident.place.text.trim() || t('place.unknown')}
          </p>
          {incident.place.pin && <PinLinks pin={incident.place.pin} />}
          <RoutePanel assignment={assignment} />
          {incident.place.pin && !isOnItsWay(state) && <HospitalList incident={incident.id} forTouch />}
          {incident.place.uncertainty_m !== undefined && (
            <p>
              {t('place.uncertainty')}: ± {Math.round(incident.place.uncertainty_m)} m
            </p>
          )}
          <p className="job-complaint">{incident.triage?.complaint ?? t('complaint.none')}</p>
          {incident.caller.phone !== undefined && (
            <a className="touch-link" href={`tel:${incident.caller.phone}`} data-testid="job-phone">
              <Icon name="phone" /> {incident.caller.phone} {incident.caller.name}
            </a>
          )}
          {incident.notes.map((note) => (
            <p key={`${note.at} ${note.text}`} className="note">
              <small>
                {momentText(note.at, offset, now)} · {note.by}
              </small>
              <br />
              {note.text}
            </p>
          ))}
          <p className="since">
            {t('received_at')} {momentText(incident.received_at, offset, now)} (
            {spanText(now - incident.received_at, t)})
          </p>
        </>
      )}
    </article>
  )
}

function PinLinks({ pin: { lat, lon } }: { pin: Pin }) {
  const t = useT()
  return (
    <div className="pin-links">
      <a className="touch-link" href={`geo:${lat},${lon}?q=${lat},${lon}`} data-testid="job-geo">
        <Icon name="way" /> {t('crew.navigate')}
      </a>
      <a
        className="touch-link"
        href={`https://www.google.com/maps/dir/?api=1&destination=${lat},${lon}`}
        target="_blank"
        rel="noreferrer"
      >
        Google Maps
      </a>
    </div>
  )
}
