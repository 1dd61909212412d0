import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { expect, test } from 'vitest'
import own from '../../../config/tiles/style.json'
import { baseOf } from './base-style'

const from = 'http://siaga.test:8080/map/style.json'

// The server fills in what depends on the region; tests/system looks at what it makes of it.
const style = {
  ...own,
  sources: {
    osm: { ...own.sources.osm, tiles: ['/tiles/{z}/{x}/{y}.pbf?v=1'] },
    region: { ...own.sources.region, data: '/map/region.json?v=1' },
  },
}

test('the own style is one that MapLibre draws', () => {
  const { sources, layers } = baseOf(style, from)
  expect(sources.size).toBe(2)
  expect(validateStyleMin({ version: 8, sources: Object.fromEntries(sources), layers: [...layers] })).toEqual(
    [],
  )
})

test('the own style asks nobody for fonts or pictures', () => {
  expect(style).not.toHaveProperty('glyphs')
  expect(baseOf(style, from).sprites).toEqual([])
})

test('every source and layer of a base map has the mark, and layers keep to their source', () => {
  const base = baseOf(style, from)
  expect([...base.sources.keys()]).toEqual(['base:osm', 'base:region'])
  for (const layer of base.layers) {
    expect(layer.id).toMatch(/^base:/)
    if ('source' in layer) expect([...base.sources.keys()]).toContain(layer.source)
  }
})

test('addresses are taken from where the style was, and keep their tile numbers', () => {
  const { sources } = baseOf(style, from)
  expect(sources.get('base:osm')).toMatchObject({
    tiles: ['http://siaga.test:8080/tiles/{z}/{x}/{y}.pbf?v=1'],
  })
  expect(sources.get('base:region')).toMatchObject({ data: 'http://siaga.test:8080/map/region.json?v=1' })
})

test('of a tile service’s style all is taken but its fonts', () => {
  const hired = {
    version: 8,
    glyphs: 'https://tiles.test/fonts/{fontstack}/{range}.pbf',
    sprite: 'sprites/day',
    sources: { all: { type: 'vector', url: 'https://tiles.test/all.json' } },
    layers: [
      { id: 'units', type: 'background' },
      { id: 'roads', type: 'line', source: 'all', 'source-layer': 'roads' },
    ],
  }
  const base = baseOf(hired, 'https://tiles.test/styles/day.json')
  expect(base.sprites).toEqual([{ id: 'default', url: 'https://tiles.test/styles/sprites/day' }])
  expect(base.layers.map((layer) => layer.id)).toEqual(['base:units', 'base:roads'])
  expect(base.showsLand).toBe(true)
  expect(JSON.stringify([...base.sources, base.layers])).not.toContain('fontstack')
})

test('without tiles the map does not show the land', () => {
  expect(baseOf({ ...style, sources: { region: style.sources.region } }, from).showsLand).toBe(false)
})

test('what is not a style is refused', () => {
  for (const wrong of [null, 'no', {}, { version: 7, sources: {}, layers: [] }, { version: 8, sources: {} }])
    expect(() => baseOf(wrong, from)).toThrow('not a map style')
})
