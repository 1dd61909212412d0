import type { Translate } from '../i18n/language'
import type { Sex } from '../wire/message'

interface Patient {
  readonly age_months?: number
  readonly sex?: Sex
}

// "7 months, male"; empty where nothing is said. Of small children the months matter.
export function patientText({ age_months, sex }: Patient, t: Translate): string {
  const parts: string[] = []
  if (age_months !== undefined) {
    const isSmall = age_months < 24
    parts.push(
      t(isSmall ? 'age.months' : 'age.years', { n: isSmall ? age_months : Math.floor(age_months / 12) }),
    )
  }
  if (sex !== undefined) parts.push(t(`sex.${sex}`))
  return parts.join(', ')
}
