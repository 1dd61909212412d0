import { metresBetween } from '../../../earth/earth'
import type { Entry } from '../../../outbox/entry'
import { openAssignments } from '../../../picture/order'
import type { Picture } from '../../../picture/picture'
import type {
  AssignmentDispatch,
  Incident,
  Pin,
  Reason,
  Recommendation,
  Refused,
} from '../../../wire/message'

export interface Sending {
  readonly incident: Incident
  readonly unit: string
  readonly reason?: string
}

// The command that sends this unit. It says which version of the incident it was decided on, so that two desks do
// not both send; a unit that has a job is taken off it.
export function toDispatch(picture: Picture, sending: Sending, id: string, at: number): AssignmentDispatch {
  const { incident, unit, reason } = sending
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

// One key sends only where nobody is on the way: a second unit is asked for once more.
export function isSecond(picture: Picture, entries: readonly Entry[], incident: Incident): boolean {
  return openAssignments(picture, incident).length > 0 || beingSent(entries, incident.id).length > 0
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
