import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'

// A style as it is drawn beneath everything of ours.
export interface BaseMap {
  readonly sources: ReadonlyMap<string, SourceSpecification>
  readonly layers: readonly LayerSpecification[]
  readonly sprites: readonly { readonly id: string; readonly url: string }[]
  // It shows the lie of the land, so nobody needs lines of latitude to read a place by.
  readonly showsLand: boolean
}

const mark = 'base:'

// Its ids get a mark, so that they never meet ours. Its `glyphs` are left out: all labels are drawn with the device's own
// fonts, and those of units must not wait for a font server. Throws what is not a style.
export function baseOf(style: unknown, url: string): BaseMap {
  if (!isStyle(style)) throw new Error('this is not a map style')
  const sources = new Map(
    Object.entries(style.sources).map(([id, source]) => [mark + id, resolved(source, url)] as const),
  )
  return {
    sources,
    layers: style.layers.map(marked),
    sprites: spritesOf(style, url),
    showsLand: Object.values(style.sources).some(({ type }) => type === 'vector' || type === 'raster'),
  }
}

function isStyle(style: unknown): style is StyleSpecification {
  if (typeof style !== 'object' || style === null) return false
  if (!('version' in style && 'sources' in style && 'layers' in style)) return false
  const { version, sources, layers } = style
  return version === 8 && typeof sources === 'object' && sources !== null && Array.isArray(layers)
}

function marked(layer: LayerSpecification): LayerSpecification {
  const id = mark + layer.id
  return 'source' in layer ? { ...layer, id, source: mark + layer.source } : { ...layer, id }
}

function resolved(source: SourceSpecification, url: string): SourceSpecification {
  switch (source.type) {
    case 'vector':
    case 'raster':
    case 'raster-dem':
      return {
        ...source,
        ...(source.url !== undefined && { url: absolute(source.url, url) }),
        ...(source.tiles && { tiles: source.tiles.map((tile) => absolute(tile, url)) }),
      }
    case 'geojson':
      return typeof source.data === 'string' ? { ...source, data: absolute(source.data, url) } : source
    default:
      return source
  }
}

function spritesOf({ sprite }: StyleSpecification, url: string): BaseMap['sprites'] {
  if (sprite === undefined) return []
  if (typeof sprite === 'string') return [{ id: 'default', url: absolute(sprite, url) }]
  return sprite.map((one) => ({ id: one.id, url: absolute(one.url, url) }))
}

// As `new URL` would, but {z}, {x} and {y} stay as they are.
function absolute(path: string, from: string): string {
  return new URL(path, from).href.replaceAll('%7B', '{').replaceAll('%7D', '}')
}
