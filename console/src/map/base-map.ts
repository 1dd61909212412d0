import type { Map as GlMap } from 'maplibre-gl'
import { type BaseMap, baseOf } from './base-style'

const style = '/map/style.json'
const patience = 10_000
const tryAgain = 10_000

// The layers of ours that a base map goes under: its land under the one, its labels under the other.
export interface Place {
  readonly land: string
  readonly labels: string
}

// Fetches the base map and draws it, however late it comes; the rest of the map needs none. Tells each time how it
// went. Gives how to stop.
export function keepBase(map: GlMap, place: Place, tell: (base: BaseMap | undefined) => void): () => void {
  const stopped = new AbortController()
  const attempt = async () => {
    try {
      const base = await load(AbortSignal.any([stopped.signal, AbortSignal.timeout(patience)]))
      if (stopped.signal.aborted) return
      draw(map, base, place)
      tell(base)
    } catch {
      if (stopped.signal.aborted) return
      tell(undefined)
      const again = setTimeout(attempt, tryAgain)
      stopped.signal.addEventListener('abort', () => clearTimeout(again))
    }
  }
  void attempt()
  return () => stopped.abort()
}

async function load(signal: AbortSignal): Promise<BaseMap> {
  const answer = await fetch(style, { signal })
  if (!answer.ok) throw new Error(`${style}: ${answer.status}`)
  return baseOf(await answer.json(), answer.url)
}

function draw(map: GlMap, base: BaseMap, place: Place): void {
  for (const { id, url } of base.sprites) map.addSprite(id, url)
  for (const [id, source] of base.sources) if (!map.getSource(id)) map.addSource(id, source)
  for (const layer of base.layers) {
    const isLabel = layer.type === 'symbol' || layer.type === 'circle'
    if (!map.getLayer(layer.id)) map.addLayer(layer, isLabel ? place.labels : place.land)
  }
}
