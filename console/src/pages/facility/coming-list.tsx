import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { PriorityBadge } from '../../ui/badges'
import { patientText } from '../../ui/patient-text'
import { clockText, minuteText, spanText } from '../../ui/time'
import { useNow, useSession, useShown, useWelcome } from '../../ui/use-session'
import type { Coming } from '../../wire/message'

// Who comes, when and with what; one key says that they are expected.
export function ComingList({ coming, facility }: { coming: readonly Coming[]; facility: string }) {
  const t = useT()
  return (
    <section className="coming-list" data-testid="coming-list">
      <h2>{t('coming.title', { n: coming.length })}</h2>
      {coming.length === 0 && <p className="empty">{t('coming.none')}</p>}
      {coming.map((one) => (
        <ComingCard key={one.assignment} coming={one} facility={facility} />
      ))}
    </section>
  )
}

function ComingCard({ coming, facility }: { coming: Coming; facility: string }) {
  const t = useT()
  const session = useSession()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const isSent = useShown((shown) => shown.entries).some(
    ({ command, refused }) =>
      !refused && command.type === 'assignment.expect' && command.assignment === coming.assignment,
  )
  const expect = () =>
    session.give({
      type: 'assignment.expect',
      id: newId(),
      at: session.now(),
      assignment: coming.assignment,
      facility,
    })
  return (
    <article
      className="coming"
      data-testid="coming"
      data-unit={coming.unit}
      data-state={coming.state}
      data-expected={coming.expected_at !== undefined}
    >
      <header>
        <PriorityBadge priority={coming.priority} />
        <strong>{coming.callsign}</strong> <small>{coming.unit}</small> <span>{coming.number}</span>
      </header>
      <p className="coming-when" data-testid="coming-when">
        <When coming={coming} now={now} offset={offset} />
      </p>
      <p className="coming-what" data-testid="coming-what">
        {[patientText(coming, t), coming.determinant, coming.complaint ?? t('complaint.none')]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {coming.expected_at === undefined ? (
        <button
          type="button"
          className="touch expect"
          data-testid="expect"
          disabled={isSent}
          onClick={expect}
        >
          {t('coming.expect')}
        </button>
      ) : (
        <p className="coming-known" data-testid="coming-known">
          ✓ {t('coming.known', { time: clockText(coming.expected_at, offset) })}
        </p>
      )}
    </article>
  )
}

function When({ coming, now, offset }: { coming: Coming; now: number; offset: number }) {
  const t = useT()
  const { state, arrived_at, low, high, arrives_at } = coming
  if (arrived_at !== undefined)
    return t('coming.arrived', {
      time: clockText(arrived_at, offset).slice(0, 5),
      span: spanText(Math.max(0, now - arrived_at), t),
    })
  if (state !== 'left_scene') return t('coming.not_left', { state: t(`assignment_state.${state}`) })
  if (arrives_at === undefined || low === undefined || high === undefined) return t('coming.no_time')
  return t('coming.between', {
    low: minuteText(low, offset),
    high: minuteText(high, offset),
    span: spanText(Math.max(0, arrives_at - now), t),
  })
}
