import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, open, stage, tablet } from './stand.mjs'

const pasar = { lat: -8.3573, lon: 114.6185 }
const near = { latitude: -8.3571, longitude: 114.6243, accuracy: 12 }
const far = { latitude: -8.3571, longitude: 114.6743, accuracy: 12 }

const stand = stage()

async function tabletAt(unit, geolocation) {
  const { browser, server } = stand
  const page = await open(browser, `${server.url}/#token=${await server.token('crew', unit, unit)}`, {
    ...tablet,
    geolocation,
  })
  await at(page, 'duty').waitFor()
  await goOnDuty(page)
  return page
}

async function takeCall(page, place, priority, { lat, lon } = pasar) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-pin').fill(`${lat}, ${lon}`)
  await at(page, `call-priority-${priority}`).check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card', '[data-state="pending"]').waitFor()
  return at(page, 'incident-card').getAttribute('data-id')
}

// A list that has just changed asks once more.
async function sendsBest(page, unit) {
  await page.keyboard.press('Enter')
  const sent = at(page, 'assignment-row', `[data-unit="${unit}"]`)
  await sent.or(at(page, 'doubt')).first().waitFor()
  if (await at(page, 'doubt').isVisible()) await page.keyboard.press('Enter')
  await sent.waitFor()
}

// For whoever wants to look at them.
async function picture(page, name) {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

const best = (page, unit) => at(page, 'suggestion-row', `[data-best="true"][data-unit="${unit}"]`)

test('two calls that wait are offered two units, on the card and in the plan one key away', async () => {
  await tabletAt('AMB-01', near)
  await tabletAt('AMB-02', far)
  const ayu = await desk(stand)
  const urgent = await takeCall(ayu, 'belakang pasar', 'P1')
  await best(ayu, 'AMB-01').waitFor()
  const other = await takeCall(ayu, 'depan pasar', 'P2')
  await best(ayu, 'AMB-02').waitFor()
  await at(ayu, 'suggestion-row', '[data-unit="AMB-01"]').locator('[data-testid="goes-to"]').waitFor()
  await picture(ayu, 'card-id')

  const komang = await desk(stand, 'Komang')
  await komang.keyboard.press('w')
  for (const page of [ayu, komang]) {
    if (page === ayu) await page.keyboard.press('w')
    await at(page, 'plan-row', `[data-incident="${urgent}"][data-unit="AMB-01"]`).waitFor()
    await at(page, 'plan-row', `[data-incident="${other}"][data-unit="AMB-02"]`).waitFor()
  }
  await picture(ayu, 'plan-id')
  await at(komang, 'language').getByText('EN').click()
  await at(komang, 'plan').getByText('Who goes where').waitFor()
  await picture(komang, 'plan-en')

  // A digit chooses a call of the plan, Enter sends.
  await ayu.keyboard.press('1')
  await at(ayu, 'incident-card', `[data-id="${urgent}"]`).waitFor()
  await sendsBest(ayu, 'AMB-01')
  await at(ayu, 'by-plan').waitFor()
  await at(komang, 'plan-row', `[data-incident="${urgent}"]`).waitFor({ state: 'detached' })
  await ayu.keyboard.press('w')
  await at(ayu, 'plan').waitFor({ state: 'detached' })
  assert.deepEqual([...ayu.faults, ...komang.faults], [])
})

test('a unit on its way to something less urgent is taken off it with one key, and no reason is typed', async () => {
  const crew = await tabletAt('AMB-01', near)
  const ayu = await desk(stand)
  const less = await takeCall(ayu, 'Yehembang', 'P3', { lat: -8.3571, lon: 114.7243 })
  await best(ayu, 'AMB-01').waitFor()
  await sendsBest(ayu, 'AMB-01')
  for (const step of ['acknowledged', 'en_route'])
    await at(crew, 'step-next', `[data-to="${step}"]:enabled`).click()
  await at(ayu, 'assignment-row', '[data-state="en_route"]').waitFor()

  const urgent = await takeCall(ayu, 'belakang pasar', 'P0')
  await best(ayu, 'AMB-01').waitFor()
  assert.match(await at(ayu, 'plan-takes').textContent(), /AMB-01 dialihkan dari/)
  await picture(ayu, 'divert-id')
  await at(ayu, 'language').getByText('EN').click()
  await at(ayu, 'plan-takes').getByText('is taken off').waitFor()
  await picture(ayu, 'divert-en')
  // Off the switch, which would keep the key for itself.
  await at(ayu, 'incident-row', `[data-id="${urgent}"]`).click()
  await sendsBest(ayu, 'AMB-01')
  await at(ayu, 'by-plan').waitFor()
  assert.equal(await at(ayu, 'refusal').count(), 0)
  await at(crew, 'job-place').getByText('belakang pasar').waitFor()
  await at(ayu, 'incident-row', `[data-id="${less}"][data-state="pending"]`).waitFor()
  await at(ayu, 'incident-row', `[data-id="${urgent}"][data-state="assigned"]`).waitFor()
  assert.deepEqual([...ayu.faults, ...crew.faults], [])
})

test('a call whose first choice is sent elsewhere says who was shown and that it cannot go any more', async () => {
  await tabletAt('AMB-01', near)
  await tabletAt('AMB-02', far)
  const ayu = await desk(stand)
  await takeCall(ayu, 'belakang pasar', 'P2')
  await best(ayu, 'AMB-01').waitFor()
  const komang = await desk(stand, 'Komang')
  await takeCall(komang, 'depan pasar', 'P1')
  await best(ayu, 'AMB-02').waitFor()
  await at(ayu, 'plan-changed', '[data-was="AMB-01"][data-why="goes_elsewhere"]').waitFor()
  await picture(ayu, 'changed-id')
  assert.deepEqual([...ayu.faults, ...komang.faults], [])
})
