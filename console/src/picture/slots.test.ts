import { expect, test } from 'vitest'
import { incident } from '../testing/made'
import type { IncidentState, Slot } from '../wire/message'
import { isOpen, lacksUnits, responseOf } from './slots'

const carries: Slot = { role: 'transport', weight: 'must', capabilities: [['transports']] }
const filled: Slot = { ...carries, assignment: 'a1' }

test('a call of an old server has no slots', () => {
  expect(responseOf(incident('1')).slots).toEqual([])
})

test('a slot is open until an assignment fills it', () => {
  expect(isOpen(carries)).toBe(true)
  expect(isOpen(filled)).toBe(false)
})

test.each<[IncidentState, Slot[], boolean]>([
  ['assigned', [filled, carries], true],
  ['on_scene', [carries], true],
  ['assigned', [filled], false],
  ['assigned', [{ ...carries, weight: 'should' }], false],
  ['pending', [carries], false],
  ['transporting', [carries], false],
])('a call that is %s with %o lacks units: %s', (state, slots, lacks) => {
  expect(lacksUnits(incident('1', { state, response: { slots, tell: [] } }))).toBe(lacks)
})
