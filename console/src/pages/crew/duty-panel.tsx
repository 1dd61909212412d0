import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { momentText } from '../../ui/time'
import { useNow, useSession, useWelcome } from '../../ui/use-session'
import type { DutyState, Unit } from '../../wire/message'
import { useDutyDraft } from './duty-on'

interface Props {
  readonly unit: Unit
  readonly duty: DutyState
  readonly hasJob: boolean
}

export function DutyPanel({ unit, duty, hasJob }: Props) {
  const t = useT()
  const session = useSession()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const [draft, setDraft, clearDraft] = useDutyDraft(unit)
  const [isAsking, setIsAsking] = useState(false)
  const change = (state: 'off' | 'out_of_service') => {
    const reason = draft.reason.trim()
    const isTaken = session.give({
      type: 'unit.duty',
      id: newId(),
      at: session.now(),
      unit: unit.id,
      state,
      ...(state === 'out_of_service' && { reason }),
    })
    if (!isTaken) return
    setIsAsking(false)
    clearDraft()
  }
  return (
    <section className="duty" data-testid="duty" data-state={duty}>
      <h2>
        {unit.id} {unit.callsign}
      </h2>
      <p>
        {t(`duty.${duty}`)}
        {duty === unit.duty.state && (
          <small>
            {' '}
            {t('duty.since', { time: momentText(unit.duty.since, offset, now) })}
            {unit.crew.length > 0 && ` · ${unit.crew.join(', ')}`}
            {unit.duty.reason !== undefined && ` · ${unit.duty.reason}`}
          </small>
        )}
      </p>
      {duty !== 'on' && (
        <TextInput
          size="lg"
          label={t('duty.crew')}
          placeholder={t('duty.crew_hint')}
          data-testid="duty-crew"
          value={draft.crew}
          onChange={(event) => setDraft({ ...draft, crew: event.currentTarget.value })}
        />
      )}
      <div className="small-steps">
        {duty !== 'off' && !hasJob && (
          <button type="button" className="small-step" data-testid="duty-off" onClick={() => change('off')}>
            {t('duty.go_off')}
          </button>
        )}
        {duty !== 'out_of_service' && (
          <button
            type="button"
            className="small-step"
            data-testid="duty-broken"
            onClick={() => setIsAsking(!isAsking)}
          >
            {t('duty.go_out')}
          </button>
        )}
      </div>
      {isAsking && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (draft.reason.trim() !== '') change('out_of_service')
          }}
        >
          <TextInput
            size="lg"
            label={t('reason')}
            value={draft.reason}
            data-testid="duty-reason"
            onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
          />
          <button
            type="submit"
            className="small-step wide"
            disabled={draft.reason.trim() === ''}
            data-testid="duty-broken-send"
          >
            {t('duty.go_out')}
          </button>
        </form>
      )}
    </section>
  )
}
