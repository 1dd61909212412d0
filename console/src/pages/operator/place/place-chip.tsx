import { CloseButton } from '@mantine/core'
import { useEffect } from 'react'
import { useLanguage, useT } from '../../../i18n/language'
import { sourceText } from '../../../ui/source-text'
import { metresText } from '../../../ui/time'
import { useSession, useShown } from '../../../ui/use-session'
import { type PinDraft, parseMetres, parsePin } from './place-draft'
import { byHand } from './place-source'
import { Serving } from './serving'

const pause = 150
// Closer to a border than this, the next village is as likely to be the one meant.
const nearBorder = 200

interface Props {
  readonly draft: PinDraft
  readonly remove: () => void
}

// The pin beside the words: what it is called, how far off it may be, who says so.
export function PlaceChip({ draft, remove }: Props) {
  const t = useT()
  const language = useLanguage()
  const spot = useSpot(draft)
  const metres = parseMetres(draft.uncertainty)
  if (!parsePin(draft.pin)) return null
  const isByHand = draft.source === byHand
  const name = draft.label || spot?.text || draft.pin
  const parts = [
    name,
    metres === undefined ? t('place.uncertainty_unknown') : metresText(metres, language),
    sourceText(draft.source, t),
  ]
  const border = spot?.border_m
  return (
    <div className="chip" data-testid="place-chip" data-source={draft.source}>
      <span>
        {t('place.pin')}: <strong>{parts.join(', ')}</strong>
        {isByHand && border !== undefined && border <= Math.max(nearBorder, metres ?? 0) && (
          <small> {t('place.near_border', { metres: Math.round(border) })}</small>
        )}
        {spot?.catchment && <br />}
        <Serving of={spot} />
      </span>
      <CloseButton
        tabIndex={-1}
        size="sm"
        aria-label={t('place.remove_pin')}
        title={t('place.remove_pin')}
        data-testid="place-chip-remove"
        onClick={remove}
      />
    </div>
  )
}

// What the server knows of a pin: words for it, and who serves it.
function useSpot({ pin }: PinDraft) {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const spot = useShown((shown) => shown.spot)
  useEffect(() => {
    const at = parsePin(pin)
    if (!isUp || !at) return
    const timer = setTimeout(() => session.describe(at, pin), pause)
    return () => clearTimeout(timer)
  }, [session, isUp, pin])
  return spot?.state === 'answered' && spot.about === pin ? spot.answer : undefined
}
