import type { Feature } from 'geojson'
import type { Map as GlMap } from 'maplibre-gl'
import { font } from './base'
import { addSource, setFeatures } from './source'

const steps = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01]

const graticuleLayer = 'graticule'

// Lines of latitude and longitude: without a base map they are what a place is read by.
export function addGraticule(map: GlMap): void {
  addSource(map, 'graticule')
  map.addLayer({
    id: graticuleLayer,
    type: 'line',
    source: 'graticule',
    paint: { 'line-color': '#c9d2c6', 'line-width': 1 },
  })
  map.addLayer({
    id: 'graticule-text',
    type: 'symbol',
    source: 'graticule',
    layout: {
      'text-field': ['get', 'label'],
      'text-font': font,
      'text-size': 11,
      'symbol-placement': 'line',
      'symbol-spacing': 420,
    },
    paint: { 'text-color': '#7c8a78', 'text-halo-color': '#eef1ec', 'text-halo-width': 1 },
  })
}

// Where the map shows the land, the lines are only in the way.
export function showGraticule(map: GlMap, isShown: boolean): void {
  for (const layer of [graticuleLayer, 'graticule-text'])
    map.setLayoutProperty(layer, 'visibility', isShown ? 'visible' : 'none')
}

export function drawGraticule(map: GlMap): void {
  const bounds = map.getBounds()
  const [west, east] = [bounds.getWest(), bounds.getEast()]
  const [south, north] = [bounds.getSouth(), bounds.getNorth()]
  const step = [...steps].reverse().find((one) => (east - west) / one <= 12) ?? 10
  const features: Feature[] = []
  for (let n = Math.floor(west / step); n * step <= east; n++) {
    const lon = n * step
    features.push(line([lon, south], [lon, north], `${Math.abs(lon).toFixed(2)}° ${lon < 0 ? 'W' : 'E'}`))
  }
  for (let n = Math.floor(south / step); n * step <= north; n++) {
    const lat = n * step
    features.push(line([west, lat], [east, lat], `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? 'S' : 'N'}`))
  }
  setFeatures(map, 'graticule', features)
}

function line(from: [number, number], to: [number, number], label: string): Feature {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates: [from, to] }, properties: { label } }
}
