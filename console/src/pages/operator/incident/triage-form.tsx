import { NativeSelect, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useT } from '../../../i18n/language'
import { useDraft } from '../../../ui/draft'
import type { Incident } from '../../../wire/message'
import { fromTriage, isWrongAge, toTriage } from '../call/triage-draft'
import { ComplaintField, TriageFields } from '../call/triage-fields'
import { PanelForm } from './panel-form'
import type { Wish } from './wish'

interface Props {
  readonly incident: Incident
  readonly give: (wish: Wish) => boolean
  readonly close: () => void
}

const alarmLevels = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function TriageForm({ incident, give, close }: Props) {
  const t = useT()
  const known = useMemo(() => fromTriage(incident.triage), [incident.triage])
  const [draft, setDraft, clearDraft] = useDraft(`triage.${incident.id}`, known)
  const triage = toTriage(draft)
  const send = () => {
    if (!triage || isWrongAge(draft.age)) return
    if (give({ type: 'incident.triage', incident: incident.id, triage })) clearDraft()
  }
  return (
    <PanelForm send={send} close={close} isReady={triage !== undefined && !isWrongAge(draft.age)}>
      <ComplaintField draft={draft} change={setDraft} prefix="triage" />
      <TriageFields draft={draft} change={setDraft} prefix="triage" autoFocus />
      <TextInput
        label={t('determinant')}
        maxLength={100}
        data-testid="triage-determinant"
        value={draft.determinant}
        onChange={(event) => setDraft({ ...draft, determinant: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('alarm_level')}
        data-testid="triage-alarm"
        value={String(draft.alarm)}
        onChange={(event) => setDraft({ ...draft, alarm: Number(event.currentTarget.value) })}
        data={alarmLevels}
      />
    </PanelForm>
  )
}
