// The base map, with every network cut off but the server's.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { at, byDay, field, launch, program, Server } from './stand.mjs'

const run = promisify(execFile)
const extract = new URL('../../../shared/data/roads/liechtenstein.osm.pbf', import.meta.url).pathname
const skip = existsSync(extract) ? false : 'there is no ../shared/data beside the checkout'

let browser
let folder

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-map-'))
  // No name is looked up but the server's address.
  browser = await launch(['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'])
})
after(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

async function liechtenstein() {
  const region = join(folder, 'liechtenstein')
  if (existsSync(region)) return region
  await run(program, ['region', 'build', '--name', 'liechtenstein', '--osm', extract, '--out', region])
  writeFileSync(join(region, 'stations.csv'), 'id,name,lat,lon\nST-1,Pos Vaduz,47.1392,9.5228\n')
  writeFileSync(join(region, 'units.csv'), 'id,kind,callsign,station,crew\nAMB-01,ambulance,Vaduz I,ST-1,2\n')
  return region
}

// A screen that remembers whom it asked, and which letters it drew.
async function screen(t, role, options, refuse = () => false) {
  const server = await Server.start(options)
  const context = await browser.newContext({
    viewport: { width: 1600, height: 900 },
    locale: 'id-ID',
    serviceWorkers: 'block',
  })
  t.after(async () => {
    await context.close()
    await server.stop()
  })
  const asked = []
  await context.route('**/*', (route) => {
    const url = route.request().url()
    asked.push(url)
    const isOurs = url.startsWith(server.url) || url.startsWith('blob:') || url.startsWith('data:')
    return isOurs && !refuse(new URL(url).pathname) ? route.continue() : route.abort()
  })
  await byDay(context)
  await context.addInitScript(() => {
    window.drawnLetters = new Set()
    for (const canvas of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
      const fillText = canvas.prototype.fillText
      canvas.prototype.fillText = function (text, ...where) {
        window.drawnLetters.add(text)
        return fillText.call(this, text, ...where)
      }
    }
  })
  const page = await context.newPage()
  page.faults = []
  page.on('pageerror', (error) => page.faults.push(error))
  await page.goto(`${server.url}/#token=${await server.token(role, 'Ayu')}`)
  await at(page, 'map', '[data-ready="true"]').waitFor()
  const foreign = () => asked.filter((url) => !url.startsWith(server.url) && !/^(blob|data):/.test(url))
  return { page, server, asked, foreign }
}

// How many pixels of the map are (nearly) of each of these colours.
async function pixels(page, colours) {
  const picture = (await at(page, 'map').screenshot()).toString('base64')
  return page.evaluate(
    async ([base64, wanted]) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))]))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      const counts = wanted.map(() => 0)
      for (let i = 0; i < data.length; i += 4)
        wanted.forEach(([r, g, b], n) => {
          if (Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 8) counts[n]++
        })
      return counts
    },
    [picture, colours],
  )
}

const has_drawn = (page, words) =>
  page.waitForFunction(
    (letters) => [...letters].every((letter) => window.drawnLetters.has(letter)),
    words.replaceAll(' ', ''),
  )

test('with the network cut off the map shows roads, water and names from the server alone', { skip }, async (t) => {
  const { page, asked, foreign } = await screen(t, 'supervisor', ['--region', await liechtenstein()])
  await at(page, 'map', '[data-base="land"]').waitFor()
  await has_drawn(page, 'Vaduz Schaan Triesenberg')
  const [wood, road] = await pixels(page, [
    [217, 229, 208],
    [249, 230, 189],
  ])
  assert.ok(wood > 5000, `${wood} pixels of wood`)
  assert.ok(road > 200, `${road} pixels of main roads`)
  assert.match(await at(page, 'map').textContent(), /© OpenStreetMap contributors/)
  assert.ok(asked.some((url) => /\/tiles\/\d+\/\d+\/\d+\.pbf\?v=/.test(url)))
  assert.deepEqual(foreign(), [])
  assert.deepEqual(page.faults, [])
})

test('a region without an extract shows its villages, kecamatan and facilities', async (t) => {
  const { page, asked, foreign } = await screen(t, 'operator', [])
  await at(page, 'map', '[data-base="places"]').waitFor()
  await has_drawn(page, 'NEGARA MENDOYO RSU Pengambengan H')
  const [facilities] = await pixels(page, [[36, 90, 82]])
  assert.ok(facilities > 50, `${facilities} pixels of hospitals`)
  assert.ok(!asked.some((url) => url.includes('/tiles/')))
  assert.deepEqual(foreign(), [])
  assert.deepEqual(page.faults, [])
})

test('without its base the map still shows units and incidents, and says what is missing', async (t) => {
  const { page } = await screen(t, 'operator', [], (path) => path.startsWith('/map/'))
  await at(page, 'map', '[data-base="missing"]').waitFor()
  assert.match(await at(page, 'map').textContent(), /Peta tidak dapat dimuat/)
  await page.keyboard.press('n')
  await field(page, 'call-place').fill('dekat pura')
  await field(page, 'call-pin').fill('-8.3573, 114.6185')
  await at(page, 'call-priority-P1').check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card', '[data-state="pending"]').waitFor()
  await has_drawn(page, 'P1')
  const [incident] = await pixels(page, [[179, 38, 30]])
  assert.ok(incident > 100, `${incident} pixels of the incident`)
})

test('tiles that cannot be had leave names, units and incidents on the map', { skip }, async (t) => {
  const refuse = (path) => path.startsWith('/tiles/')
  const { page } = await screen(t, 'operator', ['--region', await liechtenstein()], refuse)
  await at(page, 'map', '[data-base="land"]').waitFor()
  await has_drawn(page, 'Pos Vaduz')
  assert.deepEqual(page.faults, [])
})
