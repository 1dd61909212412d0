import type { Incident } from '../wire/message'
import { isWaiting } from './life'
import { isUrgent } from './order'
import { type OverdueKind, overdueOf } from './overdue'
import type { Picture } from './picture'

// How loudly something asks for a person, the loudest last.
export const tones = ['calm', 'soon', 'late', 'urgent'] as const
export type Tone = (typeof tones)[number]

// Something on the board that somebody should hear of, once.
export interface Claim {
  readonly about: string
  readonly tone: Tone
  readonly kind: 'call' | OverdueKind
  readonly incident: Incident
  readonly unit?: string
}

// The loudest tone that was heard of each.
export type Heard = ReadonlyMap<string, Tone>

// Calls that nobody is on, and all that takes too long.
export function claimsOf(picture: Picture, now: number): readonly Claim[] {
  const calls = [...picture.incidents.values()]
    .filter(({ state }) => isWaiting(state))
    .map(
      (incident): Claim => ({ about: `call ${incident.id}`, tone: toneOf(incident), kind: 'call', incident }),
    )
  const overdue = overdueOf(picture, now).map(({ kind, since, incident, unit }): Claim => {
    const about = `${kind} ${incident.id} ${unit ?? ''} ${since}`
    const tone = isUrgent(incident) ? 'urgent' : 'late'
    return { about, tone, kind, incident, ...(unit !== undefined && { unit }) }
  })
  return [...calls, ...overdue]
}

// A call of unknown urgency may be anything.
function toneOf(incident: Incident): Tone {
  if (isUrgent(incident)) return 'urgent'
  const { triage } = incident
  return triage === undefined || triage.priority === 'P2' ? 'soon' : 'calm'
}

const loudness = (tone: Tone | undefined) => (tone === undefined ? -1 : tones.indexOf(tone))

// What was not heard yet, or not as loud as it is now, the loudest first.
export function unheard(claims: readonly Claim[], heard: Heard): readonly Claim[] {
  return claims
    .filter(({ about, tone }) => loudness(tone) > loudness(heard.get(about)))
    .sort((a, b) => loudness(b.tone) - loudness(a.tone))
}

// With these heard, too; what is no longer on the board is forgotten.
export function heardWith(claims: readonly Claim[], heard: Heard): Heard {
  return new Map(
    claims.map(({ about, tone }) => {
      const before = heard.get(about)
      return [about, before !== undefined && loudness(before) > loudness(tone) ? before : tone]
    }),
  )
}
