// What is known of a patient from the call to the end: age, village and puskesmas, a destination taken back, and what came
// of it, said without a signal and corrected by the desk.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, desk, field, goOnDuty, isKept, open, program, stage, tabletOf } from './stand.mjs'

// Jembrana's lists, with the border of one village and who serves it.
const folder = mkdtempSync(join(tmpdir(), 'siaga-region-'))
const region = join(folder, 'jembrana')
const lists = new URL('../../config/regions/jembrana/', import.meta.url)
const corners = [
  [114.61, -8.365],
  [114.63, -8.365],
  [114.63, -8.35],
  [114.61, -8.35],
  [114.61, -8.365],
]
const village = {
  type: 'Feature',
  properties: { kode: '51.01.01.1008', nama: 'Banjar Tengah', lat: -8.357, lng: 114.615 },
  geometry: { type: 'Polygon', coordinates: [corners] },
}
const borders = join(folder, 'borders.geojson')
writeFileSync(borders, JSON.stringify({ type: 'FeatureCollection', features: [village] }))
execFileSync(program, ['region', 'build', '--name', 'jembrana', '--out', region, '--areas', borders])
for (const name of readdirSync(lists)) copyFileSync(new URL(name, lists), join(region, name))
writeFileSync(join(region, 'catchments.csv'), 'village,facility\n51.01.01.1008,PKM-NEGARA-1\n')
after(() => rmSync(folder, { recursive: true, force: true }))

const stand = stage(['--region', region])

async function shoot(page, name, around) {
  if (!process.env.SHOTS) return
  for (const language of ['en', 'id']) {
    await at(page, 'language').getByText(language.toUpperCase()).click()
    if (around) await around.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${language}.png` })
  }
}

async function press(tablet, to) {
  await tablet.locator(`[data-testid="step-next"][data-to="${to}"]:enabled`).click()
}

async function callForBaby(operator) {
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Banjar Tengah, gerbang biru')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await field(operator, 'call-complaint').fill('kejang')
  await at(operator, 'call-priority-P1').check()
  await field(operator, 'call-age').fill('tujuh')
  await operator.getByText('Umur seperti 45, 2 th, atau 6 bl').waitFor()
  await field(operator, 'call-age').fill('7 bl')
  await at(operator, 'call-sex').selectOption('male')
  await shoot(operator, 'call-age', at(operator, 'call-receive'))
  await at(operator, 'call-receive').click()
  await at(operator, 'incident-card', '[data-state="pending"]').waitFor()
}

test('the patient’s age, village and puskesmas go with the call, and a destination can be taken back', async () => {
  const tablet = await tabletOf(stand, 'AMB-01')
  await goOnDuty(tablet)
  const operator = await desk(stand)
  const token = await stand.server.token('hospital', 'IGD', undefined, ['--facility', 'RS-NEGARA'])
  const igd = await open(stand.browser, `${stand.server.url}/#token=${token}`, { viewport: { width: 1000, height: 900 } })
  await callForBaby(operator)
  await at(operator, 'fact-patient').getByText('7 bulan, laki-laki').waitFor()
  const kept = '[data-village="51.01.01.1008"][data-puskesmas="PKM-NEGARA-1"]'
  await at(operator, 'locality', kept).getByText('Banjar Tengah · Puskesmas I Negara').waitFor()
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').getByTestId('suggestion-send').click()
  await at(tablet, 'job-patient').getByText('7 bulan, laki-laki').waitFor()
  await at(tablet, 'locality', kept).waitFor()
  await shoot(tablet, 'crew-patient')
  for (const to of ['acknowledged', 'en_route', 'on_scene', 'at_patient', 'left_scene']) await press(tablet, to)
  await at(tablet, 'destination-offer', '[data-facility="RS-NEGARA"]').click()
  await at(igd, 'coming-what').getByText('7 bulan, laki-laki · kejang').waitFor()
  await shoot(igd, 'hospital-age')

  await at(tablet, 'destination-change').click()
  await at(tablet, 'destination-unbind').waitFor()
  await shoot(tablet, 'crew-unbind')
  await at(tablet, 'destination-unbind').click()
  await at(igd, 'coming-list').getByText('Tidak ada yang menuju ke sini').waitFor()
  await at(operator, 'bound-for').waitFor({ state: 'detached' })
  await at(tablet, 'destination', '[data-asked="true"]').waitFor()

  await at(tablet, 'destination-offer', '[data-facility="RS-NEGARA"]').click()
  await at(operator, 'unbind', '[data-unit="AMB-01"]').waitFor()
  await shoot(operator, 'desk-patient', at(operator, 'bound-for'))
  await at(operator, 'unbind', '[data-unit="AMB-01"]').click()
  await at(igd, 'coming').waitFor({ state: 'detached' })
  await at(tablet, 'destination-to').waitFor({ state: 'detached' })
  assert.deepEqual([...operator.faults, ...tablet.faults, ...igd.faults], [])
})

test('the crew says what came of its job without a signal, later and otherwise too, and the desk corrects it', async () => {
  const tablet = await tabletOf(stand, 'AMB-01')
  await goOnDuty(tablet)
  const operator = await desk(stand)
  await callForBaby(operator)
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').getByTestId('suggestion-send').click()
  for (const to of ['acknowledged', 'en_route', 'on_scene']) await press(tablet, to)
  await at(operator, 'outcome-set').waitFor()
  assert.equal(await at(tablet, 'outcome').count(), 0)
  await at(tablet, 'waiting').waitFor({ state: 'detached' })
  await isKept(tablet)

  await stand.server.kill()
  await at(tablet, 'banner-link').waitFor()
  await at(tablet, 'step-skip').click()
  await at(tablet, 'skip-cleared', ':enabled').click()
  await at(tablet, 'outcome', '[data-asked="true"]').waitFor()
  await shoot(tablet, 'crew-outcome')
  await at(tablet, 'outcome-left').click()
  await at(tablet, 'outcome-last').getByText('belum disebut').waitFor()
  await tablet.reload()
  await at(tablet, 'outcome-correct').click()
  await at(tablet, 'outcome-refused').click()
  await at(tablet, 'outcome-last').getByText('Menolak ditangani atau dibawa').waitFor()
  await at(tablet, 'waiting', '[data-count="2"]').waitFor()
  await shoot(tablet, 'crew-outcome-said')

  await stand.server.upAgain()
  const line = at(operator, 'outcome-line', '[data-said="refused"]')
  await line.getByText('Menolak ditangani atau dibawa').waitFor()
  await line.getByText(/AMB-01/).waitFor()
  await at(operator, 'outcome-set').click()
  await at(operator, 'outcome-code').selectOption('treated_home')
  await field(operator, 'outcome-note').fill('keluarga berubah pikiran')
  await shoot(operator, 'desk-outcome', at(operator, 'outcome-form'))
  await at(operator, 'outcome-send').click()
  await at(operator, 'outcome-line', '[data-said="treated_home"]').getByText(/keluarga berubah pikiran/).waitFor()
  await shoot(operator, 'desk-outcome-said', at(operator, 'outcome-line'))
  await at(tablet, 'outcome', '[data-said="treated_home"]').waitFor()
  assert.deepEqual([...operator.faults, ...tablet.faults], [])
})
