import { useLanguage } from '../i18n/language'
import type { HospitalOffer } from '../wire/message'
import { bedText, cautionText, trafficText } from './facility-text'
import { distanceText, rangeText, spanText } from './time'
import { useNow } from './use-session'
import { useWords } from './use-words'

// What there is to know of a destination before it is chosen.
export function OfferFacts({ offer }: { offer: HospitalOffer }) {
  const words = useWords()
  const language = useLanguage()
  const now = useNow()
  const { t } = words
  const handOver = spanText(offer.hand_over_s * 1000, t)
  return (
    <span className="offer-facts">
      <span>
        {rangeText(offer.low_s, offer.high_s, t)} · {distanceText(offer.metres, language)}
        {!offer.by_road && ` · ${t('arrival.straight')}`} ·{' '}
        {t(offer.hand_over_learnt ? 'hand_over.learnt' : 'hand_over.usual', { span: handOver })}
      </span>
      {offer.cautions.map((caution) => (
        <span key={caution} className="caution" data-testid="caution" data-caution={caution}>
          ▲ {cautionText(caution, offer.lacks, words)}
        </span>
      ))}
      <small>
        {[
          trafficText(offer.traffic, now, words),
          ...offer.beds.map((beds) => bedText(beds, now, words)),
        ].join(' · ')}
      </small>
    </span>
  )
}
