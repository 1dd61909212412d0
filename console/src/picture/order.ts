import type { Assignment, Incident, IncidentState, Priority } from '../wire/message'
import { isFinished, isOver, isWaiting } from './life'
import type { Picture } from './picture'

export type Group = 'waiting' | 'running' | 'scheduled' | 'over'

export function groupOf(state: IncidentState): Group {
  if (isWaiting(state)) return 'waiting'
  if (state === 'scheduled') return 'scheduled'
  return isOver(state) ? 'over' : 'running'
}

const groups: readonly Group[] = ['waiting', 'running', 'scheduled', 'over']

// A call of unknown urgency may be anything: it stands right behind the threats to life.
const urgency: Readonly<Record<Priority, number>> = { P0: 0, P1: 1, P2: 3, P3: 4, P4: 5 }
const urgencyOf = (incident: Incident) => (incident.triage ? urgency[incident.triage.priority] : 2)

// A threat to life.
export const isUrgent = ({ triage }: Incident) => triage?.priority === 'P0' || triage?.priority === 'P1'

// Waiting first, by priority, then the oldest first; what is over, the latest first.
export function inOrder(incidents: Iterable<Incident>): readonly Incident[] {
  return [...incidents].sort(
    (a, b) =>
      groups.indexOf(groupOf(a.state)) - groups.indexOf(groupOf(b.state)) ||
      (isOver(a.state) ? b.received_at - a.received_at : 0) ||
      urgencyOf(a) - urgencyOf(b) ||
      sinceWhen(a) - sinceWhen(b) ||
      a.id.localeCompare(b.id),
  )
}

// Since when somebody waits: a planned visit from its time on. Of what is over, since when it is.
export function sinceWhen(incident: Incident): number {
  if (isOver(incident.state)) return incident.ending?.at ?? incident.received_at
  return incident.due_at ?? incident.scheduled_at ?? incident.received_at
}

export function assignmentsOf(picture: Picture, incident: Incident): readonly Assignment[] {
  return incident.assignments.flatMap((id) => picture.assignments.get(id) ?? [])
}

export function openAssignments(picture: Picture, incident: Incident): readonly Assignment[] {
  return assignmentsOf(picture, incident).filter((assignment) => !isFinished(assignment.state))
}
