import { Button } from '@mantine/core'
import { useT } from '../../../i18n/language'
import { PriorityBadge } from '../../../ui/badges'
import { Hint } from '../../../ui/hint'
import { slotText } from '../../../ui/slot-text'
import { rangeText, spanText } from '../../../ui/time'
import { useNow } from '../../../ui/use-session'
import { useWords } from '../../../ui/use-words'
import type { Plan, PlannedCall } from '../../../wire/message'
import { Price } from '../../cover/price'
import { CountdownLine } from '../sending/countdown'
import { callsOf } from '../sending/dispatching'
import { Reasons } from '../sending/reasons'
import type { Board } from '../use-board'
import { callName, PlanWords } from './plan-words'
import './plan.css'

const planIsOld = 30_000

export function PlanButton({ board: { enter, isPlanShown, picture } }: { board: Board }) {
  const t = useT()
  if (!picture.plan) return null
  return (
    <Button
      size="compact-sm"
      variant={isPlanShown ? 'filled' : 'default'}
      data-testid="plan-button"
      onClick={() => enter({ does: 'plan' })}
    >
      {t('plan')}: {picture.plan.calls.length} <Hint keys="W" />
    </Button>
  )
}

// Who goes where, of all who wait. A digit chooses a call, Enter sends the plan's unit to the one that is chosen.
export function PlanPanel({ board }: { board: Board }) {
  const t = useT()
  const now = useNow()
  const { plan } = board.picture
  const age = plan ? now - plan.at : 0
  return (
    <section className="plan panel" data-testid="plan">
      <h2>
        {t('plan.title')}{' '}
        {plan && (
          <small data-testid="plan-age" data-old={age > planIsOld}>
            {t(age > planIsOld ? 'suggestion.old' : 'suggestion.age', { age: spanText(age, t) })}
          </small>
        )}
      </h2>
      {!plan && <p className="empty">{t('plan.none_yet')}</p>}
      {plan?.calls.length === 0 && <p className="empty">{t('plan.nobody_waits')}</p>}
      <div data-stale={age > planIsOld}>
        {plan?.calls.map((call, index) => (
          <PlanRow
            key={`${call.incident} ${call.slot}`}
            call={call}
            number={numberOf(plan, index)}
            board={board}
          />
        ))}
      </div>
      {plan !== undefined && plan.left_out > 0 && (
        <p className="advice">{t('plan.left_out', { n: plan.left_out })}</p>
      )}
      <p className="keys">{t('plan.keys')}</p>
    </section>
  )
}

// The digit that chooses its call, on the first row of it.
function numberOf(plan: Plan, index: number): number | undefined {
  const incident = plan.calls[index]?.incident
  if (incident === undefined || plan.calls[index - 1]?.incident === incident) return undefined
  return callsOf(plan).indexOf(incident) + 1
}

function PlanRow({ call, number, board }: { call: PlannedCall; number: number | undefined; board: Board }) {
  const t = useT()
  const words = useWords()
  const { picture, chosen, dispatch, enter, isOffered } = board
  const incident = picture.incidents.get(call.incident)
  const isChosen = chosen?.id === call.incident
  const isNext = board.planned === call
  const slot = call.slot === undefined ? undefined : incident?.response?.slots[call.slot]
  const runsHere = incident?.countdown ? incident.countdown.slot === call.slot : number !== undefined
  const { sends } = call
  return (
    // The keyboard's way is the digits.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className="plan-row"
      data-testid="plan-row"
      data-incident={call.incident}
      data-unit={sends?.unit ?? ''}
      data-slot={call.slot}
      data-chosen={isChosen}
      onClick={() => enter({ does: 'choose', incident: call.incident })}
    >
      <span className="rank">{number !== undefined && number < 10 && <Hint keys={String(number)} />}</span>
      <PriorityBadge priority={incident?.triage?.priority} />
      <span className="plan-call">
        {slot ? (
          <span data-testid="plan-slot">+ {slotText(slot, words)}</span>
        ) : (
          <>
            <strong>{callName(picture, call.incident)}</strong> {incident?.place.text}
          </>
        )}
      </span>
      <span className="plan-sends">
        {sends ? (
          <>
            <strong>→ {sends.unit}</strong> {spanText(sends.eta_s * 1000, t)}{' '}
            <small title={t('span.range_meaning')}>{rangeText(sends.low_s, sends.high_s, t)}</small>
          </>
        ) : (
          <strong>▲ {t('plan.nobody')}</strong>
        )}
      </span>
      {isNext && sends && isOffered('unit') && (
        <Button
          size="compact-sm"
          data-testid="plan-send"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => dispatch.ask(sends.unit, false)}
        >
          {t('send')} <Hint keys="Enter" />
        </Button>
      )}
      <div className="plan-why">
        <PlanWords call={call} picture={picture} />
        {sends && <Price unit={sends.unit} />}
        {sends && <Reasons reasons={sends.reasons.slice(0, 2)} />}
      </div>
      {incident && runsHere && <CountdownLine incident={incident} stop={board.stop} />}
    </div>
  )
}
