import type { Unit } from '../wire/message'
import { capabilityText } from './slot-text'
import { useWords } from './use-words'

// What its kind says already.
const ofKind: ReadonlySet<string> = new Set(['basic', 'transports', 'motorcycle', 'home_care'])

// What a unit can do beyond that.
export function Abilities({ unit }: { unit: Unit }) {
  const words = useWords()
  const more = (unit.capabilities ?? []).filter((word) => !ofKind.has(word))
  if (more.length === 0) return null
  return (
    <small className="abilities" data-testid="abilities">
      {' '}
      + {more.map((word) => capabilityText(word, words)).join(', ')}
    </small>
  )
}
