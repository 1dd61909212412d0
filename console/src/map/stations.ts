import type { Map as GlMap } from 'maplibre-gl'
import type { Unit } from '../wire/message'
import { font } from './base'
import { addSource, point, setFeatures } from './source'

export function addStations(map: GlMap): void {
  addSource(map, 'stations')
  map.addLayer({
    id: 'stations',
    type: 'symbol',
    source: 'stations',
    minzoom: 10.5,
    layout: {
      'text-field': ['concat', '⌂ ', ['get', 'name']],
      'text-font': font,
      'text-size': 11,
      'text-variable-anchor': ['bottom', 'left', 'right', 'top'],
      'text-radial-offset': 0.9,
      'text-optional': true,
    },
    paint: { 'text-color': '#66736a', 'text-halo-color': '#eef1ec', 'text-halo-width': 1.5 },
  })
}

export function drawStations(map: GlMap, units: Iterable<Unit>): void {
  const stations = new Map([...units].map((unit) => [unit.station.name, unit.station]))
  setFeatures(
    map,
    'stations',
    [...stations.values()].map(({ lon, lat, name }) => point(lon, lat, { name })),
  )
}
