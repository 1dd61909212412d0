import { expect, test } from 'vitest'
import { metresBetween } from '../earth/earth'
import { boxOf } from './job-lines'

const pin = { lat: -8.36, lon: 114.62 }
const wide = (box: ReturnType<typeof boxOf>) => {
  const [west, south, east, north] = box as [number, number, number, number]
  return metresBetween({ lat: (south + north) / 2, lon: west }, { lat: (south + north) / 2, lon: east })
}

test('a place that is known well is shown with the streets around it, one that is not with its whole circle', () => {
  expect(Math.round(wide(boxOf(pin, 20, [])) / 100)).toBe(24)
  expect(Math.round(wide(boxOf(pin, 5000, [])) / 1000)).toBe(10)
})

test('who goes there is in the picture', () => {
  const box = boxOf(pin, 20, [{ lat: -8.2, lon: 114.4 }]) as [number, number, number, number]
  expect(box[0]).toBe(114.4)
  expect(box[3]).toBe(-8.2)
})
