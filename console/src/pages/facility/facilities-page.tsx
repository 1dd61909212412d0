import { useState } from 'react'
import { useT } from '../../i18n/language'
import { isFinished } from '../../picture/life'
import { facilitiesInUse } from '../../picture/picture'
import { bedText, facilityCapabilityText, trafficText } from '../../ui/facility-text'
import { Refusals } from '../../ui/refusals'
import { useMay, useNow, useShown } from '../../ui/use-session'
import { useWords } from '../../ui/use-words'
import type { Facility } from '../../wire/message'
import { BedsPanel } from './beds-panel'
import { StatusPanel } from './status-panel'

// All of the region's, as the desk sees and changes them.
export function FacilitiesPage() {
  const t = useT()
  const may = useMay()
  const facilities = facilitiesInUse(useShown((shown) => shown.picture.facilities))
  const [open, setOpen] = useState<string>()
  return (
    <main className="facility-page" data-testid="facilities-page">
      <Refusals />
      <h1>{t('view.facilities')}</h1>
      {facilities.length === 0 && <p className="empty">{t('hospitals.none')}</p>}
      {facilities.map((facility) => (
        <article key={facility.id} className="facility" data-testid="facility" data-id={facility.id}>
          <Summary facility={facility} />
          {may('change_facilities') && (
            <button
              type="button"
              className="touch"
              data-testid="facility-open"
              aria-expanded={open === facility.id}
              onClick={() => setOpen(open === facility.id ? undefined : facility.id)}
            >
              {t('facility.change')}
            </button>
          )}
          {open === facility.id && (
            <>
              <StatusPanel facility={facility} />
              <BedsPanel facility={facility} />
            </>
          )}
        </article>
      ))}
    </main>
  )
}

function Summary({ facility }: { facility: Facility }) {
  const words = useWords()
  const now = useNow()
  const { t } = words
  const coming = [...useShown((shown) => shown.picture.assignments).values()].filter(
    (job) => job.bound_for?.facility === facility.id && !isFinished(job.state) && job.state !== 'handed_over',
  )
  const can = facility.capabilities.map((word) => facilityCapabilityText(word, words))
  return (
    <div className="facility-summary" data-state={facility.traffic?.state}>
      <strong>{facility.name}</strong> <small>{can.join(', ')}</small>
      <div data-testid="facility-traffic">{trafficText(facility.traffic, now, words)}</div>
      {facility.beds.map((beds) => (
        <div key={beds.kind}>{bedText(beds, now, words)}</div>
      ))}
      {coming.length > 0 && (
        <div data-testid="facility-coming">
          {t('coming.title', { n: coming.length })}: {coming.map((job) => job.unit).join(', ')}
        </div>
      )}
    </div>
  )
}
