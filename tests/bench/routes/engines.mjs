// The two engines: a database each, made of one extract, and the answers to pairs of points.
import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const yardMps = 10 / 3.6 // what `siaga eta` adds for the way from a start to its road
const walkingMps = 4.5 / 3.6 // and from the last road to the end

export class Siaga {
  constructor(program, extract, folder) {
    this.program = program
    this.folder = path.join(folder, 'siaga')
    execFileSync(program, ['region', 'build', '--name', 'compared', '--osm', extract, '--out', this.folder], {
      stdio: 'pipe',
    })
  }
  // Of each pair nothing, or { seconds on the road, metres, from and to: the points on the road }.
  ask(pairs) {
    const file = `${this.folder}.csv`
    const rows = pairs.map(({ from, to }) => [...from, ...to].map((n) => n.toFixed(7)).join(','))
    fs.writeFileSync(file, `from_lat,from_lon,to_lat,to_lon\n${rows.join('\n')}\n`)
    const begin = performance.now()
    const answers = execFileSync(
      this.program,
      ['eta', '--region', this.folder, '--vehicle', 'car', '--pairs', file, '--route'],
      { maxBuffer: 2 ** 30 },
    )
    this.millisecondsEach = (performance.now() - begin) / pairs.length
    return answers
      .toString()
      .trim()
      .split('\n')
      .map((line) => {
        const said = JSON.parse(line)
        if (said.refused) return undefined
        const beside = said.from_road_m / yardMps + said.to_road_m / walkingMps
        return {
          seconds: said.seconds - beside,
          metres: said.metres,
          from: said.line[0],
          to: said.line.at(-1),
          line: said.line,
        }
      })
  }
}

export class Routino {
  constructor(extract, folder, profile) {
    this.folder = path.join(folder, 'routino')
    this.refusals = new Map() // why, and how often
    fs.mkdirSync(this.folder, { recursive: true })
    fs.writeFileSync(path.join(this.folder, 'profiles.xml'), profile)
    // As large an island as siaga's main part is not known to it: small ones go, nothing is simplified.
    execFileSync(
      'planetsplitter',
      [
        `--dir=${this.folder}`,
        '--tagging=/usr/share/routino/tagging-drive.xml',
        '--prune-none',
        '--prune-isolated=500',
        extract,
      ],
      { stdio: 'pipe' },
    )
  }
  async ask(pairs) {
    const begin = performance.now()
    const answers = []
    let next = 0
    const worker = async () => {
      while (next < pairs.length) {
        const i = next++
        answers[i] = await this.one(pairs[i])
      }
    }
    await Promise.all([worker(), worker()])
    this.millisecondsEach = (performance.now() - begin) / pairs.length
    return answers
  }
  async one({ from, to }) {
    const place = [from, to].flatMap(([lat, lon], i) => [`--lat${i + 1}=${lat}`, `--lon${i + 1}=${lon}`])
    let text
    try {
      const said = await run('routino-router', [
        `--dir=${this.folder}`,
        `--profiles=${this.folder}/profiles.xml`,
        '--profile=motorcar',
        '--quickest',
        '--output-text-all',
        '--output-stdout',
        ...place,
      ])
      text = said.stdout
    } catch (refused) {
      const why = /^Error: (Cannot .*?)[0-9.]*$/m.exec(`${refused.stdout}${refused.stderr}`)?.[1]
      if (!why) throw refused
      this.refusals.set(why, (this.refusals.get(why) ?? 0) + 1)
      return undefined
    }
    // lat, lon, node, type, kilometres of the stretch, its minutes, ..., its class' km/h, bearing, name. The total
    // is told to six seconds only, each stretch to 0.6: their sum is off by some seconds at most.
    const rows = text
      .split('\n')
      .filter((line) => line && line[0] !== '#')
      .map((line) => line.split('\t'))
    let [seconds, metres] = [0, 0]
    for (const row of rows.slice(1)) {
      metres += parseFloat(row[4]) * 1000
      seconds += parseFloat(row[5]) * 60
    }
    const at = (row) => [parseFloat(row[0]), parseFloat(row[1])]
    const line = rows.map(at)
    return { seconds, metres, from: line[0], to: line.at(-1), line }
  }
}
