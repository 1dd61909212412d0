// Roads that an operator closes, on real roads: Liechtenstein's, the map's middle on the road from Vaduz to Triesen.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { at, desk, field, goOnDuty, open, program, Server, stage, tablet } from './stand.mjs'

const run = promisify(execFile)
const extract = new URL('../../../shared/data/roads/liechtenstein.osm.pbf', import.meta.url).pathname
const skip = existsSync(extract) ? false : 'there is no ../shared/data beside the checkout'
const landstrasse = { lat: 47.1174966, lon: 9.5238884 }
const vaduz = { latitude: 47.1392, longitude: 9.5228, accuracy: 12 }
const triesen = { lat: 47.107, lon: 9.528 }

const options = []
const stand = stage(options)
let folder

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-roads-'))
  if (!skip) options.push('--region', await liechtenstein())
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function liechtenstein() {
  const region = join(folder, 'liechtenstein')
  await run(program, ['region', 'build', '--name', 'liechtenstein', '--osm', extract, '--out', region])
  writeFileSync(join(region, 'stations.csv'), 'id,name,lat,lon\nST-1,Pos Vaduz,47.1392,9.5228\n')
  writeFileSync(join(region, 'units.csv'), 'id,kind,callsign,station,crew\nAMB-01,ambulance,Vaduz I,ST-1,2\n')
  const settings = join(region, 'region.toml')
  const { lat, lon } = landstrasse
  const map = `[map]\nlat = ${lat}\nlon = ${lon}\nzoom = 16\n`
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/\[map\]\nlat.*\nlon.*\nzoom.*\n/, map))
  return region
}

async function supervisor({ browser, server }) {
  const page = await open(browser, `${server.url}/#token=${await server.token('supervisor', 'Komang')}`)
  await at(page, 'link-state', '[data-up="true"]').waitFor()
  return page
}

// Draws a closure in the middle of the map, for an hour, because of a flood.
async function draw(page, standing) {
  await at(page, 'map', '[data-ready="true"]').waitFor()
  await page.keyboard.press('j')
  await at(page, 'closing-roads', '[data-standing="no_points"]').waitFor()
  await at(page, 'map').click()
  await at(page, 'closing-roads', `[data-standing="${standing}"]`).waitFor()
  await page.keyboard.press('2')
  await page.keyboard.press('6')
}

async function takeCall(page) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill('Triesen')
  await field(page, 'call-pin').fill(`${triesen.lat}, ${triesen.lon}`)
  await at(page, 'call-priority-P1').check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card', '[data-state="pending"]').waitFor()
}

const closedRoads = (page, n) => at(page, 'closures-list', `[data-count="${n}"]`)

test('a closed road is seen by all, prolonged and opened again', { skip }, async () => {
  const operator = await desk(stand)
  const other = await supervisor(stand)
  await draw(operator, 'found')
  assert.match(await at(operator, 'closing-roads').textContent(), /Akan ditutup: .*Landstrasse/)
  await operator.keyboard.press('Enter')
  await closedRoads(operator, 1).waitFor()
  await at(operator, 'closure-stretch').getByText('Landstrasse').waitFor()

  await closedRoads(other, 1).click()
  await at(other, 'closure-row').click()
  assert.match(await at(other, 'closure-row').textContent(), /banjir.*sampai/)
  assert.match(await at(other, 'closure-card').textContent(), /oleh operator Ayu/)
  await at(other, 'closure-stretch').waitFor()
  assert.equal(await at(other, 'closure-open').count(), 0)

  const before = await at(other, 'closure-row').textContent()
  await operator.keyboard.press('q')
  await other.waitForFunction(
    (text) => document.querySelector('[data-testid="closure-row"]').textContent.slice(0, 30) !== text.slice(0, 30),
    before,
  )
  await at(other, 'closure-row').getByText(/masih 1 jam 5\d|masih 2 jam 0/).waitFor()

  await operator.keyboard.press('v')
  await at(operator, 'closure-open-sure').waitFor()
  await operator.keyboard.press('Enter')
  await at(other, 'closures-list').waitFor({ state: 'detached' })
  await at(operator, 'closures-list').waitFor({ state: 'detached' })
  assert.deepEqual([...operator.faults, ...other.faults], [])
})

test('a crew whose way is closed is told so', { skip }, async () => {
  const { browser, server } = stand
  const operator = await desk(stand)
  await draw(operator, 'found')
  await operator.keyboard.press('Enter')
  await closedRoads(operator, 1).waitFor()
  await operator.keyboard.press('Escape')

  const url = `${server.url}/#token=${await server.token('crew', 'AMB-01', 'AMB-01')}`
  const ambulance = await open(browser, url, { ...tablet, geolocation: vaduz })
  await at(ambulance, 'duty').waitFor()
  await goOnDuty(ambulance)
  await takeCall(operator)
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').getByRole('button').click()
  await at(ambulance, 'route').waitFor()
  assert.match(await at(ambulance, 'route-avoids').textContent(), /Jalan ditutup: banjir, sampai \d\d:\d\d/)
  assert.deepEqual([...operator.faults, ...ambulance.faults], [])
})

test('a road that is closed while the server is away is closed once it is back', { skip }, async () => {
  const operator = await desk(stand)
  await at(operator, 'map', '[data-ready="true"]').waitFor()
  await stand.server.kill()
  await at(operator, 'banner-link').waitFor()
  await draw(operator, 'away')
  await operator.keyboard.press('Enter')
  await at(operator, 'closure-unsent').waitFor()
  await stand.server.upAgain()
  await closedRoads(operator, 1).waitFor()
  await at(operator, 'closure-unsent').waitFor({ state: 'detached' })
  assert.equal(await at(operator, 'closure-row').count(), 1)
  assert.equal(await at(operator, 'refusal').count(), 0)
})

test('a region without roads shows what is closed and says what that means', async (t) => {
  const server = await Server.start()
  t.after(() => server.stop())
  const operator = await desk({ browser: stand.browser, server })
  await draw(operator, 'no_map')
  assert.match(await at(operator, 'closing-roads').textContent(), /tidak dapat menghindarinya/)
  await operator.keyboard.press('Enter')
  await closedRoads(operator, 1).waitFor()
  assert.match(await at(operator, 'closure-card').textContent(), /tidak dapat menghindarinya/)
  assert.deepEqual(operator.faults, [])
})
