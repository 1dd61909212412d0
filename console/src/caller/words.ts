import en from './words/en.json'
import id from './words/id.json'

export type Language = 'id' | 'en'
export type Key = keyof typeof id
export type Say = (key: Key, values?: Readonly<Record<string, string | number>>) => string

const tables: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { id, en }

export function speaking(language: Language): Say {
  return (key, values) =>
    tables[language][key].replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values?.[name] ?? hole))
}

// Of Indonesia: Indonesian, Javanese, Sundanese, Balinese, Minangkabau, Madurese, Acehnese, Buginese, and Malay.
const near = /^(id|in|jv|su|ban|min|mad|ace|bug|ms)\b/i

// Indonesian for whoever reads it at all or says nothing, English for other guests.
export function languageFor(wanted: readonly string[]): Language {
  return wanted.length === 0 || wanted.some((one) => near.test(one)) ? 'id' : 'en'
}

export function spanText(seconds: number, say: Say): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 60) return say('span.seconds', { n: whole })
  if (whole < 3600) return say('span.minutes', { n: Math.floor(whole / 60) })
  return say('span.hours', { n: Math.floor(whole / 3600) })
}

export function lengthText(metres: number, language: Language): string {
  if (metres < 950) return `${Number(metres.toPrecision(2))} m`
  return `${(metres / 1000).toLocaleString(language, { maximumSignificantDigits: 2 })} km`
}
