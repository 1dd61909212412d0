// An OpenStreetMap extract as lines of OPL (https://osmcode.org/opl-file-format/), to be written again with
// other tags.
import { execFileSync } from 'node:child_process'
import { isPublicRoad } from './rules.mjs'

const decode = (text) => text.replace(/%([0-9a-f]+)%/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
const encode = (text) => [...text].map((c) => (/[\s,=@%]/u.test(c) ? `%${c.codePointAt(0).toString(16)}%` : c)).join('')

const readTags = (field) =>
  new Map(
    field
      .slice(1)
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split('=').map(decode)),
  )
const writeTags = (tags) => `T${[...tags].map((pair) => pair.map(encode).join('=')).join(',')}`

export class Extract {
  constructor(file) {
    const text = execFileSync('osmium', ['cat', '-f', 'opl', file], { maxBuffer: 2 ** 30 }).toString()
    this.objects = text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const fields = line.split(' ')
        const at = fields.findIndex((field, i) => i > 0 && field.startsWith('T'))
        return { type: line[0], fields, at, tags: at < 0 ? new Map() : readTags(fields[at]) }
      })
  }

  // `change(type, tags)` gives other tags, or nothing where the object is to go.
  write(file, change) {
    const lines = []
    for (const { type, fields, at, tags } of this.objects) {
      const changed = change(type, new Map(tags))
      if (!changed) continue
      lines.push(at < 0 ? fields.join(' ') : fields.with(at, writeTags(changed)).join(' '))
    }
    execFileSync('osmium', ['cat', '-F', 'opl', '-', '-O', '-o', file], { input: `${lines.join('\n')}\n` })
  }

  // The straight pieces of roads that any car may drive: [[lat, lon], [lat, lon]].
  pieces() {
    const places = new Map()
    const pieces = []
    for (const { type, fields, tags } of this.objects) {
      if (type === 'n') {
        const number = (letter) => parseFloat(fields.find((f, i) => i > 0 && f.startsWith(letter))?.slice(1))
        places.set(fields[0], [number('y'), number('x')])
      }
      if (type !== 'w' || !isPublicRoad(tags)) continue
      const nodes = fields
        .find((f) => f.startsWith('N'))
        .slice(1)
        .split(',')
        .map((n) => places.get(n))
      for (let i = 1; i < nodes.length; ++i) if (nodes[i - 1] && nodes[i]) pieces.push([nodes[i - 1], nodes[i]])
    }
    return pieces
  }
}

export const metresBetween = ([lat1, lon1], [lat2, lon2]) => {
  const x = (lon2 - lon1) * Math.cos(((lat1 + lat2) * Math.PI) / 360)
  return Math.hypot(x, lat2 - lat1) * 111_195
}

// The same numbers in [0, 1) for the same seed (mulberry32).
export const randomFrom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

// Pairs of points up to 50 m beside roads: every other pair some hundred metres to 3 km apart, the rest as
// chance has it over the whole extract.
export const randomPairs = (pieces, count, random) => {
  const ends = []
  let all = 0
  for (const [a, b] of pieces) ends.push((all += metresBetween(a, b)))
  const point = () => {
    const at = random() * all
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle] > at) high = middle
      else low = middle + 1
    }
    const [a, b] = pieces[low]
    const part = random()
    const bearing = random() * 2 * Math.PI
    const beside = (random() * 50) / 111_195
    const lat = a[0] + (b[0] - a[0]) * part + Math.cos(bearing) * beside
    return [lat, a[1] + (b[1] - a[1]) * part + (Math.sin(bearing) * beside) / Math.cos((lat * Math.PI) / 180)]
  }
  const pairs = []
  while (pairs.length < count) {
    const [from, to] = [point(), point()]
    const metres = metresBetween(from, to)
    if (metres < 300 || (pairs.length % 2 === 0 && metres > 3000)) continue
    pairs.push({ from, to })
  }
  return pairs
}
