import { useEffect, useState } from 'react'
import { useT } from '../../i18n/language'
import { assignmentLife, isFinished, nextStep, stepsFrom } from '../../picture/life'
import { newId } from '../../session/ids'
import { useSession } from '../../ui/use-session'
import type { AssignmentState } from '../../wire/message'
import { useBroken } from './broken-question'
import { DeclinePanel } from './decline-panel'
import type { Job } from './job'

// A glove taps twice: the second tap must not be the next step.
const rest = 900

export function StepButtons({ job, carries }: { job: Job; carries: boolean }) {
  const t = useT()
  const { state, assignment } = job
  const [open, setOpen] = useState<'none' | 'skip' | 'decline'>('none')
  const { isResting, press } = usePress(assignment.id, () => setOpen('none'))
  const [, setBroken] = useBroken(assignment.unit)
  const decline = (reason: string, isOfVehicle: boolean) => {
    if (press('declined', reason) && isOfVehicle) setBroken({ reason })
  }
  const next = nextStep(state, carries)
  if (isFinished(state)) return <p className="no-job">{t('crew.finished')}</p>
  const others = stepsFrom(state).filter((step) => step !== next)
  const toggle = (one: 'skip' | 'decline') => setOpen(open === one ? 'none' : one)
  return (
    <div className="steps" data-testid="steps" data-state={state}>
      {open === 'skip' &&
        others.map((step) => (
          <button
            key={step}
            type="button"
            className="small-step wide"
            data-testid={`skip-${step}`}
            disabled={isResting}
            onClick={() => press(step)}
          >
            {t(`step.${step}`)}
          </button>
        ))}
      {open === 'decline' && <DeclinePanel decline={decline} />}
      <div className="small-steps">
        {others.length > 0 && (
          <button type="button" className="small-step" data-testid="step-skip" onClick={() => toggle('skip')}>
            {t('crew.skip')}
          </button>
        )}
        {assignmentLife[state].includes('declined') && (
          <button
            type="button"
            className="small-step"
            data-testid="step-decline"
            onClick={() => toggle('decline')}
          >
            {t('crew.decline')}
          </button>
        )}
      </div>
      {next && (
        <button
          type="button"
          className="big-step"
          data-testid="step-next"
          data-to={next}
          disabled={isResting}
          onClick={() => press(next)}
        >
          {t(`step.${next}`)}
        </button>
      )}
    </div>
  )
}

function usePress(assignment: string, pressed: () => void) {
  const session = useSession()
  const [isResting, setIsResting] = useState(false)
  useEffect(() => {
    if (!isResting) return
    const timer = setTimeout(() => setIsResting(false), rest)
    return () => clearTimeout(timer)
  }, [isResting])
  const press = (to: AssignmentState, reason?: string) => {
    const why = reason === undefined ? {} : { reason }
    const command = { id: newId(), at: session.now(), assignment, to, ...why }
    if (!session.give({ type: 'assignment.step', ...command })) return false
    setIsResting(true)
    pressed()
    return true
  }
  return { isResting, press }
}
