import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { capabilityText } from '../../ui/slot-text'
import { momentText } from '../../ui/time'
import { useNow, useSession, useWelcome } from '../../ui/use-session'
import { useWords } from '../../ui/use-words'
import type { Unit } from '../../wire/message'
import { Aboard } from './aboard'
import { useDutyDraft } from './duty-on'

interface Props {
  readonly unit: Unit
  readonly duty: Unit['duty']['state']
  readonly hasJob: boolean
}

export function DutyPanel({ unit, duty, hasJob }: Props) {
  const t = useT()
  const session = useSession()
  const [draft, setDraft, clearDraft] = useDutyDraft(unit)
  const [isAsking, setIsAsking] = useState(false)
  const change = (state: 'off' | 'out_of_service', reason?: string) => {
    const why = reason === undefined ? {} : { reason }
    const command = { id: newId(), at: session.now(), unit: unit.id, state, ...why }
    if (!session.give({ type: 'unit.duty', ...command })) return
    setIsAsking(false)
    clearDraft()
  }
  return (
    <section className="duty" data-testid="duty" data-state={duty}>
      <DutyText unit={unit} duty={duty} />
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
      {duty !== 'on' && <Aboard aboard={draft.aboard} change={(aboard) => setDraft({ ...draft, aboard })} />}
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
        <BrokenForm
          reason={draft.reason}
          change={(reason) => setDraft({ ...draft, reason })}
          send={(reason) => change('out_of_service', reason)}
        />
      )}
    </section>
  )
}

function DutyText({ unit, duty }: { unit: Unit; duty: Unit['duty']['state'] }) {
  const t = useT()
  const now = useNow()
  const words = useWords()
  const offset = useWelcome().region.utc_offset_minutes
  const { state, since, reason } = unit.duty
  return (
    <>
      <h2>
        {unit.id} {unit.callsign}
      </h2>
      <p>
        {t(`duty.${duty}`)}
        {/* What was pressed and is not known to the server has no time yet. */}
        {duty === state && (
          <small>
            {' '}
            {t('duty.since', { time: momentText(since, offset, now) })}
            {unit.crew.length > 0 && ` · ${unit.crew.join(', ')}`}
            {unit.aboard && unit.aboard.length > 0 && (
              <span data-testid="duty-aboard">
                {` · ${unit.aboard.map((word) => capabilityText(word, words)).join(', ')}`}
              </span>
            )}
            {reason !== undefined && ` · ${reason}`}
          </small>
        )}
      </p>
    </>
  )
}

interface BrokenProps {
  readonly reason: string
  readonly change: (reason: string) => void
  readonly send: (reason: string) => void
}

function BrokenForm({ reason, change, send }: BrokenProps) {
  const t = useT()
  const trimmed = reason.trim()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (trimmed !== '') send(trimmed)
      }}
    >
      <TextInput
        size="lg"
        label={t('reason')}
        value={reason}
        data-testid="duty-reason"
        onChange={(event) => change(event.currentTarget.value)}
      />
      <button
        type="submit"
        className="small-step wide"
        disabled={trimmed === ''}
        data-testid="duty-broken-send"
      >
        {t('duty.go_out')}
      </button>
    </form>
  )
}
