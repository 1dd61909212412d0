import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { Hint } from '../../ui/hint'
import { distanceText, fromWallClock, soonText, spanText, toWallClock } from '../../ui/time'
import { useKeys } from '../../ui/use-keys'
import { useNow, useSession, useShown, useWelcome } from '../../ui/use-session'
import type { Closure } from '../../wire/message'
import { isPressed } from './in-force'
import { extended, hour, untilFault } from './until'
import { UntilText } from './until-text'
import { type Closures, cardKeys } from './use-closures'

interface Props {
  readonly closure: Closure
  readonly closures: Closures
}

export function ClosureCard({ closure, closures }: Props) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const isWaiting = isPressed(
    useShown((shown) => shown.entries),
    closure.id,
  )
  return (
    <div className="closure-card" data-testid="closure-card">
      <p>
        {t('closure.since', {
          time: soonText(closure.closed_at, offset, now),
          span: spanText(now - closure.closed_at, t),
          by: closure.by,
        })}
      </p>
      <ClosedStretch id={closure.id} />
      {isWaiting && <p className="advice">{t('waiting_to_be_sent')}</p>}
      {closures.mayClose && <CardActions closure={closure} closures={closures} />}
    </div>
  )
}

function ClosedStretch({ id }: { id: string }) {
  const t = useT()
  const language = useLanguage()
  const hasRoads = useWelcome().region.roads === 'ready'
  const isUp = useShown((shown) => shown.link.state === 'up')
  const line = useShown((shown) => shown.closed.get(id))
  if (!hasRoads) return <p className="advice">{t('closure.standing.no_map')}</p>
  if (!line?.answer && line?.state !== 'refused')
    return <p>{t(isUp ? 'closure.standing.asking' : 'closure.not_known')}</p>
  if (!line.answer) return <p className="advice">{t('closure.not_known')}</p>
  if (line.answer.lines.length === 0) return <p className="advice">{t('closure.not_on_map')}</p>
  const { metres, roads } = line.answer
  return (
    <p data-testid="closure-stretch">
      {distanceText(metres, language)} · {roads.join(', ') || t('route.unnamed')}
    </p>
  )
}

function CardActions({ closure, closures }: Props) {
  const t = useT()
  const session = useSession()
  const { ask, askFor } = closures
  const extend = (until: number) => {
    session.give({ type: 'road.extend', id: newId(), at: session.now(), closure: closure.id, until })
    askFor(undefined)
  }
  const by = (span: number) => extend(extended(closure.until, span, session.now()))
  const open = () => {
    const { id, v } = closure
    session.give({ type: 'road.open', id: newId(), at: session.now(), closure: id, if_version: v })
    askFor(undefined)
  }
  useKeys((key, event) => {
    if (key === 'Enter' && ask === 'open') open()
    else if (key === cardKeys.hour) by(hour)
    else if (key === cardKeys.three_hours) by(3 * hour)
    else if (key === cardKeys.until) askFor('until')
    else if (key === cardKeys.open) askFor('open')
    else return
    event.preventDefault()
  })
  if (ask === 'open') return <OpenQuestion open={open} leave={() => askFor(undefined)} />
  if (ask === 'until') return <UntilForm closure={closure} extend={extend} leave={() => askFor(undefined)} />
  return (
    <div className="actions">
      <ActionButton name="hour" act={() => by(hour)} text={t('closure.extend_hour')} />
      <ActionButton name="three_hours" act={() => by(3 * hour)} text={t('closure.extend_three')} />
      <ActionButton name="until" act={() => askFor('until')} text={t('closure.extend_until')} />
      <ActionButton name="open" act={() => askFor('open')} text={t('closure.open')} />
    </div>
  )
}

function ActionButton(props: { name: keyof typeof cardKeys; text: string; act: () => void }) {
  const { name, text, act } = props
  return (
    <Button size="compact-sm" variant="default" data-testid={`closure-${name}`} onClick={act}>
      {text} <Hint keys={cardKeys[name].toUpperCase()} />
    </Button>
  )
}

function OpenQuestion({ open, leave }: { open: () => void; leave: () => void }) {
  const t = useT()
  return (
    <p className="actions" role="alert" data-testid="closure-open-sure">
      <strong>{t('closure.open_sure')}</strong>
      <Button size="compact-sm" color="red" onClick={open} data-testid="closure-open-yes">
        {t('closure.open')} <Hint keys="Enter" />
      </Button>
      <Button size="compact-sm" variant="default" onClick={leave}>
        {t('no')} <Hint keys="Esc" />
      </Button>
    </p>
  )
}

interface UntilProps {
  readonly closure: Closure
  readonly extend: (until: number) => void
  readonly leave: () => void
}

function UntilForm({ closure, extend, leave }: UntilProps) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const [text, setText] = useState(() => toWallClock(closure.until, offset))
  const until = fromWallClock(text, offset)
  const isReady = untilFault(until, now) === undefined
  return (
    <form
      className="until"
      onSubmit={(event) => {
        event.preventDefault()
        if (until !== undefined && isReady) extend(until)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave()
      }}
    >
      <TextInput
        autoFocus
        type="datetime-local"
        size="sm"
        aria-label={t('closure.until')}
        data-testid="closure-until"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <UntilText until={until} />
      <Button type="submit" size="compact-sm" disabled={!isReady} data-testid="closure-until-send">
        {t('save')} <Hint keys="Enter" />
      </Button>
      <Button size="compact-sm" variant="default" onClick={leave}>
        {t('closure.back')} <Hint keys="Esc" />
      </Button>
    </form>
  )
}
