import { useLanguage, useT } from '../i18n/language'
import { doubtOf } from '../picture/doubt'
import { freshness, type SeenFix } from '../picture/last-fixes'
import { distanceText, spanText } from './time'

// A position without its age is never shown, nor a doubtful one without its doubt.
export function PositionAge({ seen, now }: { seen: SeenFix | undefined; now: number }) {
  const t = useT()
  const language = useLanguage()
  if (!seen) {
    return (
      <span className="age" data-freshness="none">
        {t('position.none')}
      </span>
    )
  }
  const age = now - seen.fix.at
  const fresh = freshness(age)
  const doubt = doubtOf(seen.fix)
  return (
    <span className="age" data-freshness={fresh} data-doubt={doubt?.kind}>
      {t(`position.${fresh}`, { age: spanText(age, t) })}
      {seen.fix.clock_is_wrong === true && ` · ${t('position.clock_is_wrong')}`}
      {doubt && ` · ${t(`position.${doubt.kind}`, { distance: distanceText(doubt.metres, language) })}`}
    </span>
  )
}
