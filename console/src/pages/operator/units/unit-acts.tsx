import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../i18n/language'
import { newId } from '../../../session/ids'
import { Hint } from '../../../ui/hint'
import { useSession } from '../../../ui/use-session'
import type { DutyState, Unit } from '../../../wire/message'

interface Props {
  readonly unit: Unit
  // Not there: nothing is chosen that it could be sent to.
  readonly send: ((unit: string) => void) | undefined
  readonly mayChange: boolean
}

// What the desk can do with a unit: send it, and say for a crew without a tablet whether it is on duty.
export function UnitActs({ unit, send, mayChange }: Props) {
  const t = useT()
  const session = useSession()
  const [reason, setReason] = useState<string>()
  const duty = unit.duty.state
  const say = (state: DutyState, why = '') => {
    const because = why === '' ? {} : { reason: why }
    session.give({ type: 'unit.duty', id: newId(), at: session.now(), unit: unit.id, state, ...because })
    setReason(undefined)
  }
  return (
    <div className="actions" data-testid="unit-acts">
      {send && (
        <Button size="compact-sm" data-testid="unit-send" onClick={() => send(unit.id)}>
          {t('send')} <Hint keys="Enter" />
        </Button>
      )}
      {mayChange && duty !== 'on' && (
        <Button size="compact-sm" variant="default" data-testid="unit-on" onClick={() => say('on')}>
          {t('duty.go_on')}
        </Button>
      )}
      {mayChange && duty === 'on' && unit.assignment === undefined && (
        <Button size="compact-sm" variant="default" data-testid="unit-off" onClick={() => say('off')}>
          {t('duty.go_off')}
        </Button>
      )}
      {mayChange && duty !== 'out_of_service' && (
        <Button size="compact-sm" variant="default" data-testid="unit-out" onClick={() => setReason('')}>
          {t('duty.go_out')}
        </Button>
      )}
      {reason !== undefined && (
        <form
          className="actions"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim() !== '') say('out_of_service', reason.trim())
          }}
        >
          <TextInput
            autoFocus
            size="xs"
            maxLength={500}
            placeholder={t('reason')}
            aria-label={t('reason')}
            data-testid="unit-reason"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" size="compact-sm" disabled={reason.trim() === ''} data-testid="unit-out-say">
            {t('duty.go_out')}
          </Button>
        </form>
      )}
    </div>
  )
}
