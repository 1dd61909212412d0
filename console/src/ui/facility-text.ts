import { isKey } from '../i18n/keys'
import type { Beds, Caution, Facility, FigureSource, HospitalOffer, TrafficStatus } from '../wire/message'
import { capabilityText, type Words } from './slot-text'
import { spanText } from './time'

// Siaga's own words for what facilities can do; a region's come with the welcome.
export const ownFacilityCapabilities = [
  'poned',
  'ponek',
  'pci',
  'stroke',
  'trauma',
  'neonatal',
  'icu',
  'surgery',
] as const

export function facilityCapabilityText(word: string, words: Words): string {
  const key = `facility_capability.${word}`
  return isKey(key) ? words.t(key) : capabilityText(word, words)
}

// "Closed to ambulances: full, 5m 10s ago, by the hospital". Nobody has said anything: that is said, too.
export function trafficText(traffic: TrafficStatus | undefined, now: number, { t }: Words): string {
  if (!traffic) return t('traffic.unsaid')
  const why = [traffic.cause && t(`traffic_cause.${traffic.cause}`), traffic.reason]
    .filter(Boolean)
    .join(', ')
  const state = t(`traffic.${traffic.state}`)
  return `${why === '' ? state : `${state}: ${why}`} (${ageText(traffic, now, { t })})`
}

// No figure without its age and who stands for it.
export function ageText(
  { at, source }: { readonly at: number; readonly source: FigureSource },
  now: number,
  { t }: Pick<Words, 't'>,
): string {
  const span = spanText(Math.max(0, now - at), t)
  return t('figure.age', { span, source: t(`figure_source.${source}`) })
}

export function bedText(beds: Beds, now: number, { t }: Words): string {
  return `${t(`bed.${beds.kind}`)} ${beds.available} (${ageText(beds, now, { t })})`
}

export function cautionText(caution: Caution, lacks: HospitalOffer['lacks'], words: Words): string {
  const { t } = words
  if (caution !== 'cannot' || lacks.length === 0) return t(`caution.${caution}`)
  const missing = lacks.map((anyOf) =>
    anyOf.map((word) => facilityCapabilityText(word, words)).join(` ${t('slot.or')} `),
  )
  return t('caution.lacks', { what: missing.join(', ') })
}

export function isClosed(facility: Pick<Facility, 'traffic'> | undefined): boolean {
  return facility?.traffic?.state === 'Closed'
}
