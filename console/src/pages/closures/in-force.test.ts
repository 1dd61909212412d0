import { expect, test } from 'vitest'
import type { Entry } from '../../outbox/entry'
import { closure, refused } from '../../testing/made'
import type { Command } from '../../wire/message'
import { byEnd, isPressed, unsentClosures } from './in-force'

const entry = (command: Command, more: Partial<Entry> = {}): Entry => ({
  order: 1,
  command,
  sent: 0,
  ...more,
})
const close = (id: string): Command => ({
  type: 'road.close',
  id,
  points: [{ lat: 1, lon: 2 }],
  reason: 'banjir',
  until: 9,
})

test('the closure that ends first stands first', () => {
  const list = byEnd([closure('b', { until: 20 }), closure('c', { until: 10 }), closure('a', { until: 20 })])
  expect(list.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})

test('a closure waits to be sent until it is in force or refused', () => {
  const entries = [entry(close('c1')), entry(close('c2')), entry(close('c3'), { refused: refused('failed') })]
  const inForce = new Map([['c2', closure('c2')]])
  expect(unsentClosures(entries, inForce).map(({ id }) => id)).toEqual(['c1'])
})

test('a press on a closure is known while it is on its way', () => {
  const entries = [entry({ type: 'road.open', id: 'p1', closure: 'c1' })]
  expect(isPressed(entries, 'c1')).toBe(true)
  expect(isPressed(entries, 'c2')).toBe(false)
  expect(
    isPressed([entry({ type: 'road.open', id: 'p1', closure: 'c1' }, { refused: refused('failed') })], 'c1'),
  ).toBe(false)
})
