// What a desk hears and sees of what is new, without looking for it: sound, title, five figures, the worst open thing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, stage, tabletOf } from './stand.mjs'

const stand = stage(['--dispatch-assign-s', '15'])

async function takeCall(page, place, priority) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-pin').fill('-8.3573, 114.6185')
  await at(page, `call-priority-${priority}`).check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card', '[data-state="pending"]').waitFor()
}

test('another desk hears of a call once, by its urgency, and its own calls are quiet', async () => {
  const ayu = await desk(stand, 'Ayu')
  const budi = await desk(stand, 'Budi')
  assert.match(await budi.title(), /^Siaga · /)
  await takeCall(ayu, 'Pasar Negara, kios bunga', 'P3')
  await at(budi, 'said', '[data-tone="calm"]').waitFor()
  assert.match(await at(budi, 'said').textContent(), /P3.*kios bunga/)
  await budi.waitForFunction(() => /^\(\d+\) Siaga/.test(document.title))
  assert.equal(await at(ayu, 'said').textContent(), '')

  await at(ayu, 'action-triage').click()
  await at(ayu, 'triage-priority-P1').check()
  await ayu.keyboard.press('Control+Enter')
  await at(budi, 'said', '[data-tone="urgent"]').waitFor()
  // And that nobody is on it is said to both, with the worst on top, one key away.
  await at(ayu, 'worst').waitFor()
  await budi.waitForFunction(() => document.querySelector('[data-testid="said"]').textContent.includes('Belum ada unit'))
  await at(ayu, 'pulse-waiting', ':has-text("1")').waitFor()
  await budi.keyboard.press('z')
  await at(budi, 'incident-card').waitFor()
  assert.deepEqual([...ayu.faults, ...budi.faults], [])
})

test('silence is said: before the first touch, and when somebody muted it', async () => {
  const ayu = await desk(stand)
  await at(ayu, 'desk-sound', '[data-state="blocked"]').waitFor()
  await ayu.mouse.click(5, 5)
  await at(ayu, 'desk-sound', '[data-state="on"]').waitFor()
  await at(ayu, 'desk-sound').click()
  await at(ayu, 'desk-sound', '[data-state="muted"]').waitFor()
  assert.match(await at(ayu, 'desk-sound').textContent(), /dibisukan/)
})

test('what is urgent sounds, once, in one of two windows of a browser', async () => {
  const ayu = await desk(stand, 'Ayu')
  const budi = await desk(stand, 'Budi')
  const second = await budi.context().newPage()
  const beeps = async (page) => {
    await page.evaluate(() => {
      window.beeps = 0
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function (...when) {
        window.beeps++
        return start.apply(this, when)
      }
    })
  }
  await second.goto(budi.url())
  await at(second, 'desk-sound').waitFor()
  for (const page of [budi, second]) {
    await page.mouse.click(5, 5)
    await at(page, 'desk-sound', '[data-state="on"]').waitFor()
    await beeps(page)
  }
  await takeCall(ayu, 'Pasar Negara', 'P1')
  for (const page of [budi, second]) await at(page, 'said', '[data-tone="urgent"]').waitFor()
  const heard = [await budi.evaluate(() => window.beeps), await second.evaluate(() => window.beeps)]
  assert.deepEqual(heard.map((count) => count > 0).sort(), [false, true])
})

test('the units board finds a unit by typing, sends it, and says for a crew without a tablet that it is on duty', async () => {
  const ambulance = await tabletOf(stand, 'AMB-01')
  await goOnDuty(ambulance)
  const ayu = await desk(stand)
  await at(ayu, 'unit-line', '[data-unit="AMB-01"][data-group="free"]').waitFor()
  await takeCall(ayu, 'Pasar Negara', 'P1')
  await ayu.keyboard.press('v')
  await at(ayu, 'unit-line', '[data-unit="AMB-01"]').locator('[data-testid="unit-arrival"]').waitFor()
  await ayu.keyboard.type('amb-02')
  await at(ayu, 'unit-line', '[data-unit="AMB-01"]').waitFor({ state: 'detached' })
  await ayu.keyboard.press('ArrowDown')
  await at(ayu, 'unit-on').click()
  await at(ayu, 'unit-line', '[data-unit="AMB-02"][data-group="free"]').waitFor()
  await at(ayu, 'unit-out').click()
  await at(ayu, 'unit-reason').fill('ban bocor')
  await at(ayu, 'unit-out-say').click()
  await at(ayu, 'unit-line', '[data-unit="AMB-02"][data-group="off"]').waitFor()

  await field(ayu, 'units-filter').fill('01')
  await field(ayu, 'units-filter').press('ArrowDown')
  await field(ayu, 'units-filter').press('Enter')
  await at(ayu, 'assignment-row', '[data-unit="AMB-01"]').waitFor()
  await at(ambulance, 'ringing').waitFor()
  assert.deepEqual([...ayu.faults, ...ambulance.faults], [])
})

test('all keys stand on one page, and single keys can be turned off', async () => {
  const ayu = await desk(stand)
  await ayu.keyboard.press('?')
  await at(ayu, 'keys-page').waitFor()
  assert.match(await at(ayu, 'keys-page').textContent(), /Palsu/)
  // What lies under the page hears nothing.
  await ayu.keyboard.press('n')
  assert.equal(await at(ayu, 'call-form').count(), 0)
  await field(ayu, 'single-keys').uncheck()
  await ayu.keyboard.press('Escape')
  await at(ayu, 'keys-page').waitFor({ state: 'detached' })
  await ayu.keyboard.press('n')
  await ayu.keyboard.press('?')
  assert.equal(await at(ayu, 'call-form').count(), 0)
  await at(ayu, 'keys-button').click()
  await field(ayu, 'single-keys').check()
  await at(ayu, 'keys-close').click()
  await ayu.keyboard.press('n')
  await at(ayu, 'call-form').waitFor()
})
