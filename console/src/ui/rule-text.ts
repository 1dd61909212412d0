import type { Translate } from '../i18n/language'
import type { SendingRule } from '../wire/message'
import { spanText } from './time'

// "P1 21:00–06:00, after 20 s".
export function ruleText({ priority, mode, from, until, after }: SendingRule, t: Translate): string {
  const hours = from !== undefined && until !== undefined ? ` ${hourText(from)}–${hourText(until)}` : ''
  const span = spanText((after ?? 0) * 1000, t)
  return `${priority}${hours}, ${mode === 'after' ? t('sending_mode.after', { span }) : t(`sending_mode.${mode}`)}`
}

// Of the region's day, as the rule has it.
function hourText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
