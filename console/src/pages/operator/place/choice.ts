import type { Candidate } from '../../../wire/message'

// The list of suggestions under the words: whether it is open, and which one is marked. The mark is kept by what
// it stands on, so that a list that changes under the operator's fingers never puts another place beneath it.
export interface Choice {
  readonly isOpen: boolean
  readonly marked: string | undefined
}

export const closed: Choice = { isOpen: false, marked: undefined }
export const opened: Choice = { isOpen: true, marked: undefined }

export const leastLetters = 3
export const pause = 150

export interface Pressed {
  readonly key: string
  readonly isPlain: boolean // neither Ctrl, Alt, Shift nor Meta
}

export type Outcome =
  | { readonly does: 'mark'; readonly choice: Choice }
  | { readonly does: 'take'; readonly choice: Choice; readonly candidate: Candidate }
  | { readonly does: 'search'; readonly choice: Choice }
  | { readonly does: 'close'; readonly choice: Choice }

export function nameOf({ kind, label, lat, lon }: Candidate): string {
  return [kind, label, lat.toFixed(5), lon.toFixed(5)].join(' ')
}

export function markedIn(choice: Choice, candidates: readonly Candidate[]): Candidate | undefined {
  return choice.isOpen ? candidates.find((candidate) => nameOf(candidate) === choice.marked) : undefined
}

export function isWorthAsking(text: string): boolean {
  return text.trim().length >= leastLetters
}

// What a key does here; nothing when it is not this list's key, and then it goes on to the form.
export function afterKey(
  choice: Choice,
  { key, isPlain }: Pressed,
  candidates: readonly Candidate[],
  text: string,
): Outcome | undefined {
  if (!isPlain) return undefined
  if (key === 'Enter') return afterEnter(choice, candidates, text)
  if (!choice.isOpen) return undefined
  if (key === 'Escape') return { does: 'close', choice: closed }
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  return step === 0 || candidates.length === 0
    ? undefined
    : { does: 'mark', choice: marked(choice, candidates, step) }
}

// Nothing is marked by itself: Enter alone never takes a guess, it asks once more with all the words there are.
function afterEnter(choice: Choice, candidates: readonly Candidate[], text: string): Outcome | undefined {
  const candidate = markedIn(choice, candidates)
  if (candidate) return { does: 'take', choice: closed, candidate }
  return isWorthAsking(text) ? { does: 'search', choice: opened } : undefined
}

function marked(choice: Choice, candidates: readonly Candidate[], step: number): Choice {
  const at = candidates.findIndex((candidate) => nameOf(candidate) === choice.marked)
  const next = at < 0 ? (step > 0 ? 0 : candidates.length - 1) : at + step
  const candidate = candidates[Math.min(candidates.length - 1, next)]
  // Up from the first one is back in the words.
  return { isOpen: true, marked: next < 0 || !candidate ? undefined : nameOf(candidate) }
}
