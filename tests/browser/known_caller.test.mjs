import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, desk, field, stage } from './stand.mjs'

const folder = mkdtempSync(join(tmpdir(), 'siaga-patients-'))
const register = join(folder, 'pasien.csv')
const nik = '5101044107860001'
writeFileSync(
  register,
  'nik,nama,telepon,alamat,lat,lon,catatan,puskesmas\n' +
    `${nik},I Ketut Sudana,0361-555-123,"Br. Tengah, gang kedua",-8.357,114.615,oksigen di rumah,Puskesmas I Negara\n`,
)
after(() => rmSync(folder, { recursive: true }))

const stand = stage(['--dispatch-archive-s', '1', '--patients', register])

// A call with this number that was called off, and has left the board.
async function calledBefore(page, place, ending) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-pin').fill('-8.3573, 114.6185')
  await field(page, 'call-phone').fill('0812-3456-789')
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card').waitFor()
  await page.keyboard.press(ending)
  await field(page, 'panel-reason').fill('tidak ada orang')
  await page.keyboard.press('Enter')
  await at(page, 'incident-card').waitFor({ state: 'detached' })
}

test('what a number called for before is shown when it calls again, and its place is taken with one key', async () => {
  const operator = await desk(stand)
  await calledBefore(operator, 'belakang pasar, gerbang biru', 'h')
  await operator.keyboard.press('n')
  await field(operator, 'call-phone').fill('+62 812 3456 789')
  const row = at(operator, 'past-row', '[data-ended="hoax"]')
  await row.waitFor()
  assert.match(await row.textContent(), /waktu itu ditandai palsu oleh petugas/)
  assert.match(await row.textContent(), /gerbang biru/)
  await operator.keyboard.press('F4')
  assert.equal(await field(operator, 'call-place').inputValue(), 'belakang pasar, gerbang biru')
  assert.equal(await field(operator, 'call-pin').inputValue(), '-8.35730, 114.61850')
  await at(operator, 'place-chip', '[data-source="past_call"]').waitFor()
  // There is nothing left to fill, and nothing typed is ever replaced.
  await at(operator, 'past-use').waitFor({ state: 'detached' })
  await field(operator, 'call-place').fill('di warung')
  await operator.keyboard.press('F4')
  assert.equal(await field(operator, 'call-place').inputValue(), 'di warung')
  assert.deepEqual(operator.faults, [])
})

test('a registered patient is found by the NIK, and the NIK goes no further', async () => {
  const operator = await desk(stand)
  const sent = []
  operator.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
  await operator.reload()
  await at(operator, 'link-state', '[data-up="true"]').waitFor()
  await operator.keyboard.press('n')
  await field(operator, 'call-name').fill(nik)
  await at(operator, 'patient-row').filter({ hasText: 'I Ketut Sudana' }).waitFor()
  await at(operator, 'call-name-left-out').waitFor()
  assert.match(await at(operator, 'patient-row').textContent(), /NIK …0001/)
  assert.match(await at(operator, 'patient-row').textContent(), /oksigen di rumah/)
  await operator.keyboard.press('F8')
  assert.equal(await field(operator, 'call-name').inputValue(), 'I Ketut Sudana')
  assert.equal(await field(operator, 'call-phone').inputValue(), '0361-555-123')
  assert.equal(await field(operator, 'call-place').inputValue(), 'Br. Tengah, gang kedua')
  await at(operator, 'place-chip', '[data-source="patient_record"]').waitFor()
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'incident-card').waitFor()
  // What the register says reaches the card, and with it the crew; of the NIK its end only.
  await at(operator, 'incident-card').filter({ hasText: 'oksigen di rumah' }).waitFor()
  await at(operator, 'incident-card').filter({ hasText: 'Puskesmas I Negara' }).waitFor()
  assert.ok(!sent.some((text) => text.includes('"incident.note"') && text.includes(nik)))
  const received = sent.filter((text) => text.includes('"incident.receive"'))
  assert.equal(received.length, 1)
  assert.ok(!received[0].includes(nik))
  assert.deepEqual(operator.faults, [])
})

test('a NIK that belongs to nobody here is not sent as a name', async () => {
  const operator = await desk(stand)
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('dekat pura')
  await field(operator, 'call-name').fill('3171044107860009')
  await at(operator, 'call-name-left-out').waitFor()
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'incident-card').waitFor()
  assert.doesNotMatch(await at(operator, 'incident-card').textContent(), /3171/)
})
