import { metresBetween } from '../../../earth/earth'
import type { Entry } from '../../../outbox/entry'
import { isUnanswered } from '../../../picture/late'
import { openAssignments } from '../../../picture/order'
import type { Picture } from '../../../picture/picture'
import type {
  AssignmentDispatch,
  Incident,
  Pin,
  PlannedCall,
  Reason,
  Recommendation,
  Refused,
} from '../../../wire/message'

export interface Sending {
  readonly incident: Incident
  readonly unit: string
  readonly reason?: string
  // As the desk sees it: sent because of it, the server sees whether the plan still says so.
  readonly planned?: PlannedCall | undefined
}

// The command that sends this unit. It says which version of the incident it was decided on, so that two desks do
// not both send; a unit that has a job is taken off it.
export function toDispatch(picture: Picture, sending: Sending, id: string, at: number): AssignmentDispatch {
  const { incident, unit, reason, planned } = sending
  if (isPlanned(planned, unit))
    return { type: 'assignment.dispatch', id, at, incident: incident.id, unit, by_plan: true }
  return {
    type: 'assignment.dispatch',
    id,
    at,
    if_version: incident.v,
    incident: incident.id,
    unit,
    ...(picture.units.get(unit)?.assignment !== undefined && { divert: true }),
    ...(reason !== undefined && reason.trim() !== '' && { reason }),
  }
}

export function isPlanned(planned: PlannedCall | undefined, unit: string): boolean {
  return planned?.sends?.unit === unit
}

// The plan's own first, then the free ones, then who else fills an open slot; where there is no plan for it, as
// advised. Which slots they fill, and what is missing, the advice knows.
export function suggestionFor(picture: Picture, incident: string): Recommendation | undefined {
  const advised = picture.recommendations.get(incident)
  const planned = plannedFor(picture, incident)
  if (!picture.plan || !planned) return advised
  const { sends, others, passed_over } = planned
  const first = [...(sends ? [sends] : []), ...others.map(({ option }) => option)]
  const advisedOf = (unit: string) => advised?.options.find((option) => option.unit === unit)
  const options = [
    ...first.map((option) => ({ ...option, fills: advisedOf(option.unit)?.fills ?? [] })),
    ...(advised?.options ?? []).filter(({ unit }) => !first.some((option) => option.unit === unit)),
  ]
  const at = picture.plan.at
  return { type: 'recommendation', incident, at, options, shortfalls: advised?.shortfalls ?? [], passed_over }
}

// Its calls, each once: one that needs several units has a row for each.
export function callsOf(plan: Picture['plan']): readonly string[] {
  return [...new Set(plan?.calls.map((call) => call.incident))]
}

export function plannedFor({ plan }: Picture, incident: string): PlannedCall | undefined {
  return plan?.calls.find((call) => call.incident === incident)
}

export interface BeingSent {
  readonly id: string
  readonly unit: string
  // The server cannot have done it yet: it may be taken back.
  readonly isHeld: boolean
}

// Units that this desk has sent to the incident and of which the server has not spoken yet.
export function beingSent(entries: readonly Entry[], incident: string): readonly BeingSent[] {
  return entries.flatMap(({ command, refused, sent }) =>
    !refused && command.type === 'assignment.dispatch' && command.incident === incident
      ? [{ id: command.id, unit: command.unit, isHeld: sent === 0 }]
      : [],
  )
}

// One key sends only where nobody is on the way: a second unit is asked for once more. By the plan, one that replaces
// the first is none, and one that must come besides is wanted.
export function isSecond(
  picture: Picture,
  entries: readonly Entry[],
  incident: Incident,
  byPlan?: PlannedCall,
): boolean {
  if (beingSent(entries, incident.id).length > 0) return true
  if (byPlan?.slot !== undefined) return false
  const replaces = byPlan?.replaces?.assignment
  return openAssignments(picture, incident).some((job) => job.id !== replaces && !isUnanswered(job))
}

// A visit that is planned for later: one key must not ring the nurse today for it.
export function isEarly({ state, scheduled_at }: Incident, now: number): boolean {
  return state === 'scheduled' && scheduled_at !== undefined && scheduled_at > now
}

// Where the incident was, as far as one knew, when the unit was chosen.
export interface Aim {
  readonly pin: Pin | undefined
}

// Further than this, another unit may be the right one.
const farOff = 250

// Somebody wrote a note, or the caller's phone was heard, while the key was pressed: nothing that speaks against sending,
// so it is sent again. Not when somebody else has sent a unit since, and not to another place than was looked at.
export function mayGoAgain(
  picture: Picture,
  command: AssignmentDispatch,
  refused: Refused,
  aim: Aim | undefined,
): boolean {
  const incident = picture.incidents.get(command.incident)
  return (
    refused.code === 'stale_version' &&
    aim !== undefined &&
    incident !== undefined &&
    !isFarFrom(aim, incident) &&
    command.if_version !== undefined &&
    incident.v > command.if_version &&
    openAssignments(picture, incident).every((job) => job.opened_at <= (command.at ?? 0))
  )
}

// Of each unit that is being sent, where the incident was in the version that it was sent on; told while that version
// is still the one shown.
export function aimsNow(
  before: ReadonlyMap<string, Aim>,
  entries: readonly Entry[],
  picture: Picture,
): Map<string, Aim> {
  const now = new Map<string, Aim>()
  for (const { command } of entries) {
    if (command.type !== 'assignment.dispatch') continue
    const incident = picture.incidents.get(command.incident)
    const known = before.get(command.id)
    if (known) now.set(command.id, known)
    else if (incident && incident.v === command.if_version) now.set(command.id, { pin: incident.place.pin })
  }
  return now
}

function isFarFrom({ pin }: Aim, { place }: Incident): boolean {
  return pin !== undefined && place.pin !== undefined && metresBetween(pin, place.pin) > farOff
}

// What speaks against this unit, as far as the suggestion said so.
export function against(suggestion: Recommendation | undefined, unit: string): readonly Reason[] {
  return suggestion?.passed_over.find((other) => other.unit === unit)?.reasons ?? []
}
