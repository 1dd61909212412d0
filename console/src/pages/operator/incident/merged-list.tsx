import { useT } from '../../../i18n/language'
import { useShown } from '../../../ui/use-session'

interface Props {
  readonly label: string
  readonly incidents: readonly string[]
}

// Calls that were attached to an incident, by number and place.
export function MergedList({ label, incidents }: Props) {
  const t = useT()
  const known = useShown((shown) => shown.picture.incidents)
  if (incidents.length === 0) return null
  return (
    <div className="merged" data-testid="merged-list">
      <strong>{label}</strong>
      <ul>
        {incidents.map((id) => {
          const incident = known.get(id)
          return <li key={id}>{incident ? `${incident.number} ${incident.place.text}` : t('ending.gone')}</li>
        })}
      </ul>
    </div>
  )
}
