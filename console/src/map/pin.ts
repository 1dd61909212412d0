import { type Map as GlMap, Marker } from 'maplibre-gl'
import type { Pin } from '../wire/message'

// The pin of the form that is being filled in. Dragged, it says where it was dropped.
export function drawPin(map: GlMap, pin: Pin, moved: (pin: Pin) => void): () => void {
  const marker = new Marker({ color: '#12344d', draggable: true }).setLngLat([pin.lon, pin.lat]).addTo(map)
  marker.on('dragend', () => {
    const { lat, lng } = marker.getLngLat()
    moved({ lat, lon: lng })
  })
  return () => marker.remove()
}
