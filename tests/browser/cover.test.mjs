import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, open, stage, tablet } from './stand.mjs'

const pasar = { lat: -8.3573, lon: 114.6185 }
const stations = {
  'AMB-01': { latitude: -8.33, longitude: 114.58, accuracy: 12 },
  'AMB-02': { latitude: -8.392, longitude: 114.587, accuracy: 12 },
}

const stand = stage()

async function tabletAtStation(unit) {
  const { browser, server } = stand
  const page = await open(browser, `${server.url}/#token=${await server.token('crew', unit, unit)}`, {
    ...tablet,
    geolocation: stations[unit],
  })
  await at(page, 'duty').waitFor()
  await goOnDuty(page)
  return page
}

// For whoever wants to look at them.
async function picture(page, name) {
  const folder = process.env.SHOTS ?? process.env.PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('a unit is told with one key where it had better wait, its crew answers, and a dispatch ends it', async () => {
  const tablets = { 'AMB-01': await tabletAtStation('AMB-01'), 'AMB-02': await tabletAtStation('AMB-02') }
  const ayu = await desk(stand)
  await at(ayu, 'map', '[data-ready="true"]').waitFor()
  await ayu.keyboard.press('y')
  await at(ayu, 'cover-basis', '[data-weighed="alike"]').waitFor()
  const advice = at(ayu, 'move-advice').first()
  await advice.waitFor()
  const unit = await advice.getAttribute('data-unit')
  const post = await advice.getAttribute('data-to')
  assert.equal(await advice.getAttribute('data-why'), 'moves_up')
  await at(ayu, 'cover-legend', '[data-without=""]').waitFor()
  await picture(ayu, 'cover-id')

  await ayu.keyboard.press('1')
  await at(ayu, 'moved-unit', `[data-unit="${unit}"][data-state="told"]`).waitFor()
  const crew = tablets[unit]
  await at(crew, 'move', `[data-post="${post}"][data-state="told"]`).waitFor()
  await picture(crew, 'cover-crew-id')
  await at(crew, 'move-seen').click()
  await at(ayu, 'moved-unit', `[data-unit="${unit}"][data-state="seen"]`).waitFor()
  await at(crew, 'move-there').click()
  await at(ayu, 'moved-unit', `[data-unit="${unit}"][data-state="there"]`).waitFor()
  await picture(ayu, 'cover-moved-id')

  // What is asked of the map: who is reached later if a unit goes.
  const other = unit === 'AMB-01' ? 'AMB-02' : 'AMB-01'
  await at(ayu, 'language').getByText('EN').click()
  await ayu.locator('select[data-testid="cover-without"], [data-testid="cover-without"] select').selectOption(other)
  await at(ayu, 'cover-legend', `[data-without="${other}"]`).waitFor()
  await picture(ayu, 'cover-if-goes-en')

  // A call: beside each unit stands what sending it costs the villages.
  await ayu.keyboard.press('Escape')
  await ayu.keyboard.press('n')
  await field(ayu, 'call-place').fill('belakang pasar')
  await field(ayu, 'call-pin').fill(`${pasar.lat}, ${pasar.lon}`)
  await at(ayu, 'call-priority-P1').check()
  await ayu.keyboard.press('Control+Enter')
  const best = at(ayu, 'suggestion-row', '[data-best="true"]')
  await best.waitFor()
  await best.locator('[data-testid="price"]:not([data-village=""])').waitFor()
  await picture(ayu, 'cover-price-en')
  await ayu.keyboard.press('w')
  await at(ayu, 'plan-row').locator('[data-testid="price"]').first().waitFor()
  await picture(ayu, 'cover-plan-en')
  await ayu.keyboard.press('w')

  await at(ayu, 'suggestion-row', `[data-unit="${unit}"]`).locator('[data-testid="suggestion-send"]').click()
  const sent = at(ayu, 'assignment-row', `[data-unit="${unit}"]`)
  await sent.or(at(ayu, 'doubt')).first().waitFor()
  if (await at(ayu, 'doubt').isVisible()) await ayu.keyboard.press('Enter')
  await sent.waitFor()
  await at(crew, 'job').first().waitFor()
  await at(crew, 'move').waitFor({ state: 'detached' })
  await ayu.keyboard.press('y')
  await at(ayu, 'moved-unit').waitFor({ state: 'detached' })

  // By hand, without advice, and the crew cannot.
  const choose = (id, value) => ayu.locator(`select[data-testid="${id}"], [data-testid="${id}"] select`).selectOption(value)
  await choose('move-unit', other)
  await choose('move-post', 'ST-RS-NEGARA')
  await at(ayu, 'move-send').click()
  await at(tablets[other], 'move', '[data-post="ST-RS-NEGARA"]').waitFor()
  await at(tablets[other], 'move-cannot').click()
  await at(ayu, 'moved-unit', `[data-unit="${other}"][data-state="cannot"]`).waitFor()
  await picture(ayu, 'cover-cannot-en')
  assert.deepEqual([...ayu.faults, ...tablets['AMB-01'].faults, ...tablets['AMB-02'].faults], [])
})

test('who looks at the large map sees cover there too, and cannot move anybody', async () => {
  await tabletAtStation('AMB-01')
  const { browser, server } = stand
  const made = await open(browser, `${server.url}/#token=${await server.token('supervisor', 'Made')}`)
  await at(made, 'map', '[data-ready="true"]').waitFor()
  await at(made, 'cover-button').click()
  await at(made, 'move-advice').first().waitFor()
  await at(made, 'cover-legend').waitFor()
  assert.equal(await at(made, 'move-advised').count(), 0)
  assert.equal(await at(made, 'move-by-hand').count(), 0)
  await picture(made, 'cover-map-id')
  assert.deepEqual(made.faults, [])
})
