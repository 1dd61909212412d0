import { Button } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../i18n/language'
import { isFinished } from '../picture/life'
import type { Assignment } from '../wire/message'
import { OfferFacts } from './offer-facts'
import { useBinding } from './use-binding'
import { useMay, useSession, useShown } from './use-session'

interface Props {
  readonly incident: string
  readonly jobs: readonly Assignment[]
}

// Where a patient can be taken from an incident, and by which of its jobs: those proposed first, then who is passed
// over and why.
export function HospitalList({ incident, jobs }: Props) {
  const t = useT()
  const session = useSession()
  const told = useShown((shown) => shown.picture.hospitals.get(incident))
  const isUp = useShown((shown) => shown.link.state === 'up')
  const [isOpen, setIsOpen] = useState(false)
  const may = useMay()
  const ask = () => {
    if (!isOpen) session.askHospitals(incident)
    setIsOpen(!isOpen)
  }
  const open = jobs.filter((one) => !isFinished(one.state) && one.state !== 'handed_over')
  return (
    <section className="hospitals">
      <Button
        size="compact-sm"
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
          {told.hospitals.map((offer, index) => (
            <li
              key={offer.facility}
              data-testid="hospital-row"
              data-facility={offer.facility}
              data-proposed={offer.proposed}
            >
              <strong>{offer.name}</strong>{' '}
              <small>
                {t(offer.kind === 'hospital' ? 'hospital.kind.hospital' : 'hospital.kind.puskesmas')}
                {!offer.proposed && ` · ${t('hospitals.passed_over')}`}
              </small>
              <OfferFacts offer={offer} />
              {may('step_jobs') &&
                open.map((job) => (
                  <BindButton key={job.id} job={job} offer={offer} rank={index + 1} done={ask} />
                ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

type Offered = Parameters<ReturnType<typeof useBinding>>[0]

function BindButton(props: { job: Assignment; offer: Offered; rank: number; done: () => void }) {
  const t = useT()
  const { job, offer, rank, done } = props
  const bind = useBinding(job.id)
  const isThere = job.bound_for?.facility === offer.facility
  const label = offer.proposed ? 'destination.bind' : 'destination.bind_despite'
  return (
    <Button
      size="compact-sm"
      variant="default"
      {...(!offer.proposed && { color: 'orange', variant: 'light' })}
      disabled={isThere}
      data-testid="hospital-bind"
      data-unit={job.unit}
      onClick={() => {
        if (bind(offer, rank)) done()
      }}
    >
      {isThere ? t('destination.is_bound', { unit: job.unit }) : t(label, { unit: job.unit })}
    </Button>
  )
}
