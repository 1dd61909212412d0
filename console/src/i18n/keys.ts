import id from './id.json'
import type { Key } from './language'

export function isKey(text: string): text is Key {
  return Object.hasOwn(id, text)
}
