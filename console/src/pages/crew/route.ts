import type { Pin, Route } from '../../wire/message'

const mostNamed = 4

// The roads that most of the way is on, in the order in which they are driven.
export function mainRoads({ roads, metres }: Pick<Route, 'roads' | 'metres'>): string[] {
  const long = roads.filter((leg) => leg.name !== '' && leg.metres >= metres / 20)
  const longest = [...long].sort((a, b) => b.metres - a.metres).slice(0, mostNamed)
  const names = long.filter((leg) => longest.includes(leg)).map((leg) => leg.name)
  return names.filter((name, index) => names.indexOf(name) === index)
}

// The closures on the straight way that are still in force.
export function stillAvoided({ avoids }: Pick<Route, 'avoids'>, now: number): NonNullable<Route['avoids']> {
  return (avoids ?? []).filter(({ until }) => until > now)
}

interface Spot {
  readonly x: number
  readonly y: number
}

export interface Sketch {
  readonly path: string
  readonly start: Spot
  readonly end: Spot
}

// The shape of a way in a square, north up, a tenth of it left free on each side.
export function sketchOf(line: readonly Pin[], size: number): Sketch {
  const lats = line.map(({ lat }) => lat)
  const lons = line.map(({ lon }) => lon)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180))
  const extent = Math.max(north - south, (east - west) * shrink, 1e-6)
  const scale = (size * 0.8) / extent
  const spots = line.map(({ lat, lon }) => ({
    x: round(size / 2 + (lon - (west + east) / 2) * shrink * scale),
    y: round(size / 2 - (lat - (south + north) / 2) * scale),
  }))
  const middle = { x: size / 2, y: size / 2 }
  return {
    path: spots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    start: spots[0] ?? middle,
    end: spots.at(-1) ?? middle,
  }
}

function round(number: number): number {
  return Math.round(number * 10) / 10
}
