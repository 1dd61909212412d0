import { expect, test } from 'vitest'
import { choiceOf, themeAt } from './theme'

test('by the clock it is night from six in the evening until six in the morning', () => {
  expect([0, 5, 6, 17, 18, 23].map((hour) => themeAt('clock', hour))).toEqual([
    'night',
    'night',
    'day',
    'day',
    'night',
    'night',
  ])
})

test('a hand’s choice holds at any hour, and what was never chosen goes by the clock', () => {
  expect(themeAt('day', 3)).toBe('day')
  expect(themeAt('night', 12)).toBe('night')
  expect(choiceOf(null)).toBe('clock')
  expect(choiceOf('sepia')).toBe('clock')
})
