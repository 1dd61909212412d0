import { expect, test } from 'vitest'
import { ageMonthsOf, ageTyped } from './patient-age'

test.each([
  ['45', 540],
  ['45 th', 540],
  ['45th', 540],
  ['2 tahun', 24],
  ['2 Thn.', 24],
  ['60 years', 720],
  ['3 bl', 3],
  ['3 bulan', 3],
  ['6 mo', 6],
  ['0 bl', 0],
  ['1 th 6 bl', 18],
  ['18 bulan', 18],
  [' 7 ', 84],
])('"%s" is %i months', (text, months) => {
  expect(ageMonthsOf(text)).toBe(months)
})

test.each(['', 'tua', '3 hari', '131', '-3', '3 bl 4 bl', '3 bl 4 th', '3 4', '1 2 3', '1,5 th'])(
  '"%s" is no age',
  (text) => {
    expect(ageMonthsOf(text)).toBeUndefined()
  },
)

test.each([0, 3, 18, 24, 25, 540])('%i months come back as they were typed', (months) => {
  expect(ageMonthsOf(ageTyped(months))).toBe(months)
})
