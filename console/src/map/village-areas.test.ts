import { expect, test } from 'vitest'
import type { Reached } from '../picture/cover'
import { featuresOf } from './cover'
import { areasIn } from './village-areas'

const square = {
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [114.6, -8.3],
        [114.7, -8.3],
        [114.7, -8.2],
        [114.6, -8.3],
      ],
    ],
  ],
}
const feature = (kind: string, code: string | undefined, geometry: object) => ({
  type: 'Feature',
  properties: { kind, name: code ?? '', ...(code !== undefined && { code }) },
  geometry,
})
const reached = (code: string, seconds: number | undefined): Reached => ({
  village: { code, name: code, where: { lat: -8.25, lon: 114.65 }, weight: 1 },
  seconds,
  band: seconds === undefined ? 'nobody' : '8',
  isLater: code === 'b',
})

test('areas are those of villages with a code, of the region’s own map', () => {
  const point = { type: 'Point', coordinates: [114.6, -8.3] }
  const features = [
    feature('village', 'a', square),
    feature('village', undefined, square),
    feature('village_name', 'b', point),
    feature('lake', 'c', square),
  ]
  expect([...areasIn({ type: 'FeatureCollection', features }).keys()]).toEqual(['a'])
  expect(areasIn('https://tiles.example/').size).toBe(0)
})

test('a village is shown by its area, and by a dot where it has none; its minutes stand in both', () => {
  const { shapes, points } = featuresOf(
    [reached('a', 301), reached('b', undefined)],
    new Map([['a', square]]),
  )
  expect(shapes).toMatchObject([{ geometry: square, properties: { later: false } }])
  expect(points.map(({ properties }) => properties)).toMatchObject([
    { minutes: '6', dot: false },
    { minutes: '–', dot: true, later: true },
  ])
})
