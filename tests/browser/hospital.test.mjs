// Where a patient is taken: the crew chooses, the hospital's own page sees who comes and answers, the desk sees both.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, desk, field, goOnDuty, open, stage, tabletOf } from './stand.mjs'

const folder = mkdtempSync(join(tmpdir(), 'siaga-region-'))
const region = join(folder, 'jembrana')
cpSync(new URL('../../config/regions/jembrana', import.meta.url), region, { recursive: true })
after(() => rmSync(folder, { recursive: true, force: true }))

// Two of the hospitals can do what a birth needs.
const list = join(region, 'facilities.csv')
const can = { 'RS-NEGARA': 'ponek icu', 'RS-BALIMED': 'ponek' }
writeFileSync(
  list,
  readFileSync(list, 'utf8')
    .split('\n')
    .map((row, index) => (row === '' ? '' : `${row},${index === 0 ? 'capabilities' : (can[row.split(',')[0]] ?? '')}`))
    .join('\n'),
)
writeFileSync(
  join(region, 'response.toml'),
  `[[response]]
name = "persalinan"
determinants = ["24-*"]
slots = [{ role = "transport", capabilities = ["transports"] }]
destination = ["ponek"]
`,
)

const stand = stage(['--region', region])

async function shoot(page, name) {
  if (!process.env.SHOTS) return
  await page.screenshot({ path: `${process.env.SHOTS}/${name}-id.png` })
  await at(page, 'language').getByText('EN').click()
  await page.screenshot({ path: `${process.env.SHOTS}/${name}-en.png` })
  await at(page, 'language').getByText('ID').click()
}

async function hospital(facility) {
  const token = await stand.server.token('hospital', 'IGD', undefined, ['--facility', facility])
  const page = await open(stand.browser, `${stand.server.url}/#token=${token}`, { viewport: { width: 1000, height: 1100 } })
  await at(page, 'facility-page', `[data-facility="${facility}"]`).waitFor()
  return page
}

// A glove's second tap is not the next step: the button rests for a moment.
async function press(tablet, to) {
  await tablet.locator(`[data-testid="step-next"][data-to="${to}"]:enabled`).click()
}

async function drivesTo(tablet, last) {
  for (const to of ['acknowledged', 'en_route', 'on_scene', 'at_patient', 'left_scene']) {
    await press(tablet, to)
    if (to === last) return
  }
}

async function callFor(operator, priority, determinant) {
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Banjar Tengah, gerbang biru')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await field(operator, 'call-complaint').fill('ketuban pecah')
  await at(operator, `call-priority-${priority}`).check()
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'incident-card', '[data-state="pending"]').waitFor()
  await at(operator, 'action-triage').click()
  await field(operator, 'triage-determinant').fill(determinant)
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'response-rule').getByText('persalinan').waitFor()
}

test('the crew is asked where to as it leaves, the hospital sees who comes and answers, the desk and the crew see that', async () => {
  const tablet = await tabletOf(stand, 'AMB-01')
  await goOnDuty(tablet)
  const operator = await desk(stand)
  const igd = await hospital('RS-NEGARA')
  await at(igd, 'coming-list').getByText('Tidak ada yang menuju ke sini').waitFor()
  await shoot(igd, 'hospital-quiet')

  await callFor(operator, 'P2', '24-D-1')
  await at(operator, 'suggestion-row', '[data-best="true"][data-unit="AMB-01"]').getByTestId('suggestion-send').click()
  await drivesTo(tablet, 'left_scene')
  await at(tablet, 'destination', '[data-asked="true"]').waitFor()
  const offers = at(tablet, 'destination-offer')
  await offers.nth(1).waitFor()
  assert.equal(await offers.count(), 2)
  assert.deepEqual(
    (await Promise.all([0, 1].map((nth) => offers.nth(nth).getAttribute('data-facility')))).sort(),
    ['RS-BALIMED', 'RS-NEGARA'],
  )
  await shoot(tablet, 'crew-where-to')
  await at(tablet, 'destination-more').click()
  await at(tablet, 'destination-offer', '[data-facility="RS-BUNDA"]').getByText(/tidak punya: PONEK/).waitFor()
  await shoot(tablet, 'crew-where-to-all')
  await at(tablet, 'destination-offer', '[data-facility="RS-NEGARA"]').click()
  await at(tablet, 'destination-to').getByText('RSU Negara').waitFor()

  const coming = at(igd, 'coming', '[data-unit="AMB-01"]')
  await coming.getByText('24-D-1 · ketuban pecah').waitFor()
  await at(igd, 'coming-when').getByText(/\d\d:\d\d–\d\d:\d\d/).waitFor()
  assert.doesNotMatch(await igd.textContent('main'), /gerbang biru/)
  await shoot(igd, 'hospital-coming')
  await at(igd, 'expect').click()
  await at(igd, 'coming-known').waitFor()
  await shoot(igd, 'hospital-answered')
  await at(tablet, 'destination-expected', '[data-expected="true"]').waitFor()
  await at(operator, 'bound-for', '[data-facility="RS-NEGARA"][data-expected="true"]').waitFor()
  await shoot(operator, 'desk-bound')
  await shoot(tablet, 'crew-bound')

  await press(tablet, 'at_destination')
  await at(igd, 'coming', '[data-state="at_destination"]').getByText(/Tiba/).waitFor()
  await press(tablet, 'handed_over')
  await at(igd, 'coming-list').getByText('Tidak ada yang menuju ke sini').waitFor()
  assert.deepEqual([...operator.faults, ...tablet.faults, ...igd.faults], [])
})

test('the hospital closes with two touches and counts its beds; it is passed over, and the desk sends there all the same', async () => {
  const tablet = await tabletOf(stand, 'AMB-01')
  await goOnDuty(tablet)
  const operator = await desk(stand)
  const igd = await hospital('RS-NEGARA')
  await at(igd, 'status-Closed').click()
  await at(igd, 'cause-full').click()
  await at(igd, 'facility-status', '[data-state="Closed"]').getByText(/penuh/).first().waitFor()
  await at(igd, 'bed-EmergencyDepartment').click()
  await at(igd, 'beds-3').click()
  await at(igd, 'bed-EmergencyDepartment', '[data-available="3"]').waitFor()
  await shoot(igd, 'hospital-closed')

  await callFor(operator, 'P3', '24-A-1')
  await at(operator, 'suggestion-row', '[data-best="true"][data-unit="AMB-01"]').getByTestId('suggestion-send').click()
  await drivesTo(tablet, 'left_scene')
  await at(operator, 'hospitals-show').click()
  const closed = at(operator, 'hospital-row', '[data-facility="RS-NEGARA"][data-proposed="false"]')
  await closed.getByText(/tutup untuk ambulans/).first().waitFor()
  await closed.scrollIntoViewIfNeeded()
  await shoot(operator, 'desk-hospitals')
  await closed.getByTestId('hospital-bind').click()
  await at(operator, 'bound-closed').waitFor()
  await at(tablet, 'destination', '[data-facility="RS-NEGARA"]').getByText(/penuh/).waitFor()
  await shoot(tablet, 'crew-closed')

  await operator.keyboard.press('i')
  const row = at(operator, 'facility', '[data-id="RS-NEGARA"]')
  await row.getByText(/IGD 3/).waitFor()
  await row.getByTestId('facility-open').click()
  await row.getByTestId('status-Normal').click()
  await at(row, 'facility-status', '[data-state="Normal"]').waitFor()
  await shoot(operator, 'desk-facilities')
  await at(igd, 'facility-status', '[data-state="Normal"]').getByText(/kata pusat/).waitFor()
  assert.deepEqual([...operator.faults, ...tablet.faults, ...igd.faults], [])
})
