import { useT } from '../../../i18n/language'
import type { Described } from '../../../wire/message'

// Which puskesmas a point belongs to, and the units that are at home there. Nothing where nobody knows.
export function Serving({ of }: { of: Described | undefined }) {
  const t = useT()
  if (!of?.catchment) return null
  const units = of.home_units ?? []
  return (
    <span className="serving" data-testid="serving">
      {t('serving', { name: of.catchment.name })}
      {units.length > 0 && ` · ${units.join(', ')}`}
    </span>
  )
}
