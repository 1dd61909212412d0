import { useT } from '../../../i18n/language'
import { isFinished } from '../../../picture/life'
import { ArrivalLine } from '../../../ui/arrival-line'
import { AssignmentStateBadge } from '../../../ui/badges'
import { DestinationLine } from '../../../ui/destination-line'
import { OutcomeLine } from '../../../ui/outcome-line'
import { ruleText } from '../../../ui/rule-text'
import { StepBar } from '../../../ui/step-bar'
import { clockText, spanText } from '../../../ui/time'
import type { Assignment } from '../../../wire/message'

const notRolling: readonly Assignment['state'][] = ['reserved', 'notified', 'delivered', 'acknowledged']
const isRolling = (state: Assignment['state']) => !notRolling.includes(state)

export function AssignmentRow(props: { assignment: Assignment; now: number; offset: number }) {
  const t = useT()
  const { assignment, now, offset } = props
  const last = assignment.times.at(-1)
  return (
    <div
      className="assignment"
      data-testid="assignment-row"
      data-unit={assignment.unit}
      data-state={assignment.state}
      data-open={!isFinished(assignment.state)}
    >
      <div>
        <strong>{assignment.unit}</strong> <AssignmentStateBadge state={assignment.state} />{' '}
        {last && <span className="since">{spanText(now - last.at, t)}</span>} <small>{assignment.by}</small>
      </div>
      <StepBar state={assignment.state} />
      <ArrivalLine assignment={assignment} />
      <DestinationLine assignment={assignment} />
      <OutcomeLine assignment={assignment} />
      {assignment.by_plan !== undefined && (
        <div data-testid="by-plan">
          {t('by_plan', { span: spanText(assignment.by_plan.eta_s * 1000, t) })}
        </div>
      )}
      {assignment.by_rule !== undefined && (
        <div data-testid="by-rule">{t('by_rule', { rule: ruleText(assignment.by_rule, t) })}</div>
      )}
      {assignment.moving_since !== undefined && !isRolling(assignment.state) && (
        <div data-testid="moving-since">
          {t('moving_since', { time: clockText(assignment.moving_since, offset) })}
        </div>
      )}
      {assignment.by_hand !== undefined && (
        <div>
          {t('by_hand')}: {assignment.by_hand}
        </div>
      )}
      {assignment.reason !== undefined && (
        <div>
          {t('reason')}: {assignment.reason}
        </div>
      )}
      <ol className="times">
        {assignment.times.map((stamp) => (
          <li key={stamp.state} title={t('recorded_at', { time: clockText(stamp.recorded, offset) })}>
            {clockText(stamp.at, offset)} {t(`assignment_state.${stamp.state}`)}
            {stamp.recorded - stamp.at > 10_000 &&
              ` (${t('recorded_late', { span: spanText(stamp.recorded - stamp.at, t) })})`}
          </li>
        ))}
      </ol>
    </div>
  )
}
