import { useEffect } from 'react'
import { useLanguage, useT } from '../../i18n/language'
import { useDraft } from '../../ui/draft'
import { Icon } from '../../ui/icon'
import { distanceText } from '../../ui/time'
import { type Change, changesSince, nothingSeen, seenOf } from './changes'
import { isRinging, type Job } from './job'

// Words that change silently on the screen of a crew that is driving are not read: the change takes the whole screen.
export function ChangedNotice({
  unit,
  job,
  sound,
}: {
  unit: string
  job: Job | undefined
  sound: () => void
}) {
  const t = useT()
  const [seen, setSeen] = useDraft(`crew.seen.${unit}`, nothingSeen)
  const now = job?.incident && seenOf(job.assignment.id, job.incident)
  const changes = now && !isRinging(job) ? changesSince(seen, now) : []
  // While it rings it is read anew, whatever it says.
  const isToBeSeen = now !== undefined && changes.length === 0 && JSON.stringify(seen) !== JSON.stringify(now)
  useEffect(() => {
    if (isToBeSeen && now) setSeen(now)
  }, [isToBeSeen, now, setSeen])
  const told = JSON.stringify(changes)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change
  useEffect(() => {
    if (changes.length > 0) sound()
  }, [told])
  if (!now || changes.length === 0) return null
  return (
    <div className="changed" role="alertdialog" aria-labelledby="changed-head" data-testid="changed">
      <h2 id="changed-head">
        <Icon name="bell" /> {t('crew.changed', { number: job?.incident?.number ?? '' })}
      </h2>
      {changes.map((change) => (
        <ChangeLines key={change.what} change={change} />
      ))}
      <button
        type="button"
        className="big-step"
        data-testid="changed-understood"
        autoFocus
        onClick={() => setSeen(now)}
      >
        {t('understood')}
      </button>
    </div>
  )
}

const heads = { place: 'place.text', priority: 'triage.priority', complaint: 'complaint' } as const

function ChangeLines({ change }: { change: Change }) {
  const t = useT()
  const language = useLanguage()
  return (
    <section data-testid={`changed-${change.what}`}>
      <h3>{t(heads[change.what])}</h3>
      {change.from !== change.to && <del>{change.from || '–'}</del>}
      <ins>{change.to || '–'}</ins>
      {change.what === 'place' && change.metres > 0 && (
        <strong>{t('crew.changed.moved', { distance: distanceText(change.metres, language) })}</strong>
      )}
    </section>
  )
}
