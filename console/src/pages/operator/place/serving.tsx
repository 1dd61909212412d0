import { useT } from '../../../i18n/language'
import type { Described } from '../../../wire/message'

interface Props {
  readonly of: Described | undefined
  readonly said?: string | undefined
}

// Which puskesmas a point belongs to, unless it is said already, and the units that are at home there. Nothing where
// nobody knows.
export function Serving({ of, said }: Props) {
  const t = useT()
  if (!of?.catchment) return null
  const { name } = of.catchment
  const parts = [...(name === said ? [] : [t('serving', { name })]), ...(of.home_units ?? [])]
  if (parts.length === 0) return null
  return (
    <span className="serving" data-testid="serving">
      {parts.join(' · ')}
    </span>
  )
}
