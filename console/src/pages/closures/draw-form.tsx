import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { Hint } from '../../ui/hint'
import { fromWallClock, soonText, spanText, toWallClock, zoneText } from '../../ui/time'
import { useKeys } from '../../ui/use-keys'
import { useNow, useSession, useShown, useWelcome } from '../../ui/use-session'
import { Choices } from './choices'
import { ClosingRoads } from './closing-roads'
import { aboutOf, standingOf, toClose } from './drawing'
import { quickUntil, quickUntils, untilFault } from './until'
import type { Closures } from './use-closures'

const usual = ['ceremony', 'flood', 'landslide', 'accident', 'works'] as const

// What is drawn on the map becomes a closure here: which roads that is, why, and until when.
export function DrawForm({ closures }: { closures: Closures }) {
  const t = useT()
  const now = useNow()
  const session = useSession()
  const { draft, stroke } = closures
  const offset = useWelcome().region.utc_offset_minutes
  const standing = useStanding(draft.points)
  const reason = useRef<HTMLInputElement>(null)
  const until = useRef<HTMLInputElement>(null)
  const ready = toClose(draft, standing, { id: '', now, offset })
  const close = () => {
    const command = toClose(draft, standing, { id: newId(), now: session.now(), offset })
    if (!command) (draft.reason.trim() === '' ? reason : until).current?.focus()
    else if (session.give(command)) {
      closures.discard()
      closures.show(command.id)
    }
  }
  const reasons = usual.map((name, n) => {
    const text = t(`closure.reason.${name}`)
    return { name, text, keys: String(n + 1), take: () => stroke({ kind: 'reason', reason: text }) }
  })
  const untils = quickUntils.map((name, n) => {
    const at = quickUntil(name, now, offset)
    const take = () => at !== undefined && stroke({ kind: 'until', until: toWallClock(at, offset) })
    const keys = String(usual.length + n + 1)
    return { name, text: t(`closure.until.${name}`), keys, take: at === undefined ? undefined : take }
  })
  useKeys((key, event) => {
    const choice = [...reasons, ...untils].find(({ keys }) => keys === key)
    if (key === 'Backspace') stroke({ kind: 'undo' })
    else if (key === 'Enter') close()
    else if (choice) choice.take?.()
    else return
    event.preventDefault()
  })
  return (
    <form
      className="form"
      data-testid="closure-form"
      onKeyDown={(event) => {
        if (event.key === 'Escape') closures.leave()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <h3>{t('closure.draw')}</h3>
      <ClosingRoads standing={standing} points={draft.points} undo={() => stroke({ kind: 'undo' })} />
      <Choices
        label={t('reason')}
        choices={reasons}
        chosen={reasons.find(({ text }) => text === draft.reason)?.name}
      />
      <TextInput
        ref={reason}
        size="xs"
        aria-label={t('reason')}
        placeholder={t('closure.reason_hint')}
        maxLength={500}
        data-testid="closure-reason"
        value={draft.reason}
        onChange={(event) => stroke({ kind: 'reason', reason: event.currentTarget.value })}
      />
      <Choices label={t('closure.until')} choices={untils} />
      <div className="until">
        <TextInput
          ref={until}
          type="datetime-local"
          size="xs"
          aria-label={`${t('closure.until')} (${zoneText(offset)})`}
          data-testid="closure-until"
          value={draft.until}
          onChange={(event) => stroke({ kind: 'until', until: event.currentTarget.value })}
        />
        <UntilText until={fromWallClock(draft.until, offset)} />
      </div>
      <div className="form-end">
        <Button type="submit" size="sm" color="red" disabled={!ready} data-testid="closure-send">
          {t('closure.close')} <Hint keys="Enter" />
        </Button>
        <Button size="sm" variant="default" onClick={closures.discard} data-testid="closure-discard">
          {t('closure.discard')}
        </Button>
        <Button size="sm" variant="default" onClick={closures.leave} data-testid="closure-leave">
          {t('closure.later')} <Hint keys="Esc" />
        </Button>
      </div>
    </form>
  )
}

// What the chosen time means, or what is wrong with it.
export function UntilText({ until }: { until: number | undefined }) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const fault = untilFault(until, now)
  if (until === undefined || fault === 'missing') return <small>{zoneText(offset)}</small>
  if (fault) return <small className="fault">{t(`closure.until_fault.${fault}`)}</small>
  return (
    <small data-testid="closure-until-text">
      {t('closure.until_left', { time: soonText(until, offset, now), span: spanText(until - now, t) })}{' '}
      {zoneText(offset)}
    </small>
  )
}

// The roads that the points close are asked for with each point, and again when the server is back.
function useStanding(points: Closures['draft']['points']) {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const hasRoads = useWelcome().region.roads === 'ready'
  const question = useShown((shown) => shown.closing)
  const about = aboutOf(points)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same points are the same question
  useEffect(() => {
    if (isUp && hasRoads && about !== '') session.askClosing(points, about)
    else session.forgetClosing()
  }, [session, about, isUp, hasRoads])
  useEffect(() => () => session.forgetClosing(), [session])
  return standingOf(points, question, { isUp, hasRoads })
}
