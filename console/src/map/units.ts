import type { Feature } from 'geojson'
import type { Map as GlMap } from 'maplibre-gl'
import { circleAround } from '../earth/earth'
import type { Translate } from '../i18n/language'
import { doubtOf } from '../picture/doubt'
import { freshness } from '../picture/last-fixes'
import type { Picture } from '../picture/picture'
import { spanText } from '../ui/time'
import { font } from './base'
import { addSource, point, setFeatures } from './source'
import { addSymbols, symbolFor } from './symbols'

export const unitLayer = 'units'
const doubtLayer = 'unit-doubts'

export function addUnits(map: GlMap): void {
  addSymbols(map)
  addSource(map, doubtLayer)
  map.addLayer({
    id: doubtLayer,
    type: 'line',
    source: doubtLayer,
    paint: { 'line-color': '#7a3b3b', 'line-width': 2, 'line-dasharray': [2, 2] },
  })
  addSource(map, unitLayer)
  map.addLayer({
    id: unitLayer,
    type: 'symbol',
    source: unitLayer,
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'text-field': ['get', 'label'],
      'text-font': font,
      'text-size': 12,
      'text-variable-anchor': ['top', 'left', 'right'],
      'text-radial-offset': 1.3,
      'text-justify': 'auto',
      // A dot without its age is worse than two labels that touch.
      'text-overlap': 'always',
    },
    paint: {
      'text-color': ['match', ['get', 'fresh'], 'old', '#7a3b3b', 'late', '#5d666d', '#10222e'],
      'text-halo-color': '#ffffff',
      'text-halo-width': 1.5,
      'icon-opacity': ['match', ['get', 'fresh'], 'late', 0.75, 1],
    },
  })
}

export function drawUnits(map: GlMap, picture: Picture, now: number, t: Translate): void {
  const shown = [...picture.fixes].flatMap(([id, { fix }]) => {
    const unit = picture.units.get(id)
    return unit && unit.duty.state !== 'retired' ? [{ id, unit, fix, doubt: doubtOf(fix) }] : []
  })
  const features = shown.map(({ id, unit, fix, doubt }) => {
    const age = now - fix.at
    const fresh = freshness(age)
    const old = fresh === 'old' ? `${t('position.mark_old')} ` : ''
    const doubtful = doubt ? `${t('position.mark_doubtful')} ` : ''
    const label = `${id}\n${doubtful}${old}${spanText(age, t)}`
    // What may be elsewhere looks like what nobody has seen for long.
    const look = doubt ? 'old' : fresh
    return point(fix.lon, fix.lat, { id, fresh: look, label, icon: symbolFor(unit, look) })
  })
  setFeatures(map, unitLayer, features)
  setFeatures(
    map,
    doubtLayer,
    shown.flatMap(({ fix, doubt }) => (doubt && doubt.metres < widest ? [circle(fix, doubt.metres)] : [])),
  )
}

// A circle round half the world shows nothing.
const widest = 100_000

function circle(at: { lat: number; lon: number }, metres: number): Feature {
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [circleAround(at, metres)] },
    properties: {},
  }
}
