import type { Needs, Priority, Sex, Triage } from '../../../wire/message'
import { ageMonthsOf, ageTyped } from './patient-age'

export interface TriageDraft {
  readonly priority: Priority | ''
  readonly needs: Needs
  readonly complaint: string
  readonly determinant: string
  readonly alarm: number
  readonly age: string // as it is typed
  readonly sex: Sex | ''
}

export const emptyTriage: TriageDraft = {
  priority: '',
  needs: 'ambulance',
  complaint: '',
  determinant: '',
  alarm: 1,
  age: '',
  sex: '',
}

export const isWrongAge = (age: string) => age.trim() !== '' && ageMonthsOf(age) === undefined

export function toTriage(draft: TriageDraft): Triage | undefined {
  if (draft.priority === '') return undefined
  const complaint = draft.complaint.trim()
  const determinant = draft.determinant.trim()
  const age = ageMonthsOf(draft.age)
  return {
    priority: draft.priority,
    needs: draft.needs,
    ...(complaint !== '' && { complaint }),
    ...(determinant !== '' && { determinant }),
    ...(draft.alarm > 1 && { alarm: draft.alarm }),
    ...(age !== undefined && { age_months: age }),
    ...(draft.sex !== '' && { sex: draft.sex }),
  }
}

export function fromTriage(triage: Triage | undefined): TriageDraft {
  if (!triage) return emptyTriage
  return {
    priority: triage.priority,
    needs: triage.needs,
    complaint: triage.complaint ?? '',
    determinant: triage.determinant ?? '',
    alarm: triage.alarm ?? 1,
    age: ageTyped(triage.age_months),
    sex: triage.sex ?? '',
  }
}
