// What a call needs, who fills it, and what is missing: on the desk's card, by the region's own plan.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, desk, field, goOnDuty, stage, tabletOf } from './stand.mjs'

const folder = mkdtempSync(join(tmpdir(), 'siaga-region-'))
const region = join(folder, 'jembrana')
cpSync(new URL('../../config/regions/jembrana', import.meta.url), region, { recursive: true })
after(() => rmSync(folder, { recursive: true, force: true }))

// One ambulance has a midwife as its usual crew, and one carries a boat.
const list = join(region, 'units.csv')
const listed = { 'AMB-02': 'midwife', 'AMB-03': 'boat' }
writeFileSync(
  list,
  readFileSync(list, 'utf8')
    .split('\n')
    .map((row, index) => (row === '' ? '' : `${row},${index === 0 ? 'capabilities' : (listed[row.slice(0, 6)] ?? '')}`))
    .join('\n'),
)
writeFileSync(
  join(region, 'response.toml'),
  `[capability.boat]
id = "perahu"
en = "boat"

[contact.police]
id = "Polisi"
en = "Police"
phone = "110"

[[response]]
name = "persalinan"
determinants = ["24-*"]
slots = [
  { role = "first", capabilities = ["boat"], weight = "should" },
  { role = "transport", capabilities = ["transports", ["midwife", "doctor"]] },
]
tell = ["police"]

[[response]]
name = "kecelakaan bus"
determinants = ["29-*"]
slots = [
  { role = "transport", capabilities = ["transports"] },
  { role = "transport", capabilities = ["transports"] },
]
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

const slot = (page, place) => at(page, 'slot').nth(place)

test('a birth needs a midwife: who is missing is said with a substitute, and the card shows who fills what', async () => {
  const plain = await tabletOf(stand, 'AMB-01')
  await goOnDuty(plain)
  const operator = await desk(stand)
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Banjar Tengah, gerbang biru')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await at(operator, 'call-priority-P2').check()
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'incident-card', '[data-state="pending"]').waitFor()
  await slot(operator, 0).getByText('membawa pasien').waitFor()

  await at(operator, 'action-triage').click()
  await field(operator, 'triage-determinant').fill('24-D-3')
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'response-rule').getByText('persalinan').waitFor()
  assert.match(await slot(operator, 0).textContent(), /perahu.*bila bisa.*belum ada/)
  assert.match(await slot(operator, 1).textContent(), /membawa pasien, bidan atau dokter.*belum ada/)
  assert.match(await at(operator, 'slots-tell').textContent(), /Polisi 110/)
  const missing = at(operator, 'shortfall', '[data-code="off_duty"]')
  await missing.getByText(/bidan atau dokter: 1 unit bisa, semuanya tidak bertugas, terdekat AMB-02.*AMB-01/).waitFor()
  await shoot(operator, 'slots-missing')

  const midwife = await tabletOf(stand, 'AMB-02')
  await goOnDuty(midwife)
  const best = at(operator, 'suggestion-row', '[data-best="true"][data-unit="AMB-02"]')
  await best.waitFor()
  await best.getByTestId('suggestion-send').click()
  await at(operator, 'slot', '[data-filled="true"][data-unit="AMB-02"]').waitFor()
  assert.equal(await slot(operator, 0).getAttribute('data-filled'), 'false')
  await shoot(operator, 'slots-filled')
  assert.deepEqual([...operator.faults, ...plain.faults, ...midwife.faults], [])
})

test('a crash that needs two ambulances stands in the plan twice, and two keys send both', async () => {
  const crews = []
  for (const unit of ['AMB-07', 'AMB-08']) {
    crews.push(await tabletOf(stand, unit))
    await goOnDuty(crews.at(-1))
  }
  const operator = await desk(stand, 'Komang')
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('km 92, bus dan truk')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await at(operator, 'call-priority-P1').check()
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'incident-card', '[data-state="pending"]').waitFor()
  const crash = await at(operator, 'incident-card').getAttribute('data-id')
  await at(operator, 'action-triage').click()
  await field(operator, 'triage-determinant').fill('29-D-1')
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'response-rule').getByText('kecelakaan bus').waitFor()

  await operator.keyboard.press('w')
  const row = (rest) => at(operator, 'plan-row', `[data-incident="${crash}"]${rest}`)
  const besides = row('[data-slot="1"]:not([data-unit=""])')
  await besides.getByTestId('plan-slot').getByText('membawa pasien').waitFor()
  const units = [await row(':not([data-slot])').getAttribute('data-unit'), await besides.getAttribute('data-unit')]
  assert.notEqual(units[0], units[1])
  await shoot(operator, 'plan-two-units')
  await row(':not([data-slot])').click()

  for (const unit of units) {
    await row(`[data-unit="${unit}"]`).getByTestId('plan-send').click()
    await at(operator, 'assignment-row', `[data-unit="${unit}"]`).waitFor()
    assert.equal(await at(operator, 'doubt').count(), 0)
  }
  await row('').first().waitFor({ state: 'detached' })
  for (const [place, unit] of units.entries()) {
    assert.ok(unit)
    assert.equal(await slot(operator, place).getAttribute('data-filled'), 'true')
  }
  assert.deepEqual([...operator.faults, ...crews.flatMap((crew) => crew.faults)], [])
})

test('a crew says who is aboard, and that counts until it goes off duty', async () => {
  const crew = await tabletOf(stand, 'AMB-04')
  await at(crew, 'aboard-midwife').click()
  if (process.env.SHOTS) await crew.screenshot({ path: `${process.env.SHOTS}/aboard-id.png` })
  await goOnDuty(crew)
  await at(crew, 'duty-aboard').getByText('bidan').waitFor()
  assert.deepEqual(crew.faults, [])
})
