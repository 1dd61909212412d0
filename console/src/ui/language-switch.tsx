import { SegmentedControl } from '@mantine/core'
import { speak, useLanguage } from '../i18n/language'

export function LanguageSwitch() {
  const language = useLanguage()
  return (
    <SegmentedControl
      size="xs"
      data-testid="language"
      aria-label="Bahasa / Language"
      value={language}
      onChange={(chosen) => speak(chosen === 'en' ? 'en' : 'id')}
      data={[
        { value: 'id', label: 'ID' },
        { value: 'en', label: 'EN' },
      ]}
    />
  )
}
