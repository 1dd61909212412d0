import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { Hint } from '../../ui/hint'
import { fromWallClock } from '../../ui/time'
import { useKeys } from '../../ui/use-keys'
import { useNow, useSession, useWelcome } from '../../ui/use-session'
import { ClosingRoads } from './closing-roads'
import { toClose } from './drawing'
import { untilFault } from './until'
import type { Closures } from './use-closures'
import { useStanding } from './use-standing'
import { reasonChoices, untilChoices, WhyAndWhen } from './why-and-when'

// What is drawn on the map becomes a closure here: which roads that is, why, and until when.
export function DrawForm({ closures }: { closures: Closures }) {
  const t = useT()
  const now = useNow()
  const { draft, stroke } = closures
  const offset = useWelcome().region.utc_offset_minutes
  const standing = useStanding(draft.points)
  const { isReady, close, reason, until } = useClosing(closures, standing)
  const reasons = reasonChoices(t, stroke)
  const untils = untilChoices(t, now, offset, stroke)
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
      <WhyAndWhen {...{ draft, put: stroke, reasons, untils, reason, until }} />
      <FormEnd closures={closures} isReady={isReady} />
    </form>
  )
}

function FormEnd({ closures, isReady }: { closures: Closures; isReady: boolean }) {
  const t = useT()
  return (
    <div className="form-end">
      <Button type="submit" size="sm" color="red" disabled={!isReady} data-testid="closure-send">
        {t('closure.close')} <Hint keys="Enter" />
      </Button>
      <Button size="sm" variant="default" onClick={closures.discard} data-testid="closure-discard">
        {t('closure.discard')}
      </Button>
      <Button size="sm" variant="default" onClick={closures.leave} data-testid="closure-leave">
        {t('closure.later')} <Hint keys="Esc" />
      </Button>
    </div>
  )
}

// Gives the command, or goes to the field that is still missing.
function useClosing(closures: Closures, standing: ReturnType<typeof useStanding>) {
  const now = useNow()
  const session = useSession()
  const offset = useWelcome().region.utc_offset_minutes
  const reason = useRef<HTMLInputElement>(null)
  const until = useRef<HTMLInputElement>(null)
  const { draft } = closures
  const missing = () => {
    if (draft.reason.trim() === '') return reason.current
    return untilFault(fromWallClock(draft.until, offset), now) && until.current
  }
  const close = () => {
    const command = toClose(draft, standing, { id: newId(), now: session.now(), offset })
    if (!command) missing()?.focus()
    else if (session.give(command)) {
      closures.discard()
      closures.show(command.id)
    }
  }
  const isReady = toClose(draft, standing, { id: '', now, offset }) !== undefined
  return { isReady, close, reason, until }
}
