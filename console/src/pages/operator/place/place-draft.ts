import type { Candidate, Incident, Pin, Place } from '../../../wire/message'
import { byHand, sourceOf } from './place-source'

// A pin, how far off it may be, and who says so. `label` is what a suggestion called it, for this screen only.
export interface PinDraft {
  readonly pin: string
  readonly uncertainty: string
  readonly source: string
  readonly label: string
  // The incident's, which nobody has touched here.
  readonly isKnown: boolean
}

// A place as it is typed. What was said and the pin stay apart: setting one never writes the other.
export interface PlaceDraft extends PinDraft {
  readonly text: string
}

export const noPin: PinDraft = { pin: '', uncertainty: '', source: byHand, label: '', isKnown: false }
export const emptyPlace: PlaceDraft = { text: '', ...noPin }

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
    isKnown: false,
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

export function fromPlace(place: Place): PlaceDraft {
  return {
    text: place.text,
    pin: place.pin ? pinText(place.pin) : '',
    uncertainty: place.uncertainty_m === undefined ? '' : String(place.uncertainty_m),
    source: place.source ?? byHand,
    label: '',
    isKnown: false,
  }
}

export function knownOf({ place }: Incident): PlaceDraft {
  return { ...fromPlace(place), isKnown: true }
}

// Words that are typed beside a pin that nobody touches: a phone may move the pin meanwhile.
export function following(known: PlaceDraft, draft: PlaceDraft): PlaceDraft {
  return draft.isKnown ? { ...known, text: draft.text } : draft
}
