import { expect, test } from 'vitest'
import { type Clock, corrected, latest, withHeard } from './clock'

const said = (server: number, device: number): Clock => ({ server, device, speed: 1 })
const after = (...told: Clock[]) => told.reduce(withHeard, [])

test('the answer that was the shortest time on its way is believed', () => {
  const heard = after(said(1_000_000, 10_000), said(1_008_000, 20_000), said(1_020_500, 30_000))
  expect(latest(heard, 40_000)).toEqual(said(1_020_500, 30_000))
  expect(corrected(heard[2] ?? said(0, 0), 40_000)).toBe(1_030_500)
})

test('a slow answer does not set the clock back', () => {
  expect(latest(after(said(1_000_000, 0), said(1_001_000, 9_000)), 9_000)).toEqual(said(1_000_000, 0))
})

test('an answer that says it is hours earlier is no slow one: a clock was set', () => {
  expect(after(said(9_000_000, 0), said(1_000_000, 5_000))).toEqual([said(1_000_000, 5_000)])
})

test('only the last few answers count', () => {
  const many = Array.from({ length: 20 }, (_, n) => said(1_000_000 + n * 1000 - n, n * 1000))
  expect(after(...many)).toHaveLength(8)
})

test('in a trial the way is measured in the trial’s time', () => {
  const fast = (server: number, device: number): Clock => ({ server, device, speed: 10 })
  expect(after(fast(1_000_000, 0), fast(1_050_000, 10_000))).toHaveLength(2)
})
