import { expect, test } from 'vitest'
import { tilesAround, tilesFor } from './tiles'

const jembrana = { west: 114.4, east: 114.95, south: -8.5, north: -8.1 }

test('a view is covered by the tiles of its zoom, twelve at most', () => {
  expect(tilesFor(jembrana, 8)).toEqual(['map/8/209/133', 'map/8/209/134'])
  expect(tilesFor({ west: 114.6, east: 114.605, south: -8.31, north: -8.3 }, 17)).toEqual([
    'map/12/3351/2142',
  ])
})

test('a wall of screens is covered by fewer, larger tiles', () => {
  const topics = tilesFor({ west: 95, east: 141, south: -11, north: 6 }, 12)
  expect(topics.length).toBeLessThanOrEqual(40)
  expect(topics.length).toBeGreaterThan(0)
})

test('the whole world and a view across its edge are covered', () => {
  expect(tilesFor({ west: -180, east: 180, south: -90, north: 90 }, 0)).toEqual(['map/0/0/0'])
  for (const topic of tilesFor({ west: 170, east: 200, south: -89, north: 89 }, 3)) {
    expect(topic).toMatch(/^map\/[0-9]+\/[0-9]+\/[0-9]+$/)
  }
})

test('the overview takes in the neighbours of the region’s middle, where units are shown as such', () => {
  const topics = tilesAround(-8.314, 114.684, 10)
  expect(topics.length).toBeLessThanOrEqual(16)
  expect(topics).toContain('map/9/419/267')
  expect(tilesAround(-2, 118, 4).every((topic) => topic.startsWith('map/7/'))).toBe(true)
})
