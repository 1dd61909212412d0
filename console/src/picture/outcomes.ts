import type { Assignment, AssignmentState, OutcomeCode } from '../wire/message'

// What may come of a job, what is usual first.
export const outcomeCodes: readonly OutcomeCode[] = [
  'treated_transported',
  'treated_home',
  'refused',
  'no_patient',
  'handed_to_other',
  'cancelled_on_scene',
  'dead',
]

const there: readonly AssignmentState[] = [
  'on_scene',
  'at_patient',
  'left_scene',
  'at_destination',
  'handed_over',
  'cleared',
]

// Before that nothing has come of it. `state`: with presses that still wait to be sent.
export function wasOnScene(assignment: Assignment, state = assignment.state): boolean {
  return there.includes(state) || assignment.times.some((stamp) => there.includes(stamp.state))
}
