import type { ClosedRoads, Closure } from '../wire/message'

// Which roads a closure closes, as the server says it, and of which version of the closure it was asked.
export interface ClosedLine {
  readonly of: string
  readonly query: string
  readonly state: 'open' | 'answered' | 'refused'
  // While the question is open this is the answer of before.
  readonly answer: ClosedRoads | undefined
}

export type ClosedLines = ReadonlyMap<string, ClosedLine>

export const noClosedLines: ClosedLines = new Map()

const versionOf = ({ id, v }: Closure) => `${id} ${v}`

// The closure to ask about now: one at a time, because the server takes only so many questions at once.
export function nextToAsk(lines: ClosedLines, closures: ReadonlyMap<string, Closure>): Closure | undefined {
  if ([...lines.values()].some(({ state }) => state === 'open')) return undefined
  return [...closures.values()].find((closure) => lines.get(closure.id)?.of !== versionOf(closure))
}

export function withAsked(lines: ClosedLines, closure: Closure, query: string): ClosedLines {
  const answer = lines.get(closure.id)?.answer
  return new Map(lines).set(closure.id, { of: versionOf(closure), query, state: 'open', answer })
}

export function withAnswer(lines: ClosedLines, answer: ClosedRoads): ClosedLines {
  return changed(lines, answer.query, (line) => ({ ...line, state: 'answered', answer }))
}

export function withRefusal(lines: ClosedLines, query: string): ClosedLines {
  return changed(lines, query, (line) => ({ ...line, state: 'refused', answer: undefined }))
}

// Of closures that ended nothing is kept.
export function onlyOf(lines: ClosedLines, closures: ReadonlyMap<string, Closure>): ClosedLines {
  if ([...lines.keys()].every((id) => closures.has(id))) return lines
  return new Map([...lines].filter(([id]) => closures.has(id)))
}

// The connection broke: what stands there goes on standing there, and all is asked anew, perhaps of another map.
export function unasked(lines: ClosedLines): ClosedLines {
  return new Map([...lines].map(([id, line]) => [id, { ...line, of: '', state: 'answered' }]))
}

function changed(lines: ClosedLines, query: string, change: (line: ClosedLine) => ClosedLine): ClosedLines {
  const found = [...lines].find(([, line]) => line.query === query && line.state === 'open')
  return found ? new Map(lines).set(found[0], change(found[1])) : lines
}
