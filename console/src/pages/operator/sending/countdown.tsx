import { Button } from '@mantine/core'
import { type Translate, useT } from '../../../i18n/language'
import { Hint } from '../../../ui/hint'
import { ruleText } from '../../../ui/rule-text'
import { clockText, spanText } from '../../../ui/time'
import { useNow, useWelcome } from '../../../ui/use-session'
import type { Incident } from '../../../wire/message'
import './countdown.css'

type Running = Pick<NonNullable<Incident['countdown']>, 'unit' | 'ends_at'>

function leftText({ unit, ends_at }: Running, now: number, t: Translate): string {
  const left = ends_at - now
  return left > 0
    ? t('countdown.left', { unit, span: spanText(left + 999, t) })
    : t('countdown.now', { unit })
}

// In a list, so that whoever looks at another call sees it, too.
export function RowCountdown({ countdown }: { countdown: Running }) {
  const t = useT()
  const now = useNow()
  return (
    <div className="row-countdown" data-testid="row-countdown" data-unit={countdown.unit}>
      {leftText(countdown, now, t)} <Hint keys="Q" />
    </div>
  )
}

interface Props {
  readonly incident: Incident
  // Not there: it is only looked at.
  readonly stop: ((incident: Incident) => void) | undefined
}

// Whom Siaga is about to send here by itself, or that somebody has stopped it.
export function CountdownLine({ incident, stop }: Props) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const { countdown, sending_stopped } = incident
  if (!countdown)
    return sending_stopped ? (
      <p className="sending-stopped" data-testid="sending-stopped">
        {t('countdown.stopped', {
          by: sending_stopped.by,
          time: clockText(sending_stopped.at, offset),
        })}
      </p>
    ) : null
  const { unit, ends_at, rule, instead_of } = countdown
  const left = leftText({ unit, ends_at }, now, t)
  return (
    <div className="countdown" role="alert" data-testid="countdown" data-unit={unit}>
      <div>
        <strong data-testid="countdown-left">{left}</strong>{' '}
        <small data-testid="countdown-rule">{t('countdown.rule', { rule: ruleText(rule, t) })}</small>
        {instead_of !== undefined && (
          <p className="countdown-anew" data-testid="countdown-anew">
            ▲ {t('countdown.anew', { was: instead_of, unit })}
          </p>
        )}
      </div>
      {stop && (
        <Button
          color="red"
          data-testid="countdown-stop"
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.stopPropagation()
            stop(incident)
          }}
        >
          {t('countdown.stop')} <Hint keys="Q" />
        </Button>
      )}
    </div>
  )
}
