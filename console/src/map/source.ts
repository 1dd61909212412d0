import type { Feature } from 'geojson'
import { GeoJSONSource, type Map as GlMap } from 'maplibre-gl'
import type { Pin } from '../wire/message'

export type Properties = Readonly<Record<string, string | number | boolean>>

export function addSource(map: GlMap, id: string): void {
  map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
}

export function setFeatures(map: GlMap, id: string, features: Feature[]): void {
  const source = map.getSource(id)
  if (source instanceof GeoJSONSource) source.setData({ type: 'FeatureCollection', features })
}

export function point(lon: number, lat: number, properties: Properties): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties }
}

export function line(pins: readonly Pin[], properties: Properties): Feature {
  const coordinates = pins.map(({ lon, lat }) => [lon, lat])
  return { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties }
}
