import { useT } from '../i18n/language'
import { freshness, type SeenFix } from '../picture/last-fixes'
import { spanText } from './time'

// A position without its age is never shown.
export function PositionAge({ seen, now }: { seen: SeenFix | undefined; now: number }) {
  const t = useT()
  if (!seen) {
    return (
      <span className="age" data-freshness="none">
        {t('position.none')}
      </span>
    )
  }
  const age = now - seen.fix.at
  const fresh = freshness(age)
  return (
    <span className="age" data-freshness={fresh}>
      {t(`position.${fresh}`, { age: spanText(age, t) })}
      {seen.fix.clock_is_wrong === true && ` · ${t('position.clock_is_wrong')}`}
    </span>
  )
}
