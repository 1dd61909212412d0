import { type Translate, useT } from '../../i18n/language'
import { spanText } from '../../ui/time'
import type { Reason } from '../../wire/message'

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const t = useT()
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={reason.code} data-code={reason.code} title={reason.text}>
          {reasonText(reason, t)}
        </li>
      ))}
    </ul>
  )
}

export function reasonText(reason: Reason, t: Translate): string {
  return t(`reason.${reason.code}`, { value: valueText(reason, t) }).trim()
}

// What `value` counts is the code's affair.
function valueText({ code, value }: Reason, t: Translate): string {
  if (value === undefined) return ''
  return code === 'straight_line' ? String(value) : spanText(value * 1000, t)
}
