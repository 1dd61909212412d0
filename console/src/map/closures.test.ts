import { expect, test } from 'vitest'
import { closure } from '../testing/made'
import { featuresOf } from './closures'

const [a, near, c] = [
  { lat: 1, lon: 1 },
  { lat: 1, lon: 1.001 },
  { lat: 1, lon: 3 },
]
const parts = (features: ReturnType<typeof featuresOf>) =>
  features.map(({ geometry, properties }) => [properties?.part, geometry])

test('a closure is drawn on its roads, with one sign half the way along the longest', () => {
  const short = [a, near, { lat: 1, lon: 1.002 }, { lat: 1, lon: 1.003 }]
  const lines = [short, [a, near, c]]
  const features = featuresOf({ closure: closure('c1'), lines, label: 'banjir' }, true)
  expect(features.map(({ properties }) => properties?.part)).toEqual(['line', 'line', 'sign'])
  expect(features.at(-1)).toMatchObject({
    geometry: { coordinates: [expect.closeTo(2, 6), 1] },
    properties: { id: 'c1', label: 'banjir', chosen: true },
  })
})

test('a closure whose roads are not known is drawn by its points', () => {
  const features = featuresOf({ closure: closure('c1', { points: [a, c] }), lines: [], label: '' }, false)
  expect(parts(features)).toEqual([
    ['point', { type: 'Point', coordinates: [1, 1] }],
    ['point', { type: 'Point', coordinates: [3, 1] }],
    ['sign', { type: 'Point', coordinates: [1, 1] }],
  ])
})
