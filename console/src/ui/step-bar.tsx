import { useT } from '../i18n/language'
import { crewSteps } from '../picture/life'
import type { AssignmentState } from '../wire/message'
import './step-bar.css'

// How far a crew is, as a bar of its steps. A job that came to nothing has none.
export function StepBar({ state }: { state: AssignmentState }) {
  const t = useT()
  const told: readonly AssignmentState[] = ['reserved', 'notified', 'delivered']
  const reached = crewSteps.indexOf(state)
  if (reached < 0 && !told.includes(state)) return null
  return (
    <div className="step-bar" role="img" aria-label={t(`assignment_state.${state}`)} data-testid="step-bar">
      {crewSteps.map((step, at) => (
        <span
          key={step}
          data-done={at <= reached}
          data-now={at === reached}
          title={t(`assignment_state.${step}`)}
        />
      ))}
    </div>
  )
}
