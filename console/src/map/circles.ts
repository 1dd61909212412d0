import type { Feature } from 'geojson'
import type { Map as GlMap } from 'maplibre-gl'
import { circleAround } from '../earth/earth'
import type { Language, Translate } from '../i18n/language'
import { openProposals } from '../picture/proposals'
import { metresText, spanText } from '../ui/time'
import type { Incident, Pin } from '../wire/message'
import { font } from './base'
import { addSource, point, setFeatures } from './source'

const source = 'circles'
export const lowestCircle = 'circles-fill'
// A circle that nobody could see is drawn as one of this size; what stands beside it is the truth.
const smallest = 5

export interface DraftPin {
  readonly pin: Pin
  readonly uncertainty: number | undefined
}

// How far off a pin may be, in true metres: a full line for a pin that stands, a dashed one for what is proposed.
export function addCircles(map: GlMap): void {
  addSource(map, source)
  map.addLayer({
    id: lowestCircle,
    type: 'fill',
    source,
    paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.09 },
  })
  map.addLayer({
    id: 'circles-line',
    type: 'line',
    source,
    filter: ['!', ['get', 'proposed']],
    paint: { 'line-color': ['get', 'colour'], 'line-width': 2 },
  })
  map.addLayer({
    id: 'circles-dashed',
    type: 'line',
    source,
    filter: ['get', 'proposed'],
    paint: { 'line-color': ['get', 'colour'], 'line-width': 2, 'line-dasharray': [3, 2] },
  })
  map.addLayer({
    id: 'circles-dot',
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 3,
      'circle-color': ['get', 'colour'],
      'circle-stroke-color': '#fff',
      'circle-stroke-width': 1,
    },
  })
  map.addLayer({
    id: 'circles-text',
    type: 'symbol',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'text-field': ['get', 'label'],
      'text-font': font,
      'text-size': 12,
      'text-max-width': 20,
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.8,
      'text-overlap': 'always',
    },
    paint: { 'text-color': ['get', 'colour'], 'text-halo-color': '#fff', 'text-halo-width': 1.5 },
  })
}

export function drawCircles(
  map: GlMap,
  incident: Incident | undefined,
  draft: DraftPin | undefined,
  now: number,
  t: Translate,
  language: Language,
): void {
  const place = incident?.place
  const pinned = place?.pin ? [disc(place.pin, place.uncertainty_m, '#b3261e', false)] : []
  // Numbered as on the card, where the whole of it stands.
  const proposed = (incident ? openProposals(incident) : []).flatMap(({ pin, uncertainty_m, at }, n) => [
    disc(pin, uncertainty_m, '#5b2a86', true),
    point(pin.lon, pin.lat, {
      colour: '#5b2a86',
      proposed: true,
      label: `${n + 1}: ${metresText(uncertainty_m, language)} · ${spanText(now - at, t)}`,
    }),
  ])
  const drafted = draft ? [disc(draft.pin, draft.uncertainty, '#12344d', false)] : []
  setFeatures(map, source, [...pinned, ...proposed, ...drafted])
}

function disc(pin: Pin, metres: number | undefined, colour: string, proposed: boolean): Feature {
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [circleAround(pin, Math.max(metres ?? 0, smallest))] },
    properties: { colour, proposed },
  }
}
