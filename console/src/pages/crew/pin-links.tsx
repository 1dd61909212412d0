import { useT } from '../../i18n/language'
import { Icon } from '../../ui/icon'
import type { Pin } from '../../wire/message'

export function PinLinks({ pin: { lat, lon } }: { pin: Pin }) {
  const t = useT()
  return (
    <div className="pin-links">
      <a className="touch-link" href={`geo:${lat},${lon}?q=${lat},${lon}`} data-testid="job-geo">
        <Icon name="way" /> {t('crew.navigate')}
      </a>
      <a
        className="touch-link"
        href={`https://www.google.com/maps/dir/?api=1&destination=${lat},${lon}`}
        target="_blank"
        rel="noreferrer"
      >
        Google Maps
      </a>
    </div>
  )
}
