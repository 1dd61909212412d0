import type { Map as GlMap } from 'maplibre-gl'
import type { Theme } from '../ui/theme'

export const veilLayer = 'veil'

// At night the land lies under a dark veil, whatever style it is drawn in; what is ours shines above it.
export function addVeil(map: GlMap): void {
  map.addLayer({
    id: veilLayer,
    type: 'background',
    paint: {
      'background-color': '#0b1620',
      'background-opacity': 0,
      'background-opacity-transition': { duration: 0, delay: 0 },
    },
  })
}

export function drawVeil(map: GlMap, theme: Theme): void {
  map.setPaintProperty(veilLayer, 'background-opacity', theme === 'night' ? 0.8 : 0)
}
