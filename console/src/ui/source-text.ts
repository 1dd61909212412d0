import { isKey } from '../i18n/keys'
import type { Translate } from '../i18n/language'

// Who or what says where something is. A source that this console does not know yet is shown as it came.
export function sourceText(source: string, t: Translate): string {
  const key = `source.${source}`
  return isKey(key) ? t(key) : source
}

export function kindText(kind: string, t: Translate): string {
  const key = `kind.${kind}`
  return isKey(key) ? t(key) : kind
}
