import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useT } from '../../i18n/language'
import { isFinished } from '../../picture/life'
import { useDraft } from '../../ui/draft'
import { useShown } from '../../ui/use-session'
import type { Job } from './job'

const nothing = { id: '', number: '' }

// A job that the desk took away does not just vanish from the screen of a crew that is driving to it.
interface Props {
  readonly unit: string
  readonly job: Job | undefined
  readonly sound: () => void
}

export function EndedNotice({ unit, job, sound }: Props) {
  const t = useT()
  const [last, setLast, clearLast] = useDraft(`crew.job.${unit}`, nothing)
  const ended = useShown((shown) => shown.picture.assignments.get(last.id))
  const hasPicture = useShown((shown) => shown.picture.position !== undefined)
  const id = job?.assignment.id ?? ''
  const number = job?.incident?.number ?? ''
  const isOpen = job !== undefined && !isFinished(job.state)
  const isOwnEnd =
    ended?.state === 'cleared' || ended?.state === 'declined' || (job && last.id === id && !isOpen)
  const isTold = last.id === '' || isOwnEnd
  useEffect(() => {
    if (!isTold) return
    if (isOpen) setLast({ id, number })
    else if (last.id !== '') clearLast()
  }, [isTold, isOpen, id, number, last.id, setLast, clearLast])
  const isShown = !isTold && last.id !== id && hasPicture
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each notice
  useEffect(() => {
    if (isShown) sound()
  }, [isShown])
  if (!isShown) return null
  return (
    <div className="ended" role="alert" data-testid="ended">
      <strong>
        {last.number}: {ended ? t(`assignment_state.${ended.state}`) : t('crew.taken_away')}
      </strong>
      {ended?.reason !== undefined && <span>{ended.reason}</span>}
      <Button size="lg" onClick={() => (isOpen ? setLast({ id, number }) : clearLast())}>
        {t('understood')}
      </Button>
    </div>
  )
}
