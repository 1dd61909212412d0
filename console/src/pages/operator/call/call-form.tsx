import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useT } from '../../../i18n/language'
import { newId } from '../../../session/ids'
import type { KeptDraft } from '../../../ui/draft'
import { Hint } from '../../../ui/hint'
import { useSession, useWelcome } from '../../../ui/use-session'
import { PinFields, PlaceWords } from '../place/place-fields'
import { type CallDraft, faultsOf, toNote, toReceive } from './call-draft'
import { callerName } from './caller-name'
import { ComplaintField, TriageFields } from './triage-fields'

interface Props {
  readonly draft: KeptDraft<CallDraft>
  readonly received: (incident: string) => void
  readonly close: () => void
}

export function CallForm({ draft: [call, setCall, clearCall], received, close }: Props) {
  const t = useT()
  const session = useSession()
  const offset = useWelcome().region.utc_offset_minutes
  const [isTried, setIsTried] = useState(false)
  const faults = faultsOf(call)
  const receive = () => {
    setIsTried(true)
    if (faults.length > 0) return
    const id = newId()
    if (!session.give(toReceive(call, id, session.now(), offset))) return
    const note = toNote(call, id, newId(), session.now())
    if (note) session.give(note)
    clearCall()
    received(id)
  }
  const discard = () => {
    clearCall()
    close()
  }
  const byKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    if (event.key === 'Enter' && event.ctrlKey) receive()
  }
  const change = (part: Partial<CallDraft>) => setCall({ ...call, ...part })
  return (
    <form
      className="form"
      data-testid="call-form"
      onKeyDown={byKey}
      onSubmit={(event) => {
        event.preventDefault()
        receive()
      }}
    >
      <h2>{t('call.new')}</h2>
      <PlaceWords draft={call} change={change} prefix="call" />
      <ComplaintField
        draft={call}
        change={change}
        prefix="call"
        isFaulty={isTried && faults.includes('complaint')}
      />
      <CallerFields call={call} change={change} />
      {call.record !== '' && <Record record={call.record} drop={() => change({ record: '' })} />}
      <TriageFields draft={call} change={change} prefix="call" />
      <PinFields draft={call} change={change} prefix="call" />
      <TextInput
        label={t('call.planned')}
        type="datetime-local"
        data-testid="call-planned"
        value={call.planned}
        onChange={(event) => change({ planned: event.currentTarget.value })}
      />
      <FormEnd close={close} discard={discard} />
      {isTried && faults.length > 0 && <p className="fault">{t('call.faults')}</p>}
    </form>
  )
}

interface FieldProps {
  readonly call: CallDraft
  readonly change: (part: Partial<CallDraft>) => void
}

function CallerFields({ call, change }: FieldProps) {
  const t = useT()
  const isNameLeftOut = callerName(call.name) !== call.name.trim().replaceAll(/\s+/g, ' ')
  return (
    <div className="side-by-side">
      <TextInput
        label={t('caller.phone')}
        inputMode="tel"
        maxLength={200}
        data-testid="call-phone"
        value={call.phone}
        onChange={(event) => change({ phone: event.currentTarget.value })}
      />
      <TextInput
        label={t('caller.name_or_nik')}
        description={
          isNameLeftOut && <span data-testid="call-name-left-out">{t('caller.nik_left_out')}</span>
        }
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={200}
        data-testid="call-name"
        value={call.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
    </div>
  )
}

// What goes along with the call, and can be left out: the wrong one may have been chosen.
function Record({ record, drop }: { readonly record: string; readonly drop: () => void }) {
  const t = useT()
  return (
    <p data-testid="call-record">
      {record}{' '}
      <Button size="compact-sm" variant="subtle" onClick={drop} data-testid="call-record-drop">
        {t('patients.leave_out')}
      </Button>
    </p>
  )
}

function FormEnd({ close, discard }: { close: () => void; discard: () => void }) {
  const t = useT()
  return (
    <div className="form-end">
      <Button type="submit" data-testid="call-receive">
        {t('call.receive')} <Hint keys="Ctrl Enter" />
      </Button>
      <Button variant="default" onClick={close} data-testid="call-close">
        {t('call.keep')} <Hint keys="Esc" />
      </Button>
      <span className="spring" />
      <Button variant="subtle" color="red" onClick={discard} data-testid="call-discard">
        {t('call.discard')}
      </Button>
    </div>
  )
}
