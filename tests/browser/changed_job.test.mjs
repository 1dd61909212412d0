// What a crew that drives is told of its job, and what it says of its vehicle.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, stage, tabletOf } from './stand.mjs'

const stand = stage()

async function sentTo(priority, unit) {
  const ambulance = await tabletOf(stand, unit)
  await goOnDuty(ambulance)
  const operator = await desk(stand)
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('dekat pasar')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await field(operator, 'call-phone').fill('0812-3456-789')
  await field(operator, 'call-complaint').fill('sesak napas')
  await at(operator, `call-priority-${priority}`).check()
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'suggestion-row', `[data-unit="${unit}"]`).getByRole('button').click()
  await at(ambulance, 'ringing').waitFor()
  return { ambulance, operator }
}

async function shoot(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

test('a changed place, priority or complaint fills the screen of a crew that drives, old and new', async () => {
  const { ambulance, operator } = await sentTo('P2', 'AMB-01')
  // While it rings it is read anew anyway.
  await at(operator, 'action-triage').click()
  await field(operator, 'triage-complaint').fill('sesak napas berat')
  await operator.keyboard.press('Control+Enter')
  await ambulance.waitForFunction(() =>
    document.querySelector('[data-testid="job-complaint"]').textContent.includes('berat'),
  )
  assert.equal(await at(ambulance, 'changed').count(), 0)

  await at(ambulance, 'step-next', '[data-to="acknowledged"]:enabled').click()
  await at(ambulance, 'step-next', '[data-to="en_route"]').waitFor()
  await at(operator, 'assignment-row', '[data-state="acknowledged"]').waitFor()
  await at(operator, 'action-locate').click()
  await field(operator, 'locate-place').fill('Melaya, sebelah masjid')
  await field(operator, 'locate-pin').fill('-8.2722, 114.4962')
  await operator.keyboard.press('Control+Enter')
  await at(ambulance, 'changed').waitFor()
  const place = await at(ambulance, 'changed-place').textContent()
  assert.match(place, /dekat pasar.*Melaya, sebelah masjid.*pindah 16 km/)
  assert.equal(await at(ambulance, 'changed-complaint').count(), 0)
  await shoot(ambulance, 'changed')

  // It stays until somebody says so, also over a reload.
  await ambulance.reload()
  await at(ambulance, 'changed').waitFor()
  await at(ambulance, 'changed-understood').click()
  await at(ambulance, 'changed').waitFor({ state: 'detached' })
  assert.deepEqual([...operator.faults, ...ambulance.faults], [])
})

test('a crew whose vehicle is broken is asked whether it is out of service, and is not proposed again', async () => {
  const { ambulance, operator } = await sentTo('P1', 'AMB-01')
  await at(ambulance, 'step-decline').click()
  await at(ambulance, 'decline.broken').click()
  await at(ambulance, 'broken-question').waitFor()
  await at(ambulance, 'broken-yes').click()
  await at(ambulance, 'duty', '[data-state="out_of_service"]').waitFor()
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').waitFor({ state: 'detached' })
  await at(ambulance, 'broken-question').waitFor({ state: 'detached' })
})

test('Enter on a visit that is planned for tomorrow asks first', async () => {
  const nurse = await tabletOf(stand, 'HC-01')
  await goOnDuty(nurse)
  const operator = await desk(stand)
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Banjar Tengah')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await at(operator, 'call-priority-P4').check()
  await at(operator, 'call-needs-home_care').check()
  const tomorrow = new Date(Date.now() + 30 * 3600_000).toISOString().slice(0, 16)
  await field(operator, 'call-planned').fill(tomorrow)
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'suggestion-row', '[data-unit="HC-01"]').waitFor()
  await operator.keyboard.press('Enter')
  await at(operator, 'doubt', '[data-why="early"]').waitFor()
  assert.equal(await at(nurse, 'ringing').count(), 0)
  await operator.keyboard.press('Enter')
  await at(nurse, 'ringing').waitFor()
  await at(nurse, 'job-planned').waitFor()
})

test('on a phone of 360 by 640 place, complaint and telephone are seen while it rings', async () => {
  const { ambulance } = await sentTo('P1', 'AMB-01')
  await ambulance.setViewportSize({ width: 360, height: 640 })
  await ambulance.touchscreen.tap(180, 200) // its sound is on
  await at(ambulance, 'sound', '[data-audible="true"]').waitFor({ state: 'attached' })
  await shoot(ambulance, 'phone-ringing')
  const dock = (await ambulance.locator('.dock').boundingBox()).y
  for (const id of ['ringing', 'job-place', 'job-complaint', 'job-geo', 'job-phone']) {
    const box = await at(ambulance, id).boundingBox()
    assert.ok(box.y >= 0 && box.y + box.height <= dock, `${id}: ${box.y} to ${box.y + box.height} of ${dock}`)
  }
  assert.equal(await ambulance.evaluate(() => document.documentElement.scrollWidth), 360)
  await at(ambulance, 'header-more').click()
  await at(ambulance, 'sign-out').waitFor()
  await at(ambulance, 'header-more').click()
  await at(ambulance, 'step-decline').click()
  await shoot(ambulance, 'phone-declining')
  const panel = await at(ambulance, 'decline-panel').boundingBox()
  assert.ok(panel.y > 40, `the panel begins at ${panel.y}`)
})
