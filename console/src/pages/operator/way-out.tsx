import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { PositionAge } from '../../ui/age'
import { availabilityText } from '../../ui/availability-text'
import { useDraft } from '../../ui/draft'
import type { RefusedEntry } from '../../ui/refusals'
import { useNow, useSession, useShown } from '../../ui/use-session'
import type { AssignmentDispatch, IncidentReceive } from '../../wire/message'
import { type CallDraft, fromReceive } from './call/call-draft'
import { against } from './sending/dispatching'
import { Reasons } from './sending/reasons'

const empty = { reason: '' }

interface Props {
  readonly entry: RefusedEntry
  readonly takeUp: (call: CallDraft) => void
}

// What can still be done about a refusal: give the reason, take the unit off its job, or take the call up again.
export function WayOut({ entry, takeUp }: Props) {
  const { command, refused } = entry
  if (command.type === 'incident.receive') return <TakeUp command={command} takeUp={takeUp} />
  const isOverruled = refused.code === 'needs_reason' || refused.code === 'unit_busy'
  return command.type === 'assignment.dispatch' && isOverruled ? <Overrule command={command} /> : null
}

function Overrule({ command }: { command: AssignmentDispatch }) {
  const t = useT()
  const session = useSession()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  const suggestion = picture.recommendations.get(command.incident)
  const incident = picture.incidents.get(command.incident)
  const unit = picture.units.get(command.unit)
  const [{ reason }, setDraft, clearDraft] = useDraft(`overrule.${command.id}`, empty)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // Asked at once, but never out of the middle of a word that somebody types elsewhere.
    if (document.activeElement === document.body) field.current?.focus()
  }, [])
  const send = () => {
    if (reason.trim() === '') return
    const { if_version: _, ...rest } = command
    const again: AssignmentDispatch = {
      ...rest,
      id: newId(),
      at: session.now(),
      reason: reason.trim(),
      ...(incident && { if_version: incident.v }),
      ...(unit?.assignment !== undefined && { divert: true }),
    }
    if (!session.give(again)) return
    clearDraft()
    session.dismiss(command.id)
  }
  return (
    <form
      className="overrule"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') session.dismiss(command.id)
      }}
    >
      {unit && <span>{availabilityText(unit, picture, t)}</span>}{' '}
      <PositionAge seen={picture.fixes.get(command.unit)} now={now} />
      <Reasons reasons={against(suggestion, command.unit)} />
      <TextInput
        ref={field}
        size="sm"
        label={t('overrule.why', { unit: command.unit })}
        maxLength={2000}
        data-testid="overrule-reason"
        value={reason}
        onChange={(event) => setDraft({ reason: event.currentTarget.value })}
      />
      <Button type="submit" size="compact-sm" disabled={reason.trim() === ''} data-testid="overrule-send">
        {t('overrule.send')}
      </Button>
    </form>
  )
}

function TakeUp(props: { command: IncidentReceive; takeUp: (call: CallDraft) => void }) {
  const t = useT()
  const session = useSession()
  return (
    <Button
      size="compact-sm"
      onClick={() => {
        props.takeUp(fromReceive(props.command))
        session.dismiss(props.command.id)
      }}
    >
      {t('call.take_up')}
    </Button>
  )
}
