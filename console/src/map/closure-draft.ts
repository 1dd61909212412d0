import type { Map as GlMap } from 'maplibre-gl'
import type { Pin } from '../wire/message'
import { font } from './base'
import { addSource, line, point, setFeatures } from './source'

const source = 'closure-draft'

// What is being drawn and is not closed yet: broken and blue, its points numbered as they were clicked.
export function addClosureDraft(map: GlMap): void {
  addSource(map, source)
  map.addLayer({
    id: 'closure-draft-edge',
    type: 'line',
    source,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': '#fff', 'line-width': 11 },
  })
  map.addLayer({
    id: 'closure-draft-line',
    type: 'line',
    source,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': '#12344d', 'line-width': 7, 'line-dasharray': [1.6, 0.8] },
  })
  map.addLayer({
    id: 'closure-draft-points',
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 10,
      'circle-color': '#12344d',
      'circle-stroke-color': '#fff',
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'closure-draft-numbers',
    type: 'symbol',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'text-field': ['get', 'number'],
      'text-font': font,
      'text-size': 12,
      'text-overlap': 'always',
    },
    paint: { 'text-color': '#fff' },
  })
}

export function drawClosureDraft(
  map: GlMap,
  points: readonly Pin[],
  lines: readonly (readonly Pin[])[],
): void {
  setFeatures(map, source, [
    ...lines.map((pins) => line(pins, {})),
    ...points.map(({ lon, lat }, n) => point(lon, lat, { number: String(n + 1) })),
  ])
}
