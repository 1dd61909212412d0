import { describe, expect, test } from 'vitest'
import { circleAround, metresBetween } from './earth'

test('distances are those of the great circle', () => {
  expect(metresBetween({ lat: -8, lon: 114 }, { lat: -9, lon: 114 })).toBeCloseTo(111_195, -1)
  expect(metresBetween({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111_195, -1)
  expect(metresBetween({ lat: 60, lon: 10 }, { lat: 60, lon: 11 })).toBeCloseTo(55_597, -2)
})

describe.each([
  [{ lat: -8.3573, lon: 114.6185 }, 18],
  [{ lat: -8.3573, lon: 114.6185 }, 12_000],
  [{ lat: 69, lon: 33 }, 500],
  [{ lat: 0, lon: 179.999 }, 5_000],
])('a circle around %o of %d m', (middle, metres) => {
  const ring = circleAround(middle, metres)

  test('has every corner that far away', () => {
    for (const [lon, lat] of ring) expect(metresBetween(middle, { lat, lon }) / metres).toBeCloseTo(1, 4)
  })

  test('is closed and counterclockwise', () => {
    expect(ring.at(-1)).toEqual(ring[0])
    const twice = ring.slice(1).map(([lon, lat], n) => {
      const [fromLon, fromLat] = ring[n] ?? [0, 0]
      return (fromLon - middle.lon) * (lat - middle.lat) - (lon - middle.lon) * (fromLat - middle.lat)
    })
    expect(twice.reduce((sum, part) => sum + part)).toBeGreaterThan(0)
  })

  test('does not jump at the edge of the map', () => {
    for (const [lon] of ring) expect(Math.abs(lon - middle.lon)).toBeLessThan(1)
  })
})

test('a circle of no size is its middle', () => {
  expect(new Set(circleAround({ lat: 1, lon: 2 }, 0).map(String)).size).toBeLessThanOrEqual(2)
})
