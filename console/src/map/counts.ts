import type { Map as GlMap } from 'maplibre-gl'
import type { Picture } from '../picture/picture'
import { font } from './base'
import { addSource, point, setFeatures } from './source'

export function addCounts(map: GlMap): void {
  addSource(map, 'counts')
  map.addLayer({
    id: 'counts',
    type: 'circle',
    source: 'counts',
    paint: {
      'circle-radius': 16,
      'circle-color': '#12344d',
      'circle-stroke-color': '#fff',
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'counts-text',
    type: 'symbol',
    source: 'counts',
    layout: {
      'text-field': ['get', 'units'],
      'text-font': font,
      'text-size': 13,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': '#fff' },
  })
}

export function drawCounts(map: GlMap, counts: Picture['counts']): void {
  const features = [...counts.values()].flat().map(({ lat, lon, units }) => point(lon, lat, { units }))
  setFeatures(map, 'counts', features)
}
