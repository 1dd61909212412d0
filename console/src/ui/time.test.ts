import { expect, test } from 'vitest'
import en from '../i18n/en.json'
import type { Key, Values } from '../i18n/language'
import {
  clockText,
  dateText,
  distanceText,
  fromWallClock,
  momentText,
  soonText,
  spanText,
  toWallClock,
  zoneText,
} from './time'

const t = (key: Key, values?: Values) =>
  en[key].replace(/\{\{(\w+)\}\}/g, (_, name) => String(values?.[name]))

test('times are those of the region', () => {
  const at = Date.parse('2025-11-22T16:05:09Z')
  expect(clockText(at, 480)).toBe('00:05:09')
  expect(momentText(at, 480, at)).toBe('00:05:09')
  expect(momentText(at, 480, at - 600_000)).toBe('23/11 00:05:09')
  expect(dateText(at, 480)).toBe('23/11/2025')
  expect(fromWallClock('2025-11-23T00:05', 480)).toBe(Date.parse('2025-11-22T16:05Z'))
  expect([zoneText(420), zoneText(480), zoneText(540), zoneText(-210)]).toEqual([
    'WIB',
    'WITA',
    'WIT',
    'UTC-03:30',
  ])
})

test('a coming minute stands with its day where that is another', () => {
  const at = Date.parse('2025-11-22T16:05:09Z')
  expect(soonText(at, 480, at - 60_000)).toBe('00:05')
  expect(soonText(at, 480, at - 600_000)).toBe('23/11 00:05')
  expect(toWallClock(at, 480)).toBe('2025-11-23T00:05')
})

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [61_000, '1 min 01'],
  [3_661_000, '1 h 01'],
  [172_800_000, '2 days'],
])('%i ms are %s', (span, text) => {
  expect(spanText(span, t)).toBe(text)
})

test('distances are as exact as they deserve', () => {
  expect(distanceText(123, 'en')).toBe('120 m')
  expect(distanceText(4321, 'en')).toBe('4.3 km')
  expect(distanceText(4321, 'id')).toBe('4,3 km')
  expect(distanceText(43_210, 'en')).toBe('43 km')
})
