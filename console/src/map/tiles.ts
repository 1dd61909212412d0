export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

const deepest = 12
// A session may follow 64 tiles; some of them are the overview's.
const most = 40
// Farther out the server sends counts instead of units.
const shallowestWithUnits = 7

// The topics of the fixed web-map tiles that cover what is seen.
export function tilesFor(bounds: Bounds, zoom: number): readonly string[] {
  for (let z = Math.max(0, Math.min(deepest, Math.round(zoom))); ; z--) {
    const size = 2 ** z
    const clamp = (n: number) => Math.max(0, Math.min(size - 1, Math.floor(n)))
    const [x0, x1] = [clamp(column(bounds.west, size)), clamp(column(bounds.east, size))]
    const [y0, y1] = [clamp(row(bounds.north, size)), clamp(row(bounds.south, size))]
    if (z > 0 && (x1 - x0 + 1) * (y1 - y0 + 1) > most) continue
    const topics: string[] = []
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) topics.push(`map/${z}/${x}/${y}`)
    return topics
  }
}

// What a region's lists of units need: all of them, wherever the map happens to look.
export function tilesAround(lat: number, lon: number, zoom: number): readonly string[] {
  const z = Math.max(shallowestWithUnits, Math.min(deepest, Math.round(zoom) - 1))
  const width = 360 / 2 ** z
  const height = width * Math.cos((lat * Math.PI) / 180)
  return tilesFor({ west: lon - width, east: lon + width, south: lat - height, north: lat + height }, z)
}

const column = (lon: number, size: number) => ((lon + 180) / 360) * size

function row(lat: number, size: number): number {
  const angle = (Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180
  return ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * size
}
