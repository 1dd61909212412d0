import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../i18n/language'
import { stepsFrom } from '../../../picture/life'
import { openAssignments } from '../../../picture/order'
import { unitsInUse } from '../../../picture/picture'
import { useDraft } from '../../../ui/draft'
import { useShown } from '../../../ui/use-session'
import type { Assignment, Incident } from '../../../wire/message'
import { PanelForm } from './panel-form'
import type { Wish } from './wish'

type Kind = 'stand_down' | 'reassign' | 'press'

interface Props {
  readonly incident: Incident
  readonly kind: Kind
  readonly give: (wish: Wish) => boolean
  readonly close: () => void
}

const empty = { reason: '' }

// What the desk does to a unit's job: call it back, give it to another, or press for a crew that speaks by radio.
export function AssignmentForm({ incident, kind, give, close }: Props) {
  const t = useT()
  const picture = useShown((shown) => shown.picture)
  const jobs = openAssignments(picture, incident)
  const [jobId, setJobId] = useState('')
  const [choice, setChoice] = useState('')
  const [draft, setDraft, clearDraft] = useDraft(`${kind}.${incident.id}`, empty)
  const job = jobs.find((one) => one.id === jobId) ?? jobs[0]
  const choices = job ? choicesFor(kind, job) : []
  const reason = draft.reason.trim()
  const isReady =
    job !== undefined && (kind === 'press' || reason !== '') && (kind === 'stand_down' || choice !== '')
  const send = () => {
    if (job && give(wishFor(kind, job, choice, reason))) clearDraft()
  }

  function choicesFor(kind: Kind, job: Assignment): readonly { value: string; label: string }[] {
    if (kind === 'press') {
      return stepsFrom(job.state).map((step) => ({ value: step, label: t(`step.${step}`) }))
    }
    return unitsInUse(picture.units)
      .filter((unit) => unit.availability.state === 'available')
      .map((unit) => ({ value: unit.id, label: `${unit.id} ${unit.callsign}` }))
  }

  return (
    <PanelForm send={send} close={close} isReady={isReady}>
      <NativeSelect
        autoFocus={kind !== 'stand_down' || jobs.length > 1}
        label={t('assignment')}
        data-testid="panel-job"
        value={job?.id ?? ''}
        onChange={(event) => setJobId(event.currentTarget.value)}
        data={jobs.map((one) => ({
          value: one.id,
          label: `${one.unit} · ${t(`assignment_state.${one.state}`)}`,
        }))}
      />
      {kind !== 'stand_down' && (
        <NativeSelect
          label={kind === 'press' ? t('press.step') : t('unit')}
          data-testid="panel-choice"
          value={choice}
          onChange={(event) => setChoice(event.currentTarget.value)}
          data={[{ value: '', label: t('choose') }, ...choices]}
        />
      )}
      {kind !== 'press' && (
        <TextInput
          autoFocus={kind === 'stand_down' && jobs.length < 2}
          label={t('reason')}
          maxLength={2000}
          data-testid="panel-reason"
          value={draft.reason}
          onChange={(event) => setDraft({ reason: event.currentTarget.value })}
        />
      )}
    </PanelForm>
  )
}

function wishFor(kind: Kind, job: Assignment, choice: string, reason: string): Wish {
  if (kind === 'reassign') return { type: 'assignment.reassign', assignment: job.id, unit: choice, reason }
  const step = kind === 'press' ? stepsFrom(job.state).find((one) => one === choice) : undefined
  return {
    type: 'assignment.step',
    assignment: job.id,
    to: step ?? 'stood_down',
    ...(reason !== '' && { reason }),
  }
}
