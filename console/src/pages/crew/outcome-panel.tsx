import { useEffect, useState } from 'react'
import { useT } from '../../i18n/language'
import { outcomeCodes } from '../../picture/outcomes'
import { newId } from '../../session/ids'
import { useDraft } from '../../ui/draft'
import { useNow, useSession, useShown } from '../../ui/use-session'
import type { OutcomeCode } from '../../wire/message'
import type { Job } from './job'
import { isOver, type LastJob, lastWith, noJob, saidOf } from './outcome'

// A glove taps twice: what is below must not move under the second tap.
const rest = 900

// What came of the job that is over: one touch, and it can be left unsaid, said later, and corrected.
export function OutcomePanel({ unit, job }: { readonly unit: string; readonly job: Job | undefined }) {
  const t = useT()
  const now = useNow()
  const [last, setLast] = useDraft<LastJob>(`crew.outcome.${unit}`, noJob)
  const known = useShown((shown) => shown.picture.assignments.get(last.id))
  const entries = useShown((shown) => shown.entries)
  const { isResting, touched } = useRest()
  const [isCorrecting, setIsCorrecting] = useState(false)
  const next = lastWith(last, job, now)
  useEffect(() => {
    if (next.id !== last.id) setLast(next)
  }, [next, last.id, setLast])
  if (!isOver(last, job, now)) return null
  const said = saidOf(last, known, entries)
  const isAsked = isCorrecting || isResting || (said === undefined && last.said !== 'left')
  const done = (what: OutcomeCode | 'left') => {
    setLast({ ...last, said: what })
    setIsCorrecting(false)
    touched()
  }
  return (
    <section className="outcome" data-testid="outcome" data-asked={isAsked} data-said={said}>
      {isAsked ? (
        <Question last={last} said={said} isResting={isResting} done={done} />
      ) : (
        <>
          <p data-testid="outcome-last">
            {t('outcome.last', { number: last.number })}{' '}
            <strong>{t(said === undefined ? 'outcome.unsaid' : `outcome.${said}`)}</strong>
          </p>
          <button
            type="button"
            className="small-step wide"
            data-testid="outcome-correct"
            onClick={() => setIsCorrecting(true)}
          >
            {t(said === undefined ? 'outcome.say' : 'outcome.correct')}
          </button>
        </>
      )}
    </section>
  )
}

interface QuestionProps {
  readonly last: LastJob
  readonly said: OutcomeCode | undefined
  readonly isResting: boolean
  readonly done: (what: OutcomeCode | 'left') => void
}

function Question({ last, said, isResting, done }: QuestionProps) {
  const t = useT()
  const session = useSession()
  const say = (outcome: OutcomeCode) => {
    const command = { id: newId(), at: session.now(), assignment: last.id, outcome }
    if (session.give({ type: 'assignment.outcome', ...command })) done(outcome)
  }
  return (
    <>
      <h2>{t('outcome.ask', { number: last.number })}</h2>
      <div className="outcome-choices">
        {outcomeCodes.map((code) => (
          <button
            key={code}
            type="button"
            className="small-step"
            data-testid={`outcome-${code}`}
            aria-pressed={said === code}
            disabled={isResting}
            onClick={() => say(code)}
          >
            {t(`outcome.${code}`)}
          </button>
        ))}
        <button
          type="button"
          className="small-step quiet"
          data-testid="outcome-left"
          disabled={isResting}
          onClick={() => done('left')}
        >
          {t('outcome.left')}
        </button>
      </div>
    </>
  )
}

function useRest() {
  const [isResting, setIsResting] = useState(false)
  useEffect(() => {
    if (!isResting) return
    const timer = setTimeout(() => setIsResting(false), rest)
    return () => clearTimeout(timer)
  }, [isResting])
  return { isResting, touched: () => setIsResting(true) }
}
