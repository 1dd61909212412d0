import { type Translate, useT } from '../../i18n/language'
import { priceOf } from '../../picture/cover'
import { useShown } from '../../ui/use-session'
import type { VillageChange } from '../../wire/message'

// "then Mendoyo is reached in 14 min instead of 9": what sending this unit costs the villages.
export function Price({ unit }: { unit: string }) {
  const t = useT()
  const price = useShown((shown) => priceOf(shown.picture.cover, unit))
  if (!price) return null
  return (
    <span className="price" data-testid="price" data-unit={unit} data-village={price.loses?.village ?? ''}>
      {price.loses ? changeText(price.loses, t) : t('cover.price_nothing')}
    </span>
  )
}

export function changeText({ village, from_s, to_s }: VillageChange, t: Translate): string {
  const span = (seconds: number) => t('cover.minutes', { m: Math.max(1, Math.round(seconds / 60)) })
  if (to_s === undefined) return t('cover.price_nobody', { village })
  if (from_s === undefined) return t('cover.price_now', { village, to: span(to_s) })
  return t('cover.price', { village, to: span(to_s), from: span(from_s) })
}
