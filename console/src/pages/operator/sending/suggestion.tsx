import { Button } from '@mantine/core'
import { useLanguage, useT } from '../../../i18n/language'
import type { Picture } from '../../../picture/picture'
import { responseOf } from '../../../picture/slots'
import { Abilities } from '../../../ui/abilities'
import { PositionAge } from '../../../ui/age'
import { Hint } from '../../../ui/hint'
import { slotText } from '../../../ui/slot-text'
import { distanceText, rangeText, spanText } from '../../../ui/time'
import { useNow, useSession, useShown } from '../../../ui/use-session'
import { useWords } from '../../../ui/use-words'
import type { Incident, PlannedCall, Recommendation, Slot } from '../../../wire/message'
import { Price } from '../../cover/price'
import { callName, PlanWords } from '../plan/plan-words'
import { beingSent } from './dispatching'
import { Reasons } from './reasons'
import { ShortfallList } from './shortfall-list'

interface Props {
  readonly incident: Incident
  readonly suggestion: Recommendation | undefined
  readonly planned: PlannedCall | undefined
  // Not there: it is only looked at.
  readonly send: ((unit: string) => void) | undefined
  readonly byHand: (unit: string) => void
}

// A suggestion older than this was made on positions that have moved on.
const suggestionIsOld = 30_000

export function Suggestion({ incident, suggestion, planned, send, byHand }: Props) {
  const t = useT()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  const entries = useShown((shown) => shown.entries)
  const session = useSession()
  const onTheirWay = beingSent(entries, incident.id)
  const age = suggestion ? now - suggestion.at : 0
  return (
    <section className="suggestion" data-testid="suggestion" data-incident={incident.id}>
      <h2>
        {t('suggestion')} · {incident.number}{' '}
        {suggestion && (
          <small data-testid="suggestion-age" data-old={age > suggestionIsOld}>
            {t(age > suggestionIsOld ? 'suggestion.old' : 'suggestion.age', { age: spanText(age, t) })}
          </small>
        )}
      </h2>
      {onTheirWay.map(({ id, unit, isHeld }) => (
        <p key={id} className="sending" data-testid="being-sent" data-unit={unit}>
          {t(isHeld ? 'suggestion.held' : 'suggestion.being_sent', { unit })}{' '}
          {isHeld && (
            <Button size="compact-xs" variant="default" onClick={() => session.dismiss(id)}>
              {t('suggestion.take_back')}
            </Button>
          )}
        </p>
      ))}
      {!suggestion && <p className="empty">{t('suggestion.none_yet')}</p>}
      {!incident.place.pin && <p className="advice">{t('suggestion.no_pin')}</p>}
      {suggestion && incident.place.pin && suggestion.options.length === 0 && (
        <p className="advice">{t('suggestion.nobody')}</p>
      )}
      {planned && <PlanWords call={planned} picture={picture} />}
      {suggestion && <ShortfallList incident={incident} suggestion={suggestion} />}
      <div data-stale={age > suggestionIsOld}>
        {suggestion?.options.map((option, index) => (
          <OptionRow
            key={option.unit}
            option={option}
            goesTo={planned?.others.find((other) => other.option.unit === option.unit)?.goes_to}
            slots={responseOf(incident).slots}
            index={index}
            picture={picture}
            now={now}
            send={send}
          />
        ))}
      </div>
      {suggestion && suggestion.passed_over.length > 0 && <h3>{t('suggestion.passed_over')}</h3>}
      {suggestion?.passed_over.map((other) => (
        <div key={other.unit} className="passed" data-testid="passed-over" data-unit={other.unit}>
          <UnitName picture={picture} id={other.unit} />
          <PositionAge seen={picture.fixes.get(other.unit)} now={now} />
          <Reasons reasons={other.reasons} />
          {send && (
            <Button size="compact-xs" variant="subtle" onClick={() => byHand(other.unit)}>
              {t('suggestion.anyway')}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}

function OptionRow(props: {
  option: Recommendation['options'][number]
  slots: readonly Slot[]
  index: number
  goesTo: string | undefined
  picture: Picture
  now: number
  send: ((unit: string) => void) | undefined
}) {
  const t = useT()
  const language = useLanguage()
  const words = useWords()
  const { option, slots, index, goesTo, picture, now, send } = props
  const fills = (option.fills ?? []).flatMap((place) => slots[place] ?? [])
  return (
    <div
      className="option"
      data-testid="suggestion-row"
      data-unit={option.unit}
      data-best={index === 0}
      data-rank={index + 1}
    >
      <span className="rank">
        <Hint keys={String(index + 1)} />
        {index === 0 && <Hint keys="Enter" />}
      </span>
      <UnitName picture={picture} id={option.unit} />
      <div className="option-eta">
        <strong data-testid="eta">{spanText(option.eta_s * 1000, t)}</strong>{' '}
        <small title={t('span.range_meaning')}>
          {rangeText(option.low_s, option.high_s, t)}
          {!isByRoad(option) && ` · ${distanceText(option.distance_m, language)}`}
        </small>
      </div>
      {send && (
        <Button
          size={index === 0 ? 'sm' : 'compact-sm'}
          variant={index === 0 ? 'filled' : 'default'}
          data-testid="suggestion-send"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => send(option.unit)}
        >
          {t('send')}
        </Button>
      )}
      <div className="why">
        {goesTo !== undefined && (
          <strong data-testid="goes-to">{t('plan.goes_to', { call: callName(picture, goesTo) })}</strong>
        )}
        {fills.length > 0 && slots.length > 1 && (
          <span className="fills" data-testid="fills">
            {t('suggestion.fills', { slots: fills.map((slot) => slotText(slot, words)).join(' + ') })}
          </span>
        )}
        <Price unit={option.unit} />
        <Reasons reasons={option.reasons} />
        <PositionAge seen={picture.fixes.get(option.unit)} now={now} />
      </div>
    </div>
  )
}

// The way by road is among the reasons; a straight line beside it would only be taken for it.
function isByRoad({ reasons }: Recommendation['options'][number]): boolean {
  return reasons.some(({ code }) => code === 'by_road')
}

export function UnitName({ picture, id }: { picture: Picture; id: string }) {
  const t = useT()
  const unit = picture.units.get(id)
  return (
    <span className="unit-name">
      <strong>{id}</strong> {unit?.callsign} {unit && <small>{t(`unit_kind.${unit.kind}`)}</small>}
      {unit && <Abilities unit={unit} />}
    </span>
  )
}
