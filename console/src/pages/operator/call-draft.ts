import { fromWallClock } from '../../ui/time'
import type {
  Caller,
  Candidate,
  IncidentReceive,
  Needs,
  Pin,
  Place,
  Priority,
  Triage,
} from '../../wire/message'
import { callerName } from './caller-name'
import { byHand, sourceOf } from './place-source'

// A pin, how far off it may be, and who says so. `label` is what a suggestion called it, for this screen only.
export interface PinDraft {
  readonly pin: string
  readonly uncertainty: string
  readonly source: string
  readonly label: string
}

// A place as it is typed. What was said and the pin stay apart: setting one never writes the other.
export interface PlaceDraft extends PinDraft {
  readonly text: string
}

export interface TriageDraft {
  readonly priority: Priority | ''
  readonly needs: Needs
  readonly complaint: string
}

export interface CallDraft extends PlaceDraft, TriageDraft {
  readonly phone: string
  readonly name: string
  readonly planned: string
}

export const noPin: PinDraft = { pin: '', uncertainty: '', source: byHand, label: '' }
export const emptyPlace: PlaceDraft = { text: '', ...noPin }
export const emptyTriage: TriageDraft = { priority: '', needs: 'ambulance', complaint: '' }
export const emptyCall: CallDraft = { ...emptyPlace, ...emptyTriage, phone: '', name: '', planned: '' }

export type Faulty = 'pin' | 'uncertainty' | 'planned' | 'complaint'

export function faultsOf(draft: CallDraft): readonly Faulty[] {
  const faults: Faulty[] = [...placeFaults(draft)]
  if (draft.planned !== '' && fromWallClock(draft.planned, 0) === undefined) faults.push('planned')
  // A complaint travels with the triage only; without a priority it would be lost.
  if (draft.complaint.trim() !== '' && draft.priority === '') faults.push('complaint')
  return faults
}

export function placeFaults(draft: PlaceDraft): readonly ('pin' | 'uncertainty')[] {
  return [
    ...(draft.pin.trim() !== '' && !parsePin(draft.pin) ? (['pin'] as const) : []),
    ...(draft.uncertainty.trim() !== '' && parseMetres(draft.uncertainty) === undefined
      ? (['uncertainty'] as const)
      : []),
  ]
}

// "-8.357, 114.618", as maps and chat programs write it.
export function parsePin(text: string): Pin | undefined {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text)
  const [lat, lon] = [Number(match?.[1] ?? Number.NaN), Number(match?.[2] ?? Number.NaN)]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

export function pinText(pin: Pin): string {
  return `${pin.lat.toFixed(5)}, ${pin.lon.toFixed(5)}`
}

// A suggestion that was taken.
export function pinOf(candidate: Candidate): PinDraft {
  const { lat, lon, uncertainty_m, kind, label } = candidate
  return {
    pin: pinText({ lat, lon }),
    uncertainty: String(Math.round(uncertainty_m)),
    source: sourceOf(kind),
    label,
  }
}

// A pin set by hand is not where the suggestion was, so what came with that one goes.
export function pinByHand(before: PinDraft, pin: string): PinDraft {
  return { ...noPin, pin, uncertainty: before.source === byHand ? before.uncertainty : '' }
}

export function parseMetres(text: string): number | undefined {
  const metres = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(metres) && metres >= 0 ? metres : undefined
}

export function toPlace(draft: PlaceDraft): Place {
  const pin = parsePin(draft.pin)
  const uncertainty = parseMetres(draft.uncertainty)
  return {
    text: draft.text,
    ...(pin && { pin, source: draft.source }),
    ...(uncertainty !== undefined && { uncertainty_m: uncertainty }),
  }
}

export function toTriage(draft: TriageDraft): Triage | undefined {
  if (draft.priority === '') return undefined
  const complaint = draft.complaint.trim()
  return { priority: draft.priority, needs: draft.needs, ...(complaint !== '' && { complaint }) }
}

export function fromPlace(place: Place): PlaceDraft {
  return {
    text: place.text,
    pin: place.pin ? pinText(place.pin) : '',
    uncertainty: place.uncertainty_m === undefined ? '' : String(place.uncertainty_m),
    source: place.source ?? byHand,
    label: '',
  }
}

export function fromTriage(triage: Triage | undefined): TriageDraft {
  if (!triage) return emptyTriage
  return { priority: triage.priority, needs: triage.needs, complaint: triage.complaint ?? '' }
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
