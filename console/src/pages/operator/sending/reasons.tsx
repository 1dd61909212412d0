import { type Translate, useLanguage, useT } from '../../../i18n/language'
import { distanceText, spanText } from '../../../ui/time'
import type { Reason } from '../../../wire/message'

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const t = useT()
  const language = useLanguage()
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={reason.code} data-code={reason.code} title={reason.text}>
          {reasonText(reason, t, language)}
        </li>
      ))}
    </ul>
  )
}

export function reasonText(reason: Reason, t: Translate, language: string): string {
  return t(`reason.${reason.code}`, { value: valueText(reason, t, language) }).trim()
}

const inMetres: ReadonlySet<Reason['code']> = new Set([
  'by_road',
  'walked',
  'position_wide',
  'position_disputed',
  'position_outside',
])

// What `value` counts is the code's affair.
function valueText({ code, value }: Reason, t: Translate, language: string): string {
  if (value === undefined) return ''
  if (code === 'straight_line') return String(value)
  if (inMetres.has(code)) return distanceText(value, language)
  return spanText(value * 1000, t)
}
