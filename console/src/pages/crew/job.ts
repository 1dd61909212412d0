import type { Entry } from '../../outbox/entry'
import { assignmentLife, isFinished } from '../../picture/life'
import type { Picture } from '../../picture/picture'
import type { Assignment, AssignmentState, Incident, Unit } from '../../wire/message'

export interface Job {
  readonly assignment: Assignment
  readonly incident: Incident | undefined
  // With the presses that still wait to be sent: the crew goes on without a signal.
  readonly state: AssignmentState
  readonly destination: string | undefined // the facility that it is bound for
}

export function jobOf(picture: Picture, entries: readonly Entry[], unit: Unit): Job | undefined {
  const assignment =
    (unit.assignment === undefined ? undefined : picture.assignments.get(unit.assignment)) ??
    [...picture.assignments.values()].find((one) => one.unit === unit.id && !isFinished(one.state))
  if (!assignment) return undefined
  const incident = picture.incidents.get(assignment.incident)
  const destination = destinationWith(assignment, entries)
  return { assignment, incident, state: stateWith(assignment, entries), destination }
}

function stateWith(assignment: Assignment, entries: readonly Entry[]): AssignmentState {
  let state = assignment.state
  for (const { command, refused } of entries) {
    if (refused || command.type !== 'assignment.step' || command.assignment !== assignment.id) continue
    if (assignmentLife[state].includes(command.to)) state = command.to
  }
  return state
}

function destinationWith(assignment: Assignment, entries: readonly Entry[]): string | undefined {
  const pressed = entries.findLast(
    ({ command, refused }) =>
      !refused &&
      (command.type === 'assignment.bind' || command.type === 'assignment.unbind') &&
      command.assignment === assignment.id,
  )
  if (pressed?.command.type === 'assignment.unbind') return undefined
  return pressed?.command.type === 'assignment.bind'
    ? pressed.command.facility
    : assignment.bound_for?.facility
}

export function dutyOf(unit: Unit, entries: readonly Entry[]): Unit['duty']['state'] {
  const pressed = entries.findLast(
    ({ command, refused }) => !refused && command.type === 'unit.duty' && command.unit === unit.id,
  )
  return pressed?.command.type === 'unit.duty' ? pressed.command.state : unit.duty.state
}

// Until a person has pressed: the tablet having it is not the crew knowing it.
export function isRinging(job: Job | undefined): boolean {
  return job !== undefined && ['reserved', 'notified', 'delivered'].includes(job.state)
}

// Only an ambulance that was asked for as one carries patients.
export function carries(unit: Unit, incident: Incident | undefined): boolean {
  return unit.kind === 'ambulance' && incident?.triage?.needs !== 'home_care'
}
