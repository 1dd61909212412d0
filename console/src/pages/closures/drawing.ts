import type { Question } from '../../session/question'
import { fromWallClock } from '../../ui/time'
import type { ClosedRoads, Pin, RoadClose } from '../../wire/message'
import { untilFault } from './until'

// A closure as it is drawn and typed. `until` is a wall clock of the region, as its field has it.
export interface ClosureDraft {
  readonly points: readonly Pin[]
  readonly reason: string
  readonly until: string
}

export const emptyClosure: ClosureDraft = { points: [], reason: '', until: '' }
export const mostPoints = 20

// In one line, where it is one among others.
export function closureText({ points: [first], reason }: ClosureDraft): string {
  const place = first && `${first.lat.toFixed(4)}, ${first.lon.toFixed(4)}`
  return [reason.trim(), place ?? ''].filter((part) => part !== '').join(' · ')
}

export type Stroke =
  | { readonly kind: 'add'; readonly pin: Pin }
  | { readonly kind: 'undo' }
  | { readonly kind: 'reason'; readonly reason: string }
  | { readonly kind: 'until'; readonly until: string }

export function drawn(draft: ClosureDraft, stroke: Stroke): ClosureDraft {
  const { points } = draft
  switch (stroke.kind) {
    case 'add':
      return mayAdd(points, stroke.pin) ? { ...draft, points: [...points, rounded(stroke.pin)] } : draft
    case 'undo':
      return points.length === 0 ? draft : { ...draft, points: points.slice(0, -1) }
    case 'reason':
      return { ...draft, reason: stroke.reason }
    case 'until':
      return { ...draft, until: stroke.until }
    default:
      return stroke satisfies never
  }
}

// The second click of a double click is no second point.
function mayAdd(points: readonly Pin[], pin: Pin): boolean {
  const last = points.at(-1)
  const { lat, lon } = rounded(pin)
  return points.length < mostPoints && !(last?.lat === lat && last.lon === lon)
}

// A tenth of a metre is more than anybody can click.
function rounded({ lat, lon }: Pin): Pin {
  return { lat: Math.round(lat * 1e6) / 1e6, lon: Math.round(lon * 1e6) / 1e6 }
}

// How the question for these points is known again.
export function aboutOf(points: readonly Pin[]): string {
  return points.map(({ lat, lon }) => `${lat},${lon}`).join(' ')
}

export type Standing =
  | 'no_points'
  | 'no_map' // the region has no roads to go around on
  | 'away' // no server to ask
  | 'asking'
  | 'refused'
  | 'no_road' // none near the one point
  | 'no_way' // none near one of the points, or none that joins them
  | 'found'

// What is known of the roads that the points close.
export function standingOf(
  points: readonly Pin[],
  question: Question<ClosedRoads> | undefined,
  { isUp, hasRoads }: { readonly isUp: boolean; readonly hasRoads: boolean },
): Standing {
  if (points.length === 0) return 'no_points'
  if (!hasRoads) return 'no_map'
  if (!isUp) return 'away'
  if (question?.about !== aboutOf(points) || question.state === 'open') return 'asking'
  if (question.state === 'refused' || !question.answer) return 'refused'
  if (question.answer.lines.length > 0) return 'found'
  return points.length === 1 ? 'no_road' : 'no_way'
}

// Only what was seen is closed, except where there is nobody who could show it.
const closable: ReadonlySet<Standing> = new Set(['found', 'no_map', 'away'])

// The command; nothing while something is missing.
export function toClose(
  draft: ClosureDraft,
  standing: Standing,
  given: { readonly id: string; readonly now: number; readonly offset: number },
): RoadClose | undefined {
  const reason = draft.reason.trim()
  const until = fromWallClock(draft.until, given.offset)
  if (!closable.has(standing) || reason === '' || until === undefined || untilFault(until, given.now))
    return undefined
  const { id, now: at } = given
  return { type: 'road.close', id, at, points: [...draft.points], reason, until }
}

// A closure that was refused goes back to where it was drawn.
export function fromClose({ points, reason }: RoadClose): ClosureDraft {
  return { points, reason, until: '' }
}
