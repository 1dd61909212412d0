import { isKey } from '../i18n/keys'
import type { Translate } from '../i18n/language'
import type { Command, Refused } from '../wire/message'

// What was refused and why, in the reader's language; the server's own sentence stands beside it, because it says
// more than a code can.
export function refusalText(refused: Refused, t: Translate): string {
  const details = Object.entries(refused.details ?? {}).map(([name, value]) => {
    const label = `detail.${name}`
    return `${isKey(label) ? t(label) : name}: ${valueText(value, t)}`
  })
  return [t(`refused.${refused.code}`), ...details].join(' · ')
}

function valueText(value: string, t: Translate): string {
  const keys = [`assignment_state.${value}`, `incident_state.${value}`, `duty.${value}`]
  const known = keys.find(isKey)
  return known ? t(known) : value
}

export function commandText(command: Command, t: Translate): string {
  return t(`command.${command.type}`)
}
