import type { Feature } from 'geojson'
import type { FilterSpecification, Map as GlMap } from 'maplibre-gl'
import { metresBetween } from '../earth/earth'
import type { Closure, Pin } from '../wire/message'
import { font } from './base'
import { addSource, line, point, setFeatures } from './source'

const source = 'closures'
const signLayer = 'closures-sign'
const lineLayer = 'closures-line'
export const closureLayers: readonly string[] = [signLayer, 'closures-points', lineLayer]

// A closure with the roads that it closes, as far as they are known, and its words on the map.
export interface ClosedRoad {
  readonly closure: Closure
  readonly lines: readonly (readonly Pin[])[]
  readonly label: string
}

const size = 48

// As a barrier across the road: bars of red and white along it, and the sign "no entry" on it.
export function addClosures(map: GlMap): void {
  map.addImage('closed', noEntry(), { pixelRatio: 2 })
  addSource(map, source)
  const filter: FilterSpecification = ['==', ['geometry-type'], 'LineString']
  const butt = { 'line-cap': 'butt', 'line-join': 'round' } as const
  map.addLayer({
    id: 'closures-edge',
    type: 'line',
    source,
    filter,
    layout: butt,
    paint: { 'line-color': '#5c0d08', 'line-width': ['case', ['get', 'chosen'], 14, 10] },
  })
  map.addLayer({
    id: lineLayer,
    type: 'line',
    source,
    filter,
    layout: butt,
    paint: { 'line-color': '#fff', 'line-width': ['case', ['get', 'chosen'], 11, 7] },
  })
  map.addLayer({
    id: 'closures-bars',
    type: 'line',
    source,
    filter,
    layout: butt,
    paint: {
      'line-color': '#c8102e',
      'line-width': ['case', ['get', 'chosen'], 11, 7],
      'line-dasharray': [1.2, 1.2],
    },
  })
  addPoints(map)
}

function addPoints(map: GlMap): void {
  map.addLayer({
    id: 'closures-points',
    type: 'circle',
    source,
    filter: ['==', ['get', 'part'], 'point'],
    paint: {
      'circle-radius': 5,
      'circle-color': '#fff',
      'circle-stroke-color': '#c8102e',
      'circle-stroke-width': 3,
    },
  })
  map.addLayer({
    id: signLayer,
    type: 'symbol',
    source,
    filter: ['==', ['get', 'part'], 'sign'],
    layout: {
      'icon-image': 'closed',
      'icon-size': ['case', ['get', 'chosen'], 1.3, 1],
      'icon-overlap': 'always',
      'text-field': ['step', ['zoom'], '', 12, ['get', 'label']],
      'text-font': font,
      'text-size': 12,
      'text-max-width': 16,
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 1.2,
      'text-optional': true,
    },
    paint: { 'text-color': '#5c0d08', 'text-halo-color': '#fff', 'text-halo-width': 1.5 },
  })
}

export function drawClosures(map: GlMap, roads: readonly ClosedRoad[], chosen: string | undefined): void {
  setFeatures(
    map,
    source,
    roads.flatMap((road) => featuresOf(road, road.closure.id === chosen)),
  )
}

// Until the roads are known, and where the map has none, the points stand for them.
export function featuresOf({ closure, lines, label }: ClosedRoad, chosen: boolean): Feature[] {
  const { id, points } = closure
  const [longest = points] = [...lines].sort((a, b) => lengthOf(b) - lengthOf(a))
  const middle = lines.length > 0 ? middleOf(longest) : points[0]
  const of = { id, chosen }
  const sign = middle ? [point(middle.lon, middle.lat, { ...of, part: 'sign', label })] : []
  const spots =
    lines.length > 0 ? [] : points.map(({ lon, lat }) => point(lon, lat, { ...of, part: 'point' }))
  return [...lines.map((pins) => line(pins, { ...of, part: 'line' })), ...spots, ...sign]
}

function lengthOf(pins: readonly Pin[]): number {
  return pins.reduce((sum, pin, n) => sum + metresBetween(pins[n - 1] ?? pin, pin), 0)
}

// Half the way along, however unevenly its points lie.
function middleOf(pins: readonly Pin[]): Pin | undefined {
  let left = lengthOf(pins) / 2
  for (const [n, pin] of pins.entries()) {
    const before = pins[n - 1] ?? pin
    const leg = metresBetween(before, pin)
    if (leg > 0 && leg >= left) {
      const share = left / leg
      return {
        lat: before.lat + (pin.lat - before.lat) * share,
        lon: before.lon + (pin.lon - before.lon) * share,
      }
    }
    left -= leg
  }
  return pins[0]
}

function noEntry(): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return new ImageData(size, size)
  const disc = (radius: number, colour: string) => {
    context.fillStyle = colour
    context.beginPath()
    context.arc(size / 2, size / 2, radius, 0, 2 * Math.PI)
    context.fill()
  }
  disc(size / 2, '#5c0d08')
  disc(size / 2 - 2, '#fff')
  disc(size / 2 - 5, '#c8102e')
  context.fillStyle = '#fff'
  context.fillRect(size / 4, size / 2 - 5, size / 2, 10)
  return context.getImageData(0, 0, size, size)
}
