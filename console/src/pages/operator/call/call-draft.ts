import { fromWallClock } from '../../../ui/time'
import type { Caller, IncidentNote, IncidentReceive } from '../../../wire/message'
import { emptyPlace, fromPlace, type PlaceDraft, placeFaults, toPlace } from '../place/place-draft'
import { callerName } from './caller-name'
import { emptyTriage, fromTriage, isWrongAge, type TriageDraft, toTriage } from './triage-draft'

export interface CallDraft extends PlaceDraft, TriageDraft {
  readonly phone: string
  readonly name: string
  readonly planned: string
  // What the register says of the patient who was chosen: it goes with the call, as a note.
  readonly record: string
}

export const emptyCall: CallDraft = {
  ...emptyPlace,
  ...emptyTriage,
  phone: '',
  name: '',
  planned: '',
  record: '',
}

// In one line, where it is one among others.
export function callText({ text, phone, name, complaint }: CallDraft): string {
  return [text, phone, callerName(name), complaint]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' · ')
}

export type Faulty = 'pin' | 'uncertainty' | 'planned' | 'complaint' | 'age'

export function faultsOf(draft: CallDraft): readonly Faulty[] {
  const faults: Faulty[] = [...placeFaults(draft)]
  if (draft.planned !== '' && fromWallClock(draft.planned, 0) === undefined) faults.push('planned')
  // What is said of the patient travels with the triage only; without a priority it would be lost.
  const isSaid = [draft.complaint, draft.age, draft.sex].some((part) => part.trim() !== '')
  if (isSaid && draft.priority === '') faults.push('complaint')
  if (isWrongAge(draft.age)) faults.push('age')
  return faults
}

export function toReceive(draft: CallDraft, id: string, at: number, offsetMinutes: number): IncidentReceive {
  const triage = toTriage(draft)
  const scheduled = fromWallClock(draft.planned, offsetMinutes)
  const name = callerName(draft.name)
  const caller: Caller = {
    ...(draft.phone.trim() !== '' && { phone: draft.phone.trim() }),
    ...(name !== '' && { name }),
  }
  return {
    type: 'incident.receive',
    id,
    at,
    place: toPlace(draft),
    caller,
    ...(triage && { triage }),
    ...(scheduled !== undefined && { scheduled_at: scheduled }),
  }
}

export function toNote(
  { record }: CallDraft,
  incident: string,
  id: string,
  at: number,
): IncidentNote | undefined {
  return record === '' ? undefined : { type: 'incident.note', id, at, incident, text: record }
}

// A call that was refused goes back to where it was typed.
export function fromReceive(command: IncidentReceive): CallDraft {
  return {
    ...emptyCall,
    ...(command.place && fromPlace(command.place)),
    ...fromTriage(command.triage),
    phone: command.caller?.phone ?? '',
    name: command.caller?.name ?? '',
  }
}
