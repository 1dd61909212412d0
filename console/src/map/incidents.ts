import type { Map as GlMap } from 'maplibre-gl'
import type { Translate } from '../i18n/language'
import { isOver } from '../picture/life'
import { sinceWhen } from '../picture/order'
import { spanText } from '../ui/time'
import type { Incident } from '../wire/message'
import { font } from './base'
import { addSource, point, setFeatures } from './source'

export const incidentLayer = 'incidents'

const size = 60

export function addIncidents(map: GlMap): void {
  map.addImage('incident', diamond('#b3261e', '#fff'), { pixelRatio: 2 })
  map.addImage('incident-calm', diamond('#fff', '#b3261e'), { pixelRatio: 2 })
  addSource(map, incidentLayer)
  map.addLayer({
    id: incidentLayer,
    type: 'symbol',
    source: incidentLayer,
    layout: {
      'icon-image': ['case', ['get', 'calm'], 'incident-calm', 'incident'],
      'icon-size': ['case', ['get', 'chosen'], 1.3, 1],
      'icon-overlap': 'always',
      'text-field': ['get', 'priority'],
      'text-font': font,
      'text-size': 12,
      'text-overlap': 'always',
    },
    paint: { 'text-color': ['case', ['get', 'calm'], '#5c0d08', '#fff'] },
  })
  map.addLayer({
    id: 'incidents-text',
    type: 'symbol',
    source: incidentLayer,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': font,
      'text-size': 12,
      'text-max-width': 16,
      'text-variable-anchor': ['bottom', 'right', 'left'],
      'text-radial-offset': 1.4,
      'text-overlap': 'always',
    },
    paint: { 'text-color': '#5c0d08', 'text-halo-color': '#fff', 'text-halo-width': 1.5 },
  })
}

export function drawIncidents(
  map: GlMap,
  incidents: Iterable<Incident>,
  chosen: string | undefined,
  now: number,
  t: Translate,
): void {
  const features = [...incidents].flatMap((incident) => {
    const { id, place, triage, state, number, alarm } = incident
    if (!place.pin || isOver(state)) return []
    const age = spanText(Math.max(0, now - sinceWhen(incident)), t)
    // Whole labels of twenty incidents cover each other: the list has them, the map has the last digits.
    const name = id === chosen ? `${number}\n${t(`incident_state.${state}`)}` : number.slice(-3)
    return [
      point(place.pin.lon, place.pin.lat, {
        id,
        chosen: id === chosen,
        calm: triage?.priority === 'P3' || triage?.priority === 'P4',
        priority: triage?.priority ?? '?',
        label: `${alarm ? '▲ ' : ''}${name} · ${age}`,
      }),
    ]
  })
  setFeatures(map, incidentLayer, features)
}

function diamond(fill: string, stroke: string): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return new ImageData(size, size)
  context.fillStyle = fill
  context.strokeStyle = stroke
  context.lineWidth = 4
  context.beginPath()
  context.moveTo(size / 2, 4)
  context.lineTo(size - 4, size / 2)
  context.lineTo(size / 2, size - 4)
  context.lineTo(4, size / 2)
  context.closePath()
  context.fill()
  context.stroke()
  return context.getImageData(0, 0, size, size)
}
