// Each page in its states, by day and by night, read by axe as WCAG 2.2 AA asks: nothing serious on any.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, open, stage, tabletOf } from './stand.mjs'

const require = createRequire(new URL('../../console/package.json', import.meta.url))
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const asked = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const stand = stage()

async function read(page, state) {
  const faults = []
  for (const theme of ['night', 'day']) {
    await page.evaluate((chosen) => {
      localStorage.setItem('siaga.theme', chosen)
      window.dispatchEvent(new StorageEvent('storage', { key: 'siaga.theme' }))
    }, theme)
    await page.waitForFunction((chosen) => document.documentElement.dataset.theme === chosen, theme)
    // A colour on its way from one theme to the other belongs to neither.
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : []))),
    )
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${state.replaceAll(' ', '_')}-${theme}.png` })
    faults.push(...(await readAsItIs(page, `${state}, ${theme}`)))
  }
  return faults
}

// As a sentence for each fault: the rule, and where.
async function readAsItIs(page, state) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
    asked,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${state}: ${id} at ${nodes.slice(0, 3).map(({ target, any }) => `${target.join(' ')}${any[0] ? ` (${any[0].message})` : ''}`).join(', ')}`)
}

async function takeCall(page, priority, place) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-pin').fill('-8.3573, 114.6185')
  await field(page, 'call-complaint').fill('sesak napas')
  await at(page, `call-priority-${priority}`).check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card').waitFor()
}

test('the desk has nothing serious in any of its states', async () => {
  const faults = []
  const stranger = await open(stand.browser, stand.server.url)
  await stranger.locator('form, main').first().waitFor()
  faults.push(...(await read(stranger, 'sign-in')))

  const ambulance = await tabletOf(stand, 'AMB-01')
  await goOnDuty(ambulance)
  const ayu = await desk(stand)
  faults.push(...(await read(ayu, 'empty')))
  await ayu.keyboard.press('n')
  await field(ayu, 'call-place').fill('RSU Negara')
  await at(ayu, 'places-row').first().waitFor()
  faults.push(...(await read(ayu, 'call with places')))
  await field(ayu, 'call-place').press('Escape')
  await field(ayu, 'call-place').press('Escape')
  await takeCall(ayu, 'P1', 'Pasar Negara')
  await takeCall(ayu, 'P3', 'Pasar Negara, kios')
  await at(ayu, 'suggestion-row').first().waitFor()
  faults.push(...(await read(ayu, 'suggestion')))
  for (const [key, id] of [['w', 'plan'], ['y', 'cover'], ['v', 'units-board']]) {
    await ayu.keyboard.press(key)
    await at(ayu, id).waitFor()
    faults.push(...(await read(ayu, id)))
    await ayu.keyboard.press('Escape')
  }
  await at(ayu, 'suggestion-send').first().click()
  await at(ayu, 'assignment-row').waitFor()
  faults.push(...(await read(ayu, 'assigned')))
  for (const kind of ['locate', 'triage', 'note', 'merge', 'cancel']) {
    await at(ayu, `action-${kind}`).click()
    faults.push(...(await read(ayu, kind)))
    await ayu.keyboard.press('Escape')
  }
  await ayu.keyboard.press('m')
  await at(ayu, 'figures').waitFor()
  faults.push(...(await read(ayu, 'map')))
  await ayu.keyboard.press('i')
  faults.push(...(await read(ayu, 'facilities')))
  assert.deepEqual(faults, [])
})

test('the crew’s, the hospital’s and the supervisor’s pages have nothing serious', async () => {
  const faults = []
  const ambulance = await tabletOf(stand, 'AMB-01')
  faults.push(...(await read(ambulance, 'off duty')))
  await goOnDuty(ambulance)
  faults.push(...(await read(ambulance, 'no job')))
  const ayu = await desk(stand)
  await takeCall(ayu, 'P1', 'Pasar Negara')
  await at(ayu, 'suggestion-row', '[data-unit="AMB-01"]').getByRole('button').click()
  await at(ambulance, 'ringing').waitFor()
  faults.push(...(await read(ambulance, 'ringing')))
  await at(ambulance, 'step-decline').click()
  faults.push(...(await read(ambulance, 'declining')))
  await at(ambulance, 'step-decline').click()
  for (const to of ['acknowledged', 'en_route', 'on_scene', 'at_patient', 'left_scene'])
    await at(ambulance, 'step-next', `[data-to="${to}"]:enabled`).click()
  await at(ambulance, 'step-next', '[data-to="at_destination"]').waitFor()
  faults.push(...(await read(ambulance, 'leaving')))

  const token = await stand.server.token('hospital', 'IGD', undefined, ['--facility', 'RS-NEGARA'])
  const hospital = await open(stand.browser, `${stand.server.url}/#token=${token}`)
  await at(hospital, 'facility-page').waitFor()
  faults.push(...(await read(hospital, 'hospital')))
  const supervisor = await open(stand.browser, `${stand.server.url}/#token=${await stand.server.token('supervisor', 'Dewi')}`)
  await at(supervisor, 'figures').waitFor()
  faults.push(...(await read(supervisor, 'supervisor')))
  assert.deepEqual(faults, [])
})
