import type { CallHints, Candidates, ClosedRoads, Described, ServerMessage } from '../wire/message'
import { answered, type Question, refusedTo } from './question'

// All that a page may have asked the server, each with its latest answer.
export interface Questions {
  // Where typed words may be, and what is at a pin that was set by hand.
  readonly search: Question<Candidates> | undefined
  readonly spot: Question<Described> | undefined
  // What is at the chosen incident's pin.
  readonly ground: Question<Described> | undefined
  // What may be the same call.
  readonly hints: Question<CallHints> | undefined
  // Which roads the closure that is being drawn would close.
  readonly closing: Question<ClosedRoads> | undefined
}

export const noQuestions: Questions = {
  search: undefined,
  spot: undefined,
  ground: undefined,
  hints: undefined,
  closing: undefined,
}

// What a message of the server changes of them; an empty one where it is no answer.
export function heardBy(questions: Questions, message: ServerMessage): Partial<Questions> {
  const { search, spot, ground, hints, closing } = questions
  switch (message.type) {
    case 'candidates':
      return { search: answered(search, message) }
    case 'described':
      return { spot: answered(spot, message), ground: answered(ground, message) }
    case 'call_hints':
      return { hints: answered(hints, message) }
    case 'closed_roads':
      return { closing: answered(closing, message) }
    case 'refused':
      return message.id === undefined ? {} : refusedAll(questions, message.id)
    default:
      return {}
  }
}

function refusedAll({ search, spot, ground, hints, closing }: Questions, query: string): Questions {
  return {
    search: refusedTo(search, query),
    spot: refusedTo(spot, query),
    ground: refusedTo(ground, query),
    hints: refusedTo(hints, query),
    closing: refusedTo(closing, query),
  }
}
