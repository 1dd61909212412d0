import type { Feature } from 'geojson'
import type { Map as GlMap } from 'maplibre-gl'
import type { Reached } from '../picture/cover'
import { font } from './base'
import { bandColours } from './cover-colours'
import { addSource, point, setFeatures } from './source'
import type { Areas } from './village-areas'

export function addCover(map: GlMap): void {
  addSource(map, 'cover-areas')
  addSource(map, 'cover')
  map.addLayer({
    id: 'cover-areas',
    type: 'fill',
    source: 'cover-areas',
    paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.45 },
  })
  map.addLayer({
    id: 'cover-rims',
    type: 'line',
    source: 'cover-areas',
    layout: { 'line-join': 'round', 'line-sort-key': ['case', ['get', 'later'], 1, 0] },
    paint: {
      'line-color': ['case', ['get', 'later'], '#000', '#fff'],
      'line-width': ['case', ['get', 'later'], 4, 1],
    },
  })
  map.addLayer({
    id: 'cover',
    type: 'circle',
    source: 'cover',
    filter: ['get', 'dot'],
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 7, 11, 13],
      'circle-color': ['get', 'colour'],
      'circle-opacity': 0.85,
      'circle-stroke-color': ['case', ['get', 'later'], '#000', '#fff'],
      'circle-stroke-width': ['case', ['get', 'later'], 4, 1],
    },
  })
  map.addLayer({
    id: 'cover-minutes',
    type: 'symbol',
    source: 'cover',
    layout: {
      'text-field': ['get', 'minutes'],
      'text-font': font,
      'text-size': 12,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    // In an area the colour is pale.
    paint: {
      'text-color': '#fff',
      'text-halo-color': ['get', 'colour'],
      'text-halo-width': ['case', ['get', 'dot'], 0, 2],
    },
  })
}

// In each village the minutes until the first ambulance; a thick rim where it is later than before.
export function drawCover(map: GlMap, villages: readonly Reached[], areas: Areas): void {
  const { shapes, points } = featuresOf(villages, areas)
  setFeatures(map, 'cover-areas', shapes)
  setFeatures(map, 'cover', points)
}

export function featuresOf(villages: readonly Reached[], areas: Areas) {
  const shapes: Feature[] = []
  const points: Feature[] = []
  for (const { village, seconds, band, isLater } of villages) {
    const { code, name, where } = village
    const geometry = areas.get(code)
    const properties = { name, colour: bandColours[band], later: isLater }
    const minutes = seconds === undefined ? '–' : String(Math.ceil(seconds / 60))
    points.push(point(where.lon, where.lat, { ...properties, minutes, dot: geometry === undefined }))
    if (geometry) shapes.push({ type: 'Feature', geometry, properties })
  }
  return { shapes, points }
}
