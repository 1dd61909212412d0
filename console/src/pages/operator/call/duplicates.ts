import { isOver } from '../../../picture/life'
import type { Picture } from '../../../picture/picture'
import type { CallFacts, Question } from '../../../session/question'
import type { CallHint, CallHints, FoundPatient, Incident, PastCall } from '../../../wire/message'
import { toPlace } from '../place/place-draft'
import type { CallDraft } from './call-draft'
import { isNumber } from './caller-name'

export const pause = 300
export const askEvery = 10_000
export const leastDigits = 6
export const leastLetters = 3
const most = 5

// What is known of a call that is being typed; nothing while it is too little to be compared.
export function factsOfDraft(draft: CallDraft): CallFacts | undefined {
  const { phone, name, complaint } = draft
  return facts({ ...toPlace(draft), text: draft.text.trim() }, { phone, name }, complaint)
}

export function factsOfIncident({ id, state, place, caller, triage }: Incident): CallFacts | undefined {
  if (isOver(state)) return undefined
  const { confirmed_by: _, confirmed_at: __, ...told } = place
  const known = facts(told, { phone: caller.phone ?? '', name: '' }, triage?.complaint ?? '')
  return known && { incident: id, ...known }
}

interface WhoCalls {
  readonly phone: string
  // Or the identity number, or its end.
  readonly name: string
}

function facts(place: NonNullable<CallFacts['place']>, { phone, name }: WhoCalls, complaint: string) {
  const hasPlace = place.pin !== undefined || count(place.text, /[\p{L}\p{N}]/gu) >= leastLetters
  const hasPhone = count(phone, /\p{Nd}/gu) >= leastDigits
  const hasName = isNumber(name) || count(name, /\p{L}/gu) >= leastLetters
  if (!hasPlace && !hasPhone && !hasName) return undefined
  const caller = { ...(hasPhone && { phone: phone.trim() }), ...(hasName && { name: name.trim() }) }
  return {
    ...(hasPlace && { place }),
    ...((hasPhone || hasName) && { caller }),
    ...(complaint.trim() !== '' && { complaint: complaint.trim() }),
  }
}

function count(text: string, one: RegExp): number {
  return text.match(one)?.length ?? 0
}

// Under which name the answer is known again: the call it is about, and what was known of it then.
export function aboutOf(facts: CallFacts): string {
  return `${subjectOf(facts)} ${JSON.stringify(facts)}`
}

const subjectOf = ({ incident }: CallFacts) => incident ?? 'typed'

export type Answer =
  | { readonly state: 'none' | 'open' | 'refused' }
  | {
      readonly state: 'answered'
      readonly hints: readonly CallHint[]
      // Not there: that could not be told.
      readonly past: readonly PastCall[] | undefined
      readonly patients: readonly FoundPatient[]
    }

// Asks when the keys have rested, and again while the same call stands there: another desk may take the other
// call. Returns how to stop.
export function keepAsking(ask: () => void): () => void {
  let again: ReturnType<typeof setInterval> | undefined
  const first = setTimeout(() => {
    ask()
    again = setInterval(ask, askEvery)
  }, pause)
  return () => {
    clearTimeout(first)
    clearInterval(again)
  }
}

// What is shown for these facts. While a question about the same call is open, the answer before it stands; what
// was said of another call never does.
export function answerFor(question: Question<CallHints> | undefined, facts: CallFacts | undefined): Answer {
  if (!facts) return { state: 'none' }
  if (!question?.about.startsWith(`${subjectOf(facts)} `)) return { state: 'open' }
  if (question.state === 'refused') return { state: 'refused' }
  if (!question.answer) return { state: 'open' }
  const { hints, past, patients = [] } = question.answer
  return { state: 'answered', hints: ranked(hints), past, patients }
}

export function ranked(hints: readonly CallHint[]): readonly CallHint[] {
  return [...hints]
    .sort((a, b) => Number(b.likely) - Number(a.likely) || b.score - a.score || b.received_at - a.received_at)
    .slice(0, most)
}

export function scoreWord({ likely }: CallHint): 'duplicates.likely' | 'duplicates.possible' {
  return likely ? 'duplicates.likely' : 'duplicates.possible'
}

// What the key shows: the best one that the board still has.
export function firstShown(hints: readonly CallHint[], picture: Picture): CallHint | undefined {
  return hints.find(({ incident }) => picture.incidents.has(incident))
}

// Else it is a call of the past.
export function mayBeTheSame({ reasons }: CallHint): boolean {
  return reasons.some((reason) => reason !== 'same_number_before')
}

// Only to what is open: the server refuses the rest.
export function isAttachable(hint: CallHint, picture: Picture): boolean {
  const into = picture.incidents.get(hint.incident)
  return mayBeTheSame(hint) && into !== undefined && !isOver(into.state)
}
