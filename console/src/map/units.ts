import type { Map as GlMap } from 'maplibre-gl'
import type { Translate } from '../i18n/language'
import { freshness } from '../picture/last-fixes'
import type { Picture } from '../picture/picture'
import { spanText } from '../ui/time'
import { font } from './base'
import { addSource, point, setFeatures } from './source'
import { addSymbols, symbolFor } from './symbols'

export const unitLayer = 'units'

export function addUnits(map: GlMap): void {
  addSymbols(map)
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
  const features = [...picture.fixes].flatMap(([id, { fix }]) => {
    const unit = picture.units.get(id)
    if (!unit || unit.duty.state === 'retired') return []
    const age = now - fix.at
    const fresh = freshness(age)
    const mark = fresh === 'old' ? `${t('position.mark_old')} ` : ''
    const label = `${id}\n${mark}${spanText(age, t)}`
    return [point(fix.lon, fix.lat, { id, fresh, label, icon: symbolFor(unit, fresh) })]
  })
  setFeatures(map, unitLayer, features)
}
