import { expect, test } from 'vitest'
import en from '../i18n/en.json'
import id from '../i18n/id.json'
import type { Key, Values } from '../i18n/language'
import { bedText, cautionText, isClosed, trafficText } from './facility-text'

const texts = { en, id }
const testWords = (language: 'en' | 'id') => {
  const t = (key: Key, values?: Values) =>
    texts[language][key].replace(/\{\{(\w+)\}\}/g, (_, name) => String(values?.[name]))
  return { t, language, region: [] }
}

test('a status is said with why, how old it is and who stands for it', () => {
  const words = testWords('en')
  const traffic = {
    state: 'Closed',
    cause: 'full',
    reason: 'until noon',
    at: 0,
    by: 'hospital IGD',
    source: 'facility',
  } as const
  expect(trafficText(traffic, 65_000, words)).toBe(
    'Closed to ambulances: full, until noon (1 min 05 ago, by the facility)',
  )
  expect(trafficText(undefined, 0, words)).toBe('nobody has reported a status')
  expect(isClosed({ traffic })).toBe(true)
  expect(isClosed(undefined)).toBe(false)
})

test('a bed count never stands without its age', () => {
  const beds = { kind: 'AdultICU', available: 2, at: 0, by: 'operator Ayu', source: 'desk' } as const
  expect(bedText(beds, 3_600_000, testWords('id'))).toBe('ICU dewasa 2 (1 jam 00 lalu, kata pusat)')
})

test('what a hospital lacks is said in words', () => {
  const words = testWords('en')
  expect(cautionText('cannot', [['ponek'], ['stroke', 'icu']], words)).toBe(
    'lacks: comprehensive obstetric (PONEK), stroke or intensive care',
  )
  expect(cautionText('closed', [], words)).toBe('closed to ambulances')
})
