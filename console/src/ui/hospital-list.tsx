import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useT } from '../i18n/language'
import { distanceText, rangeText } from './time'
import { useSession, useShown } from './use-session'

// Where a patient can be taken from an incident, the soonest reached first; each opens the phone's navigation.
export function HospitalList({ incident, forTouch }: { incident: string; forTouch?: boolean }) {
  const t = useT()
  const language = useLanguage()
  const session = useSession()
  const told = useShown((shown) => shown.picture.hospitals.get(incident))
  const isUp = useShown((shown) => shown.link.state === 'up')
  const [isOpen, setIsOpen] = useState(false)
  const ask = () => {
    if (!isOpen) session.askHospitals(incident)
    setIsOpen(!isOpen)
  }
  return (
    <section className="hospitals">
      <Button
        size={forTouch ? 'xl' : 'compact-sm'}
        fullWidth={forTouch === true}
        variant="default"
        aria-expanded={isOpen}
        disabled={!isUp && !told}
        data-testid="hospitals-show"
        onClick={ask}
      >
        {t('hospitals.show')}
      </Button>
      {isOpen && told && (
        <ol aria-label={t('hospitals.title')} data-testid="hospitals">
          {told.hospitals.length === 0 && <li className="empty">{t('hospitals.none')}</li>}
          {told.hospitals.map(({ name, kind, at, low_s, high_s, metres, by_road }) => (
            <li key={`${name} ${at.lat} ${at.lon}`} data-testid="hospital-row">
              <a href={`geo:${at.lat},${at.lon}?q=${at.lat},${at.lon}(${encodeURIComponent(name)})`}>
                <strong>{name}</strong>
              </a>{' '}
              <small>{t(kind === 'hospital' ? 'hospital.kind.hospital' : 'hospital.kind.puskesmas')}</small>
              <br />
              {rangeText(low_s, high_s, t)} · {distanceText(metres, language)}
              {!by_road && ` · ${t('arrival.straight')}`}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
