import type { MultiPolygon, Polygon } from 'geojson'
import { GeoJSONSource, type Map as GlMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'

// Of villages, by code.
export type Areas = ReadonlyMap<string, Polygon | MultiPolygon>

export const noAreas: Areas = new Map()
// Of the base map, with the mark of base-style.ts.
const regionSource = 'base:region'

// Those of a region's own map; none in anything else.
export function areasIn(collection: unknown): Areas {
  const features = isCollection(collection) ? collection.features : []
  return new Map(
    features.flatMap(({ geometry, properties }) => {
      const code = properties?.kind === 'village' ? properties.code : undefined
      const isArea = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon'
      return isArea && typeof code === 'string' ? [[code, geometry] as const] : []
    }),
  )
}

function isCollection(value: unknown): value is GeoJSON.FeatureCollection {
  return typeof value === 'object' && value !== null && 'features' in value && Array.isArray(value.features)
}

// As the base map has them, once it is there (`hasBase`) and somebody looks.
export function useVillageAreas(map: GlMap | undefined, hasBase: boolean, isWanted: boolean): Areas {
  const [areas, setAreas] = useState(noAreas)
  useEffect(() => {
    const source = hasBase && isWanted ? map?.getSource(regionSource) : undefined
    if (!(source instanceof GeoJSONSource)) return
    let isCurrent = true
    const take = (collection: unknown) => {
      if (isCurrent) setAreas(areasIn(collection))
    }
    source.getData().then(take, () => {})
    return () => {
      isCurrent = false
    }
  }, [map, hasBase, isWanted])
  return areas
}
