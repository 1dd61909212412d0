import { useMemo } from 'react'
import { useDraft } from '../../../ui/draft'
import type { Incident } from '../../../wire/message'
import { fromTriage, toTriage } from '../call/triage-draft'
import { TriageFields } from '../call/triage-fields'
import { PanelForm } from './panel-form'
import type { Wish } from './wish'

interface Props {
  readonly incident: Incident
  readonly give: (wish: Wish) => boolean
  readonly close: () => void
}

export function TriageForm({ incident, give, close }: Props) {
  const known = useMemo(() => fromTriage(incident.triage), [incident.triage])
  const [draft, setDraft, clearDraft] = useDraft(`triage.${incident.id}`, known)
  const triage = toTriage(draft)
  const send = () => {
    if (!triage) return
    const determinant = incident.triage?.determinant
    const whole = { ...triage, ...(determinant !== undefined && { determinant }) }
    if (give({ type: 'incident.triage', incident: incident.id, triage: whole })) clearDraft()
  }
  return (
    <PanelForm send={send} close={close} isReady={triage !== undefined}>
      <TriageFields draft={draft} change={setDraft} prefix="triage" autoFocus />
    </PanelForm>
  )
}
