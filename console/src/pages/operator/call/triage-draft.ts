import type { Needs, Priority, Triage } from '../../../wire/message'

export interface TriageDraft {
  readonly priority: Priority | ''
  readonly needs: Needs
  readonly complaint: string
}

export const emptyTriage: TriageDraft = { priority: '', needs: 'ambulance', complaint: '' }

export function toTriage(draft: TriageDraft): Triage | undefined {
  if (draft.priority === '') return undefined
  const complaint = draft.complaint.trim()
  return { priority: draft.priority, needs: draft.needs, ...(complaint !== '' && { complaint }) }
}

export function fromTriage(triage: Triage | undefined): TriageDraft {
  if (!triage) return emptyTriage
  return { priority: triage.priority, needs: triage.needs, complaint: triage.complaint ?? '' }
}
