import { useT } from '../i18n/language'
import type { Locality } from '../wire/message'

// The village of a pin and the puskesmas that has it, as they were when the pin was set.
export function LocalityLine({ of }: { of: Locality | undefined }) {
  const t = useT()
  if (!of) return null
  const { village, puskesmas } = of
  const parts = [
    ...(village ? [t('place.village', { name: village.name })] : []),
    ...(puskesmas ? [puskesmas.name] : []),
  ]
  return (
    <span
      className="locality"
      data-testid="locality"
      data-village={village?.code}
      data-puskesmas={puskesmas?.code}
    >
      {parts.join(' · ')}
    </span>
  )
}
