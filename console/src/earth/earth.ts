// Small geometry on a round earth: enough for what is drawn and told, not for surveying.
export interface At {
  readonly lat: number
  readonly lon: number
}

const radius = 6_371_008.8 // IUGG mean radius
const radians = Math.PI / 180

// Great-circle distance in metres (haversine).
export function metresBetween(a: At, b: At): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2
  const share =
    half(a.lat, b.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(a.lon, b.lon)
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(share)))
}

// A closed ring, counterclockwise as GeoJSON has it, of [lon, lat] that all lie `metres` from the middle: true to
// scale at every zoom and latitude. Longitudes go past 180 rather than jump.
export function circleAround(middle: At, metres: number, corners = 72): [number, number][] {
  const angle = metres / radius
  const lat = middle.lat * radians
  const ring = Array.from({ length: corners }, (_, n): [number, number] => {
    const bearing = (-2 * Math.PI * n) / corners
    const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing)
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
      Math.cos(angle) - Math.sin(lat) * sinLat,
    )
    return [middle.lon + east / radians, Math.asin(sinLat) / radians]
  })
  return ring[0] ? [...ring, ring[0]] : ring
}
