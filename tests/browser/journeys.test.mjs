import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, isKept, open, stage, tabletOf } from './stand.mjs'

const pasar = { lat: -8.3573, lon: 114.6185 }

const stand = stage()

async function takeCall(page, place, priority = 'P1') {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-pin').fill(`${pasar.lat}, ${pasar.lon}`)
  await field(page, 'call-phone').fill('0812-3456-789')
  await at(page, `call-priority-${priority}`).check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card', '[data-state="pending"]').waitFor()
}

const stateOfJob = (page, unit, state) =>
  at(page, 'assignment-row', `[data-unit="${unit}"][data-state="${state}"]`)

test('a call is taken, its suggestion is sent with one key, and the crew steps through to clear', async () => {
  const ambulance = await tabletOf(stand, 'AMB-01')
  await goOnDuty(ambulance)
  const operator = await desk(stand)
  await takeCall(operator, 'Banjar Tengah, belakang pasar, gerbang biru')

  const best = at(operator, 'suggestion-row', '[data-best="true"][data-unit="AMB-01"]')
  await best.waitFor()
  assert.match(await best.textContent(), /tiba paling cepat/)
  // The list has just come; a key pressed in that instant is asked for once more.
  await operator.keyboard.press('Enter')
  const sent = at(operator, 'assignment-row', '[data-unit="AMB-01"]')
  await sent.or(at(operator, 'doubt')).first().waitFor()
  if (await at(operator, 'doubt').isVisible()) await operator.keyboard.press('Enter')

  await at(ambulance, 'ringing').waitFor()
  assert.match(await at(ambulance, 'job-place').textContent(), /gerbang biru/)
  assert.equal(await at(ambulance, 'job-phone').getAttribute('href'), 'tel:0812-3456-789')
  assert.match(await at(ambulance, 'job-geo').getAttribute('href'), /^geo:-8\.3573,114\.6185/)
  await stateOfJob(operator, 'AMB-01', 'delivered').waitFor()

  for (const step of [
    'acknowledged',
    'en_route',
    'on_scene',
    'at_patient',
    'left_scene',
    'at_destination',
    'handed_over',
    'cleared',
  ]) {
    await at(ambulance, 'step-next', `[data-to="${step}"]:enabled`).click()
    await stateOfJob(operator, 'AMB-01', step).waitFor()
    assert.equal(await at(ambulance, 'ringing').count(), 0)
  }
  await at(ambulance, 'no-job').waitFor()
  await at(operator, 'incident-card', '[data-state="closed"]').waitFor()
  assert.deepEqual([...operator.faults, ...ambulance.faults], [])
})

test('a click on the map sets the pin, and the words of the caller stay as they are', async () => {
  const operator = await desk(stand)
  await at(operator, 'map', '[data-ready="true"]').waitFor()
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('dekat pura')
  await at(operator, 'map').click({ position: { x: 200, y: 180 } })
  await operator.waitForFunction(() =>
    /^-8\.\d{5}, 114\.\d{5}$/.test(document.querySelector('[data-testid="call-pin"]').value),
  )
  assert.equal(await field(operator, 'call-place').inputValue(), 'dekat pura')
})

test('the server is killed: what was typed is still there, and what was pressed arrives exactly once', async () => {
  const ambulance = await tabletOf(stand, 'AMB-01')
  await goOnDuty(ambulance)
  const operator = await desk(stand)
  await takeCall(operator, 'Gilimanuk, terminal')
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').waitFor()
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').getByRole('button').click()
  await at(ambulance, 'step-next', '[data-to="acknowledged"]:enabled').click()
  await stateOfJob(operator, 'AMB-01', 'acknowledged').waitFor()
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Yehembang, rumah panggung')
  await isKept(operator)
  await isKept(ambulance)

  await stand.server.kill()
  await at(operator, 'banner-link').waitFor()
  await at(ambulance, 'banner-link').waitFor()
  assert.match(await at(operator, 'banner-link').textContent(), /Server terputus sejak \d\d:\d\d:\d\d/)
  assert.match(await at(operator, 'banner-link').textContent(), /keadaan pukul \d\d:\d\d:\d\d/)
  assert.equal(await at(operator, 'page').getAttribute('data-live'), 'false')

  // Both go on working, and both pages are loaded anew without a server.
  await field(operator, 'call-phone').fill('0813-999')
  await at(ambulance, 'step-next', '[data-to="en_route"]:enabled').click()
  await at(ambulance, 'waiting', '[data-count="1"]').waitFor()
  await ambulance.reload()
  await at(ambulance, 'job').waitFor()
  await at(ambulance, 'banner-link').waitFor()
  await at(ambulance, 'step-next', '[data-to="on_scene"]:enabled').click()
  await at(ambulance, 'waiting', '[data-count="2"]').waitFor()
  await operator.reload()
  await at(operator, 'call-form').waitFor()

  await stand.server.upAgain()
  await at(operator, 'link-state', '[data-up="true"]').waitFor()
  await at(ambulance, 'page', '[data-live="true"]').waitFor()
  assert.equal(await field(operator, 'call-place').inputValue(), 'Yehembang, rumah panggung')
  assert.equal(await field(operator, 'call-phone').inputValue(), '0813-999')
  await at(ambulance, 'waiting').waitFor({ state: 'detached' })
  assert.equal(await at(ambulance, 'refusal').count(), 0)

  await field(operator, 'call-place').press('Escape')
  await at(operator, 'incident-row', '[data-state="on_scene"]').click()
  const job = stateOfJob(operator, 'AMB-01', 'on_scene')
  await job.waitFor()
  for (const step of ['menuju lokasi', 'di lokasi']) {
    assert.equal(await job.locator('.times li', { hasText: step }).count(), 1, step)
  }
  assert.deepEqual([...operator.faults, ...ambulance.faults], [])
})

test('a call received while the server is away is on the board, and reaches the server once', async () => {
  const operator = await desk(stand)
  await stand.server.kill()
  await at(operator, 'banner-link').waitFor()
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Pekutatan, jembatan')
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'unsent-call').waitFor()

  await stand.server.upAgain()
  const row = at(operator, 'incident-row')
  await row.waitFor()
  await at(operator, 'unsent-call').waitFor({ state: 'detached' })
  assert.equal(await row.count(), 1)
  assert.match(await row.textContent(), /Pekutatan, jembatan/)
})

test('the page speaks Indonesian, then English, and remembers', async () => {
  const operator = await desk(stand)
  assert.match(await at(operator, 'new-call').textContent(), /Panggilan baru/)
  await at(operator, 'language').getByText('EN').click()
  await at(operator, 'new-call').getByText('New call').waitFor()
  assert.equal(await operator.locator('html').getAttribute('lang'), 'en')
  assert.match(await at(operator, 'who').textContent(), /Operator · Ayu/)
  await operator.reload()
  await at(operator, 'new-call').getByText('New call').waitFor()
  assert.equal(new URL(operator.url()).hash, '')
})

test('a token that is not good is refused in words, and says so on the sign-in page', async () => {
  const page = await open(stand.browser, `${stand.server.url}/#token=nonsense`)
  await at(page, 'sign-in-refused').waitFor()
  assert.match(await at(page, 'sign-in-refused').textContent(), /Token tidak berlaku/)
})
