import { useT } from '../i18n/language'
import { choices, choose, useChoice } from './theme'

// One press goes on to the next: by the clock, day, night.
export function ThemeSwitch() {
  const t = useT()
  const choice = useChoice()
  const next = choices[(choices.indexOf(choice) + 1) % choices.length] ?? 'clock'
  return (
    <button
      type="button"
      className="header-button"
      data-testid="theme"
      data-choice={choice}
      title={t('theme.next', { next: t(`theme.${next}`) })}
      onClick={() => choose(next)}
    >
      {t(`theme.${choice}`)}
    </button>
  )
}
