import { useT } from '../../i18n/language'
import type { MapProps } from '../../map/map-panel'
import type { Closures } from './use-closures'

// What the map is to do for the roads: show them, and while one is drawn take the clicks.
export function useClosureMap(closures: Closures): Pick<MapProps, 'closures' | 'point' | 'advice'> {
  const t = useT()
  const { at, chosen, show, look, draft, stroke } = closures
  const isDrawing = at === 'draw'
  return {
    closures: { chosen, show, look, drawn: isDrawing ? draft.points : undefined },
    ...(isDrawing && {
      point: (pin) => stroke({ kind: 'add', pin }),
      advice: t('closure.click_road'),
    }),
  }
}
