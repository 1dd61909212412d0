import { useT } from '../../i18n/language'
import { soonText, spanText, zoneText } from '../../ui/time'
import { useNow, useWelcome } from '../../ui/use-session'
import { untilFault } from './until'

// What the chosen time means, or what is wrong with it.
export function UntilText({ until }: { until: number | undefined }) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const fault = untilFault(until, now)
  if (until === undefined || fault === 'missing') return <small>{zoneText(offset)}</small>
  if (fault) return <small className="fault">{t(`closure.until_fault.${fault}`)}</small>
  return (
    <small data-testid="closure-until-text">
      {t('closure.until_left', { time: soonText(until, offset, now), span: spanText(until - now, t) })}{' '}
      {zoneText(offset)}
    </small>
  )
}
