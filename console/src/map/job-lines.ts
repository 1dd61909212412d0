import type { Map as GlMap, LngLatBoundsLike } from 'maplibre-gl'
import { circleAround } from '../earth/earth'
import { isOnItsWay } from '../picture/arrivals'
import { assignmentsOf } from '../picture/order'
import type { Picture } from '../picture/picture'
import type { Incident, Pin } from '../wire/message'
import { addSource, line, setFeatures } from './source'

const layer = 'job-lines'

// Who goes to the chosen incident, as a line from where each was seen last.
export function addJobLines(map: GlMap): void {
  addSource(map, layer)
  map.addLayer({
    id: layer,
    type: 'line',
    source: layer,
    layout: { 'line-cap': 'round' },
    paint: { 'line-color': '#2f7fd1', 'line-width': 3, 'line-dasharray': [1, 2] },
  })
}

export function drawJobLines(map: GlMap, picture: Picture, incident: Incident | undefined): void {
  const pin = incident?.place.pin
  const seen = incident && pin ? onTheirWay(picture, incident) : []
  setFeatures(
    map,
    layer,
    seen.map((from) => line([from, pin ?? from], {})),
  )
}

function onTheirWay(picture: Picture, incident: Incident): readonly Pin[] {
  return assignmentsOf(picture, incident).flatMap(({ state, unit }) => {
    const fix = isOnItsWay(state) ? picture.fixes.get(unit)?.fix : undefined
    return fix ? [{ lat: fix.lat, lon: fix.lon }] : []
  })
}

// Streets around the place, and no closer than the place is known.
const nearby = 1200
const deepest = 15

// The box that holds the pin with its circle, and who goes there.
export function boxOf(pin: Pin, uncertainty: number | undefined, others: readonly Pin[]): LngLatBoundsLike {
  const all = [
    ...circleAround(pin, Math.max(uncertainty ?? 0, nearby), 8),
    ...others.map(({ lat, lon }): [number, number] => [lon, lat]),
  ]
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

export function showPlace(map: GlMap, picture: Picture, incident: Incident, pin: Pin): void {
  const box = boxOf(pin, incident.place.uncertainty_m, onTheirWay(picture, incident))
  map.fitBounds(box, { padding: 40, maxZoom: deepest, duration: 300 })
}
