import type { CheckCall } from '../wire/message'

// What was last asked of the server, and its answer. Only the latest question counts: an answer to an older one
// is let fall, so that a slow answer never stands beside newer words.
export interface Question<A> {
  readonly query: string
  readonly about: string
  // Answered, refused, or not yet.
  readonly state: 'open' | 'answered' | 'refused'
  // While a question is open this is the answer to the one before.
  readonly answer: A | undefined
}

// What is known of a call, when the question is whether it is known already.
export type CallFacts = Omit<CheckCall, 'type' | 'query'>

export function asked<A>(before: Question<A> | undefined, query: string, about: string): Question<A> {
  return { query, about, state: 'open', answer: before?.answer }
}

export function answered<A extends { readonly query: string }>(
  question: Question<A> | undefined,
  answer: A,
): Question<A> | undefined {
  return question?.query === answer.query ? { ...question, state: 'answered', answer } : question
}

export function refusedTo<A>(question: Question<A> | undefined, query: string): Question<A> | undefined {
  return question?.query === query ? { ...question, state: 'refused', answer: undefined } : question
}
