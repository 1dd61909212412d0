import type { FoundPatient, PastCall } from '../../../wire/message'
import { noPin, type PinDraft, pinText } from '../place/place-draft'
import type { CallDraft } from './call-draft'
import { isNumber } from './caller-name'

// What a past call puts into a draft: only where nothing stands yet.
export function fromPastCall(call: CallDraft, past: PastCall): Partial<CallDraft> {
  return {
    ...(isEmpty(call.text) && !isEmpty(past.text) && { text: past.text }),
    ...(isEmpty(call.pin) && past.pin && pinOfPast(past)),
  }
}

function pinOfPast({ pin, uncertainty_m, text }: PastCall): PinDraft {
  if (!pin) return noPin
  const uncertainty = uncertainty_m === undefined ? '' : String(Math.round(uncertainty_m))
  return { ...noPin, pin: pinText(pin), uncertainty, source: 'past_call', label: text.trim() }
}

// What a chosen patient puts into a draft: only where nothing stands yet, or the name or number stands by which the
// patient was found. `record` goes along with the call.
export function fromPatient(call: CallDraft, patient: FoundPatient, record: string): Partial<CallDraft> {
  // Of several numbers the first: two in one field can be neither called nor known again.
  const phone = patient.phone.split(/[/,;]/)[0]?.trim() ?? ''
  return {
    ...(isTheirs(call.name, patient) && { name: patient.name }),
    ...(isEmpty(call.phone) && !isEmpty(phone) && { phone }),
    ...(isEmpty(call.text) && !isEmpty(patient.address) && { text: patient.address }),
    ...(isEmpty(call.pin) && pinOfPatient(patient)),
    ...(call.record !== record && { record }),
  }
}

// By the telephone alone somebody else of the house may be calling.
function isTheirs(name: string, patient: FoundPatient): boolean {
  if (name.trim() === patient.name) return false
  return isEmpty(name) || isNumber(name) || patient.why.includes('name')
}

// Where the patient lives, if that is known. How far off it may be nobody has said.
export function pinOfPatient({ at, address, name }: FoundPatient): PinDraft | undefined {
  return at && { ...noPin, pin: pinText(at), source: 'patient_record', label: address || name }
}

// There is a pin already, and it is another one than where the patient lives.
export function isElsewhere(call: CallDraft, patient: FoundPatient): boolean {
  const home = pinOfPatient(patient)
  return home !== undefined && !isEmpty(call.pin) && call.pin !== home.pin
}

export function fillsAnything(part: Partial<CallDraft>): boolean {
  return Object.keys(part).length > 0
}

function isEmpty(text: string): boolean {
  return text.trim() === ''
}
