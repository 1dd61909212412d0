import { Fragment, useEffect, useState } from 'react'
import { useT } from '../../i18n/language'
import { isOnItsWay } from '../../picture/arrivals'
import { isFinished } from '../../picture/life'
import { isClosed, trafficText } from '../../ui/facility-text'
import { Icon } from '../../ui/icon'
import { OfferFacts } from '../../ui/offer-facts'
import { clockText } from '../../ui/time'
import { useBinding, useUnbinding } from '../../ui/use-binding'
import { useNow, useSession, useShown, useWelcome } from '../../ui/use-session'
import { useWords } from '../../ui/use-words'
import type { HospitalOffer } from '../../wire/message'
import type { Job } from './job'

const first = 3

// Where to: asked when the crew leaves the scene, to be answered with one touch, before that and after if they like.
export function DestinationPanel({ job }: { job: Job }) {
  const t = useT()
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const [isChanging, setIsChanging] = useState(false)
  const unbind = useUnbinding(job.assignment.id)
  const { state, incident, destination } = job
  const isInTime = !isOnItsWay(state) && !isFinished(state) && state !== 'handed_over'
  const isAsked = state === 'left_scene' && destination === undefined
  const id = incident?.place.pin ? incident.id : undefined
  // Before the signal is lost on the way, and again when it leaves: some may have closed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew at each step
  useEffect(() => {
    if (isInTime && isUp && id !== undefined) session.askHospitals(id)
  }, [isInTime, isUp, id, state, isChanging, session])
  if (!isInTime || id === undefined) return null
  const isOpen = isAsked || isChanging
  return (
    <section
      className="destination"
      data-testid="destination"
      data-asked={isAsked}
      data-facility={destination}
    >
      {destination !== undefined && <Chosen job={job} facility={destination} />}
      {destination !== undefined && isOpen && (
        <button
          type="button"
          className="small-step wide"
          data-testid="destination-unbind"
          onClick={() => {
            if (unbind(destination)) setIsChanging(false)
          }}
        >
          {t('destination.unbind')}
        </button>
      )}
      {isOpen ? (
        <Choice job={job} incident={id} chosen={() => setIsChanging(false)} />
      ) : (
        <button
          type="button"
          className="small-step wide"
          data-testid="destination-change"
          onClick={() => setIsChanging(true)}
        >
          {t(destination === undefined ? 'destination.choose' : 'destination.change')}
        </button>
      )}
    </section>
  )
}

interface ChoiceProps {
  readonly job: Job
  readonly incident: string
  readonly chosen: () => void
}

function Choice({ job, incident, chosen }: ChoiceProps) {
  const t = useT()
  const told = useShown((shown) => shown.picture.hospitals.get(incident))
  const [isAll, setIsAll] = useState(false)
  const [doubt, setDoubt] = useState<string>()
  const bind = useBinding(job.assignment.id)
  if (!told) return <p className="empty">{t('destination.asking')}</p>
  const offers = told.hospitals
  const proposed = offers.filter((one) => one.proposed)
  const shown = isAll ? offers : proposed.slice(0, first)
  const choose = (offer: HospitalOffer) => {
    if (bind(offer, offers.indexOf(offer) + 1)) chosen()
    setDoubt(undefined)
  }
  return (
    <>
      <h2>{t('destination.where')}</h2>
      {proposed.length === 0 && <p className="fault">{t('destination.none_proposed')}</p>}
      {shown.map((offer) => (
        <Fragment key={offer.facility}>
          <button
            type="button"
            className="destination-offer"
            data-testid="destination-offer"
            data-facility={offer.facility}
            data-proposed={offer.proposed}
            onClick={() => (offer.proposed ? choose(offer) : setDoubt(offer.facility))}
          >
            <strong>{offer.name}</strong>
            <OfferFacts offer={offer} />
          </button>
          {doubt === offer.facility && (
            <button
              type="button"
              className="small-step wide warn"
              data-testid="destination-despite"
              onClick={() => choose(offer)}
            >
              {t('destination.despite', { name: offer.name })}
            </button>
          )}
        </Fragment>
      ))}
      {!isAll && offers.length > shown.length && (
        <button
          type="button"
          className="small-step wide"
          data-testid="destination-more"
          onClick={() => setIsAll(true)}
        >
          {t('destination.more', { n: offers.length - shown.length })}
        </button>
      )}
    </>
  )
}

function Chosen({ job, facility }: { job: Job; facility: string }) {
  const words = useWords()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const known = useShown((shown) => shown.picture.facilities.get(facility))
  const told = useShown((shown) => shown.picture.hospitals.get(job.assignment.incident))
  const { t } = words
  const offer = told?.hospitals.find((one) => one.facility === facility)
  const where = known?.where ?? offer?.at
  const name = known?.name ?? offer?.name ?? facility
  const bound = job.assignment.bound_for
  const expected = bound?.facility === facility ? bound.expected_at : undefined
  return (
    <>
      <p className="destination-to" data-testid="destination-to">
        {t('destination.to')} <strong>{name}</strong>
      </p>
      {known && (
        <p className={isClosed(known) ? 'fault' : ''} data-testid="destination-status">
          {trafficText(known.traffic, now, words)}
        </p>
      )}
      <p data-testid="destination-expected" data-expected={expected !== undefined}>
        {expected === undefined
          ? t('destination.not_expected')
          : t('destination.expected', { time: clockText(expected, offset) })}
      </p>
      {where && (
        <a
          className="touch-link"
          href={`geo:${where.lat},${where.lon}?q=${where.lat},${where.lon}(${encodeURIComponent(name)})`}
        >
          <Icon name="way" /> {t('crew.navigate')}
        </a>
      )}
    </>
  )
}
