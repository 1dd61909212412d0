import { isKey } from '../i18n/keys'
import type { Language, Translate } from '../i18n/language'
import type { RegionCapability, Shortfall, Slot } from '../wire/message'
import { spanText } from './time'

// Siaga's own words; a region's come with the welcome.
export const ownCapabilities = [
  'transports',
  'basic',
  'advanced',
  'neonatal',
  'rescue',
  'motorcycle',
  'home_care',
  'midwife',
  'nurse',
  'doctor',
  'nutritionist',
] as const

export const ownOfCrew: readonly string[] = ['midwife', 'nurse', 'doctor', 'nutritionist']

export interface Words {
  readonly t: Translate
  readonly language: Language
  readonly region: readonly RegionCapability[]
}

// A word that nobody knows here is said as it is.
export function capabilityText(word: string, { t, language, region }: Words): string {
  const key = `capability.${word}`
  if (isKey(key)) return t(key)
  return region.find((one) => one.word === word)?.title?.[language] ?? word
}

// "carries the patient, midwife or doctor": that somebody carries need not be said twice.
export function slotText(slot: Slot, words: Words): string {
  const { t } = words
  const wanted = slot.capabilities
    .filter((anyOf) => !(slot.role === 'transport' && anyOf.length === 1 && anyOf[0] === 'transports'))
    .map((anyOf) => anyOf.map((word) => capabilityText(word, words)).join(` ${t('slot.or')} `))
  const what = [t(`slot_role.${slot.role}`), ...wanted].join(', ')
  return slot.within_s === undefined
    ? what
    : `${what}, ${t('slot.within', { span: spanText(slot.within_s * 1000, t) })}`
}

export function shortfallText(shortfall: Shortfall, slots: readonly Slot[], words: Words): string {
  const { t } = words
  const slot = slots[shortfall.slot]
  const why = t(`shortfall.${shortfall.code}`, {
    slot: slot === undefined ? '' : slotText(slot, words),
    value: valueText(shortfall, t),
    unit: shortfall.unit ?? '',
  })
  return `${why} ${substituteText(shortfall, t)}`
}

function substituteText({ substitute, substitute_eta_s }: Shortfall, t: Translate): string {
  if (substitute === undefined) return t('substitute.none')
  return t('substitute.best', { unit: substitute, span: spanText((substitute_eta_s ?? 0) * 1000, t) })
}

function valueText({ code, value }: Shortfall, t: Translate): string {
  if (value === undefined) return ''
  return code === 'out_of_range' || code === 'position_old' ? spanText(value * 1000, t) : String(value)
}
