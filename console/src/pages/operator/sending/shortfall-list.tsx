import { responseOf } from '../../../picture/slots'
import { shortfallText } from '../../../ui/slot-text'
import { useWords } from '../../../ui/use-words'
import type { Incident, Recommendation } from '../../../wire/message'

// What the call needs and nobody can give now, each with who would do best instead.
export function ShortfallList(props: { incident: Incident; suggestion: Recommendation }) {
  const words = useWords()
  const { slots } = responseOf(props.incident)
  // Of slots that have changed since it was worked out, the next suggestion speaks.
  const known = (props.suggestion.shortfalls ?? []).filter(({ slot }) => slots[slot] !== undefined)
  return known.map((one) => (
    <p key={one.slot} className="advice shortfall" data-testid="shortfall" data-code={one.code} role="status">
      ▲ {shortfallText(one, slots, words)}
    </p>
  ))
}
