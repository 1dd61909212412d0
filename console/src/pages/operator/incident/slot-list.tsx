import { useT } from '../../../i18n/language'
import { holderOf, responseOf } from '../../../picture/slots'
import { AssignmentStateBadge } from '../../../ui/badges'
import { slotText } from '../../../ui/slot-text'
import { useShown } from '../../../ui/use-session'
import { useWords } from '../../../ui/use-words'
import type { Incident } from '../../../wire/message'

// What the call needs, who fills it, and who is told besides.
export function SlotList({ incident }: { incident: Incident }) {
  const t = useT()
  const words = useWords()
  const picture = useShown((shown) => shown.picture)
  const { rule, slots, tell } = responseOf(incident)
  if (slots.length === 0) return null
  return (
    <section className="slots" data-testid="slots">
      <h3>
        {t('slots')} {rule !== undefined && <small data-testid="response-rule">{rule}</small>}
      </h3>
      <ol>
        {slots.map((slot, place) => {
          const holder = holderOf(picture, slot)
          const isFilled = slot.assignment !== undefined
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot has no other name than its place
              key={place}
              data-testid="slot"
              data-filled={isFilled}
              data-weight={slot.weight}
              data-unit={holder?.unit}
            >
              <span className="slot-mark" aria-hidden="true">
                {isFilled ? '✓' : '○'}
              </span>
              <span className="slot-what">
                {slotText(slot, words)}
                {slot.weight === 'should' && <small> ({t('slot_weight.should')})</small>}
              </span>
              {holder ? (
                <span>
                  <strong>{holder.unit}</strong> <AssignmentStateBadge state={holder.state} />
                </span>
              ) : (
                <span className="slot-open">{t(isFilled ? 'slot.filled' : 'slot.open')}</span>
              )}
            </li>
          )
        })}
      </ol>
      {tell.length > 0 && (
        <p data-testid="slots-tell">
          {t('slots.tell')}:{' '}
          {tell.map(({ who, title, phone }) => (
            <span key={who} className="slot-contact">
              {title[words.language]}
              {phone !== undefined && (
                <>
                  {' '}
                  <a href={`tel:${phone}`}>{phone}</a>
                </>
              )}
            </span>
          ))}
        </p>
      )}
    </section>
  )
}
