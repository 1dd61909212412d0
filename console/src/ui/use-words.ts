import { useLanguage, useT } from '../i18n/language'
import type { Words } from './slot-text'
import { useWelcome } from './use-session'

// In which language, and with which words of the region, to speak of what units can do.
export function useWords(): Words {
  const t = useT()
  const language = useLanguage()
  const region = useWelcome().region.capabilities ?? []
  return { t, language, region }
}
