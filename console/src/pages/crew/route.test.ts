import { expect, test } from 'vitest'
import { mainRoads, sketchOf, stillAvoided } from './route'

test('the roads of a way are those that most of it is on, in the order of driving', () => {
  const roads = [
    { name: 'Gang Buntu', metres: 40 },
    { name: 'Jalan Udayana', metres: 900 },
    { name: '', metres: 300 },
    { name: 'Jalan Ngurah Rai', metres: 2500 },
    { name: 'Jalan Udayana', metres: 400 },
  ]
  expect(mainRoads({ roads, metres: 4140 })).toEqual(['Jalan Udayana', 'Jalan Ngurah Rai'])
  expect(mainRoads({ roads: [{ name: '', metres: 500 }], metres: 500 })).toEqual([])
})

test('a way is drawn north up and fills the square', () => {
  const { path, start, end } = sketchOf(
    [
      { lat: 0, lon: 100 },
      { lat: 0.01, lon: 100 },
      { lat: 0.01, lon: 100.01 },
    ],
    100,
  )
  expect(start).toEqual({ x: 10, y: 90 })
  expect(end).toEqual({ x: 90, y: 10 })
  expect(path).toBe('M10 90L10 10L90 10')
})

test('a way of one spot stands in the middle', () => {
  const here = { lat: -8.3, lon: 114.6 }
  expect(sketchOf([here, here], 100).end).toEqual({ x: 50, y: 50 })
})

test('a crew is warned of closures on the straight way while they are in force', () => {
  const avoids = [
    { closure: 'c1', reason: 'banjir', until: 100 },
    { closure: 'c2', reason: 'upacara', until: 200 },
  ]
  expect(stillAvoided({ avoids }, 100).map(({ closure }) => closure)).toEqual(['c2'])
  expect(stillAvoided({}, 100)).toEqual([])
})
