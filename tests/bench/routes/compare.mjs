// compare.mjs SIAGA PAIRS SEED EXTRACT...   What scripts/compare_routes runs.
//
// Why two answers differ is found out by trial: one rule after the other is made the same for both engines, and
// a pair's cause is the rule with which its difference went away.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Routino, Siaga } from './engines.mjs'
import { Extract, metresBetween, randomFrom, randomPairs } from './extract.mjs'
import { kindOf, kmhOf, mayDrive, profile } from './rules.mjs'

const [program, count, seed, ...extracts] = process.argv.slice(2)

const without = (tags, keys) => {
  for (const key of keys) tags.delete(key)
  return tags
}
const onWays = (change) => (type, tags) => (type === 'w' && kindOf(tags) ? change(tags) : tags)
const accessKeys = [
  'access',
  'vehicle',
  'motor_vehicle',
  'motorcar',
  'motorcycle',
  'emergency',
  'maxwidth',
  'maxheight',
  'maxweight',
]

const otherRoad = 'begins or ends on another road'
const routinoMisses = 'routino misses a quicker way that it drives itself when asked for it piece by piece'
const siagaMisses = 'siaga misses a quicker way that it drives itself when asked for it piece by piece'
const unexplained = 'unexplained'

// Each step holds with all before it. `both` changes the extract of both, `its` that of routino alone.
const steps = [
  { cause: 'as they are' },
  {
    cause: 'speed of a road (maxspeed, surface, ramp, yard)',
    fastest: 150,
    its: onWays((tags) => tags.set('maxspeed', String(Math.max(1, Math.round(kmhOf(tags)))))),
  },
  {
    cause: 'who may drive where (track, private, destination)',
    its: onWays((tags) => {
      const open = mayDrive(tags)
      return without(tags, accessKeys).set('motorcar', open ? 'yes' : 'no')
    }),
  },
  {
    cause: 'barriers and gates',
    both: (type, tags) => (type === 'n' ? without(tags, ['barrier', ...accessKeys]) : tags),
  },
  {
    cause: 'traffic lights, which routino does not count',
    both: (type, tags) => {
      if (type === 'n' && tags.get('highway') === 'traffic_signals') tags.delete('highway')
      return type === 'n' ? without(tags, ['crossing']) : tags
    },
  },
  { cause: 'forbidden turns', both: (type, tags) => (tags.get('type') === 'restriction' ? undefined : tags) },
  { cause: 'ferries', both: (type, tags) => (tags.get('route') === 'ferry' ? undefined : tags) },
  {
    cause: otherRoad,
    ifRefused: 'routino knows no way from or to the nearest road (islands, cut ends); from the one siaga takes it does',
    sameEnds: true,
  },
  { cause: 'one-way roads', both: onWays((tags) => tags.set('oneway', 'no')) },
]


const inTurn = (changes) => (type, tags) => {
  for (const change of changes) if (change && tags) tags = change(type, tags)
  return tags
}

const differ = (ours, its) => {
  if (!ours || !its) return Boolean(ours) !== Boolean(its)
  const apart = Math.abs(ours.seconds - its.seconds)
  return apart > 30 && apart > 0.15 * its.seconds
}

async function answersAt(step, extract, folder, pairs, ends) {
  const done = steps.slice(0, step + 1)
  const at = path.join(folder, String(step))
  fs.mkdirSync(at, { recursive: true })
  const file = (name) => path.join(at, `${name}.pbf`)
  const both = done.map((one) => one.both)
  extract.write(file('ours'), inTurn(both))
  // First what is the same for both; its speeds are read before the tags go that they are read from.
  extract.write(file('its'), inTurn([...both, ...done.map((one) => one.its)]))
  const siaga = new Siaga(program, file('ours'), at)
  const routino = new Routino(file('its'), at, profile(done.findLast((one) => one.fastest)?.fastest))
  const asked = done.some((one) => one.sameEnds) ? ends : pairs
  const ours = siaga.ask(asked)
  const its = await routino.ask(asked)
  return {
    ours,
    its,
    siaga,
    routino,
    each: [siaga.millisecondsEach, routino.millisecondsEach],
    refusals: [...routino.refusals],
  }
}

const percent = (part, of) => `${((100 * part) / Math.max(of, 1)).toFixed(1)} %`
const correlation = (a, b) => {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const sum = (f) => a.reduce((all, _, i) => all + f(a[i] - meanA, b[i] - meanB), 0)
  return (sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y))).toFixed(4)
}
const percentile = (values, part) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)]

// What is left when all rules are the same. Where the other has begun and ended, does siaga agree? And asked along
// the other's way, point by point, does an engine drive it, too, and in the same time? Then it has missed it.
async function missed({ siaga, routino }, [ours, its]) {
  if (ours && its && !differ(siaga.ask([its])[0], its)) return otherRoad
  if (!ours && !its) return undefined
  const isOurs = ours && (!its || ours.seconds < its.seconds)
  const best = isOurs ? ours : its
  const pieces = best.line.slice(1).map((to, i) => ({ from: best.line[i], to }))
  const answers = isOurs ? await routino.ask(pieces) : siaga.ask(pieces)
  const all = answers.reduce((sum, one) => sum + (one ? one.seconds : Infinity), 0)
  if (Math.abs(all - best.seconds) > Math.max(30, 0.15 * best.seconds)) return undefined
  return isOurs ? routinoMisses : siagaMisses
}

function printAgreement(title, { ours, its, each, refusals }) {
  const known = ours.map((one, i) => [one, its[i]]).filter(([a, b]) => a && b)
  const within = known.filter(([a, b]) => Math.abs(a.seconds - b.seconds) <= 0.15 * b.seconds).length
  const seconds = known.map(([a, b]) => [a.seconds, b.seconds])
  const ratios = seconds.map(([a, b]) => a / b)
  const routes = (answers) => percent(answers.filter(Boolean).length, ours.length)
  const column = (of) => [known.map(([a]) => a[of]), known.map(([, b]) => b[of])]
  console.log(`  ${title}`)
  console.log(
    `    with a route: siaga ${routes(ours)}, routino ${routes(its)}, both ${percent(known.length, ours.length)}`,
  )
  console.log(
    `    correlation of times ${correlation(...column('seconds'))}, of metres ${correlation(...column('metres'))}; ` +
      `times within 15 %: ${percent(within, known.length)}; ` +
      `ours over its, P5 / P50 / P95: ${[0.05, 0.5, 0.95].map((p) => percentile(ratios, p).toFixed(3)).join(' / ')}`,
  )
  for (const [why, times] of refusals) console.log(`    routino, ${times} times: ${why}`)
  console.log(`    milliseconds a pair: siaga ${each[0].toFixed(2)}, routino ${each[1].toFixed(1)} (a process each)`)
}

const text = (answer) => (answer ? `${answer.seconds.toFixed(0)} s, ${answer.metres.toFixed(0)} m` : 'no route')
const place = ([lat, lon]) => `${lat.toFixed(5)},${lon.toFixed(5)}`

function printTable(explained, total) {
  const large = explained.length
  console.log(`  large differences, over 15 % and 30 s or a route in one only: ${large} of ${total}`)
  console.log('    pairs  median difference   goes away when this is the same for both; an example')
  const causes = [
    ...steps
      .slice(1)
      .flatMap((step) => [step.cause, step.ifRefused ?? []])
      .flat(),
    routinoMisses,
    siagaMisses,
    unexplained,
  ]
  for (const cause of causes) {
    const those = explained.filter((one) => one.cause === cause)
    if (those.length === 0) continue
    const apart = those.filter(({ ours, its }) => ours && its).map(({ ours, its }) => ours.seconds - its.seconds)
    const middle = apart.length > 0 ? `${percentile(apart, 0.5).toFixed(0)} s` : '-'
    const { pair, ours, its } = those[0]
    console.log(
      `    ${String(those.length).padStart(5)}  ${middle.padStart(17)}   ${cause}\n` +
        `${' '.repeat(34)}${place(pair.from)} to ${place(pair.to)}: ours ${text(ours)}; its ${text(its)}`,
    )
  }
  for (const { pair, cause, last } of explained)
    if (cause === unexplained || cause === siagaMisses)
      console.log(`      left: ${place(pair.from)} to ${place(pair.to)}: ours ${text(last[0])}; its ${text(last[1])}`)
}

async function compare(file, folder) {
  const extract = new Extract(file)
  const pairs = randomPairs(extract.pieces(), Number(count), randomFrom(Number(seed)))
  const apart = pairs.map(({ from, to }) => metresBetween(from, to) / 1000)
  console.log(
    `${path.basename(file, '.osm.pbf')}: ${pairs.length} pairs, ` +
      `${[0, 0.5, 1].map((p) => percentile(apart, p).toFixed(1)).join(' / ')} km apart (least / median / most)`,
  )
  const first = await answersAt(0, extract, folder, pairs)
  printAgreement('class speeds in its profile, its own reading of all tags:', first)
  const ends = pairs.map((pair, i) => (first.ours[i] ? { from: first.ours[i].from, to: first.ours[i].to } : pair))
  const explained = []
  let open = pairs.map((_, i) => i).filter((i) => differ(first.ours[i], first.its[i]))
  const last = []
  for (let step = 1; step < steps.length && open.length > 0; ++step) {
    const asked = step === 1 ? pairs.map((_, i) => i) : open
    const of = (all) => asked.map((i) => all[i])
    const answers = await answersAt(step, extract, folder, of(pairs), of(ends))
    if (step === 1) printAgreement("each road's speed as ours:", answers)
    const still = new Set()
    asked.forEach((pair, i) => {
      last[pair] = [answers.ours[i], answers.its[i]]
      if (differ(...last[pair])) still.add(pair)
    })
    const add = (i, cause) =>
      explained.push({ pair: pairs[i], cause, ours: first.ours[i], its: first.its[i], last: last[i] })
    const { cause, ifRefused } = steps[step]
    for (const i of open) if (!still.has(i)) add(i, first.its[i] ? cause : (ifRefused ?? cause))
    open = open.filter((i) => still.has(i))
    if (step === steps.length - 1) for (const i of open) add(i, (await missed(answers, last[i])) ?? unexplained)
  }
  printTable(explained, pairs.length)
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'siaga-compare-'))
try {
  for (const file of extracts) await compare(file, path.join(folder, path.basename(file, '.osm.pbf')))
} finally {
  fs.rmSync(folder, { recursive: true })
}
